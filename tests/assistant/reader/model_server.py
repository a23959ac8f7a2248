"""A server of the Open Inference Protocol on this machine, which misbehaves as it is told."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from tests.conftest import at_work

Told = dict[str, Any]
Behaviour = Callable[["Handler", Told], None]


class Handler(BaseHTTPRequestHandler):
    """Answers with what the model makes of a request, or as its server says."""

    server: ModelServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), body))
        (given,) = json.loads(body)["inputs"]
        numbers = np.array(given["data"], np.int64).reshape(given["shape"])
        try:
            self.server.behaviour(self, self.server.infer(numbers))
        except OSError:
            self.close_connection = True

    def tell(self, told: Told) -> None:
        self.say(json.dumps(told).encode())

    def say(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Keep quiet."""


class ModelServer(ThreadingHTTPServer):
    """One model, what was asked of it, and what it does."""

    daemon_threads = True

    def __init__(self, model: Path) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        options = SessionOptions()
        options.intra_op_num_threads = 2
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = InferenceSession(str(model), options)
        self._made: dict[bytes, str] = {}
        self.asked: list[tuple[str, dict[str, str], bytes]] = []
        self.behaviour: Behaviour = Handler.tell

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def infer(self, numbers: Any) -> Told:
        """What the model makes of pieces; looked up where it was asked before, so that no test waits."""
        key = numbers.tobytes()
        self._made[key] = self._made.get(key) or json.dumps(self._compute(numbers))
        made: Told = json.loads(self._made[key])
        return made

    def handle_error(self, *_: Any) -> None:
        """Clients hang up here."""

    def _compute(self, numbers: Any) -> Told:
        types = {"float32": "FP32", "uint8": "UINT8"}
        found = self._session.run(None, {"numbers": numbers})
        outputs = [
            {
                "name": output.name,
                "datatype": types[str(value.dtype)],
                "shape": list(value.shape),
                "data": value.reshape(-1).tolist(),
            }
            for output, value in zip(self._session.get_outputs(), found, strict=True)
        ]
        return {"model_name": "reader", "model_version": "1", "outputs": outputs}


@contextmanager
def running(model: Path) -> Iterator[ModelServer]:
    with ModelServer(model) as server, at_work(server):
        yield server


def changed(name: str, **how: Any) -> Behaviour:
    """Tell one of the tensors otherwise; of functions what they make of what was to be told."""

    def behave(handler: Handler, told: Told) -> None:
        (output,) = (output for output in told["outputs"] if output["name"] == name)
        output |= {key: to(output[key]) if callable(to) else to for key, to in how.items()}
        handler.tell(told)

    return behave


def slow(seconds: float) -> Behaviour:
    """Says what it should after a while."""

    def behave(handler: Handler, told: Told) -> None:
        time.sleep(seconds)
        handler.tell(told)

    return behave


def nested(handler: Handler, told: Told) -> None:
    """Tell tensors row by row, as the protocol allows too."""
    for output in told["outputs"]:
        output["data"] = np.array(output["data"]).reshape(output["shape"]).tolist()
    handler.tell(told)


def fails(status: int) -> Behaviour:
    return lambda handler, _: handler.say(b'{"error": "no"}', status)


def says(body: bytes, **headers: str) -> Behaviour:
    return lambda handler, _: handler.say(body, 200, **headers)


def redirects(to: str) -> Behaviour:
    return lambda handler, _: handler.say(b"", 307, Location=to)


def silent(handler: Handler, _: Told) -> None:
    """Say nothing until the client goes."""
    handler.rfile.read(1)


def closes(handler: Handler, _: Told) -> None:
    """Hang up without a word."""
    handler.close_connection = True


def breaks_off(handler: Handler, told: Told) -> None:
    """Hang up in the middle of an answer."""
    body = json.dumps(told).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def dribbles(handler: Handler, _: Told) -> None:
    """Send a byte at a time, for ever."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.02)


def dribbles_its_head(handler: Handler, _: Told) -> None:
    """Never come to the end of the headers."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        handler.wfile.write(b"A: b\r\n")
        handler.wfile.flush()
        time.sleep(0.02)


def floods(handler: Handler, _: Told) -> None:
    """Send far too much, and go on."""
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b" " * 65_536)
