"""What is printed of ingests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from assistant.cli.printing import ERR, OUT, counted

if TYPE_CHECKING:
    from ingest.pipeline import ReadResult
    from ingest.runs import Run, Tested
    from vectorstore.writer import WriteReport


OUTCOMES = ("new", "changed", "unchanged", "gone", "failed", "not due")
"""Of fetching, in the order in which they are told."""


def ingested(result: ReadResult, report: WriteReport) -> None:
    """What was read, what failed or is worth a look, and what it cost."""
    for failure in result.failures:
        ERR.print(f"[yellow]Not read:[/] {escape(failure.source)}: {escape(str(failure.reason))}")
    for notice in result.notices:
        style = "[yellow]Look at:[/]" if notice.warns else "Note:"
        ERR.print(f"{style} {escape(notice.source)}: {escape(str(notice.told))}")
    if result.fetched:
        told = ", ".join(
            f"{result.fetched[each]} {each}" for each in OUTCOMES if result.fetched.get(each)
        )
        OUT.print(f"Fetched: {told}.")
    documents, passages = len(result.documents), sum(len(d.passages) for d in result.documents)
    changed = report.changes
    OUT.print(
        f"{counted(documents, 'document')} ({changed.unchanged} unchanged, {changed.changed} changed, "
        f"{changed.added} new; {changed.removed} removed), {counted(passages, 'passage')}; "
        f"{report.embedded} texts embedded, {report.reused + report.resumed} taken over. "
        f"Generation {report.manifest.name}."
    )
    if report.resumed:
        OUT.print(f"{report.resumed} of them had been embedded by an ingest that did not finish.")
    if report.forgotten:
        names = ", ".join(report.forgotten)
        OUT.print(f"Deleted with what was removed, so that nothing is left of it: {names}.")


def watching(paths: Sequence[Path]) -> None:
    """What is followed."""
    ERR.print(f"Watching {escape(', '.join(map(str, paths)))}. End it with Ctrl-C.")


def runs(listed: Sequence[Run]) -> None:
    """What ingests did, the newest first, and which sources the last one could not read."""
    columns = (
        "started",
        "took",
        "outcome",
        "documents",
        "failed",
        "embedded",
        "tests",
        "generation",
    )
    table = Table(*columns)
    for run in reversed(listed):
        table.add_row(
            f"{run.started:%Y-%m-%d %H:%M:%S}",
            "" if run.seconds is None else f"{run.seconds} s",
            run.outcome,
            _documents(run),
            str(run.failed),
            f"{run.embedded}, {run.taken_over} taken over",
            _tests(run),
            run.generation or "",
        )
    OUT.print(table)
    for run in listed:
        if run.reason:
            OUT.print(f"[yellow]{run.started:%Y-%m-%d %H:%M:%S}[/] {escape(str(run.reason))}")
    for source, reason in listed[-1].failures if listed else ():
        OUT.print(f"[yellow]Not read:[/] {escape(source)}: {escape(reason)}")


def last_run(recorded: Sequence[Run]) -> None:
    """What the last ingest did, in a line, and how old what answers is where it made nothing new."""
    run = recorded[-1]
    took = "" if run.seconds is None else f" after {run.seconds} s"
    told = f": {run.reason}" if run.reason else f": {_documents(run)}; {run.failed} not read"
    OUT.print(f"Last ingest {run.started:%Y-%m-%d %H:%M:%S} UTC, {run.outcome}{took}{escape(told)}")
    from ingest.runs import still_answering  # noqa: PLC0415 - only `status` needs it

    if answering := still_answering(recorded):
        day = f"{answering.started:%Y-%m-%d %H:%M:%S}"
        OUT.print(f"[yellow]What answers is old:[/] it is that of the ingest of {day} UTC.")
    tested(run.tested)


def tested(run: Tested | None) -> None:
    """What staff's own test questions got, and which answers changed since the time before."""
    if run is None:
        return
    if run.problem:
        OUT.print(f"[yellow]Test questions[/] could not be asked: {escape(run.problem)}")
        return
    OUT.print(f"Test questions: {run.right} of {run.asked} right.")
    for heading, questions in (
        ("[yellow]Wrong now:[/]", run.broken),
        ("Right now:", run.mended),
        ("Another answer:", run.other),
    ):
        for question in questions:
            OUT.print(f"{heading} {escape(question)}")


def _tests(run: Run) -> str:
    tests = run.tested
    if tests is None or tests.problem:
        return "not asked" if tests else ""
    worse = f", {len(tests.broken)} wrong now" if tests.broken else ""
    return f"{tests.right} of {tests.asked} right{worse}"


def _documents(run: Run) -> str:
    return (
        f"{run.read} read, {run.unchanged} unchanged, {run.changed} changed, {run.added} new, "
        f"{run.removed} removed"
    )
