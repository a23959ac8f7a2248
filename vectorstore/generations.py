"""The directories of generations, and how one takes over from another.

DATA/writer.lock               held while a generation is written, or another is put in force
DATA/current                   the name of the generation in force, with a checksum
DATA/generations/NAME/         one whole generation; what is in it is told in `manifest`
DATA/generations/.building-NAME/   one that is being written, or whose writer was killed

A generation gets its name when all of it is on the disk, and only then `current` names it, which is
replaced in one step: a reader, and a machine that loses power, has the old one or the new one.
Nothing that has a name is deleted before the next one is in force. Names sort by time.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.errors import IndexMissingError, StorageError
from assistant.system.locking import held
from assistant.system.private import FILE_MODE, FOLDER_MODE, make_folder, replace_file, sync
from vectorstore.faults import BrokenIndexError, unusable

CURRENT = "current"
_BUILDING = ".building-"
_DELETED = ".deleted-"
_STAMP = "%Y%m%dT%H%M%S%f"
NAME = "^[0-9]{8}T[0-9]{12}-[0-9a-f]+$"
"""The form of the names of generations: a time and a piece of the fingerprint."""


def generation_folder(data_dir: Path, name: str) -> Path:
    """Where a generation lies."""
    return data_dir / "generations" / name


def building_folder(data_dir: Path, name: str) -> Path:
    """Where a generation lies until it is whole."""
    return generation_folder(data_dir, _BUILDING + name)


def generation_names(data_dir: Path) -> list[str]:
    """The generations that are there, the oldest first; whether they are well was not looked at."""
    with suppress(OSError):
        names = (folder.name for folder in (data_dir / "generations").iterdir())
        return sorted(name for name in names if re.fullmatch(NAME, name))
    return []


def read_current(data_dir: Path) -> bytes | None:
    """`current` as it is on the disk, None where it is not, and empty where it cannot be read."""
    try:
        return (data_dir / CURRENT).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return b""


def current_name(data_dir: Path) -> str:
    """The name of the generation that is to be in force.

    Raises:
        IndexMissingError: nothing was ingested here.
        UnusableError: the file that names it is not as it was written, or may not be opened.
    """
    content = read_current(data_dir)
    if content is None:
        raise IndexMissingError(
            f"Nothing has been ingested in {data_dir}. Run: fordonsdalen ingest PATH"
        )
    try:
        name, *checksum = content.decode("ascii").split()
    except ValueError as error:
        raise unusable(data_dir, data_dir / CURRENT) from error
    # The first versions wrote the name alone.
    if not re.fullmatch(NAME, name) or (checksum and content != _line(name)):
        raise unusable(data_dir, data_dir / CURRENT)
    return name


def new_name(data_dir: Path, suffix: str) -> str:
    """A name that sorts after those that are there, even if the clock was set back."""
    now = datetime.now(UTC).replace(tzinfo=None)
    for name in generation_names(data_dir)[-1:]:
        with suppress(ValueError):
            before = datetime.strptime(name.split("-")[0], _STAMP)
            now = max(now, before + timedelta(microseconds=1))
    return f"{now:{_STAMP}}-{suffix}"


def publish(data_dir: Path, name: str) -> None:
    """Give a generation that is whole and on the disk its name, and put it in force."""
    folder = building_folder(data_dir, name)
    sync(folder)
    folder.rename(generation_folder(data_dir, name))
    try:
        switch(data_dir, name)
    except BaseException:
        if read_current(data_dir) != _line(name):
            generation_folder(data_dir, name).rename(folder)
        raise


def switch(data_dir: Path, name: str) -> None:
    """Put a generation in force; a reader sees the old name or the new one."""
    sync(data_dir / "generations")
    replace_file(data_dir / CURRENT, _line(name))


def sync_tree(folder: Path) -> None:
    """Close a directory and everything in it to others, and wait until it is on the disk."""
    for parent, _, files in os.walk(folder):
        for name in files:
            path = Path(parent) / name
            path.chmod(FILE_MODE)
            sync(path)
        Path(parent).chmod(FOLDER_MODE)
        sync(Path(parent))


def remove_old(data_dir: Path, keep: int, before: str | None) -> list[str]:
    """Delete generations, so that `keep` are left.

    The one in force stays, and the one `before` it, whose readers need time to reopen; then the
    newest.

    Returns:
        The names of those deleted.
    """
    current = current_name(data_dir)
    names = sorted(
        generation_names(data_dir), key=lambda name: (name == current, name == before, name)
    )
    remove(data_dir, names[:-keep])
    return names[:-keep]


@contextmanager
def writing(data_dir: Path) -> Iterator[list[str]]:
    """Be the only writer; the right ends with the process, however it ends.

    Yields:
        The names of generations that a killed writer never finished; what there was is deleted.

    Raises:
        StorageError: another process is writing, or the directory cannot be written.
    """
    try:
        make_folder(data_dir)
        make_folder(data_dir / "generations")
        told = f"Another ingest is writing {data_dir}. Wait for it to finish."
        with held(data_dir / "writer.lock", told):
            yield _remove_unfinished(data_dir)
    except (OSError, sqlite3.Error, BrokenIndexError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        kept = " What was ingested before is unchanged." if read_current(data_dir) else ""
        raise StorageError(f"{data_dir} cannot be written: {reason}.{kept}") from error


def _remove_unfinished(data_dir: Path) -> list[str]:
    """What has no name yet was never whole, so nobody misses it, and it may fill the disk."""
    folders = list((data_dir / "generations").glob(_BUILDING + "*"))
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
    return [folder.name.removeprefix(_BUILDING) for folder in folders]


def remove(data_dir: Path, names: Sequence[str]) -> None:
    """Delete generations, and what was left of an earlier deletion.

    They are renamed first, so that a reader who is about to open one finds all of it or nothing.
    """
    for name in names:
        folder = generation_folder(data_dir, name)
        folder.rename(folder.with_name(_DELETED + name))
    for folder in (data_dir / "generations").glob(_DELETED + "*"):
        shutil.rmtree(folder, ignore_errors=True)


def _line(name: str) -> bytes:
    """What `current` holds."""
    return f"{name} {zlib.crc32(name.encode()):08x}\n".encode()
