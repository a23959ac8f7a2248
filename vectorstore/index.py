"""Reads a generation, and follows when another one is put in force."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from assistant.errors import IndexMismatchError
from assistant.ports import Matrix, Vector
from assistant.settings import Settings
from vectorstore.embeddings import TextEmbeddings, open_embeddings
from vectorstore.faults import BrokenIndexError
from vectorstore.generations import current_name, generation_folder
from vectorstore.indexes import ExactVectors, open_indexes
from vectorstore.manifest import (
    PASSAGES,
    RECORD,
    SENTENCES,
    WORDS,
    check_contents,
    damaged,
    read_manifest,
)
from vectorstore.record import read_record

logger = logging.getLogger(__name__)
MOST_FRESH = 24
"""Words that no document holds and that are embedded at once, at some milliseconds each; a question
seldom has five."""
LONGEST_WORD = 50
"""Letters of a word that is embedded; what is longer is none."""
MOST_REMEMBERED = 10_000
"""Words of questions whose vectors are kept in memory, 1.5 KB each."""


class OpenIndex:
    """One open generation; see `assistant.ports.SearchIndex`. Safe to use from several threads."""

    def __init__(self, data_dir: Path, settings: Settings, embeddings: TextEmbeddings) -> None:
        """Open the generation in force.

        Raises:
            IndexMissingError: nothing was ingested here.
            IndexMismatchError: it is damaged, of another format or of another model.
        """
        manifest = read_manifest(data_dir)
        if manifest.model != embeddings.name:
            raise IndexMismatchError(
                f"The index in {data_dir} was made with the embedding model {manifest.model}, the "
                f"settings name {embeddings.name}. Run fordonsdalen ingest again, or set it back."
            )
        check_contents(data_dir, manifest)
        folder = generation_folder(data_dir, manifest.name)
        try:
            read, vocabulary = read_record(folder / RECORD)
        except sqlite3.DatabaseError as error:
            raise damaged(data_dir, RECORD) from error
        self.generation = manifest.name
        self.documents = {item.document.id: item.document for item in read}
        self.passages = [passage for item in read for passage in item.passages]
        self.facts = [fact for item in read for fact in item.facts]
        self._first = [0, *accumulate(len(passage.sentences) for passage in self.passages)]
        self._passages = np.load(folder / PASSAGES, mmap_mode="r")
        self._sentences = np.load(folder / SENTENCES, mmap_mode="r")
        self._words = np.load(folder / WORDS, mmap_mode="r")
        self._word_rows = {word: row for row, word in enumerate(vocabulary)}
        self._middle = self._words.sum(0) / max(1, len(self._words))
        self._remembered: dict[str, Vector] = {}
        self._embeddings = embeddings
        self._indexes = open_indexes(data_dir, manifest, self.passages, settings)

    def embed_query(self, text: str) -> Vector:
        """The vector of a question, shape (dimensions,)."""
        return self._embeddings.query(text)

    def dense(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The rows with the highest cosine, best first.

        Raises:
            UnavailableError: the Chroma server of the settings does not answer any more.
        """
        try:
            return self._indexes.vectors.search(vector, count)
        except BrokenIndexError as error:
            # For example a slow question, whose generation was deleted under it.
            logger.warning("Chroma fails (%s), so all vectors are compared.", error)
            return ExactVectors(self._passages).search(vector, count)

    def passage_vectors(self, rows: Sequence[int]) -> Matrix:
        """The stored vectors of passages, shape (rows, dimensions)."""
        vectors: Matrix = np.asarray(self._passages[list(rows)])
        return vectors

    def sentence_vectors(self, row: int) -> Matrix:
        """The vectors of the sentences of one passage, shape (sentences, dimensions)."""
        return np.asarray(self._sentences[self._first[row] : self._first[row + 1]])

    def word_vectors(self, words: Sequence[str]) -> Matrix:
        """Vectors of single words around their common middle, shape (words, dimensions).

        Those of the documents are stored; the first of the others are embedded, and remembered for
        a while. A number has no meaning but itself, and no vector; nor have further words one.
        """
        asked = [word.casefold() for word in words]
        vectors = np.zeros((len(asked), self._words.shape[1]), np.float32)
        fresh = [
            word
            for word in dict.fromkeys(asked)
            if word[0].isalpha() and len(word) <= LONGEST_WORD and word not in self._word_rows
        ]
        known = self._fresh_words(fresh[:MOST_FRESH])
        for row, word in enumerate(asked):
            if word in known:
                vectors[row] = known[word]
            elif word in self._word_rows:
                vectors[row] = self._words[self._word_rows[word]]
        centred = np.where(vectors.any(1, keepdims=True), vectors - self._middle, 0.0)
        lengths = np.linalg.norm(centred, axis=1, keepdims=True)
        unit: Matrix = (centred / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit

    def _fresh_words(self, words: Sequence[str]) -> Mapping[str, Vector]:
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered = {}
        known = self._remembered
        if missing := [word for word in words if word not in known]:
            known |= dict(zip(missing, self._embeddings.queries(missing), strict=True))
        return known

    def lexical(self, text: str) -> Vector:
        """The share of the attainable BM25 that each passage attains, shape (passages,)."""
        return self._indexes.lexical.shares(text)


def open_index(
    data_dir: Path, settings: Settings, embeddings: TextEmbeddings | None = None
) -> OpenIndex:
    """Open the generation in force, or the next one if it is switched to meanwhile.

    Args:
        data_dir: Where generations lie.
        settings: Which model, unless `embeddings` is given, and where Chroma runs.
        embeddings: The model to embed questions with.

    Raises:
        IndexMissingError: nothing was ingested here.
        IndexMismatchError: it is damaged, of another format or of another model.
        UnavailableError: the Chroma server of the settings does not answer.
    """
    embeddings = embeddings or open_embeddings(settings.embeddings)
    while True:
        name = current_name(data_dir)
        try:
            return OpenIndex(data_dir, settings, embeddings)
        except (IndexMismatchError, OSError):
            # A writer may have deleted the files between one look and the next.
            if name == current_name(data_dir):
                raise


class IndexReader:
    """Gives the generation in force, and opens the next one when it is switched to."""

    def __init__(
        self, data_dir: Path, settings: Settings, embeddings: TextEmbeddings | None = None
    ) -> None:
        """Take where to read, and the model if not that of the settings; nothing is opened yet."""
        self._data_dir = data_dir
        self._settings = settings
        self._embeddings = embeddings or open_embeddings(settings.embeddings)
        self._lock = threading.Lock()
        self._open: OpenIndex | None = None

    def current(self) -> OpenIndex:
        """The index in force; who still holds an older one may go on with it.

        Raises:
            IndexMissingError, IndexMismatchError: there is none that can be read.
        """
        with self._lock:
            name = current_name(self._data_dir)
            if self._open is None or self._open.generation != name:
                self._open = open_index(self._data_dir, self._settings, self._embeddings)
            return self._open
