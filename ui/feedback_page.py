"""The page on which people say whether an answer was of use; a form that needs no script."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Form, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from assistant.errors import FordonsdalenError
from assistant.messages.interface import INTERFACE
from assistant.models import Status
from assistant.personal import holds_personal_data
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings
from ui.pages import LanguageQuery, Pages

LONGEST = 500
"""Characters of the optional words."""


class Opinion(BaseModel):
    """What the form holds; the answer that it is about came with the link."""

    useful: str = ""
    words: str = ""
    status: str = ""
    document: list[str] = []

    def about(self, service: AnsweringService) -> dict[str, Any]:
        """Status and documents of the answer, as far as they exist: a link can be written by anybody."""
        try:
            known = service.documents()
        except FordonsdalenError:
            known = {}
        return {
            "status": self.status if self.status in list(Status) else "",
            "documents": [name for name in known if name in self.document],
        }


def add_feedback_page(
    app: FastAPI, service: AnsweringService, settings: Settings, keeper: FeedbackKeeper
) -> None:
    """Serve `/omdome`."""
    pages = Pages(service, settings)
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def page(language: LanguageQuery, opinion: Opinion, **values: Any) -> HTMLResponse:
        t = INTERFACE[language or settings.language]
        given: dict[str, Any] = {
            "problem": "",
            "thanks": "",
            "opinion": opinion,
            "about": opinion.about(service),
            "longest": LONGEST,
            "use": t.feedback_use.format(days=settings.privacy.days),
        }
        return pages.render("omdome.html", language, **(given | values))

    @router.get("/omdome")
    def blank(opinion: Annotated[Opinion, Query()], language: LanguageQuery = None) -> HTMLResponse:
        return page(language, opinion)

    @router.post("/omdome")
    def given(opinion: Annotated[Opinion, Form()], language: LanguageQuery = None) -> HTMLResponse:
        t = INTERFACE[language or settings.language]
        words = " ".join(opinion.words.split())
        told = {
            t.feedback_choose: opinion.useful not in ("yes", "no"),
            t.feedback_long: len(words) > LONGEST,
            t.feedback_personal: holds_personal_data(words),
        }
        if problem := next((text for text, is_so in told.items() if is_so), ""):
            return page(language, opinion, status=422, problem=problem)
        about = opinion.about(service)
        keeper.note_feedback(words, useful=opinion.useful == "yes", **about)
        return page(language, opinion, thanks=t.feedback_thanks)

    app.include_router(router)
