"""Reads documents and puts a new generation of the index in force; whoever only asks does not load it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.bootstrap import build_assistant
from assistant.errors import in_a_line
from assistant.progress import OnProgress, no_progress
from assistant.settings import Settings
from assistant.staff.trials import Change, Trials, changes
from ingest.fetching.cache import Cache
from ingest.fetching.fetch import Fetched, fetch_sources
from ingest.fetching.sources_file import read_sources, what_to_read
from ingest.intake import Intake, readable_files
from ingest.pipeline import Notice, ReadResult, read_documents
from ingest.runs import (
    Run,
    Tested,
    named,
    read_last,
    record_tested,
    recording,
    some,
    told_to_read,
)
from ingest.sources import Place, find_sources, shown
from vectorstore.embeddings import open_embeddings
from vectorstore.safeguards import Missing
from vectorstore.spreading import spread
from vectorstore.writer import WriteReport, write_generation


@dataclass(frozen=True, slots=True)
class Options:
    """What to ingest beside the paths, and what may go."""

    sources: Path | None = None
    """The file that lists what else to read, and what to fetch."""
    only_due: bool = False
    """Whether only that is fetched which is due by its schedule."""
    may_shrink: bool = True
    """Whether the index may lose more than half of its documents."""
    may_be_empty: bool = False
    """Whether it may lose all of them, where a folder is empty."""


ONLY_PATHS = Options()


def ingest(
    paths: Sequence[Path],
    settings: Settings,
    on_progress: OnProgress = no_progress,
    options: Options = ONLY_PATHS,
) -> tuple[ReadResult, WriteReport]:
    """Read documents and write them as the generation in force, which holds nothing else.

    What staff added in the workbench is read as well. It is recorded among the runs, also where it fails,
    but not where it names what is not there and was never read: that makes nothing old.

    Args:
        paths: Files and folders.
        settings: Where to write and how to cut and embed.
        on_progress: Told of every step.
        options: What else to read, and what may go.

    Raises:
        SourceError: a path is not there, no document could be read, or too few were.
        SettingsError: the sources file cannot be used.
        StorageError: the data directory cannot be written.
    """
    _refuse_mistyped(paths, settings, options.sources)
    cache = Cache(settings.data_dir)
    with recording(settings.data_dir) as told, cache.alone():
        told.update(told_to_read(paths, options.sources))
        fetched = _fetch(settings, on_progress, options)
        result = _read(paths, fetched, settings, on_progress, options)
        failures = [(failure.source, failure.reason) for failure in result.failures]
        told.update(read=len(result.documents), failed=len(failures), failures=named(failures))
        unread = frozenset(failure.id for failure in result.failures)
        report = write_generation(
            settings.data_dir,
            result.documents,
            failures,
            spread(open_embeddings(settings.embeddings), settings),
            settings,
            on_progress,
            Missing(options.may_shrink, options.may_be_empty, unread),
        )
        told.update(
            asdict(report.changes),
            embedded=report.embedded,
            taken_over=report.reused + report.resumed,
            generation=report.manifest.name,
        )
        cache.prune(fetched.kept)
    if tested := ask_trials(settings, report.manifest.name, on_progress, after_ingest=True):
        record_tested(settings.data_dir, told["id"], tested)
    return result, report


def _refuse_mistyped(paths: Sequence[Path], settings: Settings, sources: Path | None) -> None:
    known = read_last(settings.data_dir)
    if known is None:
        return

    def is_mistyped(path: Path) -> bool:
        return not os.path.lexists(path) and shown(path.absolute()) not in known

    for path in filter(is_mistyped, paths):
        find_sources([path])
    if sources and is_mistyped(sources):
        read_sources(sources)


def _fetch(settings: Settings, on_progress: OnProgress, options: Options) -> Fetched:
    if options.sources is None:
        return Fetched()
    sources = read_sources(options.sources)
    return fetch_sources(sources, settings, on_progress, only_due=options.only_due)


def _read(
    paths: Sequence[Path],
    fetched: Fetched,
    settings: Settings,
    on_progress: OnProgress,
    options: Options,
) -> ReadResult:
    """What the paths hold, what was fetched, and what staff added."""
    added = Intake(settings.data_dir).added
    places: list[Path | Place] = [
        *paths,
        *fetched.places,
        *([added] if readable_files(added) else []),
    ]
    result = read_documents(
        places,
        settings.ingest,
        on_progress,
        may_be_empty=options.may_be_empty,
        beside=settings.data_dir,
    )
    noticed = [Notice(address, what) for address, what in fetched.notices]
    return replace(result, notices=(*noticed, *result.notices), fetched=dict(fetched.counts))


def ingest_again(run: Run | None, settings: Settings, on_progress: OnProgress) -> None:
    """Ingest what a run read, as it is now; without a run, what the settings name.

    Raises:
        FordonsdalenError: as `ingest`; more than half of the documents would go.
    """
    named = [Path(path) for path in run.paths or ()] if run else []
    listed_in = Path(run.sources) if run and run.sources else None
    paths, sources = what_to_read(named, listed_in, settings.documents)
    ingest(paths, settings, on_progress, Options(sources, only_due=True, may_shrink=False))


def ask_trials(
    settings: Settings, generation: str, on_progress: OnProgress, *, after_ingest: bool = False
) -> Tested | None:
    """Ask staff's own test questions of a generation that was put in force; None where none is due.

    It is in force by then, so that nobody waits for this, and what put it in force does not fail by it.
    """
    trials = Trials(settings.data_dir, build_assistant(settings).in_quotes())
    try:
        asked = trials.run_if_due(generation, on_progress, after_ingest=after_ingest)
    except Exception as error:
        return Tested(problem=in_a_line(error))
    if asked is None:
        return None
    became = changes(trials.runs())

    def those(change: Change) -> list[str]:
        return some(question for question, how in became.items() if how == change)

    return Tested(
        asked=len(asked.outcomes),
        right=asked.right,
        mended=those("mended"),
        broken=those("broken"),
        other=those("other"),
    )
