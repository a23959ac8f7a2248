"""The numbers that an OpenDocument text shows in front of list items and headings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.list_numbers import numeral
from ingest.readers.archive import Element, attribute, local, whole_number

BULLET = "-"
OUTLINE = "\n"
"""Stands for the style that numbers headings; no style has such a name."""
_LONGEST_SIGN = 20


class Numbering:
    """Counts items and headings as they come."""

    def __init__(self, *roots: Element) -> None:
        """Take the styles of lists from the parts of a document that hold some."""
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: defaultdict[str, list[int]] = defaultdict(list)
        for root in roots:
            for style in root.iter("{*}list-style", "{*}outline-style"):
                is_outline = local(style) == "outline-style"
                name = OUTLINE if is_outline else attribute(style, "name")
                self._levels[name] = {_whole(each, "level") - 1: each for each in style}

    def begin(self, element: Element, style: str, depth: int) -> None:
        """A list begins, which may go on with the one of its style before."""
        goes_on = attribute(element, "continue-numbering") == "true"
        if not goes_on and not attribute(element, "continue-list"):
            del self._counts[style][depth:]

    def label(self, element: Element, style: str, depth: int) -> str:
        """What stands in front of an item or heading, 0 for the outermost; a bullet without number."""
        levels = self._levels.get(style, {})
        level = levels.get(depth)
        if level is None or not attribute(level, "num-format"):
            return BULLET
        counts = self._counts[style]
        counts += [
            _whole(levels.get(each), "start-value") - 1 for each in range(len(counts), depth + 1)
        ]
        del counts[depth + 1 :]
        counts[depth] = _whole(element, "start-value", counts[depth] + 1)
        first = max(0, depth + 1 - _whole(level, "display-levels"))
        numbers = ".".join(filter(None, _numerals(levels, counts, first)))
        signs = [attribute(level, name)[:_LONGEST_SIGN] for name in ("num-prefix", "num-suffix")]
        return " ".join(f"{signs[0]}{numbers}{signs[1]}".split())


def _numerals(levels: dict[int, Element], counts: list[int], first: int) -> Iterator[str]:
    for each in range(first, len(counts)):
        level = levels.get(each)
        form = attribute(level, "num-format")
        repeats = form in {"a", "A"} and attribute(level, "num-letter-sync") == "true"
        yield numeral(counts[each], form * 2 if repeats else form) if form else ""


def _whole(element: Element | None, name: str, other: int = 1) -> int:
    """A number that an element states."""
    return whole_number(attribute(element, name), other, 4)
