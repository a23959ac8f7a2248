"""Writes a generation: the record first, then the indexes built from it, then the switch."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from assistant.errors import IndexMismatchError, IndexMissingError, in_a_line
from assistant.models.documents import Passage, ReadDocument
from assistant.progress import OnProgress, no_progress
from assistant.reasons import Reason
from assistant.settings import Settings
from assistant.system.private import make_folder
from vectorstore.changes import Changes, Presence, changes, holding_removed, next_history
from vectorstore.checkpoint import Checkpoint, drop_checkpoint
from vectorstore.embedding import Embedder, Previous, in_context
from vectorstore.embeddings import TextEmbeddings
from vectorstore.faults import BrokenIndexError
from vectorstore.generations import (
    building_folder,
    generation_folder,
    new_name,
    publish,
    remove,
    remove_old,
    switch,
    sync_tree,
    writing,
)
from vectorstore.in_force import in_force
from vectorstore.indexes import build_indexes, drop_collections, renew_views
from vectorstore.manifest import (
    FORMAT,
    PASSAGES,
    RECORD,
    SENTENCES,
    Manifest,
    describe,
    write_manifest,
)
from vectorstore.record import History, read_record, write_record
from vectorstore.safeguards import MOST_MAY_GO, Missing, refuse_shrinking, refuse_unusable

logger = logging.getLogger(__name__)

_OF_FEW = frozenset({"pages", "also", "replaced_by", "followed_by", "tags"})
"""What few documents have, which leaves the fingerprints of others as they always were."""
MOVE_SECONDS = 1.0
"""Until readers have moved to a new generation: they look twice in that time."""


@dataclass(frozen=True)
class WriteReport:
    """What writing a generation took."""

    manifest: Manifest
    embedded: int
    """Texts that went through the model."""
    reused: int
    """Texts whose vectors the previous generation had."""
    resumed: int = 0
    """Texts that went through it before an earlier ingest was ended."""
    changes: Changes = field(default_factory=Changes)
    forgotten: tuple[str, ...] = ()
    """Older generations that were deleted with the removed documents that they held."""


def write_generation(
    data_dir: Path,
    documents: Sequence[ReadDocument],
    failures: Sequence[tuple[str, Reason]],
    embeddings: TextEmbeddings,
    settings: Settings,
    on_progress: OnProgress = no_progress,
    missing: Missing = MOST_MAY_GO,
) -> WriteReport:
    """Make these documents the generation in force, which holds nothing else.

    The vectors of texts that the previous generation had are taken from there, and those of an
    ingest that was killed from its checkpoint. Where nothing has changed at all, it stays. Older
    generations that hold texts of removed documents are deleted, unless the settings keep them.

    Args:
        data_dir: Where generations lie; made if it is not there.
        documents: What was read.
        failures: Sources that could not be read, with the reasons, for the manifest.
        embeddings: The model.
        settings: How many generations to keep, and where Chroma runs.
        on_progress: Told of every step.
        missing: What may be missing of the documents of the previous generation.

    Raises:
        StorageError: the directory cannot be written, or another process is writing it. The old
            generation then stays in force.
        SourceError: the documents have no text to answer from, or are too few.
        QuoteError: a span does not stand in its document, which must never happen.
    """
    refuse_unusable(documents, missing)
    with writing(data_dir) as unfinished:
        drop_collections(unfinished, settings)
        previous = Previous.open(data_dir, embeddings.name)
        listed = [read.document for read in documents]
        if documents and not missing.most:
            refuse_shrinking(previous.documents, listed)
        history = next_history(
            previous.documents,
            previous.history,
            listed,
            datetime.now(UTC).date().isoformat(),
            unread=missing.unread,
            most=settings.ingest.earlier_versions,
            keep_removed=settings.ingest.keep_removed,
        )
        made = Made(documents, failures, history, embeddings.name)
        report = _stay(data_dir, made, previous) or _write(
            data_dir, made, previous, embeddings, settings, on_progress
        )
        there = Presence.of(listed, missing.unread)
        forgotten = _forget_removed(data_dir, there, report.manifest.name, settings)
        drop_collections(forgotten, settings)
        told = changes(previous.documents, listed, missing.unread)
        return replace(report, changes=told, forgotten=tuple(forgotten))


@dataclass(frozen=True)
class Made:
    """What a generation is made of."""

    documents: Sequence[ReadDocument]
    failures: Sequence[tuple[str, Reason]]
    history: History
    model: str

    @property
    def passages(self) -> Iterator[Passage]:
        """All passages, by row."""
        return (passage for read in self.documents for passage in read.passages)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How much there is of each kind."""
        counts = Counter(documents=0, passages=0, sentences=0, facts=0)
        for read in self.documents:
            sentences = sum(len(passage.sentences) for passage in read.passages)
            facts = len(read.facts)
            counts.update(
                documents=1, passages=len(read.passages), sentences=sentences, facts=facts
            )
        return dict(counts)

    @cached_property
    def fingerprint(self) -> str:
        """A checksum of all of it but for days."""
        failures = [(source, str(reason)) for source, reason in self.failures]
        parts: list[object] = [FORMAT, self.model, failures]
        if self.history.earlier or self.history.unread:
            earlier = [(version.document, version.sha256) for version in self.history.earlier]
            parts += [earlier, sorted(self.history.unread)]
        digest = hashlib.sha256(json.dumps(parts).encode())
        for read in self.documents:
            spans = [[(p.start, p.end, p.above, len(p.sentences)) for p in read.passages]]
            cut = [(s.start, s.end) for p in read.passages for s in p.sentences]
            facts = [(f.start, f.end, f.kind, dict(f.fields)) for f in read.facts]
            told = {
                name: value
                for name, value in asdict(read.document).items()
                if value or name not in _OF_FEW
            }
            line = json.dumps([told, spans, cut, facts], sort_keys=True)
            digest.update(line.encode())
        return digest.hexdigest()


def _stay(data_dir: Path, made: Made, previous: Previous) -> WriteReport | None:
    """The previous generation, put in force again, if it is made of the same."""
    if previous.manifest is None or previous.manifest.fingerprint != made.fingerprint:
        return None
    folder = generation_folder(data_dir, previous.manifest.name)
    try:
        renew_views(folder, previous.manifest, made.documents)
    except (OSError, ValueError) as error:  # They are made at each opening as before.
        logger.warning("What is looked up of %s stays as it is: %s", folder.name, in_a_line(error))
    switch(data_dir, previous.manifest.name)
    drop_checkpoint(data_dir)
    return WriteReport(previous.manifest, 0, sum(map(len, previous.vectors.values())))


def _write(
    data_dir: Path,
    made: Made,
    previous: Previous,
    embeddings: TextEmbeddings,
    settings: Settings,
    on_progress: OnProgress,
) -> WriteReport:
    """Write a new generation and put it in force; what is embedded outlives a failure."""
    name = new_name(data_dir, made.fingerprint[:6])
    folder = building_folder(data_dir, name)
    checkpoint = Checkpoint(data_dir, embeddings.name)
    try:
        embedder = Embedder(previous.vectors, checkpoint, on_progress)
        manifest = _write_record(folder, name, made, embeddings, embedder)
        build_indexes(folder, manifest, made.documents, settings, on_progress)
        publish(data_dir, name)
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError | sqlite3.Error | BrokenIndexError):
            checkpoint.drop()  # A disk without room needs all of it.
        checkpoint.close()
        raise
    checkpoint.drop()
    before = previous.manifest.name if previous.manifest else None
    drop_collections(remove_old(data_dir, settings.ingest.keep_generations, before), settings)
    return WriteReport(manifest, embedder.embedded, embedder.reused, embedder.resumed)


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
        build_indexes(building, adopted, read_record(building / RECORD), settings)
        sync_tree(building)
        publish(data_dir, name)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise
    drop_collections(remove_old(data_dir, settings.ingest.keep_generations, before), settings)
    return adopted


def _forget_removed(data_dir: Path, there: Presence, current: str, settings: Settings) -> list[str]:
    """Delete the older generations that hold texts of removed documents, and name them."""
    keep = settings.ingest.keep_removed
    names = [] if keep else list(holding_removed(data_dir, there, current, newer_too=True))
    if names:
        # A question that is being answered from one of them goes on with what it has open.
        time.sleep(MOVE_SECONDS)
    remove(data_dir, names)
    return names


def _write_record(
    folder: Path, name: str, made: Made, embeddings: TextEmbeddings, embedder: Embedder
) -> Manifest:
    documents, counts, encode = made.documents, made.counts, embeddings.passage_batches
    make_folder(folder)
    texts = (passage.text for passage in made.passages)
    dimensions = embedder("embed passages", texts, counts["passages"], encode, folder / PASSAGES)
    sentences = in_context(documents)
    embedder("embed sentences", sentences, counts["sentences"], encode, folder / SENTENCES)
    write_record(folder / RECORD, documents, made.history)
    manifest = Manifest(
        format=FORMAT,
        name=name,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        model=embeddings.name,
        dimensions=dimensions,
        fingerprint=made.fingerprint,
        counts=counts,
        failures=list(made.failures),
        files={file: describe(folder / file) for file in (RECORD, PASSAGES, SENTENCES)},
    )
    write_manifest(folder, manifest)
    sync_tree(folder)
    return manifest
