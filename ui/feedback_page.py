"""The page on which people say whether an answer was of use; a form that needs no script."""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_network
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse
from limits import RateLimitItem, RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from assistant.contract import LONGEST_OPINION
from assistant.errors import FordonsdalenError
from assistant.messages.interface import INTERFACE, Interface
from assistant.models import Status
from assistant.personal import holds_personal_data
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings
from ui.origin import is_from_here
from ui.pages import LanguageQuery, Pages

PER_ADDRESS: RateLimitItem = RateLimitItemPerHour(30)
"""Opinions that are taken from one address, which many people of an office may share."""


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


class Addresses:
    """How often each address has sent an opinion within the hour; it is in memory and nowhere else."""

    def __init__(self) -> None:
        """Begin with none."""
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def may_send(self, request: Request) -> bool:
        """Count one more from this address, and tell whether it is not one too many."""
        address = request.client.host if request.client else ""
        with suppress(ValueError):
            # Whoever has one address of IPv6 has the whole network.
            address = str(ip_network(f"{address}/64", strict=False))
        return self._limiter.hit(PER_ADDRESS, address)


def add_feedback_page(
    app: FastAPI, service: AnsweringService, settings: Settings, keeper: FeedbackKeeper
) -> None:
    """Serve `/omdome`."""
    pages, addresses = Pages(service, settings), Addresses()
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    def page(language: LanguageQuery, opinion: Opinion, **values: Any) -> HTMLResponse:
        t = INTERFACE[language or settings.language]
        given: dict[str, Any] = {
            "problem": "",
            "thanks": "",
            "opinion": opinion,
            "about": opinion.about(service),
            "longest": LONGEST_OPINION,
            "use": t.feedback_use.format(days=settings.privacy.days),
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
    ) -> HTMLResponse:
        t = INTERFACE[language or settings.language]
        if not is_from_here(request):
            return pages.trouble(403, t.feedback_elsewhere, language)
        if opinion is None:
            return page(language, Opinion(), status=422, problem=t.feedback_unreadable)
        words = " ".join(opinion.words.split())
        if problem := _problem(opinion.useful, words, t):
            return page(language, opinion, status=422, problem=problem)
        if keeper.is_full() or not addresses.may_send(request):
            return page(language, opinion, status=429, problem=t.feedback_enough)
        about = opinion.about(service)
        if not keeper.note_feedback(words, useful=opinion.useful == "yes", **about):
            return page(language, opinion, status=503, problem=t.feedback_not_kept)
        return page(language, opinion, thanks=t.feedback_thanks)

    app.include_router(router)


def _problem(useful: str, words: str, t: Interface) -> str:
    """Why an opinion cannot be taken as it is; a text is not looked into before its length is known."""
    if useful not in ("yes", "no"):
        return t.feedback_choose
    if len(words) > LONGEST_OPINION:
        return t.feedback_long
    return t.feedback_personal if holds_personal_data(words) else ""
