"""The pages that are ours from the first tag: the embedded chat, the documents, the statements."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Form, HTTPException, Query
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles
from markupsafe import Markup
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.contract import AskRequest, TurnBody
from assistant.errors import FordonsdalenError, InvalidInputError
from assistant.messages.answers import contact_message
from assistant.messages.interface import INTERFACE
from assistant.models import Language
from assistant.ports import AnsweringService
from assistant.settings import Settings
from ui.rendering import TEMPLATES, answer_html, question_html

STATIC = Path(__file__).parent / "static"
_HISTORY = TypeAdapter(list[TurnBody])
LanguageQuery = Annotated[Language | None, Query()]


class Exchange(BaseModel):
    """A question and its answer as HTML, with the answer's text for the history."""

    html: str
    text: str
    status: str


class Pages:
    """Renders the pages around one assistant."""

    def __init__(self, service: AnsweringService, settings: Settings) -> None:
        """Take what answers, and the settings of the site."""
        self.service = service
        self.settings = settings
        self.root_path = settings.server.root_path

    def render(self, template: str, language: Language | None, **values: Any) -> HTMLResponse:
        """A page in a language, that of the site by default."""
        chosen = language or self.settings.language
        html = TEMPLATES.get_template(template).render(
            t=INTERFACE[chosen],
            language=chosen,
            other="en" if chosen == "sv" else "sv",
            root_path=self.root_path,
            **values,
        )
        return HTMLResponse(html)

    def embed(self, language: Language | None, **values: Any) -> HTMLResponse:
        """The light chat, with what was said so far."""
        blank = {"conversation": "", "problem": "", "history": "[]"}
        maximum = self.settings.answering.maximum_question_characters
        return self.render("embed.html", language, maximum=maximum, **(blank | values))

    def exchange(self, request: AskRequest) -> Exchange:
        """Ask, and render question and answer."""
        answer = self.service.ask(request.question, request.language, request.turns())
        identifier = f"a{len(request.history)}"
        html = question_html(request.question) + answer_html(answer, self.root_path, identifier)
        return Exchange(html=html, text=answer.text, status=answer.status.value)

    def exchange_without_script(
        self, question: str, history: str, language: Language | None
    ) -> HTMLResponse:
        """The whole page with the answer, for browsers that run no scripts."""
        try:
            turns = _HISTORY.validate_json(history)
            said = self.exchange(AskRequest(question=question, history=turns))
        except (FordonsdalenError, ValidationError) as error:
            told = _told(error, language or self.settings.language)
            return self.embed(language, problem=told, history=history)
        turns += [
            TurnBody(role="user", content=question),
            TurnBody(role="assistant", content=said.text),
        ]
        kept = json.dumps([turn.model_dump() for turn in turns], ensure_ascii=False)
        return self.embed(language, conversation=Markup(said.html), history=kept)

    def document(
        self, identifier: str, start: int, end: int, language: Language | None
    ) -> HTMLResponse:
        """A document with a span of it marked."""
        found = self.service.documents().get(identifier)
        if found is None:
            raise HTTPException(404, f"There is no document {identifier}.")
        text = found.text
        start, end = (start, end) if 0 <= start < end <= len(text) else (0, 0)
        parts = {"before": text[:start], "quote": text[start:end], "after": text[end:]}
        return self.render("document.html", language, document=found, **parts)


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

    @router.get("/dokument")
    def documents(language: LanguageQuery = None) -> HTMLResponse:
        return pages.render("documents.html", language, documents=service.documents().values())

    @router.get("/dokument/{identifier}")
    def document(
        identifier: str, start: int = 0, end: int = 0, language: LanguageQuery = None
    ) -> HTMLResponse:
        return pages.document(identifier, start, end, language)

    @router.get("/integritet")
    def privacy(language: LanguageQuery = None) -> HTMLResponse:
        return pages.render("integritet.html", language)

    @router.get("/tillganglighet")
    def accessibility(language: LanguageQuery = None) -> HTMLResponse:
        contact = contact_message(language or settings.language, settings.contact)
        return pages.render("tillganglighet.html", language, contact=contact)

    app.include_router(router)
    # Not /static: that is Gradio's.
    app.mount("/ui", StaticFiles(directory=STATIC), name="ui")


def _told(error: Exception, language: Language) -> str:
    """What went wrong, for a citizen."""
    if isinstance(error, InvalidInputError):
        return str(error)
    if isinstance(error, FordonsdalenError) and error.exit_code == 3:
        return INTERFACE[language].no_index
    return INTERFACE[language].failed
