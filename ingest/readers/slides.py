"""Where shapes lie on a slide, and in which order they are read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.readers.archive import Element, attribute, whole_number

Extent = tuple[int, int]
"""Top and bottom, in English Metric Units."""
_PLACES = ("{*}spPr/{*}xfrm", "{*}grpSpPr/{*}xfrm", "{*}xfrm")
_OVERLAP = 4
"""The part of the lower of two shapes by which one may reach over the other and yet stand above it."""
_LONGEST = 12
"""Digits of a measure."""


def extent(shape: Element) -> Extent | None:
    """Where a shape or group lies; None where its layout says so, and not the slide."""
    found = (shape.find(path) for path in _PLACES)
    place = next((each for each in found if each is not None), None)
    if place is None:
        return None
    top = _number(attribute(place.find("{*}off"), "y"))
    height, width = (_number(attribute(place.find("{*}ext"), name)) for name in ("cy", "cx"))
    if attribute(place, "rot", "0") != "0":
        reach = max(height, width)
        top, height = top + (height - reach) // 2, reach
    return top, top + height


def in_order(extents: Sequence[Extent | None]) -> list[int]:
    """The places of shapes in the order of reading.

    The file has them as they were drawn, one over the other, which screen readers follow. A shape that
    lies above all others is read first and one below all others last, such as titles and sources; in
    between nothing tells rows from columns.

    Args:
        extents: Of shapes as the file has them.
    """
    known = [each for each in extents if each is not None]
    places = list(range(len(extents)))
    if len(known) < len(extents):
        return places
    first = _outer(places, [(top, bottom) for top, bottom in known])
    rest = _without(first, places)
    last = _outer(rest, [(-bottom, -top) for top, bottom in known])
    return [*first, *_without(last, rest), *reversed(last)]


def _without(taken: Iterable[int], places: Iterable[int]) -> list[int]:
    outer = set(taken)
    return [place for place in places if place not in outer]


def _outer(places: list[int], extents: Sequence[Extent]) -> list[int]:
    """Those of some shapes that lie above all others, one below the other."""
    found: list[int] = []
    below = sorted(places, key=lambda place: extents[place])
    for place, other in pairwise(below):
        (top, bottom), (begins, ends) = extents[place], extents[other]
        if (bottom - begins) * _OVERLAP > min(bottom - top, ends - begins):
            break
        found.append(place)
    return found


def _number(value: str) -> int:
    size = whole_number(value.removeprefix("-"), 0, _LONGEST)
    return -size if value.startswith("-") else size
