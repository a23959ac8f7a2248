"""Lines that are rows of a table without rules."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.lines import Line

_NEAR_ROWS = 4.0
"""Distance between rows, as a share of their type."""
_LEAST_SPREAD = 3
"""Lines that end at the same place where a column is set so that all of its lines do."""
_SAME_EDGE = 1.0
_SAME_GAP = 0.15
"""Difference of gaps that are the same, as a share of the type."""
INDENT = 0.8
"""Distance of the begins of lines, as a share of their type, from which on one stands further in."""


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """The cells of each line that is a row; none for others.

    A row has cells that stand under or over those of its neighbour, or words that part where the
    cells of its neighbour do.
    """
    cells = [line.cells() for line in lines]
    edge = edge_of(lines, cells)
    cells = [
        [line] if is_stretched(line, parts, edge) else parts
        for line, parts in zip(lines, cells, strict=True)
    ]
    apart = _rows_apart(cells, lines)
    rows = [
        own if place in apart or _is_row(cells, place, lines) else []
        for place, own in enumerate(cells)
    ]
    for place in range(len(lines) - 1):
        below = rows[place + 1]
        near = lines[place + 1].foot - lines[place].foot < _NEAR_ROWS * lines[place].size
        if below and not rows[place] and near and not lines[place].mark:
            middles = [(one.right + other.left) / 2 for one, other in pairwise(below)]
            rows[place] = lines[place].cut(middles) if len(below) > 2 else []
    widest: list[Line] = []
    """Of the rows right above, and what goes on with their cells, that with most cells."""
    for place, own in enumerate(cells):
        if not rows[place] and widest and len(own) > 1:
            size = lines[place].size
            near = lines[place].foot - lines[place - 1].foot < _NEAR_ROWS * size
            rows[place] = own if near and stand_under(own, widest, size) else []
        if rows[place]:
            widest = max(widest, rows[place], key=len)
        elif len(own) > 1 or not goes_on_with(own[0], widest):
            widest = []
    return rows


def edge_of(lines: Sequence[Line], cells: Sequence[list[Line]]) -> float | None:
    """Where the lines of a column end whose words are spread over its width; None where they are not."""
    ends = Counter(
        round(line.right) for line, parts in zip(lines, cells, strict=True) if len(parts) == 1
    )
    edge, count = max(ends.items(), key=lambda each: each[1], default=(0, 0))
    return edge if count >= _LEAST_SPREAD and 2 * count > ends.total() else None


def is_stretched(line: Line, parts: Sequence[Line], edge: float | None) -> bool:
    """Whether a line has wide gaps as few words are spread over the width of its column."""
    if edge is None or abs(line.right - edge) > _SAME_EDGE or len(parts) < len(line.words):
        return False
    gaps = [other.left - one.right for one, other in pairwise(line.words)]
    return bool(gaps) and max(gaps) - min(gaps) < _SAME_GAP * line.size


def _is_row(cells: Sequence[list[Line]], place: int, lines: Sequence[Line]) -> bool:
    own = cells[place]
    if len(own) < 2:
        return False
    size = lines[place].size
    return any(
        len(cells[other]) > 1
        and abs(lines[other].foot - lines[place].foot) < _NEAR_ROWS * size
        and (len(cells[other]) == len(own) > 2 or stand_under(own, cells[other], size))
        for other in (place - 1, place + 1)
        if 0 <= other < len(cells)
    )


def _rows_apart(cells: Sequence[list[Line]], lines: Sequence[Line]) -> set[int]:
    """The rows of several cells that stand above each other, but for lines that go on with their cells."""
    found: set[int] = set()
    last: int | None = None
    for place, own in enumerate(cells):
        size = lines[place].size
        if place and lines[place].foot - lines[place - 1].foot > _NEAR_ROWS * size:
            last = None
        if len(own) > 1:
            if last is not None and _begin_alike(own, cells[last]):
                found |= {last, place}
            last = place
        elif last is None or not goes_on_with(own[0], cells[last]):
            last = None
    return found


def _begin_alike(own: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether as many cells begin at the same places."""
    pairs = zip(own, other, strict=False)
    return len(own) == len(other) and all(
        abs(one.left - each.left) < _SAME_EDGE * each.size / 4 for one, each in pairs
    )


def stand_under(own: Sequence[Line], other: Sequence[Line], size: float) -> bool:
    """Whether cells behind the first begin or end at the same place."""
    lefts = sorted(each.left for each in other[1:])
    rights = sorted(each.right for each in other[1:])
    return any(
        _is_near(lefts, each.left, size) or _is_near(rights, each.right, size / 2)
        for each in own[1:]
    )


def _is_near(places: Sequence[float], place: float, most: float) -> bool:
    at = bisect_left(places, place - most)
    return at < len(places) and places[at] < place + most


def begin_together(line: Line, cell: Line) -> bool:
    """Whether a line begins where a cell does, and may go on with it."""
    return abs(cell.left - line.left) < INDENT * line.size


def goes_on_with(line: Line, row: Sequence[Line]) -> bool:
    """Whether a line begins where a cell of a row behind the first does."""
    return any(begin_together(line, cell) for cell in row[1:])
