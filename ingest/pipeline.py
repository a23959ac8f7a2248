"""The way from paths to read documents: find, read, cut into passages, extract facts."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from textwrap import shorten

from assistant.errors import SourceError, StorageError
from assistant.models.documents import ReadDocument
from assistant.progress import OnProgress, no_progress
from assistant.reasons import Reason
from assistant.settings import IngestSettings
from assistant.staff.documents import Preview
from ingest.duplicates import body, checksum, fold
from ingest.facts import extract_facts
from ingest.passages import make_passages
from ingest.reading import Reading, one_by_one, read_source
from ingest.repetition import furniture
from ingest.sources import Place, Source, find_sources, slug
from ingest.spool import Spool
from ingest.unread import unread
from ingest.versions import succession

STEP = "read"
_logger = logging.getLogger(__name__)
_MOST_REASONS = 3
_LEAST_KEPT = 0.4
"""Share of the words of a page below which somebody should look at what was left out."""
_LONGEST_PREVIEW, _PREVIEWED = 120, 1_000
UNFORESEEN = "its reader failed by a fault of this program ({kind}: {told}); report it"


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be read, and why, in words that complete `SOURCE: …`."""

    source: str
    reason: Reason
    id: str = field(default="", compare=False)
    """What its document would be called."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What there is to know about a source that was read, in words that complete `SOURCE: …`."""

    source: str
    told: Reason
    warns: bool = True
    """Whether somebody should look at it."""


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What came of reading, in the order of the sources."""

    documents: Sequence[ReadDocument]
    """Each is loaded when it is asked for, where there are many."""
    failures: tuple[Failure, ...] = ()
    notices: tuple[Notice, ...] = ()
    fetched: Mapping[str, int] = field(default_factory=dict)
    """How many pages and files were new, changed, unchanged, gone, and so on, where any was fetched."""


def read_documents(
    paths: Sequence[Path | Place],
    settings: IngestSettings,
    on_progress: OnProgress = no_progress,
    *,
    may_be_empty: bool = False,
    beside: Path | None = None,
) -> ReadResult:
    """Read all files that the paths name or hold; one that fails does not stop the others.

    What was read waits in a file without a name, and memory holds one document at a time
    while it is read; what goes on to be written is told in `docs/ingestion.md`.

    Args:
        paths: Files, folders, and copies of what was fetched.
        settings: How long passages are, in characters.
        on_progress: Told of every file read.
        may_be_empty: Whether a folder may hold nothing to read.
        beside: The folder of that file.

    Raises:
        SourceError: a path is not there, or no document could be read.
        StorageError: there is no room for what was read.
    """
    sources = find_sources(paths, may_be_empty=may_be_empty)
    spool, bodies = Spool(beside), dict[str, bytes]()
    claims: dict[str, str] = {}
    failures: list[Failure] = []
    named = [path.path if isinstance(path, Place) else path for path in paths]
    notices = [Notice(folder, told) for folder, told in unread(named)]
    shared = furniture(sources)
    for done, source in enumerate(sources):
        on_progress(STEP, done, len(sources))
        try:
            reading = read_source(source, settings, shared.get(source.path, ()))
            read, words = _read_document(reading, settings), body(reading)
            told = list(_notices(reading))
        except Exception as error:
            failures.append(Failure(source.name, _reason(error), source.id))
            continue
        _keep(spool, read, words)
        bodies[source.id] = checksum(words)
        if reading.replaces:
            claims[source.id] = reading.replaces
        notices += told
    on_progress(STEP, len(sources), len(sources))
    if failures and not spool:
        raise SourceError(_all_failed(failures))
    told = _relate(spool, bodies, claims)
    return ReadResult(spool, tuple(failures), (*notices, *told))


def _keep(spool: Spool, read: ReadDocument, words: str) -> None:
    try:
        spool.put(read, words)
    except OSError as error:
        raise StorageError(
            f"What was read cannot be kept: {error.strerror or error}. Make room on the disk."
        ) from error


def _relate(spool: Spool, bodies: Mapping[str, bytes], claims: Mapping[str, str]) -> list[Notice]:
    """Let each text be there once, and each document tell its newer version; what to tell of that."""
    sources = {each.id: each.source for each in spool.heads}
    documents, part_of = fold(spool.heads, bodies)
    claimed = {part_of.get(name, name): claim for name, claim in claims.items()}
    after = succession(documents, spool.body, claimed)
    spool.heads = [
        replace(each, replaced_by=after.newer.get(each.id), followed_by=after.later.get(each.id))
        for each in documents
    ]
    same = [
        (name, Reason("it holds the same text as {source}", {"source": sources[to]}))
        for name, to in part_of.items()
    ]
    old = [
        (name, Reason("it is an older version of {source}", {"source": sources[to]}))
        for name, to in after.newer.items()
    ]
    told = [*same, *old, *after.remarks]
    return [Notice(sources[name], what, warns=False) for name, what in told]


def read_document(source: Source, settings: IngestSettings) -> ReadDocument:
    """One source as a document with its passages and facts.

    Raises:
        SourceError: it holds nothing that can be quoted.
        OSError: it cannot be opened.
    """
    return _read_document(read_source(source, settings), settings)


def preview(path: Path, settings: IngestSettings) -> Preview:
    """What reading one file gives, and what of it is left out.

    Raises:
        SourceError: it holds nothing that can be quoted.
        OSError: it cannot be opened.
    """
    reading = read_source(Source(path, slug(path.stem)), settings)
    document = reading.document
    read = _read_document(reading, settings)
    return Preview(
        document.title,
        document.published,
        document.language,
        document.url,
        document.text,
        reading.parsed.left_out,
        reading.parsed.kept,
        tuple(notice.told for notice in _notices(reading) if notice.warns),
        len(read.passages),
        len(read.facts),
    )


def _notices(reading: Reading) -> Iterator[Notice]:
    source = reading.document.source
    for problem in reading.parsed.problems:
        yield Notice(source, Reason("{problem}; it is read without that", {"problem": problem}))
    for unread_part in reading.parsed.unread:
        yield Notice(source, unread_part)
    if reading.parsed.left_out:
        start = shorten(
            reading.parsed.left_out[:_PREVIEWED], width=_LONGEST_PREVIEW, placeholder=" …"
        )
        kept = reading.parsed.kept
        told = "{share}% of the visible words kept, menus aside; without: {start}"
        without = Reason(told, {"share": round(100 * kept), "start": start})
        yield Notice(source, without, warns=kept < _LEAST_KEPT)


def _read_document(reading: Reading, settings: IngestSettings) -> ReadDocument:
    reading.document.text.encode()  # What cannot be written fails here, where it costs one file.
    passages = make_passages(reading.document, reading.parsed.blocks, settings.passage_characters)
    if not passages:
        raise SourceError("it holds nothing but headings, code or links to other pages")
    return ReadDocument(reading.document, passages, extract_facts(reading.document, passages))


def _reason(error: Exception) -> Reason:
    if isinstance(error, PermissionError):
        return Reason("permission denied; let this user read it")
    if isinstance(error, OSError):
        return Reason(error.strerror or str(error))
    if isinstance(error, SourceError):
        return error.reason
    _logger.error("A file made its reader fail.", exc_info=error)
    told = shorten(str(error), width=_LONGEST_PREVIEW, placeholder=" …")
    return Reason(UNFORESEEN, {"kind": type(error).__name__, "told": told})


def _all_failed(failures: Sequence[Failure]) -> Reason:
    told = [
        Reason("{source}: {why}", {"source": each.source, "why": each.reason})
        for each in failures[:_MOST_REASONS]
    ]
    more = len(failures) - _MOST_REASONS
    if more > 0:
        told.append(Reason("and {more} more", {"more": more}))
    return Reason("No document could be read. {reasons}.", {"reasons": one_by_one(told)})
