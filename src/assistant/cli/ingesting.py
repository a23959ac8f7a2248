"""Ingests once, or each time that something changes."""

from __future__ import annotations

import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from assistant.cli import printing
from assistant.cli.printing import ingests
from assistant.errors import FordonsdalenError, SettingsError, SourceError, unforeseen
from assistant.ingesting import Options, ingest
from assistant.settings import Settings
from ingest import watching
from ingest.fetching.cache import Cache
from ingest.fetching.fetch import is_due
from ingest.fetching.sources_file import read_sources
from ingest.runs import read_runs


def once(paths: Sequence[Path], settings: Settings, options: Options) -> None:
    """Ingest, and tell what came of it."""
    with printing.progress() as on_progress:
        result, report = ingest(paths, settings, on_progress, options)
    ingests.ingested(result, report)
    if recorded := read_runs(settings.data_dir):
        ingests.tested(recorded[-1].tested)


def watch(paths: Sequence[Path], settings: Settings, options: Options) -> None:
    """Ingest each time that something changes or is due; a failure does not end it.

    Ctrl-C and SIGTERM do, also where a shell started it in the background and had it ignore them.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.default_int_handler)
    sources, options = options.sources, replace(options, only_due=True)

    def again() -> bool:
        try:
            once(paths, settings, options)
        except (SourceError, SettingsError) as error:
            printing.problem(str(error))  # The documents or what lists them have to change first.
        except FordonsdalenError as error:
            printing.problem(str(error))
            return True
        except Exception as error:
            printing.problem(f"Unforeseen: {unforeseen(error)}")
            return True
        return False

    def look() -> watching.Seen:
        return watching.look([*paths, *_listed(sources)])

    ingests.watching([*paths, *_listed(sources)])
    try:
        watching.watch(
            look, settings.ingest.watch_seconds, again, due=lambda: _is_due(sources, settings)
        )
    except KeyboardInterrupt:
        return


def _listed(sources: Path | None) -> list[Path]:
    """A sources file with the folders that it lists now."""
    if sources is None:
        return []
    with suppress(SettingsError):
        return [sources, *(folder.path for folder in read_sources(sources).folder)]
    return [sources]


def _is_due(sources: Path | None, settings: Settings) -> bool:
    """Whether anything that is fetched is due by its schedule."""
    if sources is None:
        return False
    cache, now = Cache(settings.data_dir), datetime.now(UTC)
    with suppress(SettingsError):
        return any(is_due(cache, source, now) for source in read_sources(sources).remote)
    return False
