"""`python -m training SHARED`: from the named data to the reader that ships; can be stopped anywhere."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Annotated

import typer

from assistant.reader.nano import NanoFile
from assistant.reader.onnx import CARD, FOLDER, MODEL, PIECES
from assistant.settings import load_settings
from training.data import Sources, own_pages
from training.export import export, loss_by_cutting
from training.report import Report
from training.train import CHECKPOINT, Plan, learn, load

SETS = (*(f"practice-{number}" for number in range(1, 10)), "development")


def main(
    shared: Annotated[Path, typer.Argument(help="The folder with training/ and evaluation/.")],
    work: Annotated[Path, typer.Option(help="Where checkpoints go.")] = Path("build/training"),
    out: Annotated[Path, typer.Option(help="Where the reader goes.")] = FOLDER,
    steps: Annotated[int, typer.Option(help="After how many steps it is done.")] = Plan.steps,
    minutes: Annotated[float | None, typer.Option(help="Or after how long from now.")] = None,
    start: Annotated[Path | None, typer.Option(help="A checkpoint to start from.")] = None,
    seed: Annotated[int, typer.Option(help="Of how the examples are made and mixed.")] = Plan.seed,
) -> None:
    """Train, export, calibrate and measure; started again, it goes on where it was."""
    file = NanoFile()
    plan = Plan(steps=steps, start=start, minutes=minutes, seed=seed)
    sources = Sources.of(shared)
    learn(file, sources, work, plan)
    made = work / "export"
    size = export(file, load(file, work / CHECKPOINT, plan), made / MODEL)
    report = Report(sources, work, made, load_settings())
    report.calibrate(SETS)
    pages = own_pages(sources.own).validation
    cut = loss_by_cutting(file, pages, made / MODEL, count=200)
    measured = {"export": {"bytes": size, **cut}}
    measured |= report.measure() | report.sets(SETS)
    told = json.dumps(measured, indent=1, ensure_ascii=False)
    (work / "figures.json").write_text(told + "\n", "utf-8")
    typer.echo(told)
    for name in (MODEL, CARD, PIECES):
        shutil.copy(made / name, out / name)


if __name__ == "__main__":
    typer.run(main)
