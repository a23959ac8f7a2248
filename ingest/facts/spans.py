"""From the place of a value to the span that states it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.models.documents import Document, Fact
from ingest.facts.kinds import FactKind
from ingest.facts.units import Unit

_BOUNDARY = re.compile(r"[;:!?|]\s*|[,.]\s+|\s[–—-]\s+")
_LONGEST = 300
_EMPHASIS = "**"

Span = tuple[int, int]
"""Offsets in the document, end exclusive."""


def clause(unit: Unit, start: int, end: int, *, to_end: bool = True) -> Span:
    """The clause around `unit.text[start:end]`, in offsets of the document.

    It begins with the sentence, so that the subject is in it, unless that is more than 300
    characters away; then at the nearest mark. With `to_end` it goes on to the next mark.
    """
    begin = 0
    if start > _LONGEST:
        marks = [mark.end() for mark in _BOUNDARY.finditer(unit.text, start - _LONGEST, start)]
        begin = marks[-1] if marks else start
    if to_end:
        mark = _BOUNDARY.search(unit.text, end, end + _LONGEST)
        rest = mark.start() if mark else min(len(unit.text), end + _LONGEST)
        while rest > end and (unit.text[rest - 1] == "." or unit.text[rest - 1].isspace()):
            rest -= 1
        end = max(end, rest)
    return unit.start + begin, unit.start + end


def fact(document: Document, span: Span, kind: FactKind, fields: Mapping[str, str]) -> Fact:
    """The fact that a span states; marks of emphasis are quoted in pairs or not at all."""
    start, end = span
    text = document.text[start:end]
    if text.count(_EMPHASIS) % 2:
        if document.text.startswith(_EMPHASIS, start - 2) and start >= 2:
            start -= 2
        elif document.text.startswith(_EMPHASIS, end):
            end += 2
    return Fact(document.id, start, end, document.text[start:end], kind.value, fields)
