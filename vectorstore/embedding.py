"""Embeds what a generation holds, but for what the one before it has embedded already."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path

import numpy as np

from assistant.errors import FordonsdalenError
from assistant.models.documents import Document, ReadDocument
from assistant.ports import Matrix, Vector
from assistant.progress import OnProgress
from vectorstore.checkpoint import Checkpoint
from vectorstore.generations import generation_folder
from vectorstore.in_force import in_force
from vectorstore.manifest import PASSAGES, RECORD, SENTENCES, Manifest
from vectorstore.record import History, read_history
from vectorstore.stored import ReadDocuments, StoredRecord
from vectorstore.vector_file import VectorFile

Encode = Callable[[Sequence[str]], Iterator[Matrix]]
"""Gives the vectors of texts a batch at a time."""


WINDOW = 20_000
"""Texts that are held at a time, some megabytes: enough that texts of like length meet."""


def in_context(documents: Iterable[ReadDocument]) -> Iterator[str]:
    """Every sentence behind the title and headings that it stands under, as it is embedded.

    A question mostly names what it is about, and so do few sentences of a document on just that.
    Alone they would seem nearest, whatever they say; see docs/evaluation.md.
    """
    for read in documents:
        for passage in read.passages:
            above = ", ".join(dict.fromkeys((read.document.title, passage.above)))
            yield from (f"{above}: {sentence.text}" for sentence in passage.sentences)


class Known:
    """The vectors of texts by the checksums of these, as they lie in a file."""

    def __init__(self, texts: Iterable[str] = (), path: Path | None = None) -> None:
        """Take the texts of the rows of a file, without reading these.

        Raises:
            OSError, ValueError: the file cannot be read, or has other rows.
        """
        self._rows: dict[int, int] = {}
        count = 0
        for count, text in enumerate(texts, 1):
            self._rows.setdefault(_key(text), count - 1)
        self._vectors = np.load(path, mmap_mode="r") if path and count else np.zeros((0, 0))
        if len(self._vectors) != count:
            raise ValueError("A file of vectors has other rows than it should.")

    def __len__(self) -> int:
        return len(self._rows)

    def get(self, text: str) -> Vector | None:
        """The vector of a text, if any is known."""
        row = self._rows.get(_key(text))
        return None if row is None else np.array(self._vectors[row], np.float32)


NOTHING_KNOWN = Known()


class Embedder:
    """Embeds what nobody has embedded yet, saves it batch by batch, and counts."""

    def __init__(
        self, known: Mapping[str, Known], checkpoint: Checkpoint, on_progress: OnProgress
    ) -> None:
        """Take the vectors of the previous generation, by step, and those of a killed ingest."""
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

    def __call__(
        self, step: str, texts: Iterable[str], count: int, encode: Encode, path: Path
    ) -> int:
        """Write the vectors of so many texts, in their order, under the name of their step.

        Of the texts a window is held, and of those before it their checksums.

        Returns:
            Their dimensions.
        """
        first: dict[int, int] = {}
        rest, begin = iter(texts), 0
        with closing(VectorFile(path, count, self._dimensions)) as file:
            while window := list(islice(rest, WINDOW)):
                rows: dict[str, list[int]] = {}
                for row, text in enumerate(window, begin):
                    if (before := first.setdefault(_key(text), row)) < begin:
                        file.copy(before, row)
                    else:
                        rows.setdefault(text, []).append(row)
                embedded = self._window(step, rows, encode, file, (begin, count))
                self.reused += len(window) - embedded
                begin += len(window)
                if embedded:
                    self._on_progress(step, begin, count)
            self._dimensions = file.dimensions
        return self._dimensions

    def _window(
        self,
        step: str,
        rows: Mapping[str, Sequence[int]],
        encode: Encode,
        file: VectorFile,
        progress: tuple[int, int],
    ) -> int:
        """Write the vectors of texts to their rows; returns how many were embedded, now or before."""
        known = self._known.get(step, NOTHING_KNOWN)
        lacking = []
        for text in rows:
            if (vector := known.get(text)) is not None:
                file.put(rows[text], vector)
            else:
                lacking.append(text)
        resumed = self._checkpoint.known(step, lacking)
        for text, vector in resumed.items():
            file.put(rows[text], vector)
        # Texts of like length together: a batch costs as much as its longest.
        missing = sorted((text for text in lacking if text not in resumed), key=len)
        done = 0
        for vectors in encode(missing):
            batch = missing[done : done + len(vectors)]
            for text, vector in zip(batch, vectors, strict=True):
                file.put(rows[text], vector)
            self._checkpoint.save(step, batch, vectors)
            done += len(batch)
            begin, count = progress
            self._on_progress(step, begin + done, count)
        self.embedded += len(missing)
        self.resumed += len(resumed)
        return len(missing) + len(resumed)


@dataclass(frozen=True)
class Previous:
    """What can be taken over from the generation that answers."""

    manifest: Manifest | None = None
    documents: Sequence[Document] = ()
    history: History = field(default_factory=History)
    vectors: Mapping[str, Known] = field(default_factory=dict)
    """By step; none where it is of another model."""

    @classmethod
    def open(cls, data_dir: Path, model: str) -> Previous:
        """Nothing where there is none that is whole."""
        try:
            manifest = in_force(data_dir).manifest
            folder = generation_folder(data_dir, manifest.name)
            record = StoredRecord(folder / RECORD)
            documents = list(record.documents.values())
            history = _dated(read_history(folder / RECORD), documents, manifest)
            if manifest.model != model:
                return cls(manifest, documents, history)
            passages = (passage.text for passage in record.passages)
            vectors = {
                "embed passages": Known(passages, folder / PASSAGES),
                "embed sentences": Known(in_context(ReadDocuments(record)), folder / SENTENCES),
            }
        except (FordonsdalenError, OSError, ValueError, sqlite3.Error):
            return cls()
        return cls(manifest, documents, history, vectors)


def _key(text: str) -> int:
    """A checksum of a text, which is held of each."""
    return int.from_bytes(blake2b(text.encode(), digest_size=16).digest())


def _dated(history: History, documents: Sequence[Document], manifest: Manifest) -> History:
    """The history with a day for each document; the first versions kept none."""
    made = manifest.created[:10]
    return replace(history, since={d.id: history.since.get(d.id, made) for d in documents})
