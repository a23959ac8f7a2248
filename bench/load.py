"""What a server answers to many clients at once, beside what the embedder alone does in the same run."""

from __future__ import annotations

import http.client
import itertools
import json
import multiprocessing
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import numpy as np

from assistant.settings import EmbeddingsSettings, load_settings
from bench.figures import Figure
from bench.serving import PATIENCE, Server, serving
from vectorstore.embeddings import open_embeddings

CLIENTS = 64
ROOM = 2 * CLIENTS
"""Of `limits.waiting`, so that nobody is turned away; the server asks questions of its own as well."""
SECONDS = 20.0
MOST_BLANKS = 60
"""Between two words of a question, so that it stays within the length of one."""


class Load(NamedTuple):
    """What came of many questions at once."""

    spent: Sequence[float]
    """Seconds until each answer."""
    failed: int
    """Questions that were turned away or failed."""
    seconds: float
    """How long it went on."""
    processor: float
    """Seconds of processor time of the server meanwhile."""


def measured(folder: Path, questions: Sequence[str]) -> tuple[list[Figure], float]:
    """Figures of a server as it ships and of one where all may wait, asked what facts answer.

    Returns:
        The figures, and the processor time of a question in seconds.
    """
    workers = load_settings().server.workers
    alone = embedder_rate(questions, workers)
    figures = [Figure(f"questions embedded a second, by {workers} processes alone", alone, "")]
    with serving(folder) as server:
        server.settle()
        figures += _figures(crowd(server, questions), alone, "as it ships", aimed=False)
    with serving(folder, LIMITS__WAITING=ROOM) as server:
        server.settle()
        load = crowd(server, questions)
    figures += _figures(load, alone, f"limits.waiting = {ROOM}", aimed=True)
    return figures, load.processor / len(load.spent)


def _figures(load: Load, alone: float, how: str, *, aimed: bool) -> Iterator[Figure]:
    about = f"{CLIENTS} clients, {how}"
    rate = len(load.spent) / load.seconds
    yield Figure(f"{about}: questions answered a second", rate, "")
    yield Figure(
        f"{about}: share of the embedder's", rate / alone, "", least=0.8 if aimed else None
    )
    slowest = float(np.percentile(load.spent, 99))
    yield Figure(f"{about}: 99 % answered within", slowest, "s", most=2 if aimed else None)
    yield Figure(
        f"{about}: turned away or failed", float(load.failed), "", most=0 if aimed else None
    )


def crowd(server: Server, questions: Sequence[str], clients: int = CLIENTS) -> Load:
    """Ask without a pause from many connections for a while; the clients share the processors."""
    turns, failed, spent = itertools.count(), itertools.count(), []
    host = server.address.removeprefix("http://")
    stop = threading.Event()

    def client(_: int) -> None:
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        while not stop.is_set():
            turn = next(turns)
            asked = anew(questions[turn % len(questions)], turn // len(questions))
            body = json.dumps({"question": asked})
            start = perf_counter()
            connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            response.read()
            if response.status == 200:
                spent.append(perf_counter() - start)
            else:
                next(failed)
                # As `Retry-After` asks, or the refusals would crowd out the answers.
                stop.wait(float(response.headers.get("Retry-After", "1")))
        connection.close()

    used, start = server.processor_seconds(), perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        running = [pool.submit(client, number) for number in range(clients)]
        stop.wait(SECONDS)
        stop.set()
        for one in running:
            one.result()
    if not spent:
        raise RuntimeError("The server answered no question at all.")
    seconds = perf_counter() - start
    return Load(spent, next(failed), seconds, server.processor_seconds() - used)


def anew(question: str, times: int) -> str:
    """A question in another way of typing, which reads the same and is not answered from memory."""
    blanks = " " * (1 + times % MOST_BLANKS)
    return blanks.join(question.split())


def embedder_rate(questions: Sequence[str], processes: int) -> float:
    """Questions that so many processes embed in a second, each one at a time."""
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        return sum(pool.map(_embed, [list(questions)] * processes, chunksize=1))


def _embed(questions: list[str]) -> float:
    embeddings = open_embeddings(EmbeddingsSettings())
    embeddings.query(questions[0])
    start, done = perf_counter(), 0
    while perf_counter() < start + SECONDS / 2:
        embeddings.query(questions[done % len(questions)])
        done += 1
    return done / (perf_counter() - start)
