"""A language model that answers within its time or not at all."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import nullcontext
from datetime import date
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from langchain_core.messages import BaseMessage

from assistant.clock import today
from assistant.endpoints.breaker import Breaker, asked_rest
from assistant.errors import SettingsError
from assistant.generation.budget import Budget
from assistant.generation.loop import Loop
from assistant.generation.opening import open_chat_model
from assistant.generation.streamed import (
    CHARACTERS_OF_A_TOKEN,
    EndpointError,
    NoDraftError,
    Streamed,
    stream,
)
from assistant.generation.usage import Usage
from assistant.generation.waiting import Waiting
from assistant.settings import GenerationSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LEAST_SECONDS = 0.5
"""With less time left the model is not asked."""
CROWDED = "others wait for it"
TOO_SLOW = "too slow"
FAILED = "failed"
"""How a call is counted that nothing here foresaw."""
logger = logging.getLogger(__name__)


class TimedModel:
    """Asks a chat model of LangChain's, within a time, a breaker and the budget of a day."""

    def __init__(
        self,
        settings: GenerationSettings,
        usage: Usage,
        open_model: Callable[[GenerationSettings], BaseChatModel] | None = None,
        date_of_today: Callable[[], date] = today,
        waiting: Waiting | None = None,
    ) -> None:
        """Take its limits, where it counts, and how many may wait for it where that is bounded.

        The model is opened when first asked.
        """
        self._waiting = waiting
        self._settings = settings
        self._open_model = open_model or open_chat_model
        self._budget = Budget(settings, usage, date_of_today)
        self._breaker = Breaker(settings.failures, settings.rest_seconds)
        self._changing = threading.Lock()
        self._opening: Future[BaseChatModel] | None = None
        self._loop: Loop | None = None

    def draft(self, messages: Sequence[BaseMessage], seconds: float) -> str:
        """All that the model writes; see `stream`."""
        return "".join(self.stream(messages, seconds))

    def stream(self, messages: Sequence[BaseMessage], seconds: float) -> Iterator[str]:
        """What the model writes, piece by piece; only what ends without an error is whole.

        Args:
            messages: The prompt.
            seconds: How long it may take, from first to last.

        Raises:
            NoDraftError: it is not to be asked now, failed, or wrote nothing that is whole.
        """
        self._check(seconds)
        with self._waiting.taken() if self._waiting else nullcontext(enter_result=True) as is_free:
            if not is_free:
                self._budget.note(CROWDED)
                raise NoDraftError(CROWDED)
            yield from self._streamed(messages, seconds)

    def _streamed(self, messages: Sequence[BaseMessage], seconds: float) -> Iterator[str]:
        """What the model writes, with what it took counted."""
        started = time.monotonic()
        got, outcome = Streamed(), FAILED
        try:
            yield from self._run(messages, got, seconds)
            if problem := got.problem():
                broken = problem == "broken off"
                raise (EndpointError if broken else NoDraftError)(problem)
        except NoDraftError as error:
            outcome = str(error)
            # A part of a message has less than all of its time; each worker would wait so long again.
            is_silent = not got.began and time.monotonic() - started >= self._settings.seconds / 2
            failed = isinstance(error, EndpointError)
            rest = error.asked_rest if isinstance(error, EndpointError) else 0.0
            self._breaker.note(failed=failed, at_once=is_silent, asked_rest=rest)
            raise
        else:
            outcome = "drafted"
            self._breaker.note(failed=False)
        finally:
            # An endpoint that turned the question away, or is not there, has read nothing of it.
            was_read = got.began or outcome == TOO_SLOW
            sent = sum(len(str(message.content)) for message in messages) if was_read else 0
            read = got.read or sent // CHARACTERS_OF_A_TOKEN
            written = got.written or len(got.text) // CHARACTERS_OF_A_TOKEN
            self._budget.note(outcome, read, written, time.monotonic() - started)

    def _check(self, seconds: float) -> None:
        if seconds < LEAST_SECONDS:
            raise NoDraftError("no time left")
        if not self._breaker.lets_try():
            raise NoDraftError("left alone after failures")
        if objection := self._budget.objection():
            raise NoDraftError(objection)

    def fell(self, why: str) -> None:
        """Count a draft that was whole, and of which the quotes are shown instead."""
        self._budget.note(why)

    def _run(self, messages: Sequence[BaseMessage], got: Streamed, seconds: float) -> Iterator[str]:
        """Stream into `got` in a loop of its own, where what takes too long can be cancelled."""
        until = time.monotonic() + seconds
        try:
            model, loop = self.open(seconds)
        except SettingsError as error:
            logger.warning("%s", error)
            raise EndpointError("cannot be opened") from error
        left = max(0.0, until - time.monotonic())
        pieces: SimpleQueue[str | None] = SimpleQueue()
        streaming = loop.start(stream(model, messages, got, pieces.put, left))
        streaming.add_done_callback(lambda _: pieces.put(None))
        try:
            while piece := pieces.get(timeout=max(0.0, until - time.monotonic()) + LEAST_SECONDS):
                yield piece
            streaming.result()
        except NoDraftError:
            raise
        except (TimeoutError, Empty, CancelledError) as error:
            streaming.cancel()
            self._free(loop)
            raise EndpointError(TOO_SLOW) from error
        except Exception as error:
            # What an endpoint tells of a failure may repeat the question, which no log holds.
            logger.warning("The language model failed: %s, %s", _named(error), type(error).__name__)
            headers = getattr(getattr(error, "response", None), "headers", None)
            rest = asked_rest(headers) if isinstance(headers, Mapping) else 0.0
            raise EndpointError(_named(error), rest) from error
        finally:
            streaming.cancel()

    def _free(self, loop: Loop) -> None:
        """Let nothing go on that was given up, nor hold up what is asked next."""
        if loop.listens(LEAST_SECONDS):
            return
        loop.interrupt()
        if not loop.listens(LEAST_SECONDS):
            with self._changing:
                # The client of a model belongs to its loop.
                self._opening, self._loop = None, None

    def warm_up(self) -> None:
        """Open the model, within the time for a message.

        Raises:
            SettingsError: it cannot be opened.
        """
        self.open(self._settings.seconds)

    def open(self, seconds: float) -> tuple[BaseChatModel, Loop]:
        """The model, opened once, and the loop that it is asked in.

        Args:
            seconds: How long to wait for it; it is opened on when they are over.

        Raises:
            SettingsError: the model cannot be opened, or not within the time.
        """
        from assistant.endpoints.clients import begun  # noqa: PLC0415 - a second

        with self._changing:
            self._opening = self._opening or begun(lambda: self._open_model(self._settings))
            self._loop = self._loop or Loop()
            opening, loop = self._opening, self._loop
        try:
            return opening.result(seconds), loop
        except TimeoutError as error:
            told = (
                f"The language model {self._settings.model} was not opened within {seconds:.3g} s."
            )
            raise SettingsError(told) from error
        except SettingsError:
            with self._changing:
                self._opening = None  # What is missing may be there when it is asked for again.
            raise


def _named(error: Exception) -> str:
    """A failure in a few words, by what most clients of such endpoints tell in their errors."""
    status = getattr(error, "status_code", None)
    if status == 429:
        return "rate-limited"
    if status is not None:
        return f"status {status}"
    return TOO_SLOW if "timeout" in type(error).__name__.casefold() else "unreachable or malformed"
