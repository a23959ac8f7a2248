"""A real server for the tests that need one, and which tests go to one process where there are two."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from starlette.types import ASGIApp

HERE = Path(__file__).parent
SHARING = ("training", "ui")
"""Folders whose tests share what is dear to make: a trained model, a browser and a site."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let each file, and each folder that shares something, run in one process, in its order."""
    for item in items:
        path = item.path.relative_to(HERE)
        group = path.parts[0] if path.parts[0] in SHARING else str(path)
        item.add_marker(pytest.mark.xdist_group(group))


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
