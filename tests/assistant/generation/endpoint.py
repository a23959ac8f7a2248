"""A server on this machine that speaks OpenAI's protocol and misbehaves as it is told."""

from __future__ import annotations

import gzip
import io
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

from tests.conftest import at_work

Behaviour = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers every request as its endpoint says."""

    server: Endpoint

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body))
        try:
            self.server.behaviour(self)
        except OSError:
            self.server.hung_up.set()

    def begin(
        self,
        status: int = 200,
        kind: str = "text/event-stream",
        more: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Connection", "close")
        self.end_headers()

    def event(self, text: str = "", finish: str | None = None, **more: Any) -> None:
        choice = {"index": 0, "delta": {"content": text, **more}, "finish_reason": finish}
        told = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        self.raw(f"data: {json.dumps({**told, 'choices': [choice]})}\n\n")

    def tokens(self, read: int, written: int) -> None:
        usage = {
            "prompt_tokens": read,
            "completion_tokens": written,
            "total_tokens": read + written,
        }
        told = {"id": "1", "object": "chat.completion.chunk", "created": 0, "model": "m"}
        self.raw(f"data: {json.dumps({**told, 'choices': [], 'usage': usage})}\n\n")

    def raw(self, text: str) -> None:
        self.wfile.write(text.encode())
        self.wfile.flush()

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


class Endpoint(ThreadingHTTPServer):
    """What was asked of it, and what it does."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, Any]] = []
        self.behaviour: Behaviour = says("")
        self.hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


@contextmanager
def running() -> Iterator[Endpoint]:
    with Endpoint() as endpoint, at_work(endpoint):
        yield endpoint


def says(
    text: str,
    finish: str | None = "stop",
    usage: tuple[int, int] | None = None,
    size: int = 20,
    **more: Any,
) -> Behaviour:
    """Stream a text in pieces and end; tell the tokens read and written, where they are given."""

    def behave(handler: Handler) -> None:
        handler.begin()
        for at in range(0, len(text), size):
            handler.event(text[at : at + size])
        handler.event(finish=finish, **more)
        if usage:
            handler.tokens(*usage)
        handler.raw("data: [DONE]\n\n")

    return behave


def in_turn(*behaviours: Behaviour) -> Behaviour:
    """Behave in another way each time."""
    left = iter(behaviours)

    def behave(handler: Handler) -> None:
        next(left)(handler)

    return behave


def pauses(first: str, goes_on: threading.Event, then: Behaviour) -> Behaviour:
    """Say something, wait, and go on in another way."""

    def behave(handler: Handler) -> None:
        handler.begin()
        handler.event(first)
        goes_on.wait(10)
        handler.begin = lambda *_: None  # type: ignore[method-assign]
        then(handler)

    return behave


def repeats(handler: Handler) -> None:
    """Say each quote that answers, with its handle."""
    shown = handler.server.asked[-1]["messages"][-1]["content"].splitlines()
    quotes = [json.loads(line) for line in shown if line.startswith("{")]
    told = (f"{one['quote']} [{one['handle']}]" for one in quotes if one.get("answers"))
    says("\n".join(told))(handler)


def fails(status: int, retry_after: str | None = None) -> Behaviour:
    """Answer with an error, and ask to be left alone for a while."""

    def behave(handler: Handler) -> None:
        asked = {} if retry_after is None else {"Retry-After": retry_after}
        handler.begin(status, "application/json", asked)
        handler.raw('{"error": {"message": "no", "type": "x"}}')

    return behave


def silent(handler: Handler) -> None:
    """Take the question and never say anything."""
    if not handler.rfile.read(1):
        handler.server.hung_up.set()


def trickles(handler: Handler) -> None:
    """Send comments for ever, which keep a connection alive and say nothing."""
    handler.begin()
    while True:
        handler.raw(": wait\n\n")
        time.sleep(0.05)


def dribbles(handler: Handler) -> None:
    """Write a little at a time, for ever."""
    handler.begin()
    while True:
        handler.event("ja")
        time.sleep(0.002)


def floods(handler: Handler) -> None:
    """Write far too much in one piece."""
    handler.begin()
    handler.event("och så vidare " * 500_000)


def endless(handler: Handler) -> None:
    """Write for ever."""
    handler.begin()
    while True:
        handler.event("och så vidare " * 20)


def calls(characters: int) -> Behaviour:
    """Call a tool that nobody offered, for ever, with arguments of some length each time."""
    call = {"index": 0, "id": "1", "type": "function"}
    function = {"name": "f", "arguments": "x" * characters}

    def behave(handler: Handler) -> None:
        handler.begin()
        while True:
            handler.event(tool_calls=[{**call, "function": function}])

    return behave


def mistyped(handler: Handler) -> None:
    """Send what is JSON, and of other types than the protocol has."""
    handler.begin()
    delta = {"content": "Ja.", "role": {"secret": "sent"}, "refusal": ["secret"]}
    choice = {"index": 0, "delta": delta, "finish_reason": ["secret"]}
    handler.raw(f"data: {json.dumps({'id': 1, 'choices': [choice]})}\n\n")


def thinks(handler: Handler) -> None:
    """Send pieces that hold no text, for ever."""
    handler.begin()
    while True:
        handler.event("", reasoning_content="hm")


def endless_line(handler: Handler) -> None:
    """Send what no break ever parts."""
    handler.begin()
    while True:
        handler.raw("x" * 65_536)


def compressed(handler: Handler) -> None:
    """Send a draft in gzip, of which a little may become very much."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Connection", "close")
    handler.end_headers()
    sending, handler.wfile = handler.wfile, io.BytesIO()
    handler.begin = lambda *_: None  # type: ignore[method-assign]
    (repeats if "messages" in handler.server.asked[-1] else says("x" * 1000))(handler)
    sending.write(gzip.compress(handler.wfile.getvalue()))
    handler.wfile = sending


def redirects(to: str) -> Behaviour:
    """Send the question on to another address."""

    def behave(handler: Handler) -> None:
        handler.send_response(307)
        handler.send_header("Location", to)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return behave


def breaks_off(handler: Handler) -> None:
    """Close in the middle of a sentence."""
    handler.begin()
    handler.event("Scania företräds av Lars-Henrik ")


def malformed(handler: Handler) -> None:
    """Send what is no JSON."""
    handler.begin()
    handler.raw("data: {not json\n\n")
