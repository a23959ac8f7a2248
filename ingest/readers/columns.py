"""Which cells of a table stand below each other, by where they begin and end on the page."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.readers.tables import Place, Table

_NEAR = 0.25
"""Part of a column by which an edge may lie beside that of the row with most cells: three quarters
of each cell are then under its head."""
_MOST_SKIPPED = 20
"""Places in which no cell begins, for each cell of a table; beyond them rows stand for themselves."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and where it stands, in any unit of length."""

    text: str
    begin: int
    end: int
    goes_on: bool = False
    """Whether it is merged with the cell above."""


def edges_of(widths: Sequence[int], count: int) -> list[int]:
    """Where so many columns begin, and the last one ends; all are the same where one has no width."""
    are_told = len(widths) >= count and all(width > 0 for width in widths)
    return list(accumulate(widths if are_told else [1] * count, initial=0))


def laid_out(rows: Sequence[Sequence[Cell]], marked: int, *, by_default: bool = True) -> Table:
    """The cells of a table in columns; a row that does not fit into these stands for itself.

    Args:
        rows: Cells from left to right.
        marked: Rows, from the first on, that the file marks as heads.
        by_default: Whether programs mark the first row unless they are told otherwise.
    """
    edges = _edges(rows)
    table = Table([], marked=marked, by_default=by_default)
    begun: dict[int, Place] = {}
    left = _MOST_SKIPPED * sum(map(len, rows))
    for number, row in enumerate(rows):
        columns = _columns(row, edges)
        left -= columns[-2] + 1 - len(row) if columns else 0
        if not columns or left < 0:
            table.loose.add(number)
            table.rows.append([cell.text for cell in row])
            continue
        cells: list[str] = []
        for cell, (column, end) in zip(row, pairwise(columns), strict=True):
            cells += [*[""] * (column - len(cells)), cell.text]
            top, height = begun.get(column, (-1, 0))
            if cell.goes_on and top + height == number:
                table.spans[top, column] = (height + 1, table.spans[top, column][1])
                begun[column] = (top, height + 1)
            else:
                table.spans[number, column] = (1, end - column)
                begun[column] = (number, 1)
        table.rows.append(cells)
    return table


def _edges(rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Where the columns begin, and the last one ends: as in the first row that has most cells."""
    row = max(filter(_is_in_order, rows), key=len, default=())
    return [*(cell.begin for cell in row), *(cell.end for cell in row[-1:])]


def _is_in_order(row: Sequence[Cell]) -> bool:
    return all(cell.begin < cell.end for cell in row) and all(
        before.end == after.begin for before, after in pairwise(row)
    )


def _columns(row: Sequence[Cell], edges: Sequence[int]) -> list[int]:
    """The column with which each cell begins, and where the last one ends; none where one is unsure."""
    if not row or not _is_in_order(row):
        return []
    found = [_nearest(edges, edge) for edge in (*(cell.begin for cell in row), row[-1].end)]
    is_sure = all(0 <= before < after for before, after in pairwise(found))
    return found if is_sure and found[-1] == len(edges) - 1 else []


def _nearest(edges: Sequence[int], edge: int) -> int:
    """The number of an edge that lies near, beside the width of both columns that it parts; or -1."""
    after = min(bisect_left(edges, edge), len(edges) - 1)
    before = max(0, after - 1)
    place = before if edge - edges[before] < edges[after] - edge else after
    sides = edges[max(0, place - 1) : place + 2]
    width = min((right - left for left, right in pairwise(sides)), default=0)
    return place if abs(edge - edges[place]) <= _NEAR * width else -1
