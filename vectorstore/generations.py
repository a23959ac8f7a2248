"""The directories of generations, and how one takes over from another.

DATA/writer.lock          held while a generation is written
DATA/current              the name of the generation in force
DATA/generations/NAME/    one generation; what is in it is told in `manifest`

A generation is complete and on the disk before `current` names it, and `current` is replaced in
one step: a reader, and a machine that loses power, has the old one or the new one. Names sort by
time, so that what a writer left behind when it was killed sorts after `current`.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.errors import IndexMissingError, StorageError
from vectorstore.faults import BrokenIndexError

_DELETED = ".deleted-"
_STAMP = "%Y%m%dT%H%M%S%f"


def generation_folder(data_dir: Path, name: str) -> Path:
    """Where a generation lies."""
    return data_dir / "generations" / name


def current_name(data_dir: Path) -> str:
    """The name of the generation in force.

    Raises:
        IndexMissingError: nothing was ingested here.
    """
    try:
        return (data_dir / "current").read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise IndexMissingError(
            f"Nothing has been ingested in {data_dir}. Run: fordonsdalen ingest PATH"
        ) from error


def new_name(data_dir: Path, suffix: str) -> str:
    """A name that sorts after that of the generation in force, even if the clock was set back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    try:
        before = datetime.strptime(current_name(data_dir).split("-")[0], _STAMP)
        now = max(now, before + timedelta(microseconds=1))
    except (IndexMissingError, ValueError):
        pass
    return f"{now:{_STAMP}}-{suffix}"


def switch(data_dir: Path, name: str) -> None:
    """Put a generation in force; a reader sees the old name or the new one."""
    _sync(data_dir / "generations")
    beside = data_dir / "current.new"
    beside.write_text(name + "\n", "utf-8")
    _sync(beside)
    beside.replace(data_dir / "current")
    _sync(data_dir)


def sync_tree(folder: Path) -> None:
    """Wait until a directory and everything in it is on the disk."""
    for parent, _, files in os.walk(folder):
        for name in files:
            _sync(Path(parent) / name)
        _sync(Path(parent))


def remove_old(data_dir: Path, keep: int) -> list[str]:
    """Delete all but the newest `keep` generations; readers of the others had time to reopen.

    Returns:
        The names of those deleted.
    """
    return _remove(data_dir, _names(data_dir)[:-keep])


@contextmanager
def writing(data_dir: Path) -> Iterator[list[str]]:
    """Be the only writer; the right ends with the process, however it ends.

    Yields:
        The names of generations that a writer left behind when it was killed; they are deleted.

    Raises:
        StorageError: another process is writing, or the directory cannot be written.
    """
    try:
        (data_dir / "generations").mkdir(parents=True, exist_ok=True)
        with (data_dir / "writer.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StorageError(
                    f"Another ingest is writing {data_dir}. Wait for it to finish."
                ) from error
            yield _remove_leftovers(data_dir)
    except (OSError, sqlite3.Error, BrokenIndexError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise StorageError(
            f"{data_dir} cannot be written: {reason}. What was ingested before is unchanged."
        ) from error


def _remove_leftovers(data_dir: Path) -> list[str]:
    try:
        current = current_name(data_dir)
    except IndexMissingError:
        current = ""
    return _remove(data_dir, [name for name in _names(data_dir) if name > current])


def _names(data_dir: Path) -> list[str]:
    folders = (data_dir / "generations").iterdir()
    return sorted(folder.name for folder in folders if not folder.name.startswith(_DELETED))


def _remove(data_dir: Path, names: list[str]) -> list[str]:
    """Rename first, so that a reader who is about to open one finds all of it or nothing."""
    for name in names:
        folder = generation_folder(data_dir, name)
        folder.rename(folder.with_name(_DELETED + name))
    for folder in (data_dir / "generations").glob(_DELETED + "*"):
        shutil.rmtree(folder, ignore_errors=True)
    return names


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
