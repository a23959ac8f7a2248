"""What a generation says of itself, and whether its files are still what was written.

generations/NAME/manifest.json
                 record.sqlite3, passages.npy, sentences.npy, words.npy: the record
                 index-1/    Chroma and the lexical index, rebuilt from the record at need
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from assistant.errors import IndexMismatchError
from vectorstore.generations import current_name, generation_folder

FORMAT = 2
"""Goes up when an older generation can no longer be read, or means something else."""
MANIFEST = "manifest.json"
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


def read_manifest(data_dir: Path, name: str | None = None) -> Manifest:
    """The manifest of a generation, by default of the one in force.

    Raises:
        IndexMissingError: nothing was ingested here.
        IndexMismatchError: it is damaged or of another format.
    """
    name = name or current_name(data_dir)
    path = generation_folder(data_dir, name) / MANIFEST
    try:
        values = json.loads(path.read_text("utf-8"))
        version = values["format"]
        if version == FORMAT:
            return Manifest.model_validate(values)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise damaged(data_dir, path.name) from error
    raise IndexMismatchError(
        f"The index in {data_dir} has format {version}, this program reads {FORMAT}. "
        "Run fordonsdalen ingest again."
    )


def check_contents(data_dir: Path, manifest: Manifest) -> None:
    """Notice any missing or changed byte of the record.

    Raises:
        IndexMismatchError: there is one.
    """
    folder = generation_folder(data_dir, manifest.name)
    if (name := first_damaged(folder, manifest.files)) is not None:
        raise damaged(data_dir, name)


def first_damaged(folder: Path, files: Mapping[str, File]) -> str | None:
    """The first file that is missing or not as it was written, None if all are well.

    Reads all of them: 100 MB, the record of some 10,000 passages, take 60 ms on a processor that
    computes SHA-256 itself.
    """
    for name, file in files.items():
        path = folder / name
        try:
            if path.stat().st_size != file.bytes or describe(path) != file:
                return name
        except OSError:
            return name
    return None


def describe(path: Path) -> File:
    """Size and checksum of a file."""
    with path.open("rb") as file:
        return File(
            bytes=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest()
        )


def damaged(data_dir: Path, file: str) -> IndexMismatchError:
    """The error for a file that is not as it was written."""
    return IndexMismatchError(
        f"The index in {data_dir} is damaged ({file}). Run fordonsdalen ingest again."
    )
