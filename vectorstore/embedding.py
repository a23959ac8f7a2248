"""Embeds what a generation holds, but for what the one before it has embedded already."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from assistant.errors import (
    FordonsdalenError,
)
from assistant.models import Document, ReadDocument
from assistant.ports import Matrix, Vector
from vectorstore.checkpoint import Checkpoint
from vectorstore.embeddings import OnBatch
from vectorstore.generations import (
    generation_folder,
)
from vectorstore.in_force import in_force
from vectorstore.manifest import (
    PASSAGES,
    RECORD,
    SENTENCES,
    Manifest,
)
from vectorstore.record import History, read_history, read_record

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


class Embedder:
    """Embeds what nobody has embedded yet, saves it batch by batch, and counts."""

    def __init__(
        self,
        known: Mapping[str, Mapping[str, Vector]],
        checkpoint: Checkpoint,
        on_progress: Progress | None,
    ) -> None:
        """Take the vectors of the previous generation, by step and text, and those of a killed ingest."""
        self._known = known
        self._checkpoint = checkpoint
        self._on_progress = on_progress
        self._dimensions = 0
        self.embedded = 0
        """Texts that went through the model."""
        self.resumed = 0
        """Texts that did before an earlier ingest ended."""
        self.reused = 0
        """Texts that need not, with those that stand there more than once."""

    def __call__(self, step: str, texts: Sequence[str], encode: Encode) -> Matrix:
        """The vectors of texts, shape (texts, dimensions), under the name of their step."""
        known = dict(self._known.get(step, {}))
        lacking = [text for text in dict.fromkeys(texts) if text not in known]
        resumed = self._checkpoint.known(step, lacking)
        known |= resumed
        missing = [text for text in lacking if text not in resumed]

        def on_batch(done: int, total: int, vectors: Matrix) -> None:
            self._checkpoint.save(step, missing[done - len(vectors) : done], vectors)
            if self._on_progress:
                self._on_progress(step, done, total)

        if missing:
            # Texts of like length together: a batch costs as much as its longest.
            missing.sort(key=len)
            known |= dict(zip(missing, encode(missing, on_batch), strict=True))
        self.embedded += len(missing)
        self.resumed += len(resumed)
        self.reused += len(texts) - len(missing) - len(resumed)
        if not texts:
            return np.zeros((0, self._dimensions), np.float32)
        vectors = np.vstack([known[text] for text in texts])
        self._dimensions = vectors.shape[1]
        return vectors


@dataclass(frozen=True)
class Previous:
    """What can be taken over from the generation that answers."""

    manifest: Manifest | None = None
    documents: Sequence[Document] = ()
    history: History = field(default_factory=History)
    vectors: Mapping[str, Mapping[str, Vector]] = field(default_factory=dict)
    """By step, then by the text that was embedded; none where it is of another model."""

    @classmethod
    def open(cls, data_dir: Path, model: str) -> Previous:
        """Nothing where there is none that is whole."""
        try:
            manifest = in_force(data_dir).manifest
            folder = generation_folder(data_dir, manifest.name)
            read = read_record(folder / RECORD)
            documents = [each.document for each in read]
            history = _dated(read_history(folder / RECORD), documents, manifest)
            if manifest.model != model:
                return cls(manifest, documents, history)
            passages = [passage for each in read for passage in each.passages]
            texts = {
                ("embed passages", PASSAGES): [p.text for p in passages],
                ("embed sentences", SENTENCES): in_context(read),
            }
            vectors = {
                step: dict(zip(lines, np.load(folder / file), strict=True))
                for (step, file), lines in texts.items()
            }
        except (FordonsdalenError, OSError, sqlite3.Error):
            return cls()
        return cls(manifest, documents, history, vectors)


def _dated(history: History, documents: Sequence[Document], manifest: Manifest) -> History:
    """The history with a day for each document; the first versions kept none."""
    made = manifest.created[:10]
    return replace(history, since={d.id: history.since.get(d.id, made) for d in documents})
