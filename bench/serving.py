"""A server of its own for measurements, on this machine alone."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psutil

COMMAND = str(Path(sys.executable).with_name("fordonsdalen"))
PATIENCE = 120.0
_LOOK_SECONDS = 0.02


@dataclass
class Server:
    """A running server."""

    process: subprocess.Popen[str]
    address: str
    data_dir: Path
    ready_seconds: float = 0.0
    """From the start of its process until it said that it can answer."""
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE))

    def ask(self, body: dict[str, Any]) -> httpx.Response:
        """Send a question."""
        return self.client.post(f"{self.address}/api/ask", json=body)

    def settle(self) -> None:
        """Wait until it builds nothing any more that it does not need to answer."""
        until = time.perf_counter() + PATIENCE
        while "workbench_ready 1" not in self.client.get(f"{self.address}/metrics").text:
            assert time.perf_counter() < until, "the server does not come to rest"
            time.sleep(_LOOK_SECONDS)

    def processes(self) -> list[psutil.Process]:
        """The server and everything that it started."""
        server = psutil.Process(self.process.pid)
        return [server, *server.children(recursive=True)]

    def workers(self) -> list[psutil.Process]:
        """The processes that answer: the children of the one that forks."""
        children = psutil.Process(self.process.pid).children()
        return [worker for child in children for worker in child.children()]

    def processor_seconds(self) -> float:
        """What all of them have used."""
        return sum(sum(process.cpu_times()[:2]) for process in self.processes())

    def megabytes(self) -> float:
        """What all of them hold, pages that they share counted once."""
        return sum(process.memory_full_info().pss for process in self.processes()) / 2**20


@contextmanager
def serving(folder: Path, **settings: object) -> Iterator[Server]:
    """A server on a free port with the documents that ship, warm.

    Args:
        folder: Where its data directory lies, or is made.
        settings: As in the environment, without the product's name: `LIMITS__WAITING=64`.
    """
    data_dir = folder / "data"
    command = [COMMAND, "--data-dir", str(data_dir)]
    subprocess.run([*command, "ingest", "documents"], check=True, stdout=subprocess.DEVNULL)
    environment = [f"FORDONSDALEN_{name}={value}" for name, value in settings.items()]
    start = time.perf_counter()
    process = subprocess.Popen(
        ["env", *environment, *command, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    server = Server(process, process.stdout.readline().split()[2], data_dir)
    try:
        while server.client.get(f"{server.address}/readyz").status_code != 200:
            assert time.perf_counter() < start + PATIENCE, "the server did not get ready"
            time.sleep(_LOOK_SECONDS)
        server.ready_seconds = time.perf_counter() - start
        yield server
    finally:
        process.terminate()
        process.wait(30)
