"""Closes connections whose client takes too long, so that slow ones cannot crowd out the others."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import Iterable
from typing import ClassVar

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from assistant.settings import LimitsSettings

_TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_MOST_HEAD = 128 * 1024
"""Bytes of the first line and the headers, and of what arrives together with their end."""
_LAST_SECONDS = 5.0
"""For the client to take what was sent before its connection is closed."""
_OTHER_FILES = 256
"""Files that the server has open beside its connections."""


class BoundedProtocol(HttpToolsProtocol):
    """uvicorn's HTTP/1.1, with a time for each request to arrive and for its response to be taken.

    uvicorn itself bounds only the pause between two requests.
    """

    limits: ClassVar[LimitsSettings]
    most_bytes: ClassVar[int]
    """Of a request with everything that frames it, such as the sizes of chunks and trailers."""
    _timer: asyncio.TimerHandle | None = None
    _since = 0.0
    """When the timer was set."""
    _is_received = False
    """Whether a whole request has arrived, and nothing of a further one."""
    _has_head = False
    _bytes = 0
    """Since a request began."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait(self.limits.request_seconds)
        if len(self.connections) > self.limits.connections:
            _close_slowest(self.connections)

    def data_received(self, data: bytes) -> None:
        """Begin to wait for the rest of a request with its first byte."""
        if self._is_idle:
            self._is_received = False
            self._wait(self.limits.request_seconds)
        self._bytes += len(data)
        if self._bytes > (self.most_bytes if self._has_head else _MOST_HEAD):
            self.transport.write(b"" if self._has_head else _TOO_LARGE)
            self.transport.close()
            return
        super().data_received(data)

    def on_message_begin(self) -> None:
        """A head begins."""
        self._is_received = self._has_head = False
        self._bytes = 0
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        """The head is there; how large the body may be, the application knows."""
        self._has_head = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Begin to wait for the response, and for the client to take it."""
        super().on_message_complete()
        self._is_received = True
        self._wait(self.limits.response_seconds)

    def on_response_complete(self) -> None:
        """Give the client time for what it has not taken yet, or not sent."""
        limits = self.limits
        self._wait(limits.response_seconds if self._is_received else limits.request_seconds)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    @property
    def sending_since(self) -> float:
        """When the request that is still arriving began; infinite when there is none."""
        return float("inf") if self._is_received else self._since

    def close(self) -> None:
        """Close the connection, with a word where a request has not arrived."""
        if self._is_received:
            self.transport.abort()
        else:
            self.transport.write(_TIMEOUT)
            self.transport.close()
            self._timer = self.loop.call_later(_LAST_SECONDS, self.transport.abort)

    @property
    def _is_idle(self) -> bool:
        return self._is_received and self.cycle is not None and self.cycle.response_complete

    def _wait(self, seconds: float) -> None:
        self._stop_waiting()
        self._since = self.loop.time()
        self._timer = self.loop.call_later(seconds, self._close_unless_idle)

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _close_unless_idle(self) -> None:
        # From here on, uvicorn bounds the pause until the next request.
        if not self._is_idle or self.transport.get_write_buffer_size():
            self.close()


def bounded_protocol(limits: LimitsSettings, most_body: int) -> type[HttpToolsProtocol]:
    """The protocol with its limits, as uvicorn wants it.

    Args:
        limits: In time and number.
        most_body: Bytes of a body; as much again may frame it before the connection is closed.
    """
    bounds = {"limits": limits, "most_bytes": 2 * most_body + _MOST_HEAD}
    return type("Bounded", (BoundedProtocol,), bounds)


def allow_open_files(connections: int) -> None:
    """Let this process have a file for each connection, as far as the system allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHER_FILES
    if soft < wanted:
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def _close_slowest(connections: Iterable[object]) -> None:
    sending = [one for one in connections if isinstance(one, BoundedProtocol)]
    slowest = min(sending, key=lambda one: one.sending_since, default=None)
    if slowest is not None and slowest.sending_since < float("inf"):
        slowest.close()
