"""The commands that look after an installation."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from assistant.cli import printing
from assistant.cli.context import settings_of
from assistant.cli.printing import ingests
from assistant.errors import IndexMismatchError

if TYPE_CHECKING:
    from assistant.cli.doctor import Finding
    from assistant.settings import Settings
    from vectorstore.manifest import Manifest


def status(
    context: typer.Context,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Verify every byte, span and vector of it as well.")
    ] = False,
    runs: Annotated[
        bool, typer.Option("--runs", help="List the last ingests instead, the newest first.")
    ] = False,
    usage: Annotated[
        bool, typer.Option("--usage", help="List what the language model took instead, by day.")
    ] = False,
) -> None:
    """Tell what is in the index: documents, what failed, how old it is and which model made it.

    Also how the last ingest went, and which older generations there are to roll back to.
    """
    from assistant.generation.usage import Usage  # noqa: PLC0415
    from ingest.runs import read_runs  # noqa: PLC0415
    from vectorstore.in_force import in_force, whole_generations  # noqa: PLC0415
    from vectorstore.record import list_documents  # noqa: PLC0415

    settings = settings_of(context)
    recorded = read_runs(settings.data_dir)
    if runs:
        ingests.runs(recorded)
        return
    if usage:
        printing.usage(Usage(settings.data_dir).all(), settings.generation.currency)
        return
    found, documents = in_force(settings.data_dir), list_documents(settings.data_dir)
    others = [m for m in whole_generations(settings.data_dir) if m != found.manifest]
    printing.status(settings.data_dir, found, documents, others)
    if recorded:
        ingests.last_run(recorded)
    if check:
        from assistant.cli import verifying  # noqa: PLC0415

        wrong = verifying.check_files(settings, found)
        printing.checked(wrong)
        if wrong:
            raise IndexMismatchError(f"{len(wrong)} things are wrong in {settings.data_dir}.")


def rollback(
    context: typer.Context,
    to: Annotated[
        str | None, typer.Option(help="Name of the generation, as `status` lists them.")
    ] = None,
) -> None:
    """Put the previous whole generation of the index in force; nothing is deleted.

    Where the newest one is damaged, the one that answers in its place stays in force. Staff's own
    test questions are asked again.
    """
    from vectorstore.embeddings import open_embeddings  # noqa: PLC0415
    from vectorstore.in_force import roll_back  # noqa: PLC0415

    settings = settings_of(context)
    model = open_embeddings(settings.embeddings).name
    manifest = roll_back(settings.data_dir, model, to)
    printing.now_in_force(manifest)
    _test(settings, manifest)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The archive to write.")],
) -> None:
    """Write the index, the journal and the settings file into one archive, with checksums.

    The settings file may hold keys to services, and the journal what people asked: the archive can
    be opened by its owner only, and is to be deleted when what it holds is.
    """
    from assistant.cli import archive  # noqa: PLC0415

    printing.backed_up(file, archive.back_up(settings_of(context), file))


def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An archive that `backup` wrote.")],
    *,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Also replace a journal and settings that are there."),
    ] = False,
) -> None:
    """Put the index of an archive in force, after all of it was checked.

    The journal and the settings file come back where there are none. `rollback` undoes it.
    """
    from assistant.cli import restoring  # noqa: PLC0415

    settings = settings_of(context)
    done = restoring.restore(settings, file, replace=replace)
    printing.restored(done)
    _test(settings, done.manifest)


def doctor(
    context: typer.Context,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Look at the whole installation, and say for each thing that is not well how to mend it.

    Exit code 0 when all is well, 1 else.
    """
    from assistant.cli.doctor import examine  # noqa: PLC0415

    findings = examine(context.obj)
    _tell(findings, as_json=as_json)
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


def _tell(findings: Sequence[Finding], *, as_json: bool) -> None:
    """What was looked at, and what to do about what is not well."""
    if as_json:
        told = {"well": all(f.well for f in findings), "findings": [asdict(f) for f in findings]}
        printing.OUT.print_json(json.dumps(told, ensure_ascii=False))
        return
    for found in findings:
        mark = "[green]well[/]" if found.well else "[red]mend[/]"
        told_of = f"{found.check:<12} {escape(found.told)}"
        printing.OUT.print(f"{mark}  {told_of}{escape(f' {found.mend}') if found.mend else ''}")


def _test(settings: Settings, manifest: Manifest) -> None:
    """Ask staff's own test questions of the generation that is in force now."""
    from assistant.ingesting import ask_trials  # noqa: PLC0415 - other commands need no index

    with printing.progress() as on_progress:
        tested = ask_trials(settings, manifest.name, on_progress)
    ingests.tested(tested)


COMMANDS = (status, rollback, backup, restore, doctor)
