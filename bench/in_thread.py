"""A site that is served within this process, for measurements and tests that look at its pages."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

from assistant.api.server import listen


@contextmanager
def serving(app: ASGIApp, root_path: str = "") -> Iterator[str]:
    """Serve on a free port of this machine, in a thread; gives the address.

    `root_path` is what a reverse proxy takes away from the paths.
    """
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
