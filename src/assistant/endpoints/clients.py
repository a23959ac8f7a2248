"""Clients of endpoints, which are believed no more than they have to be.

They follow no redirect, which would carry a question or documents to a host that nobody set. Of an
answer they read only what is not compressed, of which little becomes much, only so many bytes, and only
while there is time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar, cast

import httpx2

Found = TypeVar("Found")
MOST_BYTES = 10_000_000
"""Of an answer: more than ten times what the longest draft or ranking takes."""


def client(
    seconds: float, most_bytes: int = MOST_BYTES, most_connections: int = 100
) -> httpx2.Client:
    """One to ask an endpoint with, or to be given to a client of OpenAI's as its `http_client`.

    Args:
        seconds: How long it may wait for each piece of an answer, and how long all of them may take.
        most_bytes: That an answer may have.
        most_connections: That may be open at a time.
    """

    def bound(response: httpx2.Response) -> None:
        response.stream = _Bounded(response, seconds, most_bytes)

    limits = httpx2.Limits(max_connections=most_connections)
    return httpx2.Client(**_given(seconds), limits=limits, event_hooks={"response": [bound]})


def async_client(seconds: float, most_bytes: int = MOST_BYTES) -> httpx2.AsyncClient:
    """As `client`, for `http_async_client`."""

    async def bound(response: httpx2.Response) -> None:
        response.stream = _Bounded(response, seconds, most_bytes)

    return httpx2.AsyncClient(**_given(seconds), event_hooks={"response": [bound]})


def _given(seconds: float) -> dict[str, Any]:
    asked = {"Accept-Encoding": "identity"}
    return {"timeout": seconds, "follow_redirects": False, "headers": asked}


class _Bounded(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """What an endpoint sends, up to a length and a time."""

    def __init__(self, response: httpx2.Response, seconds: float, most_bytes: int) -> None:
        if response.headers.get("content-encoding", "identity") != "identity":
            raise httpx2.DecodingError("The answer is compressed, which was not asked for.")
        self._stream = response.stream
        self._until = time.monotonic() + seconds
        self._left = most_bytes

    def __iter__(self) -> Iterator[bytes]:
        for piece in cast("httpx2.SyncByteStream", self._stream):
            yield self._taken(piece)

    def __aiter__(self) -> AsyncIterator[bytes]:
        # No generator: one that is left while it waits is told of as an error when it is swept up.
        self._pieces = aiter(cast("httpx2.AsyncByteStream", self._stream))
        return self

    async def __anext__(self) -> bytes:
        return self._taken(await anext(self._pieces))

    def _taken(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise httpx2.ReadError("The answer is too long.")
        if time.monotonic() > self._until:
            raise httpx2.ReadTimeout("The answer takes too long.")
        return piece

    def close(self) -> None:
        cast("httpx2.SyncByteStream", self._stream).close()

    async def aclose(self) -> None:
        await cast("httpx2.AsyncByteStream", self._stream).aclose()


def within(seconds: float, ask: Callable[[], Found]) -> Found:
    """What is found before a time is over; clients count theirs anew with each byte of the head.

    Raises:
        TimeoutError: it is over.
    """
    (found,) = all_within(seconds, [ask])
    return found


def all_within(seconds: float, asks: Sequence[Callable[[], Found]]) -> list[Found]:
    """As `within`, of several that are asked at once."""
    until = time.monotonic() + seconds
    futures = [begun(ask) for ask in asks]
    try:
        return [future.result(max(0.0, until - time.monotonic())) for future in futures]
    except TimeoutError as error:
        raise TimeoutError(f"No answer came within {seconds:.3g} s.") from error


def begun(ask: Callable[[], Found]) -> Future[Found]:
    """What is found, or the error, in a thread of its own that keeps no process from ending."""
    future: Future[Found] = Future()

    def run() -> None:
        try:
            future.set_result(ask())
        except Exception as error:
            future.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return future
