"""A backup: the generation that answers, the journal, what staff wrote and the settings in one archive.

It is a plain tar file that holds a data directory in small, so that it can be unpacked by hand too:

backup.json                 what is in it, with checksums, the first member
current, generations/NAME/  the record; the indexes are rebuilt from it
journal.sqlite3, *.yaml, fordonsdalen.toml      what there is of these

An archive may come from anywhere. It is not compressed, so that it can hold no more than its size,
and nothing but the files above is taken out of it.
"""

from __future__ import annotations

import io
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from assistant.errors import StorageError
from assistant.journal.file import FILE as JOURNAL
from assistant.settings import DEFAULT_CONFIG, Settings, config_path
from assistant.staff import corrections, curated, trials
from assistant.staff.entries import EntriesFile
from assistant.system.private import FILE_MODE, make_file, sync
from vectorstore.generations import CURRENT, NAME, current_name, switch
from vectorstore.in_force import in_force
from vectorstore.manifest import MANIFEST, File, checksummed, describe

FORMAT = 1
CONTENTS = "backup.json"
SETTINGS = DEFAULT_CONFIG.name
WRITTEN: Mapping[str, Callable[[Path], EntriesFile[Any]]] = {
    curated.FILE: curated.curated_file,
    corrections.FILE: corrections.corrections_file,
    trials.FILE: trials.questions_file,
}
"""What staff write, a file each."""


class Contents(BaseModel):
    """What an archive says of itself."""

    format: int
    created: str
    """ISO 8601, UTC."""
    generation: str = Field(pattern=NAME)
    files: dict[str, File]


def back_up(settings: Settings, path: Path) -> Contents:
    """Write an archive, in the place of one of that name when it is complete.

    Raises:
        IndexMissingError, IndexMismatchError: there is no whole generation.
        StorageError: the archive cannot be written, or the journal cannot be read.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            files = _gather(settings, Path(folder))
            contents = Contents(
                format=FORMAT,
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                generation=current_name(Path(folder)),
                files={name: describe(file) for name, file in files.items()},
            )
            beside = path.with_name(f"{path.name}.new")
            try:
                _pack(beside, contents, files)
                beside.replace(path)
                sync(path.parent)
            finally:
                beside.unlink(missing_ok=True)
    except sqlite3.Error as error:
        raise StorageError(
            f"The journal in {settings.data_dir} cannot be read: {error}."
        ) from error
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror or error}.") from error
    return contents


def _gather(settings: Settings, folder: Path) -> dict[str, Path]:
    """The files to pack by their name in the archive; copies of what may change lie in `folder`."""
    data_dir = settings.data_dir
    manifest = in_force(data_dir).manifest
    (folder / "generations").mkdir()
    switch(folder, manifest.name)
    files = {CURRENT: folder / CURRENT}
    record = inside(manifest.name, (MANIFEST, *manifest.files))
    files |= {file: data_dir / file for file in record}
    if (data_dir / JOURNAL).is_file():
        copy_database(data_dir / JOURNAL, folder / JOURNAL)
        files[JOURNAL] = folder / JOURNAL
    return files | {name: file for name, file in plain_files(settings).items() if file.is_file()}


def plain_files(settings: Settings) -> dict[str, Path]:
    """Files that are packed as they are, by their name in the archive."""
    written = {name: settings.data_dir / name for name in WRITTEN}
    return {**written, SETTINGS: config_path()}


def inside(name: str, files: Iterable[str]) -> list[str]:
    """Files of a generation by their name in an archive."""
    return [f"generations/{name}/{file}" for file in files]


def _pack(path: Path, contents: Contents, files: Mapping[str, Path]) -> None:
    make_file(path)
    with tarfile.open(path, "w") as archive:
        packed = checksummed(contents.model_dump(mode="json"))
        member = tarfile.TarInfo(CONTENTS)
        member.size, member.mode = len(packed), FILE_MODE
        archive.addfile(member, io.BytesIO(packed))
        for name, file in files.items():
            archive.add(file, name, recursive=False, filter=_anonymous)
    sync(path)


def _anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
    return member.replace(mode=FILE_MODE, uid=0, gid=0, uname="", gname="", deep=False)


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that others may be writing, and over one that others may be reading."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
