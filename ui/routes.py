"""Serves the pages at their addresses."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any, get_args

from fastapi import APIRouter, FastAPI, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from pydantic import BeforeValidator, TypeAdapter
from starlette.exceptions import HTTPException

from assistant.asgi import EMBED
from assistant.contract import AskRequest
from assistant.messages.accessibility import accessibility_statement
from assistant.messages.interface import INTERFACE
from assistant.messages.privacy import privacy_statement
from assistant.models.answers import Language
from ui.assets import add_assets
from ui.embedding import embed_script
from ui.exchange import UNBUFFERED, Exchange, events
from ui.pages import Pages, Sent
from ui.rendering import home
from ui.sender import add_sender

LanguageQuery = Annotated[
    Language | None,
    BeforeValidator(lambda value: value if value in INTERFACE else None),
    Query(),
]
"""An unknown language is no error to a citizen: the page comes in that of the site."""
EVENTS = "text/event-stream"


def add_pages(app: FastAPI, pages: Pages) -> None:
    """Serve the pages and their static files."""
    settings = pages.settings
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    for own in get_args(Language):
        _add_front_page(router, pages, own)
    _add_answers(router, pages)

    @router.get(EMBED)
    def embed(language: LanguageQuery = None) -> HTMLResponse:
        return pages.chat(language, compact=True)

    @router.post(EMBED)
    def embed_without_script(
        sent: Annotated[Sent, Form()], request: Request, language: LanguageQuery = None
    ) -> HTMLResponse:
        return pages.without_script(sent, request, language, compact=True)

    @router.get(f"{EMBED}.js")
    def embed_js() -> Response:
        return embed_script(settings.language, pages.sender)

    @router.get("/dokument")
    def documents(language: LanguageQuery = None) -> HTMLResponse:
        return pages.documents(language)

    @router.get("/dokument/{identifier}")
    def document(
        identifier: str, start: int = 0, end: int = 0, language: LanguageQuery = None
    ) -> HTMLResponse:
        return pages.document(identifier, start, end, language)

    @router.get("/integritet")
    def privacy(language: LanguageQuery = None) -> HTMLResponse:
        chosen = language or settings.language
        told = privacy_statement(chosen, settings)
        return pages.statement(INTERFACE[chosen].privacy, told, chosen)

    @router.get("/tillganglighet")
    def accessibility(language: LanguageQuery = None) -> HTMLResponse:
        chosen = language or settings.language
        told = accessibility_statement(chosen, settings)
        return pages.statement(INTERFACE[chosen].accessibility, told, chosen)

    app.include_router(router)
    add_assets(app)
    add_sender(app, pages.sender)
    _answer_the_lost(app, pages)


def _add_answers(router: APIRouter, pages: Pages) -> None:
    """Serve what the script of the page asks, as events where it can read them."""

    @router.post(f"{EMBED}/answer", response_model=Exchange, response_class=JSONResponse)
    def embed_answer(asked: AskRequest, request: Request) -> Exchange | StreamingResponse:
        if EVENTS not in request.headers.get("accept", ""):
            return pages.exchange(asked)
        language = asked.language or pages.settings.language
        told = events(
            partial(pages.exchange, asked), len(pages.service.snapshot().documents), language
        )
        return StreamingResponse(told, media_type=EVENTS, headers=UNBUFFERED)


def _add_front_page(router: APIRouter, pages: Pages, language: Language) -> None:
    """Serve the page in the language of the site at `/`, and in the other at `/en` or `/sv`."""
    path = home(pages.settings, language).removeprefix(pages.root_path)

    def front() -> HTMLResponse:
        return pages.chat(language, compact=False)

    def front_without_script(sent: Annotated[Sent, Form()], request: Request) -> HTMLResponse:
        return pages.without_script(sent, request, language, compact=False)

    for address in sorted({path, path.rstrip("/") + "/"}):
        router.add_api_route(address, front)
        router.add_api_route(address, front_without_script, methods=["POST"])


def _answer_the_lost(app: FastAPI, pages: Pages) -> None:
    """Meet people at an address that is not there with a page; programs get what they got before."""
    tell_programs: Any = app.exception_handlers[HTTPException]
    read = TypeAdapter(LanguageQuery).validate_python

    @app.exception_handler(404)
    async def not_found(request: Request, error: Exception) -> Response:
        is_for_people = not request.url.path.startswith(f"{pages.root_path}/api/")
        if is_for_people and "text/html" in request.headers.get("accept", ""):
            chosen = read(request.query_params.get("language")) or pages.settings.language
            return pages.trouble(404, INTERFACE[chosen].no_page, chosen)
        response: Response = await tell_programs(request, error)
        return response
