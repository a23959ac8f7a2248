"""Attacks a server of its own and tells what came of it: what was tried, what failed, worst times.

Everything stays on 127.0.0.1. The figures go to build/attack/figures.json and are printed; those of
`docs/reliability.md` come from here.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.evaluation.files import write_json
from bench.attack.bodies import varied_questions, worst_bodies
from bench.serving import COMMAND, PATIENCE, Server, serving

CONSOLE = Console()
ORDINARY = {"question": "Vem företräder Scania?"}
Figures = dict[str, Any]


def each_body_alone(server: Server) -> Figures:
    """Status, seconds and processor seconds of each of the worst bodies, the worse of two tries."""
    told: Figures = {}
    for name, body in track(worst_bodies().items(), "each body alone", console=CONSOLE):
        spent, used, statuses = [], [], set()
        for _ in range(2):
            before, begun = server.processor_seconds(), time.perf_counter()
            statuses.add(server.ask(body).status_code)
            spent.append(time.perf_counter() - begun)
            used.append(server.processor_seconds() - before)
        told[name] = {
            "statuses": sorted(statuses),
            "seconds": round(max(spent), 3),
            "processor_seconds": round(max(used), 2),
        }
    return told


@contextmanager
def going_on(clients: int, act: Callable[[httpx.Client, int], None]) -> Iterator[None]:
    """Clients that act again and again, each told a number that goes up from its own."""
    stop = threading.Event()

    def go_on(number: int) -> None:
        with httpx.Client(timeout=PATIENCE) as client:
            while not stop.is_set():
                act(client, number)
                number += 1

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def crowd(server: Server, seconds: float, clients: int = 16) -> Figures:
    """Many clients with the worst bodies, while one asks an ordinary question and one for health."""
    bodies = list(worst_bodies().values())
    statuses: Counter[int] = Counter()

    def attack(client: httpx.Client, number: int) -> None:
        body = bodies[number % len(bodies)]
        statuses[client.post(f"{server.address}/api/ask", json=body).status_code] += 1

    asked, alive, ordinary = [], [], Counter[int]()
    with going_on(clients, attack):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            begun = time.perf_counter()
            ordinary[server.ask(ORDINARY).status_code] += 1
            asked.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            server.client.get(f"{server.address}/healthz").raise_for_status()
            alive.append(time.perf_counter() - begun)
            time.sleep(0.05)
    return {
        "clients": clients,
        "their_statuses": dict(statuses),
        "ordinary_statuses": dict(ordinary),
        "ordinary": _spread(asked),
        "healthz": _spread(alive),
    }


def slow_clients(server: Server, number: int) -> Figures:
    """Half-open requests, while one asks an ordinary question."""
    host, port = server.address.removeprefix("http://").split(":")
    held = []
    for _ in range(number):
        held.append(socket.create_connection((host, int(port))))
        held[-1].sendall(b"POST /api/ask HTTP/1.1\r\nHost: x\r\n")
    spent = []
    for _ in range(10):
        begun = time.perf_counter()
        server.ask(ORDINARY).raise_for_status()
        spent.append(time.perf_counter() - begun)
    for client in held:
        client.close()
    return {"held": number, "ordinary": _spread(spent)}


@contextmanager
def asking(server: Server, clients: int) -> Iterator[Counter[str]]:
    """Clients that ask one question again and again; gives how often each outcome came."""
    outcomes: Counter[str] = Counter()

    def ask(client: httpx.Client, _: int) -> None:
        response = client.post(f"{server.address}/api/ask", json=ORDINARY)
        outcome = response.json().get("status") if response.is_success else "refused"
        outcomes[f"{response.status_code} {outcome}"] += 1

    with going_on(clients, ask):
        yield outcomes


def killed_processes(server: Server, times: int) -> Figures:
    """The answering processes killed at any moment, while questions are asked."""
    with asking(server, clients=4) as outcomes:
        for number in track(range(times), "kills", console=CONSOLE):
            time.sleep(0.7)
            workers = [p for p in server.processes()[1:] if p.ppid() != server.process.pid]
            if workers:
                workers[number % len(workers)].kill()
        time.sleep(3)
    return {"kills": times, "answers": dict(outcomes)}


def switches(server: Server, times: int) -> Figures:
    """A new generation put in force again and again, while questions are asked."""
    late: list[float] = []
    extra = server.data_dir.parent / "more"
    extra.mkdir()
    command = [COMMAND, "--data-dir", str(server.data_dir), "ingest", "documents", str(extra)]
    with asking(server, clients=2) as outcomes:
        for number in track(range(times), "switches", console=CONSOLE):
            (extra / "note.txt").write_text(
                f"Anteckning {number}\n\nMöte {number} hölls i Kista.\n"
            )
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            current = (server.data_dir / "current").read_text().split()[0]
            begun = time.perf_counter()
            while server.ask(ORDINARY).json().get("generation") != current:
                time.sleep(0.02)
                if time.perf_counter() - begun > PATIENCE:
                    break
            late.append(time.perf_counter() - begun)
    return {"switches": times, "answers": dict(outcomes), "seconds_until_in_force": _spread(late)}


def long_run(server: Server, questions: int) -> Figures:
    """Many different questions, and what they leave in memory."""
    held, statuses = [], Counter[int]()
    for number, question in enumerate(
        track(varied_questions(questions), "varied questions", total=questions, console=CONSOLE)
    ):
        if number % (questions // 10) == 0:
            held.append(round(server.megabytes()))
        statuses[server.ask({"question": question}).status_code] += 1
    held.append(round(server.megabytes()))
    return {"questions": questions, "statuses": dict(statuses), "megabytes": held}


def main(
    questions: Annotated[int, typer.Option(help="How many varied questions.")] = 10_000,
    seconds: Annotated[float, typer.Option(help="How long the crowd goes on.")] = 30.0,
    results: Annotated[Path, typer.Option(help="Where the figures go.")] = Path("build/attack"),
) -> None:
    """Attack, measure and write down."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        figures = {
            "each body alone": each_body_alone(server),
            "crowd": crowd(server, seconds),
            "slow clients": slow_clients(server, 500),
            "killed processes": killed_processes(server, 20),
            "switches": switches(server, 10),
            "long run": long_run(server, questions) if questions else {},
        }
    results.mkdir(parents=True, exist_ok=True)
    write_json(results / "figures.json", figures)
    _show(figures)


def _show(figures: Figures) -> None:
    bodies = Table("body", "statuses", "seconds", "processor seconds", title="Each body alone")
    for name, told in figures.pop("each body alone").items():
        bodies.add_row(name, *(str(value) for value in told.values()))
    rest = Table("attack", "what came of it")
    for name, told in figures.items():
        rest.add_row(name, json.dumps(told, ensure_ascii=False))
    CONSOLE.print(bodies, rest)


def _spread(seconds: list[float]) -> Figures:
    return {
        "times": len(seconds),
        "median_ms": round(statistics.median(seconds) * 1000, 1),
        "worst_ms": round(max(seconds) * 1000, 1),
    }


if __name__ == "__main__":
    typer.run(main)
