"""Ingests once, or each time that something changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant import bootstrap
from assistant.cli import ingests, printing
from assistant.errors import FordonsdalenError, SourceError
from assistant.settings import Settings
from ingest import watching


def once(
    paths: Sequence[Path], settings: Settings, *, may_shrink: bool, may_be_empty: bool
) -> None:
    """Ingest, and tell what came of it."""
    with printing.progress() as on_progress:
        result, report = bootstrap.ingest(
            paths, settings, on_progress, may_shrink=may_shrink, may_be_empty=may_be_empty
        )
    ingests.ingested(result, report)


def watch(
    paths: Sequence[Path], settings: Settings, *, may_shrink: bool, may_be_empty: bool
) -> None:
    """Ingest each time that something changes, until Ctrl-C; a failure is told and does not end it."""

    def ingest() -> bool:
        try:
            once(paths, settings, may_shrink=may_shrink, may_be_empty=may_be_empty)
        except SourceError as error:
            printing.problem(str(error))  # The documents have to change first.
        except FordonsdalenError as error:
            printing.problem(str(error))
            return True
        except Exception as error:
            printing.problem(f"Unforeseen: {type(error).__name__}: {error}")
            return True
        return False

    ingests.watching(paths)
    try:
        watching.watch(paths, settings.ingest.watch_seconds, ingest)
    except KeyboardInterrupt:
        return
