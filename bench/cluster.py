"""What several machines answer while some of them fail: `python -m bench.cluster [CLIENTS]`, as root on
Linux.

Three servers with a copy each of the data directory, a Chroma server, and nginx before them, each but
nginx in a network namespace of its own. Clients ask without a pause; meanwhile a process that answers, a
server and the Chroma server are killed, and the cables of two are pulled. Every answer is compared with
the one that a server gave before. The table goes to `docs/scaling.md`; some minutes.
"""

from __future__ import annotations

import http.client
import itertools
import json
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assistant.evaluation.files import fill, table
from bench.answering import asked_questions
from bench.load import anew
from bench.machines import WAY_IN, Machine, machines, wait
from bench.writing import DOCS, circumstances, told

CLIENTS, FEW = 8, 12
AWAY, STEADY = 5.0, 5.0
"""Seconds for which something is gone, and before and after."""
HEADS = (
    "what fails | questions | failed | wrong | longest, s | last failure after, s | all ready after, s"
).split(" | ")


@dataclass
class Load:
    """Clients that ask without a pause, and what they got."""

    expected: dict[str, Any]
    told: list[tuple[float, float, str]] = field(default_factory=list)
    """When a question was sent, how long it took, and what was wrong with the answer, if anything."""
    stop: threading.Event = field(default_factory=threading.Event)

    def ask(self, turns: Iterator[int]) -> None:
        """One client."""
        questions = list(self.expected)
        while not self.stop.is_set():
            turn = next(turns)
            question = questions[turn % len(questions)]
            begun = time.monotonic()
            status, answer = ask(anew(question, turn // len(questions)))
            fault = _fault(status, answer, self.expected[question])
            self.told.append((begun, time.monotonic() - begun, fault))
            if fault:
                self.stop.wait(1.0)  # As `Retry-After` asks.


def _fault(status: int, answer: Any, expected: Any) -> str:
    if status != 200:
        return f"failed ({status})"
    if answer == expected:
        return ""
    return "failed (too slow)" if answer[0] == "rejected" else "wrong"


def expected_of(question: str) -> Any:
    """What is answered while nothing fails."""
    while True:
        status, answer = ask(question)
        if status == 200 and answer[0] != "rejected":
            return answer


def ask(question: str) -> tuple[int, Any]:
    """Status of an answer, 0 where none came, and what it says with all that it quotes."""
    connection = http.client.HTTPConnection(WAY_IN, 7860, timeout=30)
    try:
        body = json.dumps({"question": question})
        connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
    except (OSError, http.client.HTTPException, ValueError):
        return 0, None
    finally:
        connection.close()
    return response.status, [answer.get(key) for key in ("status", "answer", "citations")]


def tried(
    what: str, load: Load, fail: Callable[[], None], mend: Callable[[], None], every: list[Machine]
) -> list[str]:
    """Let something fail, mend it after a while, and tell what the clients got in the meantime."""
    time.sleep(STEADY)
    begun = time.monotonic()
    fail()
    time.sleep(AWAY)
    mend()
    wait(lambda: all(machine.is_ready() for machine in every))
    ready = time.monotonic() - begun
    time.sleep(STEADY)
    mine = [one for one in tuple(load.told) if one[0] + one[1] >= begun]
    failed = [one for one in mine if one[2].startswith("failed")]
    wrong = sum(one[2] == "wrong" for one in mine)
    kinds = ", ".join(f"{n} {kind}" for kind, n in Counter(one[2] for one in failed).items())
    last = max((at + spent - begun for at, spent, _ in failed), default=0.0)
    longest = max(spent for _, spent, _ in mine)
    figures = (f"{longest:.1f}", f"{last:.1f}" if failed else "", f"{ready:.1f}")
    return [what, str(len(mine)), kinds or "0", str(wrong), *figures]


def pulled(machine: Machine) -> tuple[Callable[[], None], Callable[[], None]]:
    """How its cable is pulled, and put in again."""
    return lambda: machine.plug("down"), lambda: machine.plug("up")


def main() -> None:
    """Try one failure after another."""
    taken, number = circumstances(), int(sys.argv[1]) if sys.argv[1:] else CLIENTS
    with tempfile.TemporaryDirectory() as folder, machines(Path(folder)) as (servers, chroma):
        expected = {question: expected_of(question) for question in asked_questions()[:FEW]}
        load, turns = Load(expected), itertools.count(FEW)
        clients = [
            threading.Thread(target=load.ask, args=(turns,), daemon=True) for _ in range(number)
        ]
        for client in clients:
            client.start()
        one, two, three = servers
        every = [*servers, chroma]
        rows = [
            tried("nothing", load, lambda: None, lambda: None, every),
            tried("the process of a server that answers, killed", load, one.kill_worker, lambda: None, every),
            tried("a server, killed", load, two.kill, two.start, every),
            tried("a server, unplugged", load, *pulled(three), every),
            tried("the Chroma server, killed", load, chroma.kill, chroma.start, every),
            tried("the Chroma server, unplugged", load, *pulled(chroma), every),
        ]  # fmt: skip
        load.stop.set()
        for client in clients:
            client.join()
    text = f"{told(taken)}\n\n{table(HEADS, rows)}"
    print(text)
    fill(DOCS / "scaling.md", "cluster", text)


if __name__ == "__main__":
    main()
