"""Rows without rules whose cells are centred upright, so that lines of one stand above the others' words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.rows import begin_together, rows_of

Cells = list[list[Line]]
"""The lines of each cell of a row."""
_OVERLAP = 0.85
"""Distance of lines, as a share of their type, up to which they are no lines of one text."""
_WIDER = 0.1
"""By how much of the type a gap is wider than others."""
_MOST_LINES = 40
"""Of a row."""
_TRIES = 3
"""How often what turns out to be no row is left out, which others may have stood under."""


def with_rows(lines: Sequence[Line]) -> tuple[list[Line], list[list[Line]], Mapping[int, Cells]]:
    """Lines in which each row of cells that are centred is one, all rows, and the cells of those.

    Returns:
        The lines, of each its cells as `rows_of` has them, and the lines of cells by the number of a line
        that stands for several: it holds the first of each cell.
    """
    spans = list(_spans(lines))
    for _ in range(_TRIES):
        merged, cells = _merged(lines, spans)
        rows = rows_of(merged)
        are_rows = [len(rows[number]) == len(each) for number, each in cells.items()]
        if all(are_rows):
            return merged, rows, cells
        spans = [span for span, is_row in zip(spans, are_rows, strict=True) if is_row]
    return list(lines), rows_of(lines), {}


def _merged(lines: Sequence[Line], spans: Sequence[range]) -> tuple[list[Line], dict[int, Cells]]:
    merged, cells, at = list[Line](), dict[int, Cells](), 0
    for span in spans:
        merged += lines[at : span.start]
        columns = _columns([lines[place] for place in span])
        cells[len(merged)] = columns
        merged.append(Line([word for column in columns for word in column[0].words]))
        at = span.stop
    return [*merged, *lines[at:]], cells


def _spans(lines: Sequence[Line]) -> Iterator[range]:
    """The numbers of the lines of each row that may be centred."""
    begin = 0
    for group in _groups(lines):
        first = _reaches_up(lines, begin, group)
        span = range(first, group.stop)
        if 1 < len(span) <= _MOST_LINES and len(_columns([lines[at] for at in span])) > 1:
            yield span
            begin = group.stop


def _groups(lines: Sequence[Line]) -> Iterator[range]:
    """Lines that stand partly beside each other."""
    begin = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines):
            size = min(lines[place].size, lines[place - 1].size)
            if 0 < lines[place].foot - lines[place - 1].foot < _OVERLAP * size:
                continue
        yield range(begin, place)
        begin = place


def _reaches_up(lines: Sequence[Line], begin: int, group: range) -> int:
    """Where a row begins whose cells go on above its own line.

    Of the lines between two rows those belong to the lower one that stand below the widest gap.
    """
    row = [cell for at in group for cell in lines[at].cells()]
    first = group.start
    while first > begin and group.start - first < _MOST_LINES and len(row) > 1:
        cells = lines[first - 1].cells()
        if len(cells) > 1 or not any(begin_together(cells[0], cell) for cell in row[1:]):
            break
        first -= 1
    if first in {0, group.start} or len(lines[first - 1].cells()) < 2:
        return group.start
    gaps = [other.foot - one.foot for one, other in pairwise(lines[first - 1 : group.start + 1])]
    widest = max(range(len(gaps)), key=lambda at: gaps[at])
    rest = max(gaps[:widest] + gaps[widest + 1 :])
    is_sure = gaps[widest] > rest + _WIDER * lines[group.start].size
    return first + widest if is_sure else group.start


def _columns(lines: Sequence[Line]) -> Cells:
    """The parts of lines that stand below each other; none where some are not parted from others."""
    parts = sorted((part for line in lines for part in line.cells()), key=lambda part: part.left)
    columns: Cells = []
    right = 0.0
    for part in parts:
        if columns and part.left < right:
            columns[-1].append(part)
        else:
            columns.append([part])
        right = max(right, part.right) if len(columns[-1]) > 1 else part.right
    for column in columns:
        column.sort(key=lambda part: part.foot)
        if any(other.foot - one.foot < _OVERLAP * one.size for one, other in pairwise(column)):
            return []
    return columns
