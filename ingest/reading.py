"""From one source to its document and blocks."""

from __future__ import annotations

import gc
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import reduce
from importlib import import_module
from typing import Any

from assistant.errors import SourceError
from assistant.models.documents import Document
from assistant.reasons import Reason
from assistant.settings import IngestSettings
from assistant.text.language import detect_language
from ingest.blocks import Kind
from ingest.decoding import whole
from ingest.headings import LONGEST, is_sentence
from ingest.metadata import Metadata, sidecar
from ingest.readers.parsed import SAMPLE, Options, Parsed
from ingest.sources import READERS, Source
from ingest.unread import why_not_read

_WORD = re.compile(r"\w")
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what it is made of."""

    document: Document
    parsed: Parsed
    replaces: str | None = None
    """What the document says that it is a newer version of: an id or an address."""


def read_source(
    source: Source, settings: IngestSettings, furniture: Collection[str] = ()
) -> Reading:
    """Read one file.

    Args:
        source: The file.
        settings: How large it may be, and whether pictures of text are read.
        furniture: What most web pages of its site hold, which is left out of a web page.

    Raises:
        SourceError: it holds no text that can be read; the message is the reason alone.
        OSError: the file cannot be opened.
    """
    place = source.place
    if place.problem:
        raise SourceError(place.problem)
    reader = READERS.get(source.path.suffix.lower())
    if reader is None:
        raise SourceError(why_not_read(source.path))
    if not source.path.is_file():
        raise SourceError("it is not a file")
    size = source.path.stat().st_size / 1_000_000
    if size > settings.most_megabytes:
        raise SourceError(too_large(size, settings.most_megabytes))
    # Each reader loads libraries of its own, which nobody waits for who has no such file.
    module: Any = import_module(f"ingest.readers.{reader}")
    with _uncollected():
        parsed: Parsed = module.read(
            source.path.read_bytes(), Options(settings, furniture, place.without)
        )
    if not _WORD.search(parsed.text, parsed.start):
        raise SourceError(one_by_one([Reason("it holds no text"), *parsed.unread]))
    beside, unusable = sidecar(source.path)
    parsed = replace(
        parsed, problems=(*parsed.problems, *unusable), left_out=whole(parsed.left_out)
    )
    known = beside.over(place.told).over(parsed.metadata)
    return Reading(_document(source, parsed, known), parsed, known.replaces)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Looks for no cycles while a file is read.

    The pieces of a large one, a million and more, live until the end of it; to look them through again
    and again takes as long as to read it.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def one_by_one(reasons: Iterable[Reason]) -> Reason:
    """Several reasons, at least one, as one that tells them all."""
    return reduce(lambda one, next: Reason("{one}; {next}", {"one": one, "next": next}), reasons)


def too_large(size: float, most: int) -> Reason:
    """Why a file is not read, by its megabytes and those that are allowed."""
    told = (
        "it has {size} MB, more than ingest.most_megabytes ({most}) allows; split it, or raise that"
    )
    return Reason(told, {"size": f"{size:,.0f}", "most": f"{most}"})


def _document(source: Source, parsed: Parsed, known: Metadata) -> Document:
    sample = parsed.text[parsed.start : parsed.start + SAMPLE]
    return Document(
        id=source.id,
        title=(known.title or _first_line(parsed) or source.stem)[:_LONGEST_TITLE],
        text=parsed.text,
        source=source.name,
        media_type=parsed.media_type,
        url=known.url,
        published=known.published,
        language=known.language or detect_language(sample),
        pages=parsed.pages,
        tags=source.place.tags,
    )


def _first_line(parsed: Parsed) -> str:
    """The first heading or, where there is none, the first line if it is short.

    In formats that have marks for headings, a whole sentence is no title.
    """
    heading = next((block for block in parsed.blocks if block.kind is Kind.HEADING), None)
    if heading or not parsed.blocks:
        return heading.label if heading else ""
    first = parsed.blocks[0]
    line = parsed.text[first.start : first.end]
    if len(line) > LONGEST or "\n" in line or first.kind is not Kind.TEXT:
        return ""
    return "" if is_sentence(line) and parsed.media_type != "text/plain" else line
