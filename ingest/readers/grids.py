"""What stands on a sheet: its tables and the lines between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate, groupby, pairwise

from ingest.readers.heads import told_headed
from ingest.readers.tables import Place, Table
from ingest.structure import Parts


@dataclass(slots=True)
class Grid:
    """The cells of a sheet that are seen."""

    rows: Sequence[list[str]]
    """Each cell in the place where it begins; rows end with their last cell."""
    merged: Mapping[int, Mapping[int, Place]] = field(default_factory=dict)
    """Over how many rows and columns cells reach, by the row and the column where they begin."""
    marked: Mapping[int, Place] = field(default_factory=dict)
    """Rows of heads, as the file says, and the first column and the number of those that they head."""


class _Kind(Enum):
    """What a row is."""

    NOTHING = 0
    LINE = 1
    """A single cell."""
    TABLE = 2


def put_grid(parts: Parts, grid: Grid) -> None:
    """Put down what stands on a sheet: rows with a single cell are lines, others a table."""
    for kind, group in groupby(enumerate(_kinds(grid)), key=lambda each: each[1]):
        places = [place for place, _ in group]
        if kind is _Kind.LINE:
            for told in filter(None, ("".join(grid.rows[place]) for place in places)):
                parts.put_paragraph(told)
        elif kind is _Kind.TABLE:
            marked = [place for place in places[1:] if _is_marked(grid, place)]
            for begin, end in pairwise((places[0], *marked, places[-1] + 1)):
                parts.put_table("", told_headed(_table(grid, begin, end)))


def _kinds(grid: Grid) -> Iterator[_Kind]:
    """What each row is; one that holds nothing is as the one before if all cells of that reach into it."""
    change = [0] * (len(grid.rows) + 1)
    for top, spans in grid.merged.items():
        for column, (height, _) in spans.items():
            if column < len(grid.rows[top]) and grid.rows[top][column]:
                change[min(top + 1, len(grid.rows))] += 1
                change[min(top + height, len(grid.rows))] -= 1
    before, filled = _Kind.NOTHING, 0
    for place, covers in enumerate(accumulate(change[:-1])):
        own = sum(map(bool, grid.rows[place]))
        if own + covers > 1 and own:
            before = _Kind.TABLE
        elif own:
            before = _Kind.TABLE if _heads_below(grid, place) else _Kind.LINE
        elif covers < max(1, filled):
            before = _Kind.NOTHING
        filled = own + covers
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


def _is_marked(grid: Grid, place: int) -> bool:
    """Whether the file says that a row heads all columns that are filled in it, and none above does."""
    if place not in grid.marked:
        return False
    begin, width = grid.marked[place]
    filled = [at for at, text in enumerate(grid.rows[place]) if text]
    if not filled or begin > filled[0] or filled[-1] >= begin + width:
        return False
    above = grid.merged.get(place - 1, {}).items()
    return all(columns == 1 or column <= filled[0] for column, (_, columns) in above)


def _table(grid: Grid, begin: int, end: int) -> Table:
    """Rows of a sheet from one on up to another, without columns in which nothing begins."""
    rows = grid.rows[begin:end]
    columns = sorted({at for row in rows for at, text in enumerate(row) if text})
    table = Table([], marked=int(_is_marked(grid, begin)), by_default=False)
    for number, row in enumerate(rows):
        table.rows.append([row[at] for at in columns[: bisect_left(columns, len(row))]])
        for column, (height, width) in grid.merged.get(begin + number, {}).items():
            first, last = (bisect_left(columns, at) for at in (column, column + width))
            if first < len(columns) and columns[first] == column:
                table.spans[number, first] = (height, last - first)
    return table
