"""Slow and greedy clients: each is let go of, and the others are answered meanwhile."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.responses import PlainTextResponse

from assistant.api.connections import bounded_protocol
from assistant.api.headers import SizeLimit
from assistant.api.server import listen
from assistant.settings import LimitsSettings

pytestmark = pytest.mark.alone
LIMITS = LimitsSettings(connections=50, request_seconds=1.5, response_seconds=2.0)
CLOSED = 20.0
"""Seconds within which a connection has surely been closed, on a busy machine too."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    app = FastAPI()
    app.add_middleware(SizeLimit, most=10_000)

    @app.get("/")
    async def root() -> PlainTextResponse:
        return PlainTextResponse("here")

    @app.get("/large")
    async def large() -> PlainTextResponse:
        return PlainTextResponse("x" * 20_000_000)

    @app.post("/")
    async def post(words: dict[str, str]) -> int:
        return len(words)

    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(
        app, http=bounded_protocol(LIMITS, 10_000), ws="none", log_level="critical"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield int(listener.getsockname()[1])
    server.should_exit = True
    thread.join(10)


def send(port: int, text: bytes) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port), timeout=CLOSED)
    client.sendall(text)
    return client


def received(client: socket.socket) -> bytes:
    """Everything until the server closes."""
    parts = b""
    try:
        while part := client.recv(65536):
            parts += part
    except ConnectionResetError:
        pass
    return parts


@pytest.mark.parametrize(
    "begun",
    [
        b"",
        b"\r\n",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 20\r\n\r\n{",
    ],
)
def test_a_request_that_does_not_end_is_closed(port: int, begun: bytes) -> None:
    with send(port, begun) as client:
        told = received(client)
    assert told.startswith(b"HTTP/1.1 408") or told == b""


def test_a_trickle_does_not_buy_time(port: int) -> None:
    begun = time.monotonic()
    with send(port, b"GET / HTTP/1.1\r\n") as client:
        try:
            while time.monotonic() - begun < CLOSED:
                client.sendall(b"X: y\r\n")
                time.sleep(0.1)
        except OSError:
            return
    pytest.fail("the connection stayed open")


def test_a_response_that_is_not_taken_is_closed(port: int) -> None:
    with send(port, b"GET /large HTTP/1.1\r\nHost: x\r\n\r\n") as client:
        time.sleep(LIMITS.response_seconds + 1.5)
        assert len(received(client)) < 20_000_000


def test_an_endless_head_is_refused(port: int) -> None:
    with send(port, b"GET / HTTP/1.1\r\nX: ") as client:
        try:
            for _ in range(40):
                client.sendall(b"y" * 10_000)
        except OSError:
            pass
        assert received(client)[:12] in (b"HTTP/1.1 431", b"")


def test_a_body_that_is_announced_too_large_is_not_waited_for(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"
    with send(port, head) as client:
        assert received(client).startswith(b"HTTP/1.1 413")


def test_many_half_open_requests_do_not_keep_others_out(port: int) -> None:
    slow = [send(port, b"GET / HT") for _ in range(4 * LIMITS.connections)]
    try:
        for _ in range(5):
            assert httpx.get(f"http://127.0.0.1:{port}/", timeout=CLOSED).text == "here"
    finally:
        for client in slow:
            client.close()


def test_ordinary_clients_keep_their_connection(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as client:
        for _ in range(3):
            assert client.get("/").text == "here"
            assert client.post("/", json={"a": "b"}).json() == 1
        time.sleep(LIMITS.request_seconds + 0.5)
        assert client.get("/").text == "here"


def test_pipelined_requests_are_all_answered(port: int) -> None:
    one = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    last = b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    with send(port, one * 5 + last) as client:
        assert received(client).count(b"here") == 6


def test_trailers_end_with_the_room_for_a_request(port: int) -> None:
    head = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"
    sent = 0
    with send(port, head) as client:
        try:
            while sent < 50_000_000:
                client.sendall(b"a:b\r\n" * 2000)
                sent += 10_000
        except OSError:
            pass
    assert sent < 10_000_000


def test_a_request_to_speak_otherwise_is_answered_or_closed(port: int) -> None:
    head = (
        b"GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    )
    for rest in (b"\r\n", b"Content-Length: 5\r\n\r\nhello"):
        with send(port, head + rest) as client:
            received(client)
