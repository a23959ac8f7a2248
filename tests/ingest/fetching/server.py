"""A server on this machine that behaves as badly as it is told to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Answer = bytes | Callable[[socket.socket, str], None]
"""All bytes of a reply, or what writes them, given the connection and the request."""


def reply(
    body: bytes | str = b"", kind: str = "text/html", status: str = "200 OK", **headers: str
) -> bytes:
    """A reply as it should be."""
    data = body.encode() if isinstance(body, str) else body
    more = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(data)}\r\n{more}\r\n"
    return head.encode() + data


def redirect(to: str, status: str = "302 Found") -> bytes:
    """A reply that leads on."""
    return reply(status=status, Location=to)


def drip(head: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """Sends something, and then a piece again and again until nobody listens."""

    def write(connection: socket.socket, _: str) -> None:
        connection.sendall(head)
        while True:  # Ends when nobody listens any more.
            connection.sendall(piece)
            time.sleep(pause)

    return write


@dataclass
class Site:
    """What it answers, by path, and what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    """Paths, without robots.txt."""
    requests: list[str] = field(default_factory=list)
    base: str = ""

    def address(self, path: str) -> str:
        return self.base + path


@contextmanager
def serving_badly() -> Iterator[Site]:
    """Serve on a free port; a path without an answer gets 404."""
    site = Site()
    with socket.create_server(("127.0.0.1", 0)) as listener:
        site.base = f"http://site.test:{listener.getsockname()[1]}"
        threading.Thread(target=_accept, args=(listener, site), daemon=True).start()
        yield site


def _accept(listener: socket.socket, site: Site) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            threading.Thread(target=_answer, args=(connection, site), daemon=True).start()


def _answer(connection: socket.socket, site: Site) -> None:
    with connection, suppress(OSError):
        connection.settimeout(5)
        request = b""
        while b"\r\n\r\n" not in request:
            if not (data := connection.recv(65_536)):
                return
            request += data
        told = request.decode("latin-1")
        path = told.split(" ")[1]
        site.requests.append(told)
        if path != "/robots.txt":
            site.asked.append(path)
        answer = site.answers.get(path, reply(status="404 Not Found"))
        if callable(answer):
            answer(connection, told)
        else:
            connection.sendall(answer)
