"""The numbers that an OpenDocument text shows in front of the items of its lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ingest.readers.archive import Element, attribute, local

_LONGEST_SUFFIX = 3


class Numbers(NamedTuple):
    """How a list counts its items."""

    first: int | None
    """None where it has no numbers."""
    form: str = ""
    suffix: str = "."


class Lists:
    """Knows the lists of a document by their styles, and goes on with numbers where it says so."""

    def __init__(self, roots: Sequence[Element | None]) -> None:
        """Take the styles that stand in parts of a document."""
        self._levels = {
            attribute(style, "name"): [each for each in style if "list-level" in local(each)]
            for root in roots
            for style in (() if root is None else root.iter("{*}list-style"))
        }
        self._by_style: dict[str, int] = {}
        self._by_name: dict[str, int] = {}

    def numbers(self, element: Element, style: str, depth: int) -> Numbers:
        """How a list counts that stands so deep in others, 0 for the outermost."""
        levels = self._levels.get(style, [])
        level = levels[depth] if depth < len(levels) else None
        if level is None or not local(level).endswith("number"):
            return Numbers(None)
        form = attribute(level, "num-format")
        if not form:
            return Numbers(None)
        first = number(level, "start-value") or 1
        if attribute(element, "continue-numbering") == "true":
            first = self._by_style.get(style, first)
        if before := attribute(element, "continue-list"):
            first = self._by_name.get(before, first)
        suffix = attribute(level, "num-suffix").strip()[:_LONGEST_SUFFIX]
        numbers = Numbers(first, form, suffix or ".")
        if depth == 0:
            counted = sum(1 for _ in element.iterchildren("{*}list-item"))
            self._by_style[style] = self._by_name[attribute(element, "id")] = first + counted
        return numbers


def number(element: Element, name: str) -> int | None:
    """A number that an element states, small enough to be counted on."""
    value = attribute(element, name)
    return int(value) if value.isdecimal() and len(value) < 4 else None
