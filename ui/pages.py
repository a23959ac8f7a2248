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
from assistant.models import Answer, Language
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


def add_pages(app: FastAPI, service: AnsweringService, settings: Settings) -> None:
    """Serve the pages and their static files."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    root_path, default = settings.server.root_path, settings.language

    def render(template: str, language: Language | None, **values: Any) -> HTMLResponse:
        chosen = language or default
        html = TEMPLATES.get_template(template).render(
            t=INTERFACE[chosen],
            language=chosen,
            other="en" if chosen == "sv" else "sv",
            root_path=root_path,
            **values,
        )
        return HTMLResponse(html)

    def exchange(request: AskRequest) -> tuple[Answer, str]:
        answer = service.ask(request.question, request.language, request.turns())
        identifier = f"a{len(request.history)}"
        html = question_html(request.question) + answer_html(answer, root_path, identifier)
        return answer, html

    def embed_page(language: Language | None, **values: Any) -> HTMLResponse:
        blank = {"conversation": "", "problem": "", "history": "[]"}
        maximum = settings.answering.maximum_question_characters
        return render("embed.html", language, maximum=maximum, **(blank | values))

    @router.get("/embed")
    def embed(language: LanguageQuery = None) -> HTMLResponse:
        return embed_page(language)

    @router.post("/embed")
    def embed_without_script(
        question: Annotated[str, Form()] = "",
        history: Annotated[str, Form()] = "[]",
        language: LanguageQuery = None,
    ) -> HTMLResponse:
        """The whole page with the answer, for browsers that run no scripts."""
        try:
            turns = _HISTORY.validate_json(history)
            answer, html = exchange(AskRequest(question=question, history=turns))
        except (FordonsdalenError, ValidationError) as error:
            return embed_page(language, problem=_told(error, language or default), history=history)
        turns += [
            TurnBody(role="user", content=question),
            TurnBody(role="assistant", content=answer.text),
        ]
        kept = json.dumps([turn.model_dump() for turn in turns], ensure_ascii=False)
        return embed_page(language, conversation=Markup(html), history=kept)

    @router.post("/embed/answer", response_class=JSONResponse)
    def embed_answer(request: AskRequest) -> Exchange:
        answer, html = exchange(request)
        return Exchange(html=html, text=answer.text, status=answer.status.value)

    @router.get("/dokument")
    def documents(language: LanguageQuery = None) -> HTMLResponse:
        return render("documents.html", language, documents=service.documents().values())

    @router.get("/dokument/{document_id}")
    def document(
        document_id: str, start: int = 0, end: int = 0, language: LanguageQuery = None
    ) -> HTMLResponse:
        found = service.documents().get(document_id)
        if found is None:
            raise HTTPException(404, f"There is no document {document_id}.")
        start, end = (start, end) if 0 <= start < end <= len(found.text) else (0, 0)
        text = found.text
        return render(
            "document.html",
            language,
            document=found,
            before=text[:start],
            quote=text[start:end],
            after=text[end:],
        )

    @router.get("/integritet")
    def privacy(language: LanguageQuery = None) -> HTMLResponse:
        return render("integritet.html", language)

    @router.get("/tillganglighet")
    def accessibility(language: LanguageQuery = None) -> HTMLResponse:
        contact = contact_message(language or default, settings.contact)
        return render("tillganglighet.html", language, contact=contact)

    app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")


def _told(error: Exception, language: Language) -> str:
    """What went wrong, for a citizen."""
    if isinstance(error, InvalidInputError):
        return str(error)
    if isinstance(error, FordonsdalenError) and error.exit_code == 3:
        return INTERFACE[language].no_index
    return INTERFACE[language].failed
