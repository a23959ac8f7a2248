"""A real server for the tests that need one, and which tests go to one process where there are two."""

from __future__ import annotations

import gc
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from assistant.settings import share_processors

share_processors()  # Before a file of tests loads native code, and for the processes that it starts.
SHARING = ("training", "ui")
"""Folders whose tests share what is dear to make: a trained model, a browser and a site."""


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Lets each file, and each folder that shares something, run in one process, in its order.

    Not by marks and `--dist loadgroup`: with pytest 9.2, xdist 3.8 silently heeds none.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        folder = Path(file).parts[1]
        return folder if folder in SHARING else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    """Give the work out by file."""
    return ByFile(config, log)


def pytest_collection_finish() -> None:
    """Keep the collector of garbage from going through all that was imported again and again."""
    gc.freeze()


@contextmanager
def at_work(server: socketserver.BaseServer) -> Iterator[None]:
    """Let a simple server work in a thread; by itself, it would look but twice a second for its end."""
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def serving(app: ASGIApp, root_path: str = "") -> Iterator[str]:
    """Serve on a free port of this machine, in a thread; gives the address.

    `root_path` is what a reverse proxy takes away from the paths.
    """
    from assistant.api.server import listen  # noqa: PLC0415

    listener = listen("127.0.0.1", 0)
    config = uvicorn.Config(app, root_path=root_path, log_level="error", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
