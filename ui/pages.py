"""The pages that are ours from the first tag: the embedded chat, the documents, the statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Form, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup
from pydantic import BeforeValidator, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException

from assistant.contract import AskRequest
from assistant.errors import FordonsdalenError
from assistant.messages.answers import EMPTY_QUESTION, contact_message
from assistant.messages.interface import INTERFACE
from assistant.messages.statements import Part, accessibility_statement, privacy_statement
from assistant.models import Document, Language
from assistant.ports import AnsweringService
from assistant.settings import Settings
from ui.assets import ASSETS, add_assets
from ui.embedding import embed_script
from ui.exchange import Exchange, continued, exchange, read_history, told, write_history
from ui.rendering import TEMPLATES, home

LanguageQuery = Annotated[
    Language | None,
    BeforeValidator(lambda value: value if value in INTERFACE else None),
    Query(),
]
"""An unknown language is no error to a citizen: the page comes in that of the site."""


class Pages:
    """Renders the pages around one assistant."""

    def __init__(self, service: AnsweringService, settings: Settings) -> None:
        """Take what answers, and the settings of the site."""
        self.service = service
        self.settings = settings
        self.root_path = settings.server.root_path

    def render(
        self, template: str, language: Language | None, status: int = 200, **values: Any
    ) -> HTMLResponse:
        """A page in a language, that of the site by default."""
        chosen = language or self.settings.language
        html = TEMPLATES.get_template(template).render(
            t=INTERFACE[chosen],
            language=chosen,
            other="en" if chosen == "sv" else "sv",
            root_path=self.root_path,
            static=self.root_path + ASSETS,
            home=home(self.settings, chosen),
            **values,
        )
        return HTMLResponse(html, status)

    def chat(self, template: str, language: Language, **values: Any) -> HTMLResponse:
        """A page to ask on, by default with nothing said so far."""
        other: Language = "en" if language == "sv" else "sv"
        given: dict[str, Any] = {
            "conversation": "",
            "problem": "",
            "history": "[]",
            "asked": "",
            "empty": EMPTY_QUESTION[language],
            "maximum": self.settings.answering.maximum_question_characters,
            "switch": home(self.settings, other),
        }
        return self.render(template, language, **(given | values))

    def embed(self, language: Language | None, **values: Any) -> HTMLResponse:
        """The light chat, with what was said so far."""
        chosen = language or self.settings.language
        values["switch"] = f"?language={'en' if chosen == 'sv' else 'sv'}"
        values["frame_ancestors"] = " ".join(self.settings.server.frame_ancestors)
        return self.chat("embed.html", chosen, **values)

    def exchange(self, request: AskRequest) -> Exchange:
        """Ask, and render question and answer."""
        return exchange(self.service, self.settings, request.question, request.history)

    def exchange_without_script(
        self, question: str, kept: str, language: Language | None
    ) -> HTMLResponse:
        """The whole page with the answer, for browsers that run no scripts."""
        try:
            history = read_history(kept)
            said = self.exchange(AskRequest(question=question, history=history))
        except (FordonsdalenError, ValidationError) as error:
            problem = told(error, language or self.settings.language)
            return self.embed(language, problem=problem, history=kept, asked=question)
        kept = write_history(continued(history, question, said.text))
        return self.embed(language, conversation=Markup(said.html), history=kept)

    def documents(self, language: Language | None) -> HTMLResponse:
        """The documents that answers rest on."""
        try:
            documents = self.service.documents().values()
        except FordonsdalenError as error:
            return self.trouble(503, told(error, language or self.settings.language), language)
        return self.render("documents.html", language, documents=documents)

    def document(
        self, identifier: str, start: int, end: int, language: Language | None
    ) -> HTMLResponse:
        """A document with a span of it marked."""
        chosen = language or self.settings.language
        try:
            found = self.service.documents().get(identifier)
        except FordonsdalenError as error:
            return self.trouble(503, told(error, chosen), language)
        if found is None:
            return self.trouble(404, INTERFACE[chosen].no_document, language)
        text = found.text
        marked = 0 <= start < end <= len(text)
        start, end = (start, end) if marked else (len(text), len(text))
        parts: dict[str, Any] = {
            "before": text[_below_title(found, until=start) : start],
            "quote": text[start:end],
            "after": text[end:],
            "kept": f"start={start}&end={end}&" if marked else "",
        }
        return self.render("document.html", language, document=found, **parts)

    def statement(self, title: str, parts: Sequence[Part], language: Language) -> HTMLResponse:
        """What the site says of itself."""
        return self.render("statement.html", language, title=title, parts=parts)

    def trouble(self, status: int, told: str, language: Language | None) -> HTMLResponse:
        """A page that says why there is nothing to see, and whom to ask."""
        contact = contact_message(language or self.settings.language, self.settings.contact)
        return self.render("trouble.html", language, status, told=told, contact=contact)


def _below_title(document: Document, until: int) -> int:
    """Where the text goes on after its title, which the page has as its heading."""
    text = document.text
    first, _, rest = text.lstrip().partition("\n")
    if " ".join(first.lstrip("# ").split()) != " ".join(document.title.split()):
        return 0
    return min(until, len(text) - len(rest.lstrip()))


def add_pages(app: FastAPI, service: AnsweringService, settings: Settings) -> None:
    """Serve the pages and their static files."""
    pages = Pages(service, settings)
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/embed")
    def embed(language: LanguageQuery = None) -> HTMLResponse:
        return pages.embed(language)

    @router.post("/embed")
    def embed_without_script(
        question: Annotated[str, Form()] = "",
        history: Annotated[str, Form()] = "[]",
        language: LanguageQuery = None,
    ) -> HTMLResponse:
        return pages.exchange_without_script(question, history, language)

    @router.post("/embed/answer", response_class=JSONResponse)
    def embed_answer(request: AskRequest) -> Exchange:
        return pages.exchange(request)

    @router.get("/embed.js")
    def embed_js() -> Response:
        return embed_script(settings.language)

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
    _answer_the_lost(app, pages)


def _answer_the_lost(app: FastAPI, pages: Pages) -> None:
    """Meet people at an address that is not there with a page; programs get what they got before."""
    tell_programs: Any = app.exception_handlers[HTTPException]
    read = TypeAdapter(LanguageQuery).validate_python

    @app.exception_handler(404)
    async def not_found(request: Request, error: Exception) -> Response:
        if "text/html" in request.headers.get("accept", ""):
            chosen = read(request.query_params.get("language")) or pages.settings.language
            return pages.trouble(404, INTERFACE[chosen].no_page, chosen)
        response: Response = await tell_programs(request, error)
        return response
