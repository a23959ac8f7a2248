"""What stands on a sheet: its tables and the lines between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, chain, groupby, pairwise

from ingest.readers.rows import Heads, is_number
from ingest.readers.tables import MOST_HEADS, Place, Table, told_below
from ingest.structure import Parts

_LEAST_COLUMNS = 2
"""Of a table that stands beside another."""


@dataclass(slots=True)
class Grid:
    """The cells of a sheet that are seen."""

    rows: Sequence[list[str]]
    """Each cell in the place where it begins; rows end with their last cell."""
    merged: Mapping[int, Mapping[int, Place]] = field(default_factory=dict)
    """Over how many rows and columns cells reach, by the row and the column where they begin."""
    marked: Collection[int] = ()
    """Rows with which the heads of a table end, as the file says."""


class _Kind(Enum):
    """What a row is."""

    NOTHING = 0
    LINE = 1
    """A single cell."""
    TABLE = 2


def put_grid(parts: Parts, grid: Grid, *, is_part: bool = False) -> None:
    """Put down what stands on a sheet: rows with a single cell are lines, others a table.

    The heads of a table hold behind a line within it, and end where a row is empty.

    Args:
        parts: What is put down.
        grid: The sheet.
        is_part: Whether it is one of several tables that stand beside each other.
    """
    heads: Heads = {}
    for kind, group in groupby(enumerate(_kinds(grid)), key=lambda each: each[1]):
        places = [place for place, _ in group]
        if kind is _Kind.NOTHING:
            heads = {}
        elif kind is _Kind.LINE:
            for told in filter(None, ("".join(grid.rows[place]) for place in places)):
                parts.put_paragraph(told)
        else:
            beside = _beside(grid, places)
            if len(beside) == 1 or is_part:
                heads = _put_table(parts, grid, places, list(chain(*beside)), heads)
                continue
            for columns in beside:
                put_grid(parts, _cut(grid, places, columns), is_part=True)
            heads = {}


def _kinds(grid: Grid) -> Iterator[_Kind]:
    """What each row is; one that holds nothing but what cells above reach into is as the one before."""
    change = [0] * (len(grid.rows) + 1)
    for top, spans in grid.merged.items():
        for column, (height, _) in spans.items():
            if column < len(grid.rows[top]) and grid.rows[top][column]:
                change[min(top + 1, len(grid.rows))] += 1
                change[min(top + height, len(grid.rows))] -= 1
    before = _Kind.NOTHING
    for place, covers in enumerate(accumulate(change[:-1])):
        own = sum(map(bool, grid.rows[place]))
        if own + covers > 1 and own:
            before = _Kind.TABLE
        elif own:
            before = _Kind.TABLE if _heads_below(grid, place) else _Kind.LINE
        elif not covers:
            before = _Kind.NOTHING
        yield before


def _heads_below(grid: Grid, place: int) -> bool:
    """Whether the only cell of a row is over several columns of a table but not its first, or is
    merged over rows below."""
    column = next(at for at, text in enumerate(grid.rows[place]) if text)
    height, width = grid.merged.get(place, {}).get(column, (1, 1))
    below = grid.rows[place + 1] if place + 1 < len(grid.rows) else []
    if width == 1:
        return height > 1 and any(below)
    return any(below[:column]) and any(below[column:])


def _beside(grid: Grid, places: Sequence[int]) -> list[list[int]]:
    """The columns of each of the tables that stand beside each other in some rows."""
    width = max(len(grid.rows[place]) for place in places)
    used = [False] * width
    for place in places:
        for column, text in enumerate(grid.rows[place]):
            if text:
                used[column] = True
        for column, (_, columns) in grid.merged.get(place, {}).items():
            reached = range(column, min(column + columns, width))
            used[column : column + columns] = [True] * len(reached)
    runs = [
        [column for column, _ in group]
        for is_used, group in groupby(enumerate(used), key=lambda each: each[1])
        if is_used
    ]
    found = runs[:1]
    for left, right in pairwise(runs):
        if _is_apart(grid, places, left, right):
            found.append(right)
        else:
            found[-1] = [*found[-1], *right]
    return found


def _is_apart(grid: Grid, places: Sequence[int], left: list[int], right: list[int]) -> bool:
    """Whether columns behind an empty one are a table of their own, and not more of the same.

    Then its rows have names of their own, and what is over the columns of both is the same, or each
    has a title.
    """
    if min(len(left), len(right)) < _LEAST_COLUMNS:
        return False
    rows = [_picked(grid.rows[place], right) for place in places]
    if any(is_number(row[0]) or not row[0] for row in rows if any(row)):
        return False
    tops = [_picked(grid.rows[places[0]], columns) for columns in (left, right)]
    if all(top[0] and not any(top[1:]) for top in tops):
        return True
    return bool(set(filter(None, tops[0][1:])) & set(tops[1][1:]))


def _put_table(
    parts: Parts, grid: Grid, places: Sequence[int], columns: list[int], above: Heads
) -> Heads:
    """Put down the rows of a table; returns what heads the columns of the sheet to its end."""
    own = _cut(grid, places, columns)
    marked = max((place + 1 for place in own.marked if place < MOST_HEADS), default=0)
    spans: dict[Place, Place] = {
        (top, column): span for top, of_row in own.merged.items() for column, span in of_row.items()
    }
    is_same = bool(above) and all(column in above for column in columns)
    over = {at: above[column] for at, column in enumerate(columns)} if is_same else {}
    told, heads = told_below(Table(list(own.rows), spans, marked), over)
    parts.put_table("", told)
    return {columns[at]: head for at, head in heads.items() if at < len(columns)}


def _cut(grid: Grid, places: Sequence[int], columns: Sequence[int]) -> Grid:
    """Rows and columns of a sheet that follow each other, without empty columns."""
    number = {column: at for at, column in enumerate(columns)}
    merged = {
        at: {number[column]: span for column, span in spans.items() if column in number}
        for at, place in enumerate(places)
        if (spans := grid.merged.get(place))
    }
    rows = []
    for row in (grid.rows[place] for place in places):
        rows.append([row[each] for each in columns[: bisect_left(columns, len(row))]])
    return Grid(rows, merged, {at for at, place in enumerate(places) if place in grid.marked})


def _picked(row: Sequence[str], columns: Sequence[int]) -> list[str]:
    return [row[each] if each < len(row) else "" for each in columns]
