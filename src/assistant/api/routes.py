"""The routes of the JSON API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.routing import APIRoute
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel, Field

from assistant.api.streaming import answer_events
from assistant.asgi import PROBLEM_TYPE
from assistant.contract import (
    AskRequest,
    DocumentBody,
    DocumentSummary,
    FactBody,
    OpinionRequest,
    Reply,
    document_body,
    document_summary,
    fact_bodies,
    reply,
)
from assistant.errors import BusyError, InvalidInputError
from assistant.facts.selection import FactFilter, candidates, select
from assistant.facts.table import facts_csv
from assistant.lookup import document_named
from assistant.messages.service import AWAY
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.text.personal import holds_personal_data
from assistant.verdicts import QuoteClaim, QuoteVerdict, recheck


def service_of(request: Request) -> AnsweringService:
    """The assistant that the application was built around."""
    service: AnsweringService = request.app.state.service
    return service


def keeper_of(request: Request) -> FeedbackKeeper | None:
    """What keeps opinions, where any are taken."""
    keeper: FeedbackKeeper | None = request.app.state.keeper
    return keeper


Service = Annotated[AnsweringService, Depends(service_of)]
Keeper = Annotated[FeedbackKeeper | None, Depends(keeper_of)]


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: str
    title: str
    status: int
    detail: str
    instance: str


class QuoteClaims(BaseModel):
    """The quotes of a reply; a whole reply fits as it is."""

    citations: list[QuoteClaim] = Field(max_length=1000)


class Verification(BaseModel):
    """Whether all quotes stand in their documents, and what came of each."""

    verified: bool
    citations: list[QuoteVerdict]


class Health(BaseModel):
    """That the server runs, or that it can answer."""

    status: str
    generation: str | None = None
    problem: str | None = None
    """What makes answers slower than they should be, or keeps them from the newest index."""


def _described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    told = {
        400: "The body is not JSON.",
        404: "There is no such thing.",
        413: "The request is too large.",
        422: "The request cannot be used; `detail` says why.",
        429: "Too many questions from one address; `Retry-After` says how long to wait.",
        503: "There is nothing to answer from yet, or too much is asked at once: see `Retry-After`.",
    }
    content = {PROBLEM_TYPE: {"schema": Problem.model_json_schema()}}
    return {status: {"description": told[status], "content": content} for status in statuses}


_ASKING = _described(400, 413, 422, 429, 503)
api = APIRouter()
"""What stands under /api, and under /api/v1 for those who want it never to change."""
router = APIRouter()
"""What stands outside of it."""


@api.post("/ask", responses=_ASKING, summary="Ask a question")
def ask(body: AskRequest, service: Service) -> Reply:
    """Answer from the documents, or say that they do not tell."""
    return reply(service.ask(body.question, body.language, body.turns()))


@api.post(
    "/ask/stream",
    response_class=EventSourceResponse,
    responses=_ASKING,
    summary="Ask a question and get the answer as events",
)
def ask_and_stream(
    body: AskRequest, service: Service, request: Request
) -> Iterator[ServerSentEvent]:
    """Tell what is being done, and then the answer bit by bit.

    The events are `status`, a `sentence` for each statement, a `citation` for each quote, and `done`
    with the whole reply; or `problem` with a problem document.
    """
    yield from answer_events(service, body, request)


@api.post(
    "/feedback",
    status_code=204,
    responses=_described(400, 404, 413, 422, 429, 503),
    summary="Say whether an answer was of use",
)
def feedback(body: OpinionRequest, service: Service, keeper: Keeper) -> None:
    """Keep an opinion with its day, and with nothing that tells whose it is.

    Words that hold personal data are refused, and so is more than the operator takes on a day.
    """
    if keeper is None:
        raise HTTPException(404, "No opinions are taken here.")
    if holds_personal_data(body.words):
        raise InvalidInputError("The words hold personal data. Please send them without.")
    if keeper.is_full():
        raise HTTPException(429, "No more opinions are taken today.", {"Retry-After": "86400"})
    known, told = service.snapshot().documents, set(body.documents)
    kept = keeper.note_feedback(
        " ".join(body.words.split()),
        useful=body.useful,
        status=body.status.value if body.status else "",
        documents=[name for name in known if name in told],
    )
    if not kept:
        raise BusyError("The opinion could not be kept. Please try again later.")


@api.get("/documents", responses=_described(503), summary="List the documents")
def documents(service: Service) -> list[DocumentSummary]:
    """All documents that answers are taken from, without their text."""
    return [document_summary(document) for document in service.snapshot().documents.values()]


@api.get(
    "/documents/{document_id}",
    responses=_described(404, 422, 503),
    summary="Read a document",
)
def document(document_id: str, service: Service) -> DocumentBody:
    """One document with the text that the offsets of citations refer to."""
    found = document_named(service.snapshot().documents, document_id)
    if found is None:
        raise HTTPException(404, f"There is no document {document_id}.")
    return document_body(found)


class FactQuery(FactFilter):
    """Which facts are wanted, and how they are written."""

    format: Literal["json", "csv"] = Field("json", description="`json` or `csv`.")
    delimiter: Literal[",", ";"] = Field(",", description="Of CSV; Swedish Excel expects `;`.")


@api.get(
    "/facts",
    response_model=list[FactBody],
    responses={200: {"content": {"text/csv": {}}}, **_described(422, 503)},
    summary="List the facts",
)
def facts(service: Service, query: Annotated[FactQuery, Query()]) -> Response | list[FactBody]:
    """What was read from the documents as typed statements: people, periods, goals, owners, sums.

    Capitals and accents do not matter. A parameter that is given twice means either value;
    several parameters mean all of them. CSV begins with the mark by which Excel knows UTF-8, and
    has an apostrophe before text that a spreadsheet would run as a formula.
    """
    known = service.snapshot()
    found = select(candidates(known.facts, known.documents, query), query)
    listed = fact_bodies(found, known.documents)
    if query.format == "json":
        return listed
    return Response(
        facts_csv(listed, query.delimiter).encode("utf-8-sig"),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="fakta.csv"'},
    )


@api.post("/verify", responses=_described(400, 413, 422, 429, 503), summary="Check quotes again")
def verify(body: QuoteClaims | QuoteClaim, service: Service) -> Verification:
    """Compare each quote, byte for byte, with its document; takes one citation or a whole reply.

    Of a quote that stood in an earlier version of a document that has changed since, it tells which.
    """
    claims = body.citations if isinstance(body, QuoteClaims) else [body]
    verdicts = recheck(service.snapshot(), claims)
    return Verification(verified=all(v.verified for v in verdicts), citations=verdicts)


@router.get("/healthz", summary="Does the server run?")
async def healthz() -> Health:
    """Says yes as long as it runs, whatever is being answered."""
    return Health(status="ok")


@router.get("/readyz", responses=_described(503), summary="Can it answer?")
def readyz(service: Service, request: Request) -> Health:
    """Fails where there is no index, or nobody warm to answer; `problem` tells what else is wrong."""
    generation, away = service.generation, request.app.state.away()
    request.app.state.unusable = ""
    problem = " ".join(AWAY[one] for one in away)
    return Health(status="ok", generation=generation, problem=problem or None)


@api.api_route(
    "/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
)
def unknown(path: str, request: Request) -> None:
    """Refuse what no route takes; else the pages, mounted at /, would answer in HTML."""
    allowed = sorted(
        method
        for route in api.routes
        if isinstance(route, APIRoute) and route.path == f"/{path}"
        for method in route.methods or ()
    )
    if allowed:
        told = f"{request.method} is not allowed here, but {', '.join(allowed)}."
        raise HTTPException(405, told, headers={"Allow": ", ".join(allowed)})
    raise HTTPException(404, f"There is no {request.url.path}. See /api/docs.")


router.include_router(api, prefix="/api/v1", include_in_schema=False)
router.include_router(api, prefix="/api")
