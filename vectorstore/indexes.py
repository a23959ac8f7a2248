"""Chroma and the lexical index of a generation: built from its record, and rebuilt when unreadable."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from assistant.errors import FordonsdalenError
from assistant.models import Passage, ReadDocument
from assistant.ports import Matrix, Vector
from assistant.settings import Settings
from vectorstore.lexical import LexicalIndex
from vectorstore.manifest import PASSAGES, Manifest, generation_folder

logger = logging.getLogger(__name__)
Progress = Callable[[str, int, int], None]


class NearestVectors(Protocol):
    """Finds the nearest of the stored vectors."""

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first."""


class ExactVectors:
    """Compares with every vector; stands in where Chroma cannot write its files."""

    def __init__(self, vectors: Matrix) -> None:
        """Take the vectors, shape (passages, dimensions)."""
        self._vectors = vectors

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first."""
        cosines = self._vectors @ vector
        return [(int(row), float(cosines[row])) for row in np.argsort(-cosines)[:count]]


@dataclass(frozen=True)
class Indexes:
    """The two searches over the passages of a generation."""

    vectors: NearestVectors
    lexical: LexicalIndex


def lexical_text(passage: Passage) -> str:
    """What the words of a passage are: its heading's too."""
    return f"{passage.heading}\n{passage.text}"


def build_indexes(
    data_dir: Path,
    manifest: Manifest,
    documents: Sequence[ReadDocument],
    settings: Settings,
    on_progress: Progress | None = None,
) -> None:
    """Build both indexes of a new generation from its record.

    Raises:
        OSError: the directory cannot be written.
        UnavailableError: the Chroma server of the settings does not answer.
    """
    passages = [passage for read in documents for passage in read.passages]
    _build(_folder(data_dir, manifest, 1), data_dir, manifest, passages, settings)
    if on_progress:
        on_progress("build the indexes", 2, 2)


def open_indexes(
    data_dir: Path, manifest: Manifest, passages: Sequence[Passage], settings: Settings
) -> Indexes:
    """Open the newest indexes of a generation, rebuilding them from the record if unreadable.

    Nothing is embedded again. Where the disk cannot be written, the passages are searched without
    Chroma, which then cannot open its files either.

    Raises:
        UnavailableError: the Chroma server of the settings does not answer.
    """
    number = _newest(data_dir, manifest)
    try:
        return _open(_folder(data_dir, manifest, number), manifest, passages, settings)
    except FordonsdalenError:
        raise
    except BaseException as error:
        # Chroma panics in Rust, outside of `Exception`, on some damaged files.
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        logger.warning("The index is rebuilt from the record: %s", " ".join(str(error).split()))
    try:
        folder = _folder(data_dir, manifest, number + 1)
        _build(folder, data_dir, manifest, passages, settings)
        return _open(folder, manifest, passages, settings)
    except OSError as error:
        logger.warning("Searching without Chroma, for its files cannot be written: %s", error)
        lexical = LexicalIndex.build([lexical_text(passage) for passage in passages])
        return Indexes(ExactVectors(_vectors(data_dir, manifest)), lexical)


def drop_collections(names: Sequence[str], settings: Settings) -> None:
    """Delete the collections of deleted generations from the Chroma server, if there is one."""
    if settings.vectors.url is not None and names:
        from vectorstore import chroma  # noqa: PLC0415

        chroma.drop(chroma.server_client(settings.vectors.url), names)


def _build(
    folder: Path,
    data_dir: Path,
    manifest: Manifest,
    passages: Sequence[Passage],
    settings: Settings,
) -> None:
    from vectorstore import chroma  # noqa: PLC0415 - 0.8 s

    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    LexicalIndex.build([lexical_text(passage) for passage in passages]).save(folder / "lexical")
    vectors = _vectors(data_dir, manifest)
    if settings.vectors.url is None:
        chroma.build(chroma.embedded_client(folder / "chroma"), chroma.COLLECTION, vectors)
    else:
        chroma.build(chroma.server_client(settings.vectors.url), manifest.name, vectors)


def _open(
    folder: Path, manifest: Manifest, passages: Sequence[Passage], settings: Settings
) -> Indexes:
    from vectorstore import chroma  # noqa: PLC0415 - 0.8 s

    lexical = LexicalIndex.load(folder / "lexical")
    if settings.vectors.url is None:
        if not (folder / "chroma" / "chroma.sqlite3").is_file():
            raise FileNotFoundError(folder / "chroma")
        client, name = chroma.embedded_client(folder / "chroma"), chroma.COLLECTION
    else:
        client, name = chroma.server_client(settings.vectors.url), manifest.name
    vectors = chroma.ChromaVectors(client, name)
    probe = np.zeros(manifest.dimensions, np.float32)
    probe[0] = 1.0
    if len(vectors) != len(passages) or len(vectors.search(probe, 1)) != 1:
        raise ValueError(f"{len(vectors)} vectors for {len(passages)} passages")
    return Indexes(vectors, lexical)


def _newest(data_dir: Path, manifest: Manifest) -> int:
    folders = generation_folder(data_dir, manifest.name).glob("index-*")
    return max((int(folder.name.removeprefix("index-")) for folder in folders), default=1)


def _folder(data_dir: Path, manifest: Manifest, number: int) -> Path:
    return generation_folder(data_dir, manifest.name) / f"index-{number}"


def _vectors(data_dir: Path, manifest: Manifest) -> Matrix:
    vectors: Matrix = np.load(generation_folder(data_dir, manifest.name) / PASSAGES, mmap_mode="r")
    return vectors
