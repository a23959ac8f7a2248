"""A thread for simple servers, and which tests go to one process where there are two."""

from __future__ import annotations

import gc
import os
import shutil
import socketserver
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from assistant.settings import share_processors

share_processors()  # Before a file of tests loads native code, and for the processes that it starts.
NOBODY = 65534
"""The user without rights."""
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
def closed_copy(folder: Path, closed: str) -> Iterator[Path]:
    """A copy of a folder in which something may not be opened `without_rights`."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        copy = Path(shutil.copytree(folder, Path(place, "copy")))
        if os.geteuid() == 0:
            for path in (copy, *copy.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        (copy / closed).chmod(0)
        yield copy
        (copy / closed).chmod(0o700)


@contextmanager
def without_rights() -> Iterator[None]:
    """Be a user whom the modes of files bind, which they do not where root runs the tests."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(user)
