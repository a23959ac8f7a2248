"""The page on which people say whether an answer was of use; a form that needs no script."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException

from assistant.contract import LONGEST_OPINION
from assistant.messages.interface import INTERFACE
from ui.opinions import Opinion, Opinions
from ui.origin import is_from_here
from ui.pages import Pages
from ui.routes import LanguageQuery


async def read_opinion(request: Request) -> Opinion | None:
    """The form that was sent; None where it is none, or holds halves of characters."""
    try:
        form = await request.form(max_files=0, max_fields=100)
        given = {**form, "document": form.getlist("document")}
        opinion = Opinion.model_validate(given)
        "".join([opinion.useful, opinion.words, opinion.status, *opinion.document]).encode()
    except (HTTPException, ValueError):
        return None
    return opinion


def add_feedback_page(app: FastAPI, pages: Pages, opinions: Opinions) -> None:
    """Serve `/omdome`: a page, and what the script of other pages sends from where answers stand."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def page(language: LanguageQuery, opinion: Opinion, **values: Any) -> HTMLResponse:
        t = INTERFACE[language or pages.settings.language]
        given: dict[str, Any] = {
            "problem": "",
            "thanks": "",
            "opinion": opinion,
            "about": opinion.about(pages.service),
            "longest": LONGEST_OPINION,
            "use": t.opinion.use.format(days=pages.settings.privacy.days),
        }
        return pages.render("omdome.html", language, **(given | values))

    @router.get("/omdome")
    def blank(opinion: Annotated[Opinion, Query()], language: LanguageQuery = None) -> HTMLResponse:
        return page(language, opinion)

    @router.post("/omdome")
    def given(
        request: Request,
        opinion: Annotated[Opinion | None, Depends(read_opinion)],
        language: LanguageQuery = None,
    ) -> Response:
        t = INTERFACE[language or pages.settings.language]
        if not is_from_here(request):
            return pages.trouble(403, t.opinion.elsewhere, language)
        if opinion is None:
            return page(language, Opinion(), status=422, problem=t.opinion.unreadable)
        outcome = opinions.take(opinion, request, t)
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"told": outcome.told}, outcome.status)
        if outcome.kept:
            return page(language, opinion, thanks=outcome.told)
        return page(language, opinion, status=outcome.status, problem=outcome.told)

    app.include_router(router)
