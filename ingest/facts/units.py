"""A document as units: sentences, items of lists and rows of tables, with what stands over them.

Readers give sentences with their offsets. A sentence that holds several lines of a list or table
is cut into its lines here, and so is one with the line that introduces them; all else stays as
the reader cut it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from assistant.models.documents import Document, Passage, Sentence

_ITEM = re.compile(r"\s{0,12}(?:[-*•·+]|\d{1,3}[.)])[ \t]+(?=\S)|\s{0,12}[–—][ \t]+(?=\S)")
_HEADING = re.compile(r"#{1,6}[ \t]")
LONGEST = 4_000
"""Characters of a sentence that facts are looked for in; what is longer is a dump of words or numbers."""
_LONGEST_MARK = 16


class Shape(StrEnum):
    """How a unit stands on the page."""

    SENTENCE = "sentence"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that is read by itself; offsets are those of the document."""

    shape: Shape
    start: int
    end: int
    text: str
    heading: str
    """The heading over it, or the title of the document."""


def units(document: Document, passages: Sequence[Passage]) -> Iterator[Unit]:
    """All units of the passages in reading order, each once even where passages overlap.

    Headings are left out, and so is what is longer than a sentence can be.
    """
    behind = -1
    for passage in sorted(passages, key=lambda passage: passage.start):
        for sentence in passage.sentences:
            if sentence.start >= behind:
                behind = sentence.end
                if sentence.end - sentence.start <= LONGEST:
                    yield from _split(document, sentence, passage.heading)


def lists(found: Iterable[Unit]) -> Iterator[Sequence[Unit]]:
    """The units, the items of a list together and any other by itself."""
    for is_item, together in groupby(found, lambda unit: unit.shape is Shape.ITEM):
        if is_item:
            yield tuple(together)
        else:
            yield from ((unit,) for unit in together)


def _split(document: Document, sentence: Sentence, heading: str) -> Iterator[Unit]:
    start = _line_start(document.text, sentence.start)
    lines = document.text[start : sentence.end].splitlines(keepends=True)
    introduces = any(line.rstrip().endswith(":") for line in lines[:-1])
    if not introduces and all(_shape(line) is Shape.SENTENCE for line in lines):
        if not _HEADING.match(document.text, start):
            yield _unit(Shape.SENTENCE, sentence.start, sentence.text, heading)
        return
    at = start
    for line in lines:
        if line.strip() and not _HEADING.match(line):
            yield _unit(_shape(line), at, line, heading)
        at += len(line)


def _line_start(text: str, start: int) -> int:
    """Start of the line if only the mark of a list stands before the sentence, else its own."""
    line = text.rfind("\n", max(0, start - _LONGEST_MARK), start) + 1
    mark = _ITEM.match(text, line) if start - line < _LONGEST_MARK else None
    return line if mark and mark.end() == start else start


def _shape(line: str) -> Shape:
    if "|" in line:
        return Shape.ROW
    return Shape.ITEM if _ITEM.match(line) else Shape.SENTENCE


def _unit(shape: Shape, start: int, text: str, heading: str) -> Unit:
    marker = _ITEM.match(text) if shape is Shape.ITEM else None
    edge = " \t|" if shape is Shape.ROW else None
    skipped = marker.end() if marker else len(text) - len(text.lstrip(edge))
    body = text[skipped:].rstrip().rstrip(edge)
    begin = start + skipped
    return Unit(shape, begin, begin + len(body), body, heading)
