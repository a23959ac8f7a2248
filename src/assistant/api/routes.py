"""The routes of the JSON API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field

from assistant.contract import (
    AskRequest,
    DocumentBody,
    DocumentSummary,
    FactBody,
    QuoteClaim,
    QuoteVerdict,
    Reply,
    document_body,
    document_summary,
    fact_bodies,
    reply,
)
from assistant.facts.selection import FactFilter, select
from assistant.facts.table import facts_csv
from assistant.ports import AnsweringService
from assistant.verification import check_quote


def service_of(request: Request) -> AnsweringService:
    """The assistant that the application was built around."""
    service: AnsweringService = request.app.state.service
    return service


Service = Annotated[AnsweringService, Depends(service_of)]


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


PROBLEMS: dict[int | str, dict[str, Any]] = {
    422: {"model": Problem, "description": "The request cannot be used; `detail` says why."},
    503: {"model": Problem, "description": "There is nothing to answer from yet."},
}
router = APIRouter()


@router.post("/api/ask", responses=PROBLEMS, summary="Ask a question")
def ask(body: AskRequest, service: Service) -> Reply:
    """Answer from the documents, or say that they do not tell."""
    return reply(service.ask(body.question, body.language, body.turns()))


@router.get("/api/documents", responses={503: PROBLEMS[503]}, summary="List the documents")
def documents(service: Service) -> list[DocumentSummary]:
    """All documents that answers are taken from, without their text."""
    return [document_summary(document) for document in service.documents().values()]


@router.get(
    "/api/documents/{document_id}",
    responses={404: {"model": Problem}, 503: PROBLEMS[503]},
    summary="Read a document",
)
def document(document_id: str, service: Service) -> DocumentBody:
    """One document with the text that the offsets of citations refer to."""
    found = service.documents().get(document_id)
    if found is None:
        raise HTTPException(404, f"There is no document {document_id}.")
    return document_body(found)


class FactQuery(FactFilter):
    """Which facts are wanted, and how they are written."""

    format: Literal["json", "csv"] = Field("json", description="`json` or `csv`.")
    delimiter: Literal[",", ";"] = Field(",", description="Of CSV; Swedish Excel expects `;`.")


@router.get(
    "/api/facts",
    response_model=list[FactBody],
    responses={200: {"content": {"text/csv": {}}}, **PROBLEMS},
    summary="List the facts",
)
def facts(service: Service, query: Annotated[FactQuery, Query()]) -> Response | list[FactBody]:
    """What was read from the documents as typed statements: people, periods, goals, owners, sums.

    Capitals and accents do not matter. A parameter that is given twice means either value;
    several parameters mean all of them. CSV begins with the mark by which Excel knows UTF-8, and
    has an apostrophe before text that a spreadsheet would run as a formula.
    """
    listed = fact_bodies(select(service.facts(), query), service.documents())
    if query.format == "json":
        return listed
    return Response(
        facts_csv(listed, query.delimiter).encode("utf-8-sig"),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="fakta.csv"'},
    )


@router.post("/api/verify", responses=PROBLEMS, summary="Check quotes again")
def verify(body: QuoteClaims | QuoteClaim, service: Service) -> Verification:
    """Compare each quote, byte for byte, with its document; takes one citation or a whole reply."""
    claims = body.citations if isinstance(body, QuoteClaims) else [body]
    known = service.documents()
    verdicts = []
    for claim in claims:
        reason = check_quote(
            known.get(claim.document), claim.start, claim.end, claim.quote, claim.sha256
        )
        verdicts.append(
            QuoteVerdict(
                number=claim.number,
                document=claim.document,
                verified=reason is None,
                reason=reason,
            )
        )
    return Verification(verified=all(v.verified for v in verdicts), citations=verdicts)


@router.get("/healthz", summary="Does the server run?")
def healthz() -> Health:
    """Says yes as long as it runs."""
    return Health(status="ok")


@router.get("/readyz", responses={503: PROBLEMS[503]}, summary="Can it answer?")
def readyz(service: Service) -> Health:
    """Opens the index, and fails where there is none."""
    return Health(status="ok", generation=service.generation)


@router.api_route(
    "/api/{path:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False
)
def unknown(path: str, request: Request) -> None:
    """Refuse what no route takes; else the pages, mounted at /, would answer in HTML."""
    allowed = sorted(
        method
        for route in router.routes
        if isinstance(route, APIRoute) and route.path == f"/api/{path}"
        for method in route.methods or ()
    )
    if allowed:
        told = f"{request.method} is not allowed here, but {', '.join(allowed)}."
        raise HTTPException(405, told, headers={"Allow": ", ".join(allowed)})
    raise HTTPException(404, f"There is no /api/{path}. See /api/docs.")
