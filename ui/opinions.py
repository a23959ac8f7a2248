"""What people say of an answer: which of it is taken, and from whom how much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from limits import RateLimitItem, RateLimitItemPerHour
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from pydantic import BaseModel, Field
from starlette.requests import Request

from assistant.asgi import client_key
from assistant.contract import LONGEST_OPINION, MOST_DOCUMENTS
from assistant.errors import FordonsdalenError
from assistant.messages.interface import Interface
from assistant.models.answers import Status
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.text.personal import holds_personal_data
from ui.origin import is_from_here

PER_ADDRESS: RateLimitItem = RateLimitItemPerHour(30)
"""Opinions that are taken from one address, which many people of an office may share."""


class Opinion(BaseModel):
    """What a form holds of an opinion, and of the answer that it is about."""

    useful: str = ""
    words: str = ""
    status: str = ""
    document: list[str] = Field([], max_length=MOST_DOCUMENTS)
    adds: str = ""
    """Not empty where the words go with an opinion that was sent before without any."""

    def about(self, service: AnsweringService) -> dict[str, Any]:
        """Status and documents of the answer, as far as they exist: a form can be written by anybody."""
        try:
            known = service.snapshot().documents
        except FordonsdalenError:
            known = {}
        told = set(self.document)
        return {
            "status": self.status if self.status in list(Status) else "",
            "documents": [name for name in known if name in told],
        }


@dataclass(frozen=True)
class Outcome:
    """What came of an opinion: a status of HTTP, and what is said."""

    status: int
    told: str

    @property
    def kept(self) -> bool:
        """Whether there is something to thank for."""
        return self.status == 200


class Opinions:
    """Takes opinions for the pages."""

    def __init__(self, service: AnsweringService, keeper: FeedbackKeeper) -> None:
        """Take what answers, and what keeps the opinions."""
        self._service = service
        self._keeper = keeper
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def take(self, opinion: Opinion, request: Request, t: Interface) -> Outcome:
        """Keep an opinion, or say why not."""
        if not is_from_here(request):
            return Outcome(403, t.opinion.elsewhere)
        words = " ".join(opinion.words.split())
        if problem := _problem(opinion.useful, words, t):
            return Outcome(422, problem)
        if self._keeper.is_full() or not self._may_send(request):
            return Outcome(429, t.opinion.enough)
        about = opinion.about(self._service)
        useful, adds = opinion.useful == "yes", bool(opinion.adds)
        if not self._keeper.note_feedback(words, useful=useful, adds=adds, **about):
            return Outcome(503, t.opinion.not_kept)
        return Outcome(200, t.opinion.thanks)

    def _may_send(self, request: Request) -> bool:
        """Count one more from this address, in memory and nowhere else, if it is not one too many."""
        client = client_key(request.scope, count_this_machine=True)
        return self._limiter.hit(PER_ADDRESS, client or "")


def _problem(useful: str, words: str, t: Interface) -> str:
    """Why an opinion cannot be taken as it is; a text is not looked into before its length is known."""
    if useful not in ("yes", "no"):
        return t.opinion.choose
    if len(words) > LONGEST_OPINION:
        return t.opinion.long
    return t.opinion.personal if holds_personal_data(words) else ""
