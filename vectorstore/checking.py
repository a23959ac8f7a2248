"""Whether a generation agrees with itself, beyond the checksums of its files."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np

from assistant.errors import NO_ROOM, StorageError
from assistant.facts.kept import kept_tables
from assistant.ports import Matrix
from assistant.settings import Settings
from assistant.verification import spans_of, wrong_spans
from vectorstore.faults import BrokenIndexError, DamagedError
from vectorstore.indexes import lexical_text, open_parts, open_vectors
from vectorstore.lexical import LexicalIndex
from vectorstore.manifest import FORMER, PASSAGES, RECORD, SENTENCES, Manifest, first_damaged
from vectorstore.record import read_history, read_record, rows_of
from vectorstore.rows import connect
from vectorstore.table_files import same_tables

_ORPHANS = {
    "passages": "passage where document not in (select id from document)",
    "sentences": "sentence where document not in (select id from document)"
    " or passage not in (select row from passage)",
    "facts": "fact where document not in (select id from document)",
}


def record_problems(folder: Path, manifest: Manifest) -> list[str]:
    """What is wrong with the record of a generation, a line for each; empty if it is well.

    Args:
        folder: Where it lies.
        manifest: What it says of itself.
    """
    if manifest.files.keys() - FORMER != {RECORD, PASSAGES, SENTENCES}:
        return ["The manifest names other files than those of a record."]
    if file := first_damaged(folder, manifest.files):
        return [f"{file} is not as it was written."]
    try:
        # Either keeps the record from being read at all.
        unread = [*_orphans(folder / RECORD), *_wrong_texts(folder / RECORD)]
        return unread or list(_disagreements(folder, manifest))
    except (DamagedError, sqlite3.Error, OSError, ValueError, LookupError, TypeError) as error:
        return [f"The record cannot be read: {' '.join(str(error).split())}."]


def index_problems(folder: Path, manifest: Manifest, settings: Settings) -> list[str]:
    """What is wrong with the indexes of the generation in a folder, a line for each.

    Nothing is rebuilt, which opening the generation would do.

    Raises:
        UnavailableError: the Chroma server of the settings does not answer.
        StorageError: the disk is full, and Chroma writes even to open its index.
    """
    from vectorstore import chroma  # noqa: PLC0415 - 0.8 s

    vectors, lexical, tables = open_parts(folder, manifest, settings, open_vectors)
    known = np.load(folder / PASSAGES, mmap_mode="r")
    found = []
    if vectors is None:
        if settings.vectors.url is None:
            _require_room(folder, known)
        found.append("Chroma's index cannot be used; it is rebuilt when Chroma is asked.")
    if isinstance(vectors, chroma.ChromaVectors):
        try:
            rows, stored = vectors.stored()
        except BrokenIndexError as error:
            rows, stored = [], known
            found.append(f"Chroma cannot read its index: {error}.")
        if sorted(rows) != list(range(len(known))):
            found.append(f"Chroma's index has other rows than the {len(known)} passages.")
        elif not np.allclose(stored, known[rows], atol=1e-5):
            found.append("Chroma's index has other vectors than the passages.")
    if lexical is None or len(lexical) != len(known):
        found.append("The lexical index cannot be used; it is rebuilt when it is opened.")
    else:
        documents = list(read_record(folder / RECORD))
        fresh = LexicalIndex.build(
            lexical_text(passage) for read in documents for passage in read.passages
        )
        if lexical.frequencies() != fresh.frequencies():
            found.append("The lexical index holds other words than the passages.")
        if tables and not same_tables(tables, kept_tables(documents)):
            found.append("What is looked up of people holds something else than the documents.")
    return found


def _orphans(path: Path) -> Iterator[str]:
    for what, condition in _ORPHANS.items():
        if number := _count(path, condition):
            yield f"{number} {what} belong to no document of the record."


def _count(path: Path, condition: str) -> int:
    with closing(connect(path)) as database:
        ((number,),) = database.execute(f"select count(*) from {condition}")
    return int(number)


def _disagreements(folder: Path, manifest: Manifest) -> Iterator[str]:
    documents = list(read_record(folder / RECORD))
    passages = [passage for read in documents for passage in read.passages]
    counts = {
        "documents": len(documents),
        "passages": len(passages),
        "sentences": sum(len(passage.sentences) for passage in passages),
        # Those of kinds that are read no more as well.
        "facts": _count(folder / RECORD, "fact"),
    }
    for what, count in counts.items():
        if manifest.counts.get(what) != count:
            yield f"The record holds {count} {what}, the manifest says {manifest.counts.get(what)}."
    yield from wrong_spans(
        {read.document.id: read.document for read in documents},
        (span for read in documents for span in spans_of(read.passages, read.facts)),
    )
    for file, what in ((PASSAGES, "passages"), (SENTENCES, "sentences")):
        vectors = np.load(folder / file, mmap_mode="r")
        wanted = (counts[what], manifest.dimensions)
        if vectors.shape != wanted and (counts[what] or len(vectors)):
            yield f"{file} has the shape {vectors.shape}, and {wanted} is needed."
        elif len(vectors) and not np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3):
            yield f"{file} holds vectors that are not of unit length."


def _wrong_texts(path: Path) -> Iterator[str]:
    with closing(connect(path)) as database:
        for name, text, sha256 in database.execute("select id, text, sha256 from document"):
            if hashlib.sha256(text.encode()).hexdigest() != sha256:
                yield f"The text of {name} is not the one that was read."
        earlier = {(row[0], row[-1]) for row in rows_of(database, "earlier")}
    for version in read_history(path).earlier:
        if (version.document, version.sha256) not in earlier:
            yield f"The earlier text of {version.document} is not the one that was read."


def _require_room(folder: Path, vectors: Matrix) -> None:
    from vectorstore import chroma  # noqa: PLC0415 - 0.8 s

    try:
        chroma.require_room(folder, vectors)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise StorageError(
                "The disk has no room for Chroma to open its index. Make some, and look again."
            ) from error
