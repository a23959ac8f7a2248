"""How long a server takes to start and what it holds in memory, and what whole commands take."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.figures import Figure
from bench.serving import COMMAND, Server, serving

STARTS = 3


def measured(folder: Path, questions: Sequence[str]) -> Iterator[Figure]:
    """Start, memory, and commands on a warm file cache."""
    starts = []
    for _ in range(STARTS):
        with serving(folder) as server:
            starts.append(server.ready_seconds)
    yield Figure(f"start of the server to ready, median of {STARTS}", median(starts), "s", most=3)
    with serving(folder, SERVER__WORKERS=1) as server:
        _ask(server, questions)
        (worker,) = server.workers()
        yield Figure("a worker, all pages", worker.memory_info().rss / 1e6, "MB", most=450)
        one = worker.memory_full_info().pss / 1e6
        yield Figure("a worker, its share of pages that others map too (PSS)", one, "MB")
    with serving(folder, SERVER__WORKERS=4) as server:
        _ask(server, questions)
        four = sum(worker.memory_full_info().pss for worker in server.workers()) / 1e6
        yield Figure("four workers together (PSS)", four, "MB")
        yield Figure("each of four workers beside one alone (PSS)", four / 4 / one, "")
        yield Figure("the server with four workers, all processes (PSS)", server.megabytes(), "MB")
    for name, arguments in (
        ("`ask`, whole process", ("ask", questions[0])),
        ("`status`, whole process", ("status",)),
        ("`ingest documents`, unchanged, whole process", ("ingest", "documents")),
    ):
        command = [COMMAND, "--data-dir", str(folder / "data"), *arguments]
        yield Figure(name, median(_seconds(command) for _ in range(STARTS)), "s")


def _ask(server: Server, questions: Sequence[str]) -> None:
    """Let every worker answer some, so that it holds what it comes to hold."""
    for question in questions:
        server.ask({"question": question}).raise_for_status()


def _seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return perf_counter() - start
