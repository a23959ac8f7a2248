"""The command `journal`: what was kept of the conversations, to see, to take out and to delete."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from assistant.cli.printing import OUT
from assistant.errors import InvalidInputError, StorageError

if TYPE_CHECKING:
    from assistant.journal.journal import Journal

app = typer.Typer(name="journal", invoke_without_command=True)


@app.callback()
def journal(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show what was kept of the conversations: counts, feedback, and questions without an answer."""
    if context.invoked_subcommand is None:
        kept = _journal(context)
        if as_json:
            print(_as_json(kept))
        else:
            _show(kept)


@app.command()
def export(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="Where the JSON goes; it must not be there yet.")],
) -> None:
    """Write all that was kept to a file that only you can read."""
    told = _as_json(_journal(context))
    try:
        file.touch(0o600, exist_ok=False)
        file.write_text(told + "\n", "utf-8")
    except FileExistsError as error:
        raise InvalidInputError(f"{file} is there already.") from error
    except OSError as error:
        raise StorageError(f"{file} cannot be written: {error.strerror}.") from error


@app.command()
def delete(
    context: typer.Context,
    before: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Only what is older than this day."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete what was kept, all of it or what is older than a day; also while the server runs."""
    if not yes:
        if not sys.stdin.isatty():
            raise InvalidInputError("Nothing is deleted without --yes, or a terminal to ask at.")
        typer.confirm("Delete what was kept of the conversations?", abort=True)
    number = _journal(context).delete(before.date() if before else None)
    print(f"{number} counts, opinions and questions deleted.")


def _journal(context: typer.Context) -> Journal:
    from assistant.bootstrap import build_journal  # noqa: PLC0415 - other commands need no index

    return build_journal(context.obj)


def _as_json(kept: Journal) -> str:
    told: dict[str, Any] = {
        "answers": [asdict(count) for count in kept.counts()],
        "feedback": [asdict(opinion) for opinion in kept.opinions()],
        "handled": {question: asdict(how) for question, how in kept.handled().items()},
        "unanswered": [{"day": day, "question": q} for day, q in kept.unanswered()],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _show(kept: Journal) -> None:
    """What was kept of the conversations, for a person."""
    counts = Table("day", "status", "language", "answers", title="Answers")
    for count in kept.counts():
        counts.add_row(count.day, count.status, count.language, str(count.number))
    opinions = Table("day", "useful", "words", "status", "documents", title="Feedback")
    for opinion in kept.opinions():
        useful = "yes" if opinion.useful else "no"
        about = (opinion.words, opinion.status, ", ".join(opinion.documents))
        opinions.add_row(opinion.day, useful, *map(escape, about))
    silent = Table("day", "question", title="Without an answer")
    for day, question in kept.unanswered():
        silent.add_row(day, escape(question))
    OUT.print(*(table for table in (counts, opinions, silent) if table.row_count))
    if not any(table.row_count for table in (counts, opinions, silent)):
        OUT.print("Nothing is kept yet. The setting privacy.keep says what will be.")
