"""One process that answers: the server's end of it, and what it does itself."""

from __future__ import annotations

import ctypes
import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from multiprocessing.reduction import ForkingPickler
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from assistant.errors import FordonsdalenError
from assistant.models.answers import Answer, Citation, Language, Turn
from assistant.ports import AnsweringService, Away, OnStep, SearchingService, unheard
from assistant.progress import Said
from assistant.settings import Settings

logger = logging.getLogger(__name__)
_START_SECONDS = 300.0
"""A process that has not opened the index by then is started anew; 10,000 passages take some ten."""
_LOOK_SECONDS = 0.5
"""Between two looks at which generation is in force, and whether its search fails."""
_GRACE_SECONDS = 5.0
"""How much longer than its server a process allows itself, should the server be gone."""


def _read_only(mapping: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType(mapping)


# Facts hold their fields in read-only mappings, which pickle does not know.
ForkingPickler.register(MappingProxyType, lambda mapping: (_read_only, (dict(mapping),)))


class WarmService(SearchingService, Protocol):
    """What a process needs of an assistant."""

    def in_quotes(self) -> AnsweringService:
        """It without a language model."""

    def warm_up(self) -> None:
        """Build what is built on first use."""

    def away(self) -> Away:
        """What fails, so that it is slower than it should be."""


Build = Callable[[Settings], WarmService]
"""Makes the assistant of a process; known by name in its module, so that a process finds it."""
Found_co = TypeVar("Found_co", covariant=True)
"""What a process sends back when nothing went wrong."""


class Task(Protocol[Found_co]):
    """What goes to a process."""

    @property
    def characters(self) -> int:
        """How much there is to read."""

    def done_by(self, assistant: WarmService, on_step: OnStep) -> Found_co:
        """What the process makes of it."""


@dataclass(frozen=True, slots=True)
class QuestionTask:
    """A question that is to be answered."""

    question: str
    language: Language | None
    history: tuple[Turn, ...]
    is_followed: bool = False
    """Whether somebody wants to know which step it is at."""
    is_worded: bool = True
    """Whether a language model may be asked for it, where one is set."""

    @property
    def characters(self) -> int:
        """Of the question and its history."""
        return len(self.question) + sum(len(turn.content) for turn in self.history)

    def done_by(self, assistant: WarmService, on_step: OnStep) -> Answer:
        """The answer."""
        heard = on_step if self.is_followed else unheard
        asked = assistant if self.is_worded else assistant.in_quotes()
        return asked.ask(self.question, self.language, self.history, heard)


@dataclass(frozen=True, slots=True)
class SearchTask:
    """A text whose nearest passages are to be found."""

    text: str
    most: int

    @property
    def characters(self) -> int:
        """Of the text."""
        return len(self.text)

    def done_by(self, assistant: WarmService, on_step: OnStep) -> tuple[Citation, ...]:  # noqa: ARG002
        """The passages."""
        return assistant.search(self.text, self.most)


class Worker:
    """One process that does one thing at a time."""

    def __init__(self, context: ForkServerContext, build: Build, settings: Settings) -> None:
        """Start it; it opens the index by itself."""
        self._pipe, theirs = context.Pipe()
        self._away = context.RawValue(ctypes.c_ubyte, 0)
        given = theirs, self._away, build, settings
        self._process = context.Process(target=_work, args=given, daemon=True)
        self._process.start()
        theirs.close()
        self._is_ready = False

    def wait_until_ready(self) -> bool:
        """Whether it is ready before the time for that is over."""
        try:
            self._is_ready = self._pipe.poll(_START_SECONDS) and self._pipe.recv() is None
        except (EOFError, OSError):
            self._is_ready = False
        return self._is_ready

    @property
    def away(self) -> Away:
        """What fails, so that it is slower than it should be, by what it last told."""
        return Away(self._away.value)

    def hand(self, task: Task[object]) -> bool:
        """Pass on what is to be done, unless the process has died meanwhile."""
        try:
            self._pipe.send(task)
        except OSError:
            return False
        return True

    def outcome(self, seconds: float, on_step: OnStep) -> Any:
        """Wait for what comes of what was handed over, an error or else its result, and tell of its steps.

        Raises:
            TimeoutError: it takes too long; the process must be killed.
            EOFError, OSError: the process died.
        """
        until = time.monotonic() + seconds
        while self._pipe.poll(max(0.0, until - time.monotonic())):
            outcome = self._pipe.recv()
            if not isinstance(outcome, str | Said):
                return outcome
            on_step(outcome)
        raise TimeoutError

    def wait_for_end(self) -> None:
        """Wait until the process is gone."""
        self._process.join()

    def dismiss(self) -> None:
        """Let it end when it has answered what it is at; at once where it is not ready for anything."""
        if self._is_ready:
            self._pipe.close()
        else:
            self.kill()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()


def _work(pipe: Connection, away: ctypes.c_ubyte, build: Build, settings: Settings) -> None:
    """What a process does until the server closes its end of the pipe."""
    # Ctrl-C and a service manager signal all processes; the server lets these ones finish.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    assistant = build(settings)
    assistant.warm_up()
    _look(assistant, away)
    threading.Thread(target=_follow, args=(assistant, away), daemon=True).start()
    most = settings.answer_seconds + _GRACE_SECONDS
    try:
        pipe.send(None)
        while True:
            task: Task[object] = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, most)
            outcome: object
            try:
                outcome = task.done_by(assistant, lambda step: _tell(pipe, step))
            except FordonsdalenError as error:
                outcome = error
            except Exception:
                logger.exception("Unforeseen error")
                outcome = FordonsdalenError("The question could not be answered.")
            pipe.send(outcome)
            signal.setitimer(signal.ITIMER_REAL, 0)
    except (EOFError, OSError):
        return


def _tell(pipe: Connection, step: str | Said) -> None:
    """Tell of a step, unless the server is gone: then nobody waits for the outcome either."""
    with suppress(OSError):
        pipe.send(step)


def _follow(assistant: WarmService, away: ctypes.c_ubyte) -> None:
    """Look again and again, and not only with a question."""
    while True:
        time.sleep(_LOOK_SECONDS)
        _look(assistant, away)


def _look(assistant: WarmService, away: ctypes.c_ubyte) -> None:
    """Move to a new generation if one was put in force, and tell the server how it goes."""
    with suppress(FordonsdalenError, OSError):
        assistant.generation  # noqa: B018 - opens it
        away.value = assistant.away()
