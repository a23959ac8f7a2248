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
import shutil
import sqlite3
import tarfile
import tempfile
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field

from assistant.errors import IndexMismatchError, InvalidInputError, StorageError, in_a_line
from assistant.journal.file import FILE as JOURNAL
from assistant.journal.journal import Journal
from assistant.settings import DEFAULT_CONFIG, Settings, config_path
from assistant.staff import corrections, curated, trials
from assistant.staff.entries import EntriesError, EntriesFile
from assistant.system.private import FILE_MODE, make_file, make_folder, replace_file, sync
from vectorstore.checking import record_problems
from vectorstore.embeddings import open_embeddings
from vectorstore.generations import CURRENT, NAME, building_folder, current_name, switch, writing
from vectorstore.in_force import in_force
from vectorstore.manifest import (
    FORMER,
    MANIFEST,
    PASSAGES,
    RECORD,
    SENTENCES,
    File,
    Manifest,
    checksummed,
    describe,
    read_manifest,
    without_checksum,
)
from vectorstore.writer import adopt_generation

FORMAT = 1
CONTENTS = "backup.json"
SETTINGS = DEFAULT_CONFIG.name
WRITTEN: Mapping[str, Callable[[Path], EntriesFile[Any]]] = {
    curated.FILE: curated.curated_file,
    corrections.FILE: corrections.corrections_file,
    trials.FILE: trials.questions_file,
}
"""What staff write, a file each."""
MOST_CONTENTS = 1_000_000
"""Bytes of the list of contents, which has a line for each file."""


class Contents(BaseModel):
    """What an archive says of itself."""

    format: int
    created: str
    """ISO 8601, UTC."""
    generation: str = Field(pattern=NAME)
    files: dict[str, File]


@dataclass(frozen=True)
class Restored:
    """What became of an archive."""

    manifest: Manifest
    """Of the generation that is in force now."""
    was: str
    """Its name in the archive."""
    put_back: tuple[str, ...]
    """Other files of the archive that are in force again."""
    left: tuple[str, ...]
    """Those that were there already, and stayed as they were."""


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
    record = _inside(manifest.name, (MANIFEST, *manifest.files))
    files |= {file: data_dir / file for file in record}
    if (data_dir / JOURNAL).is_file():
        _copy_database(data_dir / JOURNAL, folder / JOURNAL)
        files[JOURNAL] = folder / JOURNAL
    return files | {name: file for name, file in _plain(settings).items() if file.is_file()}


def _plain(settings: Settings) -> dict[str, Path]:
    """Files that are packed as they are, by their name in the archive."""
    written = {name: settings.data_dir / name for name in WRITTEN}
    return {**written, SETTINGS: config_path()}


def _inside(name: str, files: Iterable[str]) -> list[str]:
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


def restore(settings: Settings, path: Path, *, replace: bool = False) -> Restored:
    """Put the generation of an archive in force, and its other files where there are none.

    All of it is unpacked beside what is there and checked, before anything changes; what was in
    force can be rolled back to.

    Args:
        settings: Where to.
        path: The archive.
        replace: Whether what is there beside the generations is replaced as well.

    Raises:
        InvalidInputError: the archive is not there or not whole, or holds what does not belong.
        IndexMismatchError: it is of another embedding model than the settings.
        StorageError: the directory cannot be written, or another process is writing it.
    """
    try:
        path.open("rb").close()
    except OSError as error:
        raise InvalidInputError(f"{path} cannot be read: {error.strerror}.") from error
    with writing(settings.data_dir):
        folder = building_folder(settings.data_dir, "restored")
        make_folder(folder)
        try:
            with _reasons(path):
                contents = _unpack(path, folder)
                manifest = _check(folder, contents, settings)
            plain = _plain(settings)
            targets = {JOURNAL: settings.data_dir / JOURNAL, **plain}
            packed = [name for name in targets if name in contents.files]
            back = [name for name in packed if replace or not targets[name].exists()]
            if SETTINGS not in back:
                _refuse_other_model(path, manifest, settings)
            record = folder / "generations" / manifest.name
            adopted = adopt_generation(settings.data_dir, record, manifest, settings)
            if JOURNAL in back:
                make_file(targets[JOURNAL])
                _copy_database(folder / JOURNAL, targets[JOURNAL])
            for name in plain.keys() & back:
                replace_file(plain[name], (folder / name).read_bytes())
            left = [name for name in packed if name not in back]
            return Restored(adopted, manifest.name, tuple(back), tuple(left))
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _reasons(path: Path) -> Iterator[None]:
    try:
        yield
    except (
        tarfile.TarError,
        sqlite3.Error,
        ValueError,
        LookupError,
        TypeError,
        EOFError,
        MemoryError,
        OverflowError,
        IndexMismatchError,
        EntriesError,
    ) as error:
        raise InvalidInputError(
            f"{path} cannot be restored, nothing was changed: {in_a_line(error)}"
        ) from error


def _unpack(path: Path, folder: Path) -> Contents:
    """Take the files out, each as it was packed."""
    with tarfile.open(path, "r:") as archive:
        first = archive.next()
        if first is None or first.name != CONTENTS or first.size > MOST_CONTENTS:
            raise ValueError("It is no backup of this program.")
        packed = archive.extractfile(first) if first.isreg() else None
        contents = Contents.model_validate(without_checksum(packed.read() if packed else b""))
        if contents.format != FORMAT:
            raise ValueError(f"It has format {contents.format}, this program reads {FORMAT}.")
        missing = dict(contents.files)
        record = (MANIFEST, RECORD, PASSAGES, SENTENCES)
        required = {CURRENT, *_inside(contents.generation, record)}
        former = _inside(contents.generation, FORMER)
        if not required <= missing.keys() <= {*required, *former, JOURNAL, *WRITTEN, SETTINGS}:
            raise ValueError("It lists other files than those of a backup.")
        if sum(file.bytes for file in missing.values()) > path.stat().st_size:
            raise ValueError("It lists more than it holds.")
        while member := archive.next():
            file = missing.pop(member.name, None)
            if file is None or member.type not in (tarfile.REGTYPE, tarfile.AREGTYPE):
                raise ValueError(f"{member.name!r} does not belong into it.")
            if member.size != file.bytes:
                raise ValueError(f"{member.name} has another size than is listed.")
            archive.extract(member, folder, filter="data")
            (folder / member.name).chmod(FILE_MODE)
            if describe(folder / member.name) != file:
                raise ValueError(f"{member.name} is not as it was packed.")
    if missing:
        raise ValueError(f"It is cut off before {next(iter(missing))}.")
    return contents


def _check(folder: Path, contents: Contents, settings: Settings) -> Manifest:
    """The manifest of what was unpacked, if all of it can be used."""
    name = current_name(folder)
    if name != contents.generation:
        raise ValueError(f"It names {contents.generation} and {name}.")
    manifest = read_manifest(folder, name)
    for problem in record_problems(folder / "generations" / name, manifest):
        raise ValueError(problem)
    if JOURNAL in contents.files:
        journal = Journal(folder, settings.privacy)
        journal.counts(), journal.unanswered(), journal.opinions()
    for file, entries_of in WRITTEN.items():
        if file in contents.files:
            entries_of(folder).read()
    if SETTINGS in contents.files:
        tomllib.loads((folder / SETTINGS).read_text("utf-8"))
    return manifest


def _refuse_other_model(path: Path, manifest: Manifest, settings: Settings) -> None:
    model = open_embeddings(settings.embeddings).name
    if manifest.model != model:
        raise IndexMismatchError(
            f"{path} was made with the embedding model {manifest.model}, the settings name {model}. "
            "Set embeddings.model to that first."
        )


def _copy_database(source: Path, target: Path) -> None:
    """Copy a database that others may be writing, and over one that others may be reading."""
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
        read.backup(written)
