"""Generations on disk: where they lie, what each says of itself, and which one is in force.

DATA/current                      the name of the generation in force
DATA/generations/NAME/manifest.json
                      record.sqlite3, passages.npy, sentences.npy, words.npy: the record
                      index-1/    Chroma and the lexical index, rebuilt from the record at need
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.errors import IndexMismatchError, IndexMissingError

FORMAT = 1
"""Goes up when an older generation can no longer be read."""
RECORD = "record.sqlite3"
PASSAGES, SENTENCES, WORDS = "passages.npy", "sentences.npy", "words.npy"


class File(BaseModel):
    """A file of the record as it was written."""

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a generation says of itself."""

    format: int
    name: str
    created: str
    """ISO 8601, UTC."""
    model: str
    dimensions: int
    fingerprint: str
    """Of documents, spans, facts and model: the same input makes the same."""
    counts: dict[str, int]
    failures: list[tuple[str, str]]
    """Sources that could not be read, each with the reason."""
    files: dict[str, File]


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
    except OSError as error:
        raise IndexMissingError(
            f"Nothing has been ingested in {data_dir}. Run: fordonsdalen ingest PATH"
        ) from error


def switch(data_dir: Path, name: str) -> None:
    """Put a generation in force; a reader sees the old name or the new one."""
    beside = data_dir / "current.new"
    with beside.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    beside.replace(data_dir / "current")


def read_manifest(data_dir: Path, name: str | None = None) -> Manifest:
    """The manifest of a generation, by default of the one in force.

    Raises:
        IndexMissingError: nothing was ingested here.
        IndexMismatchError: it is damaged or of another format.
    """
    name = name or current_name(data_dir)
    path = generation_folder(data_dir, name) / "manifest.json"
    try:
        manifest = Manifest.model_validate_json(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError) as error:
        raise _damaged(data_dir, path) from error
    if manifest.format != FORMAT:
        raise IndexMismatchError(
            f"The index in {data_dir} has format {manifest.format}, this program reads {FORMAT}. "
            "Run fordonsdalen ingest again."
        )
    return manifest


def check_sizes(data_dir: Path, manifest: Manifest) -> None:
    """Notice a file that is missing or cut short.

    Raises:
        IndexMismatchError: one is.
    """
    for name, file in manifest.files.items():
        path = generation_folder(data_dir, manifest.name) / name
        if not path.is_file() or path.stat().st_size != file.bytes:
            raise _damaged(data_dir, path)


def check_contents(data_dir: Path, manifest: Manifest) -> None:
    """Notice any changed byte of the record; reads all of it.

    Raises:
        IndexMismatchError: there is one.
    """
    check_sizes(data_dir, manifest)
    for name, file in manifest.files.items():
        path = generation_folder(data_dir, manifest.name) / name
        if describe(path).sha256 != file.sha256:
            raise _damaged(data_dir, path)


def describe(path: Path) -> File:
    """Size and checksum of a file."""
    with path.open("rb") as file:
        return File(
            bytes=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest()
        )


def _damaged(data_dir: Path, path: Path) -> IndexMismatchError:
    return IndexMismatchError(
        f"The index in {data_dir} is damaged ({path.name}). Run fordonsdalen ingest again."
    )
