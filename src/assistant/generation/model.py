"""A language model that answers within its time or not at all."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
import unicodedata
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import aclosing
from dataclasses import dataclass
from datetime import date
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, cast

from langchain_core.messages import AIMessageChunk, BaseMessage

from assistant.clock import today
from assistant.endpoints.breaker import Breaker
from assistant.errors import SettingsError, in_a_line
from assistant.generation.budget import Budget
from assistant.generation.usage import Usage
from assistant.settings import GenerationSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_CHARACTERS = 6000
"""Of a draft: an endpoint that does not keep to the tokens it was asked for is cut off there."""
CHARACTERS_OF_A_TOKEN = 3
"""At most, in Swedish; used where an endpoint does not count, or not in earnest."""
MOST_TOKENS = 100_000
"""That an endpoint is believed to have read or written for one draft."""
LEAST_SECONDS = 0.5
"""With less time left the model is not asked."""
TOO_SLOW = "too slow"
_DONE = {"finish_reason": "stop", "stop_reason": "end_turn", "done_reason": "stop"}
"""How providers tell that a draft is whole."""
_JOINERS = "\u200c\u200d"
logger = logging.getLogger(__name__)


class NoDraftError(Exception):
    """There is no draft to be had; the message says why, in a few words that are counted by."""


class EndpointError(NoDraftError):
    """The endpoint failed, and may be left alone for it."""


@dataclass
class _Streamed:
    """What came so far."""

    text: str = ""
    began: bool = False
    """Whether anything came at all."""
    read: int = 0
    """Tokens of the prompt, where the endpoint tells."""
    written: int = 0
    finish: str = ""

    def add(self, chunk: AIMessageChunk) -> str:
        """Take what the endpoint sent next, and give what of it is text."""
        self.began = True
        # What is beyond the most is neither kept nor counted: one flood is not the budget of a day.
        told = seen(chunk.text[: MOST_CHARACTERS + 1 - len(self.text)], self.text[-1:])
        self.text += told
        if used := chunk.usage_metadata:
            # Some tell it again with each piece, and some each number in another one.
            self.read = max(self.read, _believed(used["input_tokens"]))
            self.written = max(self.written, _believed(used["output_tokens"]))
        ends = [chunk.response_metadata.get(key) for key in _DONE]
        self.finish = next((str(value) for value in ends if value), self.finish)
        return told

    def problem(self) -> str:
        """Why it is no draft, in a few words; empty where it is one."""
        if self.finish == "content_filter":
            return "refused"
        if not self.finish:
            return "broken off"
        if self.finish not in _DONE.values():
            return "too long" if "length" in self.finish or "max" in self.finish else "not whole"
        return "" if self.text.strip() else "empty"


def seen(text: str, before: str = "") -> str:
    """A text without what nobody sees, such as half a character and marks that turn a line around.

    Joiners stay where they shape letters, which those of ours do not need: `in` and `te` are no word
    with one between them, and would be read as one.

    Args:
        text: A piece of what a model wrote.
        before: The character before it.
    """
    kept = [before]
    for character in text:
        is_joiner = character in _JOINERS and not kept[-1].isascii()
        if is_joiner or character in "\n\t\r" or unicodedata.category(character)[0] != "C":
            kept.append(character)
    return "".join(kept[1:])


def _believed(tokens: int) -> int:
    return tokens if 0 <= tokens <= MOST_TOKENS else 0


class TimedModel:
    """Asks a chat model of LangChain's, within a time, a breaker and the budget of a day."""

    def __init__(
        self,
        settings: GenerationSettings,
        usage: Usage,
        open_model: Callable[[GenerationSettings], BaseChatModel] | None = None,
        date_of_today: Callable[[], date] = today,
    ) -> None:
        """Take its limits and where it counts; the model is opened when first asked."""
        self._settings = settings
        self._open_model = open_model or open_chat_model
        self._budget = Budget(settings, usage, date_of_today)
        self._breaker = Breaker(settings.failures, settings.rest_seconds)
        self._opening = threading.Lock()
        self._model: BaseChatModel | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

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
        started = time.monotonic()
        got, outcome = _Streamed(), "drafted"
        try:
            yield from self._run(messages, got, seconds)
            if problem := got.problem():
                broken = problem == "broken off"
                raise (EndpointError if broken else NoDraftError)(problem)
        except NoDraftError as error:
            outcome = str(error)
            self._breaker.note(failed=isinstance(error, EndpointError))
            raise
        else:
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

    def _run(
        self, messages: Sequence[BaseMessage], got: _Streamed, seconds: float
    ) -> Iterator[str]:
        """Stream into `got` in a loop of its own, where what takes too long can be cancelled."""
        until = time.monotonic() + seconds
        try:
            model, loop = self.open()
        except SettingsError as error:
            logger.warning("%s", error)
            raise EndpointError("cannot be opened") from error
        left = max(0.0, until - time.monotonic())
        pieces: SimpleQueue[str | None] = SimpleQueue()
        streaming = asyncio.run_coroutine_threadsafe(
            _stream(model, messages, got, pieces.put, left), loop
        )
        streaming.add_done_callback(lambda _: pieces.put(None))
        try:
            while piece := pieces.get(timeout=max(0.0, until - time.monotonic()) + LEAST_SECONDS):
                yield piece
            streaming.result()
        except NoDraftError:
            raise
        except (TimeoutError, Empty, CancelledError) as error:
            raise EndpointError(TOO_SLOW) from error
        except Exception as error:
            # What an endpoint tells of a failure may repeat the question, which no log holds.
            logger.warning("The language model failed: %s, %s", _named(error), type(error).__name__)
            raise EndpointError(_named(error)) from error
        finally:
            streaming.cancel()

    def open(self) -> tuple[BaseChatModel, asyncio.AbstractEventLoop]:
        """The model, opened once, and the loop that it is asked in.

        Raises:
            SettingsError: the model cannot be opened.
        """
        with self._opening:
            if self._model is None:
                self._model = self._open_model(self._settings)
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(target=self._loop.run_forever, daemon=True).start()
            return self._model, self._loop


async def _stream(
    model: BaseChatModel,
    messages: Sequence[BaseMessage],
    got: _Streamed,
    tell: Callable[[str], None],
    seconds: float,
) -> None:
    until = time.monotonic() + seconds
    # Closed at once where it is left early, and not when it happens to be collected.
    writing = cast("AsyncGenerator[AIMessageChunk]", model.astream(list(messages)))
    async with asyncio.timeout(seconds), aclosing(writing) as chunks:
        async for chunk in chunks:
            # `asyncio.wait_for`, by which clients wait for a piece, swallows a cancelling that comes
            # together with it before Python 3.12, and nobody is cancelled twice.
            if time.monotonic() > until:
                raise TimeoutError
            text = got.add(chunk)
            if len(got.text) > MOST_CHARACTERS:
                raise NoDraftError("too long")
            if text:
                tell(text)


def _named(error: Exception) -> str:
    """A failure in a few words, by what most clients of such endpoints tell in their errors."""
    status = getattr(error, "status_code", None)
    if status == 429:
        return "rate-limited"
    if status is not None:
        return f"status {status}"
    return TOO_SLOW if "timeout" in type(error).__name__.casefold() else "unreachable or malformed"


def open_chat_model(settings: GenerationSettings) -> BaseChatModel:
    """The model that the settings name.

    Raises:
        SettingsError: its provider is unknown or not installed.
    """
    assert settings.model
    provider, _, name = settings.model.partition(":")
    given: dict[str, Any] = {"base_url": settings.base_url, "api_key": settings.api_key}
    if provider == "openai":
        # A server of one's own needs none, and its client wants one.
        given["api_key"] = settings.api_key.get_secret_value() if settings.api_key else "none"
        given["stream_usage"] = True
    given = {key: value for key, value in given.items() if value is not None}
    try:
        from langchain.chat_models import init_chat_model  # noqa: PLC0415 - some seconds

        if provider == "openai":
            from assistant.endpoints.clients import async_client, client  # noqa: PLC0415 - a second

            given["http_client"] = client(settings.seconds)
            given["http_async_client"] = async_client(settings.seconds)
        opened: BaseChatModel = init_chat_model(
            name,
            model_provider=provider,
            temperature=0,
            max_tokens=settings.draft_tokens,
            timeout=settings.seconds,
            max_retries=0,
            **given,
        )
    except (ImportError, ValueError, TypeError) as error:
        raise SettingsError(
            f"The language model {settings.model} cannot be opened (it needs the extra"
            f" `generation`, and who is not `openai:` a package of its own): {in_a_line(error)}"
        ) from error
    return opened
