"""Opens a generation."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from assistant.errors import IndexMismatchError
from assistant.models.documents import EarlierVersion, Fact
from assistant.ports import Away, Matrix, SearchIndex, Vector
from assistant.settings import Settings
from assistant.tables import Tables
from assistant.views.keeping import KeepsViews
from vectorstore.embeddings import TextEmbeddings, open_embeddings
from vectorstore.generations import generation_folder, read_current
from vectorstore.in_force import InForce, in_force
from vectorstore.indexes import Indexes, open_indexes
from vectorstore.manifest import PASSAGES, RECORD, SENTENCES
from vectorstore.record import read_earlier
from vectorstore.reranking import open_reranker
from vectorstore.stored import StoredRecord

logger = logging.getLogger(__name__)


class OpenIndex(KeepsViews):
    """One open generation; see `assistant.ports.SearchIndex`. Safe to use from several threads."""

    def __init__(
        self,
        data_dir: Path,
        found: InForce,
        settings: Settings,
        embeddings: TextEmbeddings,
        *,
        only_record: bool = False,
    ) -> None:
        """Open a generation that was found to be whole.

        Args:
            data_dir: Where generations lie.
            found: The generation.
            settings: Where Chroma runs.
            embeddings: The model to embed questions with.
            only_record: Whether documents, passages and facts are enough, so that nothing is loaded
                to search with.

        Raises:
            IndexMismatchError: it is of another model, or was deleted meanwhile.
        """
        manifest = found.manifest
        if manifest.model != embeddings.name:
            raise IndexMismatchError(
                f"The index in {data_dir} was made with the embedding model {manifest.model}, the "
                f"settings name {embeddings.name}. Run fordonsdalen ingest again, or set it back."
            )
        folder = generation_folder(data_dir, manifest.name)
        record = StoredRecord(folder / RECORD)
        self.generation = manifest.name
        self.problem = found.problem
        """Why this is not the generation that `current` names, if it is not."""
        self.documents = record.documents
        self.replaced = record.documents.newer
        self.passages, self.facts = record.passages, record.facts
        self.corrected: Sequence[Fact] = ()
        self.withdrawn: Sequence[Fact] = ()
        self._record, self._stored = folder / RECORD, record
        self._first = record.first_sentences
        self._passages = np.load(folder / PASSAGES, mmap_mode="r")
        self._sentences = np.load(folder / SENTENCES, mmap_mode="r")
        self._embeddings = embeddings
        self._reranker = open_reranker(settings.reranking)
        super().__init__()
        self._opened = None if only_record else open_indexes(data_dir, manifest, record, settings)
        self.tables: Tables = self._opened.tables if self._opened else {}

    @property
    def is_damaged(self) -> bool:
        """Whether something that was read of it is not as it was when it was opened."""
        return self._stored.is_damaged

    def earlier(self, document: str) -> list[EarlierVersion]:
        """What a document said before it changed, the newest first; read from the disk.

        Nothing where this generation was deleted meanwhile.
        """
        with suppress(sqlite3.DatabaseError):
            return read_earlier(self._record, document)
        return []

    @property
    def _indexes(self) -> Indexes:
        assert self._opened is not None, "only its record was opened"
        return self._opened

    def warm(self, views: Sequence[Callable[[SearchIndex], object]] = ()) -> None:
        """Load what is only loaded with the first question, and build some views."""
        if self._opened is None or not self.passages:
            return
        for view in views:
            self.view(view)
        text = self.passages[0].text[:50]
        self.dense(self.embed_query(text), 1)
        self.lexical(text)
        self.rerank(text, [0])

    def embed_query(self, text: str) -> Vector:
        """The vector of a question, shape (dimensions,)."""
        return self._embeddings.query(text)

    def dense(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The rows with the highest cosine, best first."""
        return self._indexes.vectors.search(vector, count)

    def away(self) -> Away:
        """Whether all vectors are compared, and whether this is not the index that should answer."""
        compared = self._opened is not None and self._opened.vectors.is_degraded()
        other = self.problem is not None or self.is_damaged
        return (Away.CHROMA if compared else Away(0)) | (Away.INDEX if other else Away(0))

    def passage_vectors(self, rows: Sequence[int]) -> Matrix:
        """The stored vectors of passages, shape (rows, dimensions)."""
        vectors: Matrix = np.asarray(self._passages[list(rows)])
        return vectors

    def sentence_vectors(self, row: int) -> Matrix:
        """The vectors of the sentences of one passage, shape (sentences, dimensions)."""
        return np.asarray(self._sentences[self._first[row] : self._first[row + 1]])

    def rerank(self, text: str, rows: Sequence[int]) -> list[float] | None:
        """How well the first of some passages answer a question, by the reranker that is set.

        Raises:
            SettingsError: it cannot be loaded.
        """
        if self._reranker is None:
            return None
        return self._reranker.scores(text, [self.passages[row].text for row in rows])

    def lexical(self, text: str) -> Vector:
        """The share of the attainable BM25 that each passage attains, shape (passages,)."""
        return self._indexes.lexical.shares(text)


def open_index(
    data_dir: Path,
    settings: Settings,
    embeddings: TextEmbeddings | None = None,
    *,
    only_record: bool = False,
) -> OpenIndex:
    """Open the generation in force, or the next one if it is switched to meanwhile.

    Where that one is damaged, the newest whole one is opened, and the log has a warning.

    Args:
        data_dir: Where generations lie.
        settings: Which model, unless `embeddings` is given, and where Chroma runs.
        embeddings: The model to embed questions with.
        only_record: Whether it is only looked at, and not searched.

    Raises:
        IndexMissingError: nothing was ingested here.
        IndexMismatchError: none is whole, or it is of another format or of another model.
    """
    embeddings = embeddings or open_embeddings(settings.embeddings)
    while True:
        seen = read_current(data_dir)
        try:
            found = in_force(data_dir)
            opened = OpenIndex(data_dir, found, settings, embeddings, only_record=only_record)
        except (IndexMismatchError, OSError):
            # A writer may have deleted the files between one look and the next.
            if seen == read_current(data_dir):
                raise
            continue
        if found.problem:
            logger.warning(found.problem)
        return opened
