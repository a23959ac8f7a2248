"""Measures speed and size, and writes them to `docs/performance.md` and `docs/performance.json`.

`make bench`, or `python -m bench [PART …]` to print some parts without writing; about 5 minutes on two
free cores. What is measured is the whole product on the documents that ship.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path

from assistant.evaluation.files import fill, write_json
from assistant.settings import share_processors
from bench import answering, cost, footprint, ingesting, load
from bench.figures import Figure, figure_table
from bench.plots import draw_targets
from bench.serving import COMMAND
from bench.writing import DOCS, circumstances, told

FEW = 24
"""Questions that the workers answer before their memory is measured."""
PICTURE = "![How much of what is allowed each figure takes](pictures/targets.svg)"
Part = Callable[[Path], Iterable[Figure]]


@cache
def asked(folder: Path) -> list[answering.Spent]:
    """What questions cost in one process; also tells which of them facts answer."""
    command = [COMMAND, "--data-dir", str(folder / "data"), "ingest", "documents"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return answering.ask_all(folder / "data")


def clients(folder: Path) -> list[Figure]:
    """Many clients at once, and what that costs."""
    facts = [one.question for one in asked(folder) if one.from_facts]
    figures, processor_seconds = load.measured(folder, facts)
    return [*figures, *cost.reckoned(processor_seconds)]


PARTS: Mapping[str, Part] = {
    "A question": lambda folder: answering.measured(asked(folder)),
    "Ingest": ingesting.measured,
    "Start, memory and commands": lambda folder: footprint.measured(
        folder, answering.asked_questions()[:FEW]
    ),
    "Many clients, and what they cost": clients,
}


def main() -> None:
    """Measure part after part."""
    chosen = sys.argv[1:] or list(PARTS)
    if unknown := [name for name in chosen if name not in PARTS]:
        sys.exit(f"There is no part {unknown[0]}; there are: {'; '.join(PARTS)}.")
    taken = circumstances()
    share_processors()
    figures: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen:
            print(f"{name} …", flush=True)
            figures[name] = list(PARTS[name](Path(folder)))
            print(figure_table(figures[name]), flush=True)
    if chosen == list(PARTS):
        write(taken, figures)


def write(taken: dict[str, object], figures: Mapping[str, list[Figure]]) -> None:
    """Write all parts to the page and beside it."""
    kept = {name: [asdict(one) for one in part] for name, part in figures.items()}
    write_json(DOCS / "performance.json", {"taken": taken, **kept})
    parts = [f"### {name}\n\n{figure_table(part)}" for name, part in figures.items()]
    missed = [one.what for part in figures.values() for one in part if one.is_met is False]
    verdict = f"Missed: {'; '.join(missed)}." if missed else "All targets are met."
    draw_targets([one for part in figures.values() for one in part])
    text = "\n\n".join((told(taken), verdict, PICTURE, *parts))
    fill(DOCS / "performance.md", "figures", text)


if __name__ == "__main__":
    main()
