"""Tables with rules between their cells, and boxes with rules around them beside the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.pdf.lines import joined, lines_of
from ingest.readers.pdf.page import MOST_RULES, Rule
from ingest.readers.pdf.words import Word
from ingest.readers.rows import cell

_NEAR = 3.0
"""Points within which rules are taken to meet."""
_MOST_CELLS = 5_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its place on the page."""

    top: float
    bottom: float
    left: float
    right: float
    rows: tuple[list[str], ...]
    size: float
    """Of its type."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A box with its place on the page, whose words stand beside others."""

    top: float
    bottom: float
    left: float
    right: float
    words: list[Word]


def find_grids(
    words: Sequence[Word], rules: Sequence[Rule]
) -> tuple[list[Grid], list[Frame], list[Word]]:
    """The tables and boxes of a page, and the words outside of them."""
    grids, frames = list[Grid](), list[Frame]()
    rest = list(words)
    for columns, rows, group in tables_of(rules):
        is_grid, is_frame = len(columns) > 2, len(columns) == 2
        inside = [word for word in rest if is_within(word, columns, rows)]
        taken = set(map(id, inside))
        others = [word for word in rest if id(word) not in taken]
        if is_grid and inside:
            grids.append(_grid(inside, columns, rows, group))
        elif is_frame and _stands_beside(inside, words, rows[0], rows[-1]):
            frames.append(Frame(rows[0], rows[-1], columns[0], columns[-1], inside))
        else:
            continue
        rest = others
    return grids, frames, rest


def tables_of(rules: Sequence[Rule]) -> Iterator[tuple[list[float], list[float], list[Rule]]]:
    """Where the columns and rows of each table of a page are parted, and its rules.

    A box has one column; where there are so many rules that they make a drawing, there is no table.
    """
    for group in _groups(rules) if len(rules) <= MOST_RULES else ():
        columns = _places([r.left for r in group if not r.is_across])
        rows = _places([r.top for r in group if r.is_across])
        is_grid = len(columns) > 2 and len(rows) > 2 and len(columns) * len(rows) <= _MOST_CELLS
        if is_grid or len(columns) == 2 <= len(rows):
            yield columns, rows, group


def _stands_beside(
    inside: Sequence[Word], words: Sequence[Word], top: float, bottom: float
) -> bool:
    """Whether what has rules around it is a box of several lines with other words on one of its sides.

    A single line may be words that are marked by colour, and what stands between others a cell.
    """
    if len({round(word.line) for word in inside}) < 2:
        return False
    left, right = min(word.left for word in inside), max(word.right for word in inside)
    level = [word for word in words if top < word.foot and word.top < bottom]
    return any(word.right <= left for word in level) != any(word.left >= right for word in level)


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that meet, directly or by others."""
    order = sorted(rules, key=lambda rule: rule.top)
    groups: list[list[Rule]] = []
    bottoms: list[float] = []
    for rule in order:
        meets = [
            place
            for place, group in enumerate(groups)
            if bottoms[place] >= rule.top - _NEAR and any(_meet(rule, each) for each in group)
        ]
        if not meets:
            groups.append([rule])
            bottoms.append(rule.bottom)
            continue
        first, *others = meets
        groups[first].append(rule)
        for place in reversed(others):
            groups[first] += groups.pop(place)
            bottoms[first] = max(bottoms[first], bottoms.pop(place))
        bottoms[first] = max(bottoms[first], rule.bottom)
    return groups


def _meet(one: Rule, other: Rule) -> bool:
    return (
        one.left <= other.right + _NEAR
        and other.left <= one.right + _NEAR
        and one.top <= other.bottom + _NEAR
        and other.top <= one.bottom + _NEAR
    )


def _places(values: Sequence[float]) -> list[float]:
    """Values without those that are about the same as one before."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _NEAR:
            places.append(value)
    return places


def is_within(word: Word, columns: Sequence[float], rows: Sequence[float]) -> bool:
    """Whether a word stands in a table."""
    middle, height = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return columns[0] - _NEAR < middle < columns[-1] + _NEAR and (
        rows[0] - _NEAR < height < rows[-1] + _NEAR
    )


def _grid(
    words: Sequence[Word], columns: Sequence[float], rows: Sequence[float], rules: Sequence[Rule]
) -> Grid:
    held: dict[tuple[int, int], list[Word]] = {}
    downs = [rule for rule in rules if not rule.is_across]
    open_left: dict[tuple[int, int], int] = {}
    for word in words:
        row = _between(rows, (word.top + word.bottom) / 2)
        column = _between(columns, (word.left + word.right) / 2)
        key = (row, column)
        if key not in open_left:
            open_left[key] = _first_column(column, rows[row], rows[row + 1], columns, downs)
        held.setdefault((row, open_left[key]), []).append(word)
    told = [
        [
            cell(map(joined, _cell_lines(held.get((row, column), []))))
            for column in range(len(columns) - 1)
        ]
        for row in range(len(rows) - 1)
    ]
    size = sorted(word.size for word in words)[len(words) // 2]
    return Grid(rows[0], rows[-1], columns[0], columns[-1], tuple(told), size)


def _cell_lines(words: list[Word]) -> list[list[Word]]:
    """One line for all that runs on in a cell."""
    lines = [line.words for line in lines_of(words)]
    return [[word for line in lines for word in line]] if lines else []


def _between(places: Sequence[float], value: float) -> int:
    return min(max(bisect_right(places, value) - 1, 0), len(places) - 2)


def _first_column(
    column: int, top: float, bottom: float, columns: Sequence[float], downs: Sequence[Rule]
) -> int:
    """The first of the columns that a cell spans: no rule parts it from those to its left."""
    middle = (top + bottom) / 2
    while column and not any(
        abs(rule.left - columns[column]) <= _NEAR
        and rule.top - _NEAR < middle < rule.bottom + _NEAR
        for rule in downs
    ):
        column -= 1
    return column
