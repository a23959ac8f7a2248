"""The reading order of lines: column by column where a page is set in columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, groupby, pairwise

from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.rows import edge_of, is_stretched
from ingest.readers.pdf.words import Word

_LEAST_LINES = 4
"""Of each column."""
_MOST_ACROSS = 0.25
"""Share of the lines that may run across the gap between columns, such as headings."""
_LEAST_FILLED = 0.55
"""Share of the width of a column that its lines fill in the mean; cells of a table fill less."""
LEAST_WORDS = 4
"""Of a part of a line in the mean, where one side of a gap holds several columns again."""
_MOST_LABELS = 0.6
"""Names for each line of the cells beside them."""
_DEEPEST = 3
_LEAST_BEGINS = 0.25
"""Share of the lines from which on a place where words begin may be the edge of a column."""
_LEAST_GAP = 0.8
"""Width of a space between words, as a share of their size, that lies between columns if it lies there."""


def in_reading_order(words: Sequence[Word], depth: int = 0) -> list[list[Line]]:
    """The lines of each column of a page, or of each part of it, one after the other."""
    lines = lines_of(words)
    parts = [part for line in lines for part in line.cells()]
    gap = _gap(parts, depth)
    if gap is None:
        parts = _cut_at_edges(lines, parts)
        gap = _gap(parts, depth, least_words=LEAST_WORDS)
    if gap is None:
        return [lines] if lines else []
    columns: list[list[Line]] = []
    left: list[Word] = []
    right: list[Word] = []
    cut = (piece for part in parts for piece in _cut(part, gap))
    for part in sorted(cut, key=lambda each: each.foot):
        if part.left < gap < part.right:
            columns += [*in_reading_order(left, depth + 1), *in_reading_order(right, depth + 1)]
            left, right = [], []
            columns.append([part])
        else:
            (left if part.right <= gap else right).extend(part.words)
    columns += [*in_reading_order(left, depth + 1), *in_reading_order(right, depth + 1)]
    return _with_wide_lines_together(columns)


def _cut_at_edges(lines: Sequence[Line], parts: Sequence[Line]) -> list[Line]:
    """Parts of lines, also parted where a column begins that stands close to the one before it."""
    first = min((round(line.left) for line in lines), default=0)
    begins = Counter(round(word.left) for line in lines for word in line.words)
    inner = {at: count for at, count in begins.items() if at > first + 1}
    most = max(inner.values(), default=0)
    least = max(_LEAST_LINES, _LEAST_BEGINS * len(lines), most / 2)
    edges = {at for at, count in inner.items() if count >= least}
    cut: list[Line] = []
    for part in parts:
        begin = 0
        for at, (one, other) in enumerate(pairwise(part.words), 1):
            space = other.left - one.right
            if space > _LEAST_GAP * part.size and round(other.left) in edges:
                cut.append(Line(part.words[begin:at]))
                begin = at
        cut.append(Line(part.words[begin:]) if begin else part)
    return cut


def _cut(part: Line, gap: float) -> list[Line]:
    """A part of a line without what stands in the next column, if a wide space lies between them."""
    at = next((at for at, word in enumerate(part.words) if word.left > gap), 0)
    if not at or part.words[at - 1].right > gap:
        return [part]
    space = part.words[at].left - part.words[at - 1].right
    return (
        [Line(part.words[:at]), Line(part.words[at:])] if space > _LEAST_GAP * part.size else [part]
    )


def _with_wide_lines_together(columns: list[list[Line]]) -> list[list[Line]]:
    """Lines that run across the page and follow each other as one part of it."""
    merged: list[list[Line]] = []
    for column in columns:
        if merged and len(column) == 1 and len(merged[-1]) < _LEAST_LINES:
            near = column[0].foot - merged[-1][-1].foot
            if 0 <= near < 2 * column[0].size:
                merged[-1] += column
                continue
        merged.append(column)
    return merged


def _gap(parts: Sequence[Line], depth: int, least_words: int = 0) -> float | None:
    """The middle of the empty stripe between two columns of running text; None where there is none.

    Args:
        parts: Of lines.
        depth: How many columns it stands in.
        least_words: Of a line of a column in the mean.
    """
    if depth >= _DEEPEST or len(parts) < 2 * _LEAST_LINES:
        return None
    first, last = min(part.left for part in parts), max(part.right for part in parts)
    width = int(last - first) + 2
    if width > 20_000:
        return None
    covered = [0] * (width + 1)
    for part in parts:
        covered[max(0, int(part.left - first))] += 1
        covered[min(width, int(part.right - first) + 1)] -= 1
    counts = list(accumulate(covered))
    inner = range(int(width * 0.15), int(width * 0.85))
    least = min((counts[at] for at in inner), default=len(parts))
    if least > _MOST_ACROSS * len(parts):
        return None
    runs = (
        list(run) for is_least, run in groupby(inner, lambda at: counts[at] == least) if is_least
    )
    widest = max(runs, key=len)
    middle = first + (widest[0] + widest[-1] + 1) / 2
    return middle if _are_columns(parts, middle, depth, least_words) else None


def _are_columns(parts: Sequence[Line], gap: float, depth: int, least_words: int) -> bool:
    """Whether running text stands on both sides, in one column or several, and not the cells of rows."""
    sides = (
        _unstretched([part for part in parts if part.right <= gap]),
        _unstretched([part for part in parts if part.left >= gap]),
    )
    for side in sides:
        if len(side) < _LEAST_LINES or sum(len(each.words) for each in side) < least_words * len(
            side
        ):
            return False
        left, right = min(part.left for part in side), max(part.right for part in side)
        filled = sum(part.right - part.left for part in side) / len(side)
        if filled < _LEAST_FILLED * (right - left) and not (
            is_running(side) and _gap(side, depth + 1) is not None
        ):
            return False
    if not any(map(is_running, sides)) and _are_level(*sides):
        return False
    return not _are_labels(*sides) and not _are_labels(*reversed(sides))


def _unstretched(side: Sequence[Line]) -> list[Line]:
    """The parts of lines on one side, those as one whose words are spread over the width of a column."""
    cells: list[list[Line]] = []
    for part in side:
        before = cells[-1][-1] if cells else None
        if before and before.right < part.left and abs(part.foot - before.foot) < part.size / 4:
            cells[-1].append(part)
        else:
            cells.append([part])
    lines = [Line([word for part in parts for word in part.words]) for parts in cells]
    edge = edge_of(lines, cells)
    return [
        each
        for line, parts in zip(lines, cells, strict=True)
        for each in ([line] if is_stretched(line, parts, edge) else parts)
    ]


def _are_level(some: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether each line of two sides has one of the other beside it, as the cells of rows have."""
    one, other = ({round(line.foot) for line in side} for side in (some, others))
    return all(
        not beside.isdisjoint(range(at - 1, at + 2))
        for side, beside in ((one, other), (other, one))
        for at in side
    )


def _are_labels(some: Sequence[Line], others: Sequence[Line]) -> bool:
    """Whether lines stand beside some of the others, but not most, as the names of long cells do."""
    feet = {round(line.foot) for line in others}
    beside = [
        at for at in (round(line.foot) for line in some) if min(feet) <= at + 1 <= max(feet) + 2
    ]
    if len(beside) < _LEAST_LINES:
        return False
    level = sum(min(beside) <= at <= max(beside) for at in feet)
    aligned = all(not feet.isdisjoint(range(at - 1, at + 2)) for at in beside)
    return aligned and len(beside) <= _MOST_LABELS * level


def is_running(parts: Sequence[Line]) -> bool:
    """Whether parts of lines are those of running text: cells of a table hold few words each."""
    return sum(len(part.words) for part in parts) >= LEAST_WORDS * len(parts)
