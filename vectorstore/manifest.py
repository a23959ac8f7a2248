"""What a generation says of itself, and whether its files are still what was written.

generations/NAME/manifest.json
                 record.sqlite3, passages.npy, sentences.npy: the record
                 index-1/    Chroma and the lexical index, rebuilt from the record at need
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import IndexMismatchError
from assistant.reasons import StoredReason
from vectorstore.faults import unusable
from vectorstore.generations import current_name, generation_folder

FORMAT = 2
"""Goes up when an older generation can no longer be read, or means something else."""
MANIFEST = "manifest.json"
RECORD = "record.sqlite3"
PASSAGES, SENTENCES = "passages.npy", "sentences.npy"
FORMER = frozenset({"words.npy"})
"""Files that the records of the first versions hold, and that nothing reads any more."""


class File(BaseModel):
    """A file of the record as it was written."""

    bytes: int
    sha256: str


class Manifest(BaseModel):
    """What a generation says of itself.

    On the disk it carries a checksum of itself; the first versions wrote none.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int
    name: str
    created: str
    """ISO 8601, UTC."""
    model: str
    dimensions: int
    fingerprint: str = Field(pattern="^[0-9a-f]{6,64}$")
    """Of documents, spans, facts and model: the same input makes the same."""
    counts: dict[str, int]
    failures: list[tuple[str, StoredReason]]
    """Sources that could not be read, each with the reason."""
    files: dict[str, File]


def read_manifest(data_dir: Path, name: str | None = None) -> Manifest:
    """The manifest of a generation, by default of the one that `current` names.

    Raises:
        IndexMissingError: nothing was ingested here.
        UnusableError: it, or `current`, is not as it was written, or may not be opened.
        IndexMismatchError: it is of another format.
    """
    name = name or current_name(data_dir)
    path = generation_folder(data_dir, name) / MANIFEST
    try:
        values = without_checksum(path.read_bytes())
        version = values["format"]
        if version == FORMAT:
            manifest = Manifest.model_validate(values)
            if manifest.name != name:
                raise ValueError("It is of another generation.")
            return manifest
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise unusable(data_dir, path) from error
    raise IndexMismatchError(
        f"The index in {data_dir} has format {version}, this program reads {FORMAT}. "
        "Run fordonsdalen ingest again."
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write what `read_manifest` reads."""
    (folder / MANIFEST).write_bytes(checksummed(manifest.model_dump(mode="json")))


def checksummed(values: Mapping[str, Any]) -> bytes:
    """A JSON object that carries a checksum of itself."""
    return json.dumps({**values, "checksum": _checksum(values)}, indent=1).encode()


def without_checksum(content: bytes) -> dict[str, Any]:
    """The object without its checksum, if it has one.

    Raises:
        ValueError, TypeError: it is no object, or not the one that was written.
    """
    values = dict(json.loads(content))
    if values.pop("checksum", None) not in (None, _checksum(values)):
        raise ValueError("The checksum is another one.")
    return values


def _checksum(values: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def check_contents(data_dir: Path, manifest: Manifest) -> None:
    """Notice any missing or changed byte of the record.

    Raises:
        UnusableError: there is one.
    """
    folder = generation_folder(data_dir, manifest.name)
    if (name := first_damaged(folder, manifest.files)) is not None:
        raise unusable(data_dir, folder / name)


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
