"""What a generation is searched with: built from its record, and rebuilt when unreadable.

    index-N/lexical/       the lexical index
    index-N/views-V/       tables of views as version V of the assistant reads them, see `kept`
    index-N/chroma/        Chroma's files, unless it runs on a server
    index-N/files.json     checksums of all but Chroma's database, which it changes by opening it

They are checked before they are opened: on a damaged graph Chroma gives wrong rows without an
error, or takes the process down with it. Its database is told to be well by known rows that find
themselves. A single vector needs no graph, of which Chroma would write a new one at each opening.
Where it is set, vectors are compared, and Chroma is neither filled nor opened (ADR 22).
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from assistant.errors import UnavailableError
from assistant.facts.kept import FORMAT, kept_tables
from assistant.models.documents import Passage, ReadDocument
from assistant.ports import Matrix
from assistant.progress import OnProgress, no_progress
from assistant.settings import Settings
from assistant.tables import NO_TABLES, Tables
from vectorstore.faults import BrokenIndexError, unusable
from vectorstore.generations import generation_folder, sync_tree
from vectorstore.lexical import LexicalIndex
from vectorstore.manifest import MANIFEST, PASSAGES, Manifest
from vectorstore.nearest import AwaitedVectors, ExactVectors, NearestVectors, SureVectors
from vectorstore.seal import check_seal, described, seal, sealed
from vectorstore.stored import ReadDocuments, StoredRecord
from vectorstore.table_files import made_by, read_tables, write_tables

logger = logging.getLogger(__name__)
OpenVectors = Callable[[Path, Manifest, Settings], NearestVectors]
_STEP = "build the indexes"
PROBES = 16
"""Known rows that have to find themselves when Chroma is opened, 2 to 4 ms each."""
VIEWS = f"views-{hashlib.sha256(FORMAT.encode()).hexdigest()[:8]}"
"""Where the tables are that this version reads."""


@dataclass(frozen=True)
class Indexes:
    """The two searches over the passages of a generation, and what is looked up beside them."""

    vectors: SureVectors
    lexical: LexicalIndex
    tables: Tables
    """Those that are kept of views; none where they have to be made."""


def lexical_text(passage: Passage) -> str:
    """What the words of a passage are: those that it stands under too."""
    return f"{passage.above}\n{passage.text}"


def build_indexes(
    folder: Path,
    manifest: Manifest,
    documents: Sequence[ReadDocument],
    settings: Settings,
    on_progress: OnProgress = no_progress,
) -> None:
    """Build all indexes of the generation in a folder from its record, in the place of older ones.

    Raises:
        BrokenIndexError, OSError: the directory cannot be written.
        UnavailableError: the Chroma server of the settings does not answer.
    """
    from vectorstore import chroma  # noqa: PLC0415 - 0.8 s
    from vectorstore.chroma import server  # noqa: PLC0415

    older = _numbers(folder)
    number = max(older, default=0) + 1
    vectors = _vectors(folder)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    try:
        on_progress(_STEP, 0, 2)
        write_tables(building / VIEWS, made_by(FORMAT, manifest), kept_tables(documents))
        count = _build_lexical(building / "lexical", _passages(documents))
        on_progress(_STEP, 1, 2)
        if settings.vectors.url is not None and count:
            server.build_on_server(settings.vectors.url, manifest.name, vectors)
        elif len(vectors) > 1 and not _are_compared(vectors, settings):
            chroma.build_embedded(building / "chroma", vectors)
        seal(building, described(building, building))
        sync_tree(building)
        building.rename(folder / f"index-{number}")
        on_progress(_STEP, 2, 2)
    except OSError:
        # Two processes may find the same damage; the one that is done first wins.
        if number not in _numbers(folder):
            raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
    for old in older:
        shutil.rmtree(folder / f"index-{old}", ignore_errors=True)


def _build_lexical(folder: Path, passages: Iterable[Passage]) -> int:
    """Write the lexical index, which memory need not hold any longer; returns how many passages it has."""
    lexical = LexicalIndex.build(map(lexical_text, passages))
    if len(lexical):
        lexical.save(folder)
    return len(lexical)


def _passages(documents: Iterable[ReadDocument]) -> Iterator[Passage]:
    return (passage for read in documents for passage in read.passages)


def open_indexes(
    data_dir: Path, manifest: Manifest, record: StoredRecord, settings: Settings
) -> Indexes:
    """Open the indexes of a generation, rebuilding them from the record if they are unreadable.

    Nothing is embedded again. Up to `vectors.compared_megabytes` Chroma is not opened: all vectors are
    compared, as where the directory cannot be written, which Chroma does to open its files. A Chroma
    server that is away is not waited for.

    Raises:
        IndexMismatchError: the generation was deleted meanwhile.
    """
    folder = generation_folder(data_dir, manifest.name)
    vectors, lexical, tables = open_parts(folder, manifest, settings, _quickest_vectors)
    _refuse_deleted(data_dir, folder)
    if (vectors is None or lexical is None) and os.access(folder, os.W_OK):
        logger.warning("The search index of %s is rebuilt from the record.", manifest.name)
        try:
            build_indexes(folder, manifest, ReadDocuments(record), settings)
            vectors, lexical, tables = open_parts(folder, manifest, settings, _quickest_vectors)
        except (BrokenIndexError, OSError, UnavailableError) as error:
            _refuse_deleted(data_dir, folder)
            logger.warning("It cannot be written (%s) and is kept in memory.", error)
    known = _vectors(folder)
    return Indexes(
        SureVectors(vectors or ExactVectors(known), known),
        lexical or LexicalIndex.build(map(lexical_text, record.passages)),
        tables,
    )


def renew_views(folder: Path, manifest: Manifest, documents: Sequence[ReadDocument]) -> None:
    """Make the tables of the generation in a folder as this version reads them, if another made them.

    Those of others stay, since processes may be reading them.

    Raises:
        OSError, ValueError: the directory cannot be written, or the indexes are damaged.
    """
    index = _newest(folder)
    views, files = index / VIEWS, sealed(index)
    if _has_views(files):
        return
    shutil.rmtree(views, ignore_errors=True)  # Of an ingest that was killed.
    write_tables(views, made_by(FORMAT, manifest), kept_tables(documents))
    sync_tree(views)
    # What is there keeps its checksums, so that damage does not become what it should be.
    seal(index, {**files, **described(index, views)})


def drop_collections(names: Sequence[str], settings: Settings) -> None:
    """Delete the collections of deleted generations from the Chroma server, if there is one."""
    if settings.vectors.url is None or not names:
        return
    from vectorstore.chroma import server  # noqa: PLC0415

    try:
        server.drop_on_server(settings.vectors.url, names)
    except UnavailableError as error:
        logger.warning("Collections of deleted generations stay on the server: %s", error)


def open_parts(
    folder: Path, manifest: Manifest, settings: Settings, opening: OpenVectors
) -> tuple[NearestVectors | None, LexicalIndex | None, Tables]:
    """The newest indexes and tables of the generation in a folder; None for what cannot be used.

    Nothing is rebuilt, which opening the generation would do.

    Raises:
        UnavailableError: `opening` asks a Chroma server, and it does not answer.
    """
    index = _newest(folder)
    try:
        files = check_seal(index)
        some = manifest.counts["passages"]
        lexical = LexicalIndex.load(index / "lexical") if some else LexicalIndex.build(())
        views, made = index / VIEWS, made_by(FORMAT, manifest)
        tables = read_tables(views, made) if _has_views(files) else NO_TABLES
    except (BrokenIndexError, OSError, ValueError, LookupError, TypeError) as error:
        logger.info("The search index of %s cannot be used: %s", manifest.name, error)
        return None, None, {}
    try:
        return opening(index, manifest, settings), lexical, tables
    except BrokenIndexError as error:
        logger.info("Chroma's index of %s cannot be used: %s", manifest.name, error)
        return None, lexical, tables


def open_vectors(index: Path, manifest: Manifest, settings: Settings) -> NearestVectors:
    """What finds the nearest passages: Chroma in a folder or on its server, or comparing all of them.

    Raises:
        BrokenIndexError: it cannot be used.
        UnavailableError: the server does not answer.
    """
    known = _vectors(index.parent)
    if _are_compared(known, settings):
        return ExactVectors(known)
    from vectorstore import chroma  # noqa: PLC0415 - 0.8 s
    from vectorstore.chroma import server  # noqa: PLC0415

    if settings.vectors.url is not None and len(known):
        found = server.open_on_server(settings.vectors.url, manifest.name)
    elif len(known) > 1:
        if not os.access(index, os.W_OK):
            raise BrokenIndexError("its files cannot be written")
        found = chroma.open_embedded(index / "chroma")
    else:
        return ExactVectors(known)
    if len(found) != len(known):
        raise BrokenIndexError(f"{len(found)} vectors for {len(known)} passages")
    # Chroma opens some of its files only to search.
    for row in np.linspace(0, len(known) - 1, min(PROBES, len(known)), dtype=int):
        nearest = [hit for hit, _ in found.search(known[row], 1)]
        # Equal texts have equal vectors, of which any may be found.
        if not nearest or not np.array_equal(known[nearest[0]], known[row]):
            raise BrokenIndexError(f"vector {row} does not find itself")
    return found


def _quickest_vectors(index: Path, manifest: Manifest, settings: Settings) -> NearestVectors:
    try:
        return open_vectors(index, manifest, settings)
    except UnavailableError:
        return AwaitedVectors(partial(open_vectors, index, manifest, settings))


def _are_compared(vectors: Matrix, settings: Settings) -> bool:
    most = settings.vectors.compared_bytes
    return not settings.vectors.url and vectors.nbytes <= most


def _refuse_deleted(data_dir: Path, folder: Path) -> None:
    """Tell a deleted generation from a damaged one; Chroma may have made its folder anew."""
    if not (folder / MANIFEST).is_file():
        raise unusable(data_dir, folder / MANIFEST)


def _numbers(folder: Path) -> list[int]:
    return [int(path.name.removeprefix("index-")) for path in folder.glob("index-*")]


def _has_views(files: Iterable[str]) -> bool:
    """Whether the tables of this version are among what was written to its end."""
    return any(name.startswith(f"{VIEWS}/") for name in files)


def _newest(folder: Path) -> Path:
    return folder / f"index-{max(_numbers(folder), default=0)}"


def _vectors(folder: Path) -> Matrix:
    vectors: Matrix = np.load(folder / PASSAGES, mmap_mode="r")
    return vectors
