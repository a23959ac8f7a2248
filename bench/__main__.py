"""Times whole commands, the answer path and the server, on the documents that ship."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.bootstrap import build_assistant
from assistant.settings import load_settings
from bench.lookup import looking_up

COMMAND = str(Path(sys.executable).with_name("fordonsdalen"))
QUESTIONS = (
    "Vem leder högnivågruppen?",
    "Vem kommer från Scania?",
    "När slutar projektet?",
    "Vilka deltar i högnivågruppen?",
    "Vad är syftet med Fordonsdalen Stockholm?",
    "Who represents Ericsson?",
    "Hur bakar man sockerkaka?",
)
Row = tuple[str, str]


def main() -> None:
    """Run all benchmarks and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        rows = [
            *commands(data_dir),
            *answer_path(data_dir),
            *facts_looked_up(),
            *served(data_dir),
        ]
    table = Table("what", "figure", title="Benchmarks")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def commands(data_dir: Path) -> Iterator[Row]:
    """Whole processes, on a warm file cache."""

    def run(*arguments: str) -> Callable[[], object]:
        command = [COMMAND, "--data-dir", str(data_dir), *arguments]
        return lambda: subprocess.run(command, check=True, capture_output=True)

    yield "ingest documents/, first time", seconds([timed(run("ingest", "documents"))])
    yield "ingest documents/, unchanged", seconds(repeat(run("ingest", "documents"), 3))
    run("ask", QUESTIONS[0])()
    yield "ask, whole process", seconds(repeat(run("ask", QUESTIONS[0]), 7))
    yield "status, whole process", seconds(repeat(run("status"), 5))


def answer_path(data_dir: Path) -> Iterator[Row]:
    """Questions in one process that has answered before."""
    assistant = build_assistant(load_settings(data_dir=data_dir))
    for question in QUESTIONS:
        assistant.ask(question)
    spent = [timed(partial(assistant.ask, question)) for question in QUESTIONS * 10]
    yield "a question in a warm process", milliseconds(spent)


def facts_looked_up() -> Iterator[Row]:
    """The part of a question that is spent on facts, in made indexes."""
    for people in (200, 20_000):
        built, spent = looking_up(people)
        yield f"views of {people:,} people, built once", f"{built:.2f} s"
        yield f"a question looked up among {people:,} people", milliseconds(spent)


def served(data_dir: Path) -> Iterator[Row]:
    """Questions to the server, one after another and eight at a time."""
    with serving(data_dir) as address:

        def ask(question: str) -> float:
            body = json.dumps({"question": question}).encode()
            headers = {"Content-Type": "application/json"}
            request = urllib.request.Request(f"{address}/api/ask", body, headers)
            return timed(lambda: urllib.request.urlopen(request).read())

        for question in QUESTIONS:
            ask(question)
        yield "POST /api/ask, one at a time", milliseconds([ask(q) for q in QUESTIONS * 10])
        start = time.perf_counter()
        with ThreadPoolExecutor(8) as pool:
            spent = list(pool.map(ask, QUESTIONS * 20))
        rate = len(spent) / (time.perf_counter() - start)
        yield "POST /api/ask, eight at a time", f"{milliseconds(spent)}, {rate:.0f} a second"


@contextmanager
def serving(data_dir: Path) -> Iterator[str]:
    """A server of its own, on a free port, until the end of the block."""
    command = [COMMAND, "--data-dir", str(data_dir), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[2]
        finally:
            server.terminate()


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def repeat(work: Callable[[], object], times: int) -> list[float]:
    """Seconds that something takes, several times."""
    return [timed(work) for _ in range(times)]


def seconds(spent: list[float]) -> str:
    """The median and the worst."""
    return f"{statistics.median(spent):.2f} s (worst {max(spent):.2f})"


def milliseconds(spent: list[float]) -> str:
    """The median and the 95th percentile."""
    worst = statistics.quantiles(spent, n=20)[-1]
    return f"{statistics.median(spent) * 1000:.1f} ms (95 % under {worst * 1000:.1f})"


if __name__ == "__main__":
    main()
