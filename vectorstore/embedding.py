"""Embeds what a generation holds, but for what the one before it has embedded already."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from assistant.errors import (
    FordonsdalenError,
)
from assistant.models import Document, ReadDocument
from assistant.ports import Matrix, Vector
from vectorstore.checkpoint import Checkpoint
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
from vectorstore.vector_file import VectorFile

Progress = Callable[[str, int, int], None]
Encode = Callable[[Sequence[str]], Iterator[Matrix]]
"""Gives the vectors of texts a batch at a time."""


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

    def __call__(self, step: str, texts: Sequence[str], encode: Encode, path: Path) -> int:
        """Write the vectors of texts, in their order, under the name of their step.

        No more than a batch is held, beside what the previous generation and the checkpoint have.

        Returns:
            Their dimensions.
        """
        known = self._known.get(step, {})
        lacking = [text for text in dict.fromkeys(texts) if text not in known]
        resumed = self._checkpoint.known(step, lacking)
        # Texts of like length together: a batch costs as much as its longest.
        missing = sorted((text for text in lacking if text not in resumed), key=len)
        with closing(VectorFile(path, texts, self._dimensions)) as file:
            for text in dict.fromkeys(texts):
                if (vector := known.get(text, resumed.get(text))) is not None:
                    file.put([text], vector[None])
            done = 0
            for vectors in encode(missing):
                batch = missing[done : done + len(vectors)]
                file.put(batch, vectors)
                self._checkpoint.save(step, batch, vectors)
                done += len(batch)
                if self._on_progress:
                    self._on_progress(step, done, len(missing))
            self._dimensions = file.dimensions
        self.embedded += len(missing)
        self.resumed += len(resumed)
        self.reused += len(texts) - len(missing) - len(resumed)
        return self._dimensions


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
