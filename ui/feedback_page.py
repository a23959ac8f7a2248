"""The page on which people say whether an answer was of use; a form that needs no script."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, FastAPI, Form
from fastapi.responses import HTMLResponse

from assistant.messages.interface import INTERFACE
from assistant.personal import holds_personal_data
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings
from ui.pages import LanguageQuery, Pages

LONGEST = 500
"""Characters of the optional words."""


def add_feedback_page(
    app: FastAPI, service: AnsweringService, settings: Settings, keeper: FeedbackKeeper
) -> None:
    """Serve `/omdome`."""
    pages = Pages(service, settings)
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def page(language: LanguageQuery, status: int = 200, **values: str) -> HTMLResponse:
        blank = {"problem": "", "thanks": "", "words": "", "useful": ""}
        return pages.render("omdome.html", language, status, longest=LONGEST, **(blank | values))

    @router.get("/omdome")
    def blank(language: LanguageQuery = None) -> HTMLResponse:
        return page(language)

    @router.post("/omdome")
    def given(
        useful: Annotated[str, Form()] = "",
        words: Annotated[str, Form()] = "",
        language: LanguageQuery = None,
    ) -> HTMLResponse:
        t = INTERFACE[language or settings.language]
        words = " ".join(words.split())
        told = {
            t.feedback_choose: useful not in ("yes", "no"),
            t.feedback_long: len(words) > LONGEST,
            t.feedback_personal: holds_personal_data(words),
        }
        if problem := next((text for text, is_so in told.items() if is_so), ""):
            return page(language, 422, problem=problem, words=words, useful=useful)
        keeper.note_feedback(words, useful=useful == "yes")
        return page(language, thanks=t.feedback_thanks)

    app.include_router(router)
