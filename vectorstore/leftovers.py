"""Whether anything is left in the data directory of what is gone."""

from __future__ import annotations

import fcntl
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from assistant.settings import Settings
from vectorstore.changes import Presence, holding_removed
from vectorstore.faults import DamagedError
from vectorstore.generations import generation_folder, generation_names
from vectorstore.manifest import RECORD, Manifest
from vectorstore.record import read_history
from vectorstore.stored import StoredRecord

_AGAIN = "Run fordonsdalen ingest again."


def leftovers(data_dir: Path, manifest: Manifest, settings: Settings) -> Iterator[str]:
    """What is left of removed documents and of writers that were killed, a line for each.

    Args:
        data_dir: Where generations lie.
        manifest: Of the generation that answers, whose record is whole.
        settings: What is to be kept.
    """
    if not _is_being_written(data_dir):
        known = set(generation_names(data_dir))
        for path in sorted((data_dir / "generations").iterdir()):
            if path.name not in known:
                yield f"{path.name} is left of a writer that was killed. {_AGAIN}"
    path = generation_folder(data_dir, manifest.name) / RECORD
    try:
        documents = StoredRecord(path).documents
        history = read_history(path)
    except (DamagedError, sqlite3.Error, ValueError, LookupError, TypeError):
        return  # The check of the record tells.
    there = Presence.of(documents.values(), history.unread)
    if not settings.ingest.keep_removed:
        for name, count in holding_removed(data_dir, there, manifest.name).items():
            held = f"{count} texts of removed documents" if count else "texts that cannot be read"
            yield f"{name}: it holds {held}. {_AGAIN}"
        gone = {version.document for version in history.earlier} - set(there.ids)
        for name in sorted(gone):
            yield f"{manifest.name}: it holds earlier texts of {name}, which was removed. {_AGAIN}"
    for name, count in Counter(version.document for version in history.earlier).items():
        if count > settings.ingest.earlier_versions:
            yield f"{manifest.name}: it holds {count} earlier texts of {name}. {_AGAIN}"


def _is_being_written(data_dir: Path) -> bool:
    """Whether an ingest is running, whose files are not left of anything."""
    with suppress(OSError), (data_dir / "writer.lock").open("r+b") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
