"""Writes a generation: the record first, then the indexes built from it, then the switch."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.errors import FordonsdalenError, StorageError
from assistant.models import ReadDocument
from assistant.ports import Matrix
from assistant.settings import Settings
from assistant.words import words
from vectorstore.embeddings import OnBatch, TextEmbeddings
from vectorstore.indexes import build_indexes, drop_collections
from vectorstore.manifest import (
    FORMAT,
    PASSAGES,
    RECORD,
    SENTENCES,
    WORDS,
    Manifest,
    current_name,
    describe,
    generation_folder,
    read_manifest,
    switch,
)
from vectorstore.record import read_record, write_record

Progress = Callable[[str, int, int], None]
Encode = Callable[[Sequence[str], OnBatch | None], Matrix]


@dataclass(frozen=True)
class WriteReport:
    """What writing a generation took."""

    manifest: Manifest
    embedded: int
    """Texts that went through the model."""
    reused: int
    """Texts whose vectors the previous generation had."""


def write_generation(
    data_dir: Path,
    documents: Sequence[ReadDocument],
    failures: Sequence[tuple[str, str]],
    embeddings: TextEmbeddings,
    settings: Settings,
    on_progress: Progress | None = None,
) -> WriteReport:
    """Make these documents the generation in force, which holds nothing else.

    The vectors of texts that the previous generation had are taken from there. Where nothing has
    changed at all, it stays.

    Args:
        data_dir: Where generations lie; made if it is not there.
        documents: What was read.
        failures: Sources that could not be read, with the reasons, for the manifest.
        embeddings: The model.
        settings: How many generations to keep, and where Chroma runs.
        on_progress: Told of every step.

    Raises:
        StorageError: the directory cannot be written, or another process is writing it. The old
            generation then stays in force.
    """
    with _writing(data_dir):
        previous = _Previous.open(data_dir, embeddings.name)
        fingerprint = _fingerprint(documents, failures, embeddings.name)
        if previous.manifest is not None and previous.manifest.fingerprint == fingerprint:
            return WriteReport(previous.manifest, 0, sum(map(len, previous.vectors.values())))
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{fingerprint[:6]}"
        folder = generation_folder(data_dir, name)
        try:
            embedder = _Embedder(previous.vectors, on_progress)
            manifest = _write_record(folder, documents, failures, embeddings, embedder, fingerprint)
            build_indexes(data_dir, manifest, documents, settings, on_progress)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        switch(data_dir, name)
        _prune(data_dir, settings)
        return WriteReport(manifest, embedder.embedded, embedder.reused)


def _write_record(
    folder: Path,
    documents: Sequence[ReadDocument],
    failures: Sequence[tuple[str, str]],
    embeddings: TextEmbeddings,
    embedder: _Embedder,
    fingerprint: str,
) -> Manifest:
    passages = [passage for read in documents for passage in read.passages]
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    vocabulary = vocabulary_of([passage.text for passage in passages])
    folder.mkdir(parents=True)
    vectors = {
        PASSAGES: embedder("embed passages", [p.text for p in passages], embeddings.passages),
        SENTENCES: embedder("embed sentences", [s.text for s in sentences], embeddings.passages),
        WORDS: embedder("embed words", vocabulary, embeddings.queries),
    }
    for file, matrix in vectors.items():
        np.save(folder / file, matrix)
    write_record(folder / RECORD, documents, vocabulary)
    manifest = Manifest(
        format=FORMAT,
        name=folder.name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=embeddings.name,
        dimensions=vectors[PASSAGES].shape[1],
        fingerprint=fingerprint,
        counts={
            "documents": len(documents),
            "passages": len(passages),
            "sentences": len(sentences),
            "facts": sum(len(read.facts) for read in documents),
            "words": len(vocabulary),
        },
        failures=list(failures),
        files={file: describe(folder / file) for file in (RECORD, *vectors)},
    )
    (folder / "manifest.json").write_text(manifest.model_dump_json(indent=1), "utf-8")
    _sync(folder)
    return manifest


def vocabulary_of(texts: Sequence[str]) -> list[str]:
    """The distinct words of texts in lower case, numbers left out, sorted."""
    return sorted(
        {word.text.casefold() for text in texts for word in words(text) if word.text[0].isalpha()}
    )


class _Embedder:
    """Embeds what the previous generation did not have, and counts."""

    def __init__(
        self, known: Mapping[str, Mapping[str, Matrix]], on_progress: Progress | None
    ) -> None:
        self._known = known
        self._on_progress = on_progress
        self.embedded = 0
        self.reused = 0

    def __call__(self, step: str, texts: Sequence[str], encode: Encode) -> Matrix:
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
        return np.vstack([known[text] for text in texts])


@dataclass(frozen=True)
class _Previous:
    """What can be taken over from the generation in force."""

    manifest: Manifest | None
    vectors: Mapping[str, Mapping[str, Matrix]]
    """By step, then by text."""

    @classmethod
    def open(cls, data_dir: Path, model: str) -> _Previous:
        """Nothing where there is none, or where it is damaged or of another model."""
        try:
            manifest = read_manifest(data_dir)
            if manifest.model != model:
                return cls(None, {})
            folder = generation_folder(data_dir, manifest.name)
            documents, vocabulary = read_record(folder / RECORD)
            passages = [passage for read in documents for passage in read.passages]
            texts = {
                ("embed passages", PASSAGES): [p.text for p in passages],
                ("embed sentences", SENTENCES): [s.text for p in passages for s in p.sentences],
                ("embed words", WORDS): vocabulary,
            }
            vectors = {
                step: dict(zip(lines, np.load(folder / file), strict=True))
                for (step, file), lines in texts.items()
            }
        except (FordonsdalenError, OSError, ValueError, KeyError, EOFError):
            return cls(None, {})
        except Exception as error:
            if type(error).__module__ != "sqlite3":
                raise
            return cls(None, {})
        return cls(manifest, vectors)


def _fingerprint(
    documents: Sequence[ReadDocument], failures: Sequence[tuple[str, str]], model: str
) -> str:
    digest = hashlib.sha256(json.dumps([FORMAT, model, list(failures)]).encode())
    for read in documents:
        spans = [[(p.start, p.end, p.heading, len(p.sentences)) for p in read.passages]]
        cut = [(s.start, s.end) for p in read.passages for s in p.sentences]
        facts = [(f.start, f.end, f.kind, dict(f.fields)) for f in read.facts]
        line = json.dumps([asdict(read.document), spans, cut, facts], sort_keys=True)
        digest.update(line.encode())
    return digest.hexdigest()


@contextmanager
def _writing(data_dir: Path) -> Iterator[None]:
    """One writer at a time; what goes wrong with the disk is told in a line."""
    try:
        (data_dir / "generations").mkdir(parents=True, exist_ok=True)
        with (data_dir / "writer.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise StorageError(
                    f"Another ingest is writing {data_dir}. Wait for it to finish."
                ) from error
            _remove_leftovers(data_dir)
            yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(f"{data_dir} cannot be written: {reason}.") from error


def _remove_leftovers(data_dir: Path) -> None:
    """Delete what a writer that was killed left behind: newer than what is in force."""
    try:
        current = current_name(data_dir)
    except FordonsdalenError:
        current = ""
    for folder in (data_dir / "generations").iterdir():
        if folder.name > current:
            shutil.rmtree(folder, ignore_errors=True)


def _prune(data_dir: Path, settings: Settings) -> None:
    """Delete the oldest generations; their readers have had time to reopen."""
    names = sorted(folder.name for folder in (data_dir / "generations").iterdir())
    old = names[: -settings.ingest.keep_generations]
    for name in old:
        shutil.rmtree(generation_folder(data_dir, name), ignore_errors=True)
    drop_collections(old, settings)


def _sync(folder: Path) -> None:
    """Bring files to the disk before anything points to them."""
    for path in (*folder.iterdir(), folder):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
