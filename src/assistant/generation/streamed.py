"""What a language model writes, taken as it comes, up to a length and a time."""

from __future__ import annotations

import asyncio
import time
import unicodedata
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from langchain_core.messages import AIMessageChunk, BaseMessage

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

MOST_CHARACTERS = 6000
"""Of a draft: an endpoint that does not keep to the tokens it was asked for is cut off there."""
CHARACTERS_OF_A_TOKEN = 3
"""At most, in Swedish; used where an endpoint does not count, or not in earnest."""
MOST_PIECES = 10_000
"""That a draft comes in, those without words among them: LangChain keeps them all."""
MOST_TOKENS = 100_000
"""That an endpoint is believed to have read or written for one draft."""
_ENDS = ("finish_reason", "stop_reason", "stopReason", "done_reason")
"""Under what providers tell why a draft ends, as their packages for LangChain pass it on."""
_WHOLE = frozenset(("stop", "end_turn", "complete", "eos_token"))
"""What they tell where it is whole, in small letters; anything else is none."""
_REFUSED = frozenset(("content_filter", "content_filtered", "refusal", "safety"))
_JOINERS = "\u200c\u200d"


class NoDraftError(Exception):
    """There is no draft to be had; the message says why, in a few words that are counted by."""


class EndpointError(NoDraftError):
    """The endpoint failed, and may be left alone for it."""

    def __init__(self, why: str, asked_rest: float = 0.0) -> None:
        """Take why in a few words, and for how many seconds it asks to be left alone."""
        super().__init__(why)
        self.asked_rest = asked_rest


@dataclass
class Streamed:
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
        ends = (chunk.response_metadata.get(key) for key in _ENDS)
        self.finish = next((str(value).casefold() for value in ends if value), self.finish)
        return told

    def problem(self) -> str:
        """Why it is no draft, in a few words; empty where it is one."""
        if self.finish in _REFUSED:
            return "refused"
        if not self.finish:
            return "broken off"
        if self.finish not in _WHOLE:
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


async def stream(
    model: BaseChatModel,
    messages: Sequence[BaseMessage],
    got: Streamed,
    tell: Callable[[str], None],
    seconds: float,
) -> None:
    """Take what a model writes to a prompt.

    Args:
        model: Which one.
        messages: The prompt.
        got: Takes all of it.
        tell: Told each piece that holds text.
        seconds: How long it may take.

    Raises:
        NoDraftError: it is longer than any draft, or none.
        TimeoutError: the time is over.
        Exception: whatever the client of the model raises.
    """
    until = time.monotonic() + seconds
    pieces = 0
    # Closed at once where it is left early, and not when it happens to be collected.
    writing = cast("AsyncGenerator[AIMessageChunk]", model.astream(list(messages)))
    async with asyncio.timeout(seconds), aclosing(writing) as chunks:
        async for chunk in chunks:
            pieces += 1
            # `asyncio.wait_for`, by which clients wait for a piece, swallows a cancelling that comes
            # together with it before Python 3.12, and nobody is cancelled twice.
            if time.monotonic() > until:
                raise TimeoutError
            # LangChain reads the calls of all pieces together when they end, in a time that grows with
            # the square of their length, and no tool was offered.
            if getattr(chunk, "tool_call_chunks", ()):
                raise NoDraftError("not whole")
            text = got.add(chunk)
            if len(got.text) > MOST_CHARACTERS or pieces > MOST_PIECES:
                raise NoDraftError("too long")
            if text:
                tell(text)
