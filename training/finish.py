"""`python -m training.finish SHARED`: exports, calibrates and measures what was trained."""

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
from training.prepared import WORK
from training.report import Report
from training.train import CHECKPOINT, load

SETS = (*(f"practice-{number}" for number in range(1, 10)), "development")


def main(
    shared: Annotated[Path, typer.Argument(help="The folder with training/ and evaluation/.")],
    work: Annotated[Path, typer.Option(help="Where the checkpoint is.")] = WORK,
    out: Annotated[Path, typer.Option(help="Where the reader goes.")] = FOLDER,
    unlearnt: Annotated[
        str, typer.Option(help="Files of pages that came after the reader: ww,xx,yy")
    ] = "",
    fit: Annotated[
        bool, typer.Option(help="Only fit the calibration of the one that ships.")
    ] = False,
) -> None:
    """Put the reader where the assistant finds it, with its figures beside the checkpoint."""
    sources, later = Sources.of(shared), unlearnt.split(",")
    if fit:
        Report(sources, work, out, load_settings(), later).calibrate(SETS)
        return
    file, made = NanoFile(), work / "export"
    size = export(file, load(work / CHECKPOINT, file.sizes), made / MODEL)
    report = Report(sources, work, made, load_settings(), later)
    report.calibrate(SETS)
    pages = own_pages(sources.own).validation
    measured = {"export": {"bytes": size, **loss_by_cutting(file, pages, made / MODEL, count=200)}}
    measured |= report.measure() | report.sets(SETS)
    told = json.dumps(measured, indent=1, ensure_ascii=False)
    (work / "figures.json").write_text(told + "\n", "utf-8")
    typer.echo(told)
    for name in (MODEL, CARD, PIECES):
        shutil.copy(made / name, out / name)


if __name__ == "__main__":
    typer.run(main)
