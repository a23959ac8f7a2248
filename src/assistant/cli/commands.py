"""The commands; what they print stands in `printing`."""

from __future__ import annotations

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from assistant.cli import agents, asking, keeping, operating, printing, serving
from assistant.cli.context import settings_of
from assistant.cli.printing.facts import print_facts
from assistant.contract import fact_bodies
from assistant.errors import InvalidInputError, QuoteError, SettingsError
from assistant.settings import load_settings

EXIT_CODES = """
Exit codes: 0 done (also when the answer is "I do not know"), 1 doctor found something to mend, 2
wrong input or setting, 3 no usable index, 4 no readable document, 5 the disk cannot be written or the
journal cannot be used, 6 the port is taken, 7 a quote is not in its source, 8 a service that the
settings name does not answer.
"""


class OneLine(TyperGroup):
    """Tells what is wrong with the words of a command in one line, as of all else; Typer takes six."""

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run the command and exit.

        Raises:
            InvalidInputError: the command does not exist, or does not take what was given.
        """
        try:
            sys.exit(super().main(*args, **{**extra, "standalone_mode": False}))
        except typer.Abort:
            sys.exit(1)
        except typer.TyperException as error:
            if told := error.format_message():
                told = told if told[-1] in ".?!" else f"{told}."
                raise InvalidInputError(f"{told} {_help_of(error)}") from error
            sys.exit(error.exit_code)  # Its help was printed.


def _help_of(error: typer.TyperException) -> str:
    context: typer.Context | None = getattr(error, "ctx", None)
    return f"See: {context.command_path if context else 'fordonsdalen'} --help"


app = typer.Typer(
    name="fordonsdalen",
    cls=OneLine,
    help="Answers questions about Fordonsdalen Stockholm, each with quotes that can be checked.\n\n"
    "Start with [bold]fordonsdalen ingest documents[/bold], then ask.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
app.add_typer(keeping.app)


def _tell_version(wanted: bool) -> None:
    if wanted:
        print(version("fordonsdalen"))
        raise typer.Exit


@app.callback()
def common(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version."),
    ] = False,
    data_dir: Annotated[
        Path | None,
        typer.Option(help="Where the index is kept.", envvar="FORDONSDALEN_DATA_DIR"),
    ] = None,
) -> None:
    """Take what every command shares."""
    overrides: dict[str, Any] = {} if data_dir is None else {"data_dir": data_dir}
    context.meta["overrides"] = overrides
    try:
        context.obj = load_settings(**overrides)
    except SettingsError as error:
        if context.invoked_subcommand != "doctor":
            raise
        context.obj = error


@app.command()
def ingest(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files and folders; `documents` when left out.")
    ] = None,
    *,
    sources: Annotated[
        Path | None,
        typer.Option(
            help="What else to read, and what to fetch; without PATHS `sources.toml` beside the"
            " settings file, if it is there."
        ),
    ] = None,
    allow_shrink: Annotated[
        bool,
        typer.Option("--allow-shrink", help="Also if more than half of the documents go."),
    ] = False,
    allow_empty: Annotated[
        bool,
        typer.Option("--allow-empty", help="Also if a folder is empty, so that all of them go."),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Go on, and ingest again each time that something changes."),
    ] = False,
) -> None:
    """Read documents and build the index from them.

    The index then holds exactly what the PATHS and SOURCES hold: what was removed there no longer
    answers. PDF, office files, e-mail, web pages, Markdown and text are read; what is not read is
    named with the reason. Running it again embeds only what changed, and whoever is asking meanwhile
    keeps the old index until the new one is complete. One that was killed goes on where it was. An
    index does not lose more than half of its documents, or all of them, unless that is asked for: a
    folder that was not mounted looks just as one that was emptied.

    Example: fordonsdalen ingest documents news/2024.html
    """
    from assistant.cli import ingesting  # noqa: PLC0415 - other commands need not load the readers
    from assistant.ingesting import Options  # noqa: PLC0415
    from ingest.fetching.sources_file import what_to_read  # noqa: PLC0415

    settings = settings_of(context)
    named, sources = what_to_read(paths or [], sources, settings.documents)
    options = Options(sources, may_shrink=allow_shrink, may_be_empty=allow_empty)
    (ingesting.watch if watch else ingesting.once)(named, settings, options)


app.command()(asking.ask)
app.command()(asking.chat)
app.command()(serving.serve)


@app.command()
def verify(
    context: typer.Context,
    replies: Annotated[
        Path | None, typer.Argument(help="Saved replies (JSON or JSON lines); else the index.")
    ] = None,
) -> None:
    """Check quotes again, byte for byte.

    With a file: each quote in its replies; of one that stood in an earlier version of a document
    that has changed since, it tells which. Without: every passage, sentence and fact of the index
    against its document, and the checksums of the index.
    """
    from assistant.cli import verifying  # noqa: PLC0415

    settings = settings_of(context)
    checked, wrong, changed = (
        verifying.check_index(settings)
        if replies is None
        else verifying.check_replies(settings, replies)
    )
    printing.verified(checked, wrong, changed)
    if wrong or changed:
        lost = len(wrong) + len(changed)
        since = f", {len(changed)} of them since these have changed" if changed else ""
        raise QuoteError(f"{lost} of {checked} quotes do not stand in their sources{since}.")


@app.command()
def facts(
    context: typer.Context,
    kind: Annotated[
        list[str] | None,
        typer.Option(help="person, period, goal, owner, partner, funder, amount, …"),
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option(help="Id of the document that tells it.")
    ] = None,
    field: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=PART",
            help="Only facts whose name, organisation, group, role, capacity or subject holds this.",
        ),
    ] = None,
    text: Annotated[str, typer.Option(help="Words that all stand in it or in its quote.")] = "",
    form: Annotated[
        Literal["table", "json", "csv"], typer.Option("--as", help="How to print them.")
    ] = "table",
) -> None:
    """List the facts that were read from the documents in force, or as staff corrected them.

    Capitals and accents do not matter. An option or field that is given twice means either value;
    different ones mean all of them. In CSV, what a spreadsheet would run gets an apostrophe in front.

    Example: fordonsdalen facts --kind person --field organisation=region --as csv > members.csv
    """
    from assistant.answering.versions import facts_in_force  # noqa: PLC0415
    from assistant.bootstrap import record_opener  # noqa: PLC0415
    from assistant.facts.selection import candidates, field_filter, select  # noqa: PLC0415

    wanted = field_filter(field or [], kind=kind or [], document=document or [], text=text)
    settings = settings_of(context)
    index = record_opener(settings)()
    found = select(candidates(facts_in_force(index), index.documents, wanted), wanted)
    print_facts(fact_bodies(found, index.documents), form)


for command in (agents.mcp, *operating.COMMANDS):
    app.command()(command)
