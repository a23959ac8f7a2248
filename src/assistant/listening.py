"""An answer with the steps before it, as they are taken, and what is sure of it before its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

from assistant.ports import OnStep
from assistant.progress import Said

STATES = {"look up": "searching", "read": "reading", "word": "wording"}
"""The steps that whoever waits is told of, by what they are told."""
STILL = "still"
"""Told in the place of a state where nothing happened for a while, and the answer is being worked on."""

_BEHIND_A_CITATION = re.compile(r"(?<=\])\s(?=[^\s\[])")
Result = TypeVar("Result")
"""What is made of an answer; no text and nothing said."""


def statements(text: str, said: Iterable[str]) -> list[str]:
    """An answer's text statement by statement, without those that were said before."""
    rest = text.removeprefix(" ".join(said)).strip()
    return _BEHIND_A_CITATION.split(rest) if rest else []


def as_it_goes(
    ask: Callable[[OnStep], Result], still_seconds: float | None = None
) -> Iterator[str | Said | Result]:
    """The states of an answer, each once as it begins, its sentences that are sure, and what comes of it.

    The asking goes on in a thread of its own where nobody listens any longer; a service bounds it.

    Args:
        ask: Gives the answer and tells of its steps.
        still_seconds: After so long without anything to tell, `STILL` is told; by default never.

    Raises:
        Exception: as `ask` raised it.
    """
    told: SimpleQueue[str | Said | Result | Exception] = SimpleQueue()

    def run() -> None:
        try:
            told.put(ask(told.put))
        except Exception as error:
            told.put(error)

    def heard() -> str | Said | Result | Exception:
        try:
            return told.get(timeout=still_seconds)
        except Empty:
            return STILL

    Thread(target=run, name="asking", daemon=True).start()
    known: set[str] = set()
    while isinstance(one := heard(), str | Said):
        if isinstance(one, Said) or one == STILL:
            yield one
        elif (state := STATES.get(one)) and state not in known:
            known.add(state)
            yield state
    if isinstance(one, Exception):
        raise one
    yield one
