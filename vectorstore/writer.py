"""Writes a generation: the record first, then the indexes built from it, then the switch."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.errors import (
    IndexMismatchError,
    IndexMissingError,
    QuoteError,
    SourceError,
)
from assistant.models import Fact, Passage, ReadDocument, Sentence
from assistant.ports import Matrix
from assistant.private import make_folder
from assistant.settings import Settings
from assistant.verification import check_quote
from vectorstore.embedding import Embedder, Previous, in_context, vocabulary_of
from vectorstore.embeddings import OnBatch, TextEmbeddings
from vectorstore.generations import (
    building_folder,
    new_name,
    publish,
    remove_old,
    switch,
    sync_tree,
    writing,
)
from vectorstore.in_force import in_force
from vectorstore.indexes import build_indexes, drop_collections
from vectorstore.manifest import (
    FORMAT,
    PASSAGES,
    RECORD,
    SENTENCES,
    WORDS,
    Manifest,
    describe,
    write_manifest,
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
    *,
    may_shrink: bool = True,
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
        may_shrink: Whether it may hold less than half of the documents that the old one holds.

    Raises:
        StorageError: the directory cannot be written, or another process is writing it. The old
            generation then stays in force.
        SourceError: the documents have no text to answer from, or are too few.
        QuoteError: a span does not stand in its document, which must never happen.
    """
    passages = [passage for read in documents for passage in read.passages]
    if not passages:
        raise SourceError("None of the documents has any text to answer from.")
    _check_spans(documents)
    with writing(data_dir) as unfinished:
        drop_collections(unfinished, settings)
        previous = Previous.open(data_dir, embeddings.name)
        if not may_shrink:
            _refuse_shrinking(previous.manifest, len(documents))
        fingerprint = _fingerprint(documents, failures, embeddings.name)
        if previous.manifest is not None and previous.manifest.fingerprint == fingerprint:
            switch(data_dir, previous.manifest.name)
            return WriteReport(previous.manifest, 0, sum(map(len, previous.vectors.values())))
        name = new_name(data_dir, fingerprint[:6])
        folder = building_folder(data_dir, name)
        try:
            embedder = Embedder(previous.vectors, on_progress)
            manifest = _write_record(
                folder, name, documents, failures, embeddings, embedder, fingerprint
            )
            build_indexes(folder, manifest, passages, settings, on_progress)
            publish(data_dir, name)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        before = previous.manifest.name if previous.manifest else None
        old = remove_old(data_dir, settings.ingest.keep_generations, before)
        drop_collections(old, settings)
        return WriteReport(manifest, embedder.embedded, embedder.reused)


def adopt_generation(
    data_dir: Path, folder: Path, manifest: Manifest, settings: Settings
) -> Manifest:
    """Put a record that was written elsewhere in force, under a name of its own.

    Args:
        data_dir: Where generations lie; the caller is its only writer, see `writing`.
        folder: The record, checked, on the same disk; it is moved.
        manifest: What it says of itself.
        settings: How many generations to keep, and where Chroma runs.

    Raises:
        BrokenIndexError, OSError: the directory cannot be written.
    """
    try:
        before = in_force(data_dir).manifest.name
    except (IndexMissingError, IndexMismatchError):
        before = None
    name = new_name(data_dir, manifest.fingerprint[:6])
    adopted = manifest.model_copy(update={"name": name})
    building = folder.rename(building_folder(data_dir, name))
    try:
        write_manifest(building, adopted)
        documents, _ = read_record(building / RECORD)
        passages = [passage for read in documents for passage in read.passages]
        build_indexes(building, adopted, passages, settings)
        sync_tree(building)
        publish(data_dir, name)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    drop_collections(remove_old(data_dir, settings.ingest.keep_generations, before), settings)
    return adopted


def _refuse_shrinking(before: Manifest | None, documents: int) -> None:
    """A folder that was not mounted, or a typing error, must not make most answers vanish."""
    known = before.counts["documents"] if before else 0
    if 2 * documents < known:
        raise SourceError(
            f"Only {documents} documents were read, where the index holds {known}. It is unchanged; "
            "add --allow-shrink if the others are to go."
        )


def _check_spans(documents: Sequence[ReadDocument]) -> None:
    """Only offsets are kept, so that a wrong text would be embedded and never be seen again."""
    for read in documents:
        sentences = [sentence for passage in read.passages for sentence in passage.sentences]
        spans: list[Passage | Sentence | Fact] = [*read.passages, *sentences, *read.facts]
        for span in spans:
            if reason := check_quote(read.document, span.start, span.end, span.text):
                raise QuoteError(f"{span.document} {span.start}–{span.end}: {reason}")


def _write_record(
    folder: Path,
    name: str,
    documents: Sequence[ReadDocument],
    failures: Sequence[tuple[str, str]],
    embeddings: TextEmbeddings,
    embedder: Embedder,
    fingerprint: str,
) -> Manifest:
    passages = [passage for read in documents for passage in read.passages]
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    vocabulary = vocabulary_of([passage.text for passage in passages])
    make_folder(folder)
    vectors = {
        PASSAGES: embedder("embed passages", [p.text for p in passages], embeddings.passages),
        SENTENCES: embedder("embed sentences", in_context(documents), embeddings.passages),
        WORDS: embedder("embed words", vocabulary, embeddings.queries),
    }
    for file, matrix in vectors.items():
        np.save(folder / file, matrix)
    write_record(folder / RECORD, documents, vocabulary)
    manifest = Manifest(
        format=FORMAT,
        name=name,
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
    write_manifest(folder, manifest)
    sync_tree(folder)
    return manifest


def _fingerprint(
    documents: Sequence[ReadDocument], failures: Sequence[tuple[str, str]], model: str
) -> str:
    digest = hashlib.sha256(json.dumps([FORMAT, model, list(failures)]).encode())
    for read in documents:
        spans = [[(p.start, p.end, p.above, len(p.sentences)) for p in read.passages]]
        cut = [(s.start, s.end) for p in read.passages for s in p.sentences]
        facts = [(f.start, f.end, f.kind, dict(f.fields)) for f in read.facts]
        line = json.dumps([asdict(read.document), spans, cut, facts], sort_keys=True)
        digest.update(line.encode())
    return digest.hexdigest()
