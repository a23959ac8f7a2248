"""Puts what an archive holds in force again, once all of it is checked."""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.cli.archive import (
    CONTENTS,
    FORMAT,
    SETTINGS,
    WRITTEN,
    Contents,
    copy_database,
    inside,
    plain_files,
)
from assistant.errors import IndexMismatchError, InvalidInputError, in_a_line
from assistant.journal.file import FILE as JOURNAL
from assistant.journal.journal import Journal
from assistant.settings import Settings
from assistant.staff.entries import EntriesError
from assistant.system.private import FILE_MODE, make_file, make_folder, replace_file
from vectorstore.checking import record_problems
from vectorstore.embeddings import open_embeddings
from vectorstore.generations import CURRENT, building_folder, current_name, writing
from vectorstore.manifest import (
    FORMER,
    MANIFEST,
    PASSAGES,
    RECORD,
    SENTENCES,
    Manifest,
    describe,
    read_manifest,
    without_checksum,
)
from vectorstore.writer import adopt_generation

MOST_CONTENTS = 1_000_000
"""Bytes of the list of contents, which has a line for each file."""


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
            plain = plain_files(settings)
            targets = {JOURNAL: settings.data_dir / JOURNAL, **plain}
            packed = [name for name in targets if name in contents.files]
            back = [name for name in packed if replace or not targets[name].exists()]
            if SETTINGS not in back:
                _refuse_other_model(path, manifest, settings)
            record = folder / "generations" / manifest.name
            adopted = adopt_generation(settings.data_dir, record, manifest, settings)
            if JOURNAL in back:
                make_file(targets[JOURNAL])
                copy_database(folder / JOURNAL, targets[JOURNAL])
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
        required = {CURRENT, *inside(contents.generation, record)}
        former = inside(contents.generation, FORMER)
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
