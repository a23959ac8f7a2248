"""Tables of Rich Text Format, whose cells are told by where they end on the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ingest.readers.tables import Place, Table, told_table

_MERGES = frozenset({"clmgf", "clmrg", "clvmgf", "clvmrg"})
ROW_WORDS = _MERGES | {"trowd", "trleft", "trhdr", "cellx"}
"""Control words that tell how a row is laid out."""
_NEAR = 40
"""Twentieths of a point by which the edges of cells that stand below each other may differ."""
_MOST_SPREAD = 20
"""Places of a table for each of its cells, beyond which its edges say nothing."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row and how it is laid out."""

    cells: list[str]
    left: int = 0
    """Where it begins, in twentieths of a point."""
    ends: tuple[int, ...] = ()
    """Where each cell ends."""
    merges: tuple[frozenset[str], ...] = ()
    """How each cell is merged with those beside or above it."""
    is_head: bool = False


@dataclass(slots=True)
class RowFormat:
    """What control words told of a row so far; it holds until `trowd`."""

    left: int = 0
    ends: list[int] = field(default_factory=list)
    merges: list[frozenset[str]] = field(default_factory=list)
    is_head: bool = False
    _merge: frozenset[str] = frozenset()

    def take(self, word: str, value: int | None) -> None:
        """Take one of `ROW_WORDS` into account."""
        if word == "trowd":
            self.left, self.ends, self.merges, self.is_head = 0, [], [], False
            self._merge = frozenset()
        elif word == "trleft":
            self.left = value or 0
        elif word == "trhdr":
            self.is_head = True
        elif word in _MERGES:
            self._merge |= {word}
        elif word == "cellx":
            self.ends.append(value or 0)
            self.merges.append(self._merge)
            self._merge = frozenset()

    def row(self, cells: list[str]) -> Row:
        """A row of these cells."""
        return Row(cells, self.left, tuple(self.ends), tuple(self.merges), self.is_head)


def told_rows_of(rows: Sequence[Row]) -> list[list[str]]:
    """The rows of a table with their cells below each other as on the page.

    Where that is not told, cells are counted; rows that have different numbers of them stand as they are.
    """
    edges = _edges(rows)
    if edges:
        return told_table(_laid_out(rows, edges))
    cells = [row.cells for row in rows]
    return told_table(Table(cells)) if len(set(map(len, cells))) == 1 else cells


def _edges(rows: Sequence[Row]) -> list[int]:
    """Where columns begin or end; none where a row does not tell it of each of its cells."""
    edges: list[int] = []
    for row in rows:
        told = (row.left, *row.ends)
        if len(row.cells) > len(row.ends) or any(b - a <= _NEAR for a, b in pairwise(told)):
            return []
    for edge in sorted({edge for row in rows for edge in (row.left, *row.ends)}):
        if not edges or edge - edges[-1] > _NEAR:
            edges.append(edge)
    places = sum(_column(edges, row.ends[-1]) for row in rows if row.ends)
    return edges if places <= _MOST_SPREAD * sum(len(row.ends) for row in rows) else []


def _column(edges: Sequence[int], edge: int) -> int:
    """The number of the column that begins at an edge."""
    return bisect_right(edges, edge) - 1


def _laid_out(rows: Sequence[Row], edges: Sequence[int]) -> Table:
    marked = next((place for place, row in enumerate(rows) if not row.is_head), len(rows))
    table = Table([], {}, marked)
    begun: dict[int, Place] = {}
    for number, row in enumerate(rows):
        columns = pairwise(_column(edges, edge) for edge in (row.left, *row.ends))
        cells: list[str] = []
        last = 0
        for text, (column, end), merge in zip(row.cells, columns, row.merges, strict=False):
            cells += [""] * (column + 1 - len(cells))
            above = begun.get(column)
            if "clmrg" in merge and column:
                cells[last] = " ".join(filter(None, (cells[last], text)))
                table.spans[number, last] = (1, end - last)
            elif "clvmrg" in merge and above is not None and not text:
                table.spans[above] = (number + 1 - above[0], table.spans[above][1])
                last = column
            else:
                cells[column], last = text, column
                table.spans[number, column] = (1, end - column)
                begun[column] = (number, column)
        table.rows.append(cells)
    return table
