"""Asks a question for a page, and tells the outcome in words for a citizen."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence

from pydantic import BaseModel, TypeAdapter
from pydantic_core import from_json

from assistant.contract import TurnBody
from assistant.errors import (
    BusyError,
    FordonsdalenError,
    IndexMismatchError,
    IndexMissingError,
    InvalidInputError,
)
from assistant.listening import STILL, as_it_goes
from assistant.messages.interface import INTERFACE
from assistant.models.answers import MOST_TURNS, Language, Turn
from assistant.ports import AnsweringService, OnStep, unheard
from assistant.progress import Said
from assistant.settings import Settings
from assistant.suggestions import Suggestions
from ui.rendering import answer_html

logger = logging.getLogger(__name__)
History = list[TurnBody]
"""What was said so far. The browser holds it and sends it along; the server keeps nothing."""
_HISTORY = TypeAdapter(History)
BEAT_SECONDS = 3.0
"""Between two signs of life of a server that has nothing else to tell; the page waits for several."""
BEAT = ":\n\n"
"""A comment, which readers of events pass over."""
UNBUFFERED = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}
"""Headers with which proxies pass on each event as it comes."""


class AskForm(BaseModel):
    """What the form holds: a question, or one that was suggested, after what was said so far."""

    question: str = ""
    suggestion: str = ""
    history: str = "[]"


class Exchange(BaseModel):
    """A question and its answer as HTML, with the text of the answer for the history."""

    html: str
    text: str


def exchange(
    service: AnsweringService,
    settings: Settings,
    question: str,
    history: Sequence[TurnBody],
    suggestions: Suggestions | None = None,
    on_step: OnStep = unheard,
) -> Exchange:
    """Ask, and render question and answer.

    Raises:
        FordonsdalenError: there is no answer; `told` says it in words.
    """
    turns = [Turn(turn.role, turn.content) for turn in history]
    answer = service.ask(question, None, turns, on_step)
    asked = [turn.content for turn in turns if turn.role == "user"]
    html = answer_html(answer, settings, f"a{len(turns)}", asked, suggestions)
    return Exchange(html=html, text=answer.text)


def events(ask: Callable[[OnStep], Exchange], documents: int, language: Language) -> Iterator[str]:
    """An exchange as server-sent events: `status` and `sentence` as in the API, and `done`, or `problem`.

    While there is nothing to tell, comments say that the server works.

    Args:
        ask: Gives the exchange and tells of its steps.
        documents: How many are searched.
        language: In which a problem is told.
    """
    words = steps(documents, language)
    try:
        for one in as_it_goes(ask, BEAT_SECONDS):
            if isinstance(one, Exchange):
                yield _event("done", one.model_dump())
            elif isinstance(one, Said):
                yield _event("sentence", {"text": one.text})
            elif one == STILL:
                yield BEAT
            else:
                yield _event("status", {"state": one, "told": words[one]})
    except Exception as error:
        if not isinstance(error, FordonsdalenError):
            logger.exception("Unforeseen error", exc_info=error)
        yield _event("problem", {"detail": told(error, language)})


def steps(documents: int, language: Language) -> Mapping[str, str]:
    """What is being done, in words, by the states of an answer.

    Args:
        documents: How many are searched.
        language: Of the words.
    """
    t = INTERFACE[language]
    searching = t.searching_one if documents == 1 else t.searching.format(count=documents)
    return {"searching": searching, "reading": t.reading, "wording": t.wording}


def _event(name: str, data: Mapping[str, str]) -> str:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n"


def can_answer(service: AnsweringService) -> bool:
    """Whether there is anything to answer from; what else may be wrong passes."""
    try:
        service.snapshot()
    except FordonsdalenError as error:
        return not isinstance(error, IndexMissingError)
    return True


def continued(history: Sequence[TurnBody], question: str, answer: str) -> History:
    """The history with one more question and answer."""
    return [
        *history,
        TurnBody(role="user", content=question),
        TurnBody(role="assistant", content=answer),
    ]


def read_history(text: str) -> History:
    """The history as a page sends it.

    Raises:
        ValueError: it is not a history.
    """
    sent = from_json(text or "[]")
    return _HISTORY.validate_python(sent[-MOST_TURNS:] if isinstance(sent, list) else sent)


def write_history(history: History) -> str:
    """The history as a page keeps it."""
    return _HISTORY.dump_json(history).decode()


def told(error: Exception, language: Language) -> str:
    """What went wrong, for a citizen."""
    if isinstance(error, InvalidInputError | BusyError):
        return str(error)
    if isinstance(error, IndexMissingError | IndexMismatchError):
        return INTERFACE[language].no_index
    return INTERFACE[language].failed
