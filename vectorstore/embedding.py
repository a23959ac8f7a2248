"""Embeds what a generation holds, but for what the one before it has embedded already."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.errors import (
    FordonsdalenError,
)
from assistant.models import ReadDocument
from assistant.ports import Matrix
from assistant.words import words
from vectorstore.embeddings import OnBatch
from vectorstore.generations import (
    generation_folder,
)
from vectorstore.in_force import in_force
from vectorstore.manifest import (
    PASSAGES,
    RECORD,
    SENTENCES,
    WORDS,
    Manifest,
)
from vectorstore.record import read_record

Progress = Callable[[str, int, int], None]
Encode = Callable[[Sequence[str], OnBatch | None], Matrix]


def in_context(documents: Sequence[ReadDocument]) -> list[str]:
    """Every sentence behind the title and headings that it stands under, as it is embedded.

    A question mostly names what it is about, and so do few sentences of a document on just that.
    Alone they would seem nearest, whatever they say; see docs/evaluation.md.
    """
    return [
        f"{', '.join(dict.fromkeys((read.document.title, passage.above)))}: {sentence.text}"
        for read in documents
        for passage in read.passages
        for sentence in passage.sentences
    ]


def vocabulary_of(texts: Sequence[str]) -> list[str]:
    """The distinct words of texts in lower case, numbers left out, sorted."""
    return sorted(
        {word.text.casefold() for text in texts for word in words(text) if word.text[0].isalpha()}
    )


class Embedder:
    """Embeds what the previous generation did not have, and counts."""

    def __init__(
        self, known: Mapping[str, Mapping[str, Matrix]], on_progress: Progress | None
    ) -> None:
        self._known = known
        self._on_progress = on_progress
        self._dimensions = 0
        self.embedded = 0
        self.reused = 0

    def __call__(self, step: str, texts: Sequence[str], encode: Encode) -> Matrix:
        """The vectors of texts, shape (texts, dimensions), under the name of their step."""
        known = dict(self._known.get(step, {}))
        missing = [text for text in dict.fromkeys(texts) if text not in known]

        def on_batch(done: int, total: int) -> None:
            if self._on_progress:
                self._on_progress(step, done, total)

        if missing:
            # Texts of like length together: a batch costs as much as its longest.
            missing.sort(key=len)
            known |= dict(zip(missing, encode(missing, on_batch), strict=True))
        self.embedded += len(missing)
        self.reused += len(texts) - len(missing)
        if not texts:
            return np.zeros((0, self._dimensions), np.float32)
        vectors = np.vstack([known[text] for text in texts])
        self._dimensions = vectors.shape[1]
        return vectors


@dataclass(frozen=True)
class Previous:
    """What can be taken over from the generation that answers."""

    manifest: Manifest | None
    vectors: Mapping[str, Mapping[str, Matrix]]
    """By step, then by text; none where it is of another model."""

    @classmethod
    def open(cls, data_dir: Path, model: str) -> Previous:
        """Nothing where there is none that is whole."""
        try:
            manifest = in_force(data_dir).manifest
            if manifest.model != model:
                return cls(manifest, {})
            folder = generation_folder(data_dir, manifest.name)
            documents, vocabulary = read_record(folder / RECORD)
            passages = [passage for read in documents for passage in read.passages]
            texts = {
                ("embed passages", PASSAGES): [p.text for p in passages],
                ("embed sentences", SENTENCES): in_context(documents),
                ("embed words", WORDS): vocabulary,
            }
            vectors = {
                step: dict(zip(lines, np.load(folder / file), strict=True))
                for (step, file), lines in texts.items()
            }
        except (FordonsdalenError, OSError, sqlite3.Error):
            return cls(None, {})
        return cls(manifest, vectors)
