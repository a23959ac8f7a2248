"""How a sheet of a workbook is laid out: what is hidden, merged, marked as heads and not reckoned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any

from openpyxl.utils.cell import range_boundaries

from ingest.readers.archive import Archive, Element, attribute, is_on, parse_xml
from ingest.readers.grids import Grid
from ingest.readers.tables import Place

_TABLES = "xl/tables/"
_LONGEST = 30
"""Characters of a range, such as `A1:C3`."""
_TOLD = (b"hidden=", b"mergeCell", b"autoFilter", b"f>")
"""One of these stands in every sheet that is more than its cells and what they hold."""
_MOST_MERGED = 100_000

Cell = tuple[Any, str]
"""What a cell holds, and the format in which it shows that."""
_EMPTY: Cell = (None, "")


@dataclass(frozen=True, slots=True)
class VisibleLines:
    """Which of the rows or columns of a sheet are seen, and where they stand among these."""

    places: list[int]

    def among(self, first: int, last: int) -> tuple[int, int]:
        """Where those from one to another begin among the ones that are seen, and how many they are."""
        begin = bisect_left(self.places, first)
        return begin, bisect_right(self.places, last) - begin


@dataclass(slots=True)
class Layout:
    """What a sheet says of its rows and columns, from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: dict[Place, Place] = field(default_factory=dict)
    """The first place of merged cells, and the last."""
    heads: dict[int, Place] = field(default_factory=dict)
    """Rows of heads, with the first column and the last of those that they head: what is below is
    filtered or sorted."""
    unreckoned: int = 0
    """Cells whose formulas have no result in the file, as where a program wrote it that reckons nothing."""

    def is_seen(self, place: Place) -> bool:
        """Whether neither the row nor the column of a cell is hidden."""
        return place[0] not in self.hidden_rows and place[1] not in self.hidden_columns

    def seen(self, rows: int, columns: int) -> tuple[VisibleLines, VisibleLines]:
        """The rows and columns that are seen, of so many."""
        return (
            VisibleLines([place for place in range(rows) if place not in self.hidden_rows]),
            VisibleLines([place for place in range(columns) if place not in self.hidden_columns]),
        )

    def covered(self, widths: Sequence[int]) -> Iterator[Place]:
        """The places of cells that merged ones cover, in rows of so many cells."""
        changes: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for (top, left), (bottom, right) in self.merged.items():
            changes[top] += (left, 1), (right + 1, -1)
            changes[bottom + 1] += (left, -1), (right + 1, 1)
        change: Counter[int] = Counter()
        """How many more cells reach into a column than into the one before."""
        for row, width in enumerate(widths if changes else ()):
            for column, by in changes[row]:
                change[column] += by
            counts = accumulate(change[column] for column in range(width))
            yield from (
                (row, column)
                for column, count in enumerate(counts)
                if count and (row, column) not in self.merged
            )

    def uncover(self, rows: list[list[Cell]]) -> Iterator[Cell]:
        """Takes away what a file holds below merged cells, and tells it."""
        for row, column in self.covered(list(map(len, rows))):
            if rows[row][column][0] is not None:
                yield rows[row][column]
                rows[row][column] = _EMPTY

    def show_merged(self, rows: list[list[Cell]], columns: int) -> None:
        """Moves what merged cells hold to the first place in them that is seen, of so many columns."""
        rows_seen, columns_seen = self.seen(len(rows), columns)
        for first, last in self.merged.items():
            if self.is_seen(first) or first[0] >= len(rows) or first[1] >= len(rows[first[0]]):
                continue
            row, height = rows_seen.among(first[0], last[0])
            column, width = columns_seen.among(first[1], last[1])
            if height > 0 and width > 0:
                line, at = rows[rows_seen.places[row]], columns_seen.places[column]
                line += [_EMPTY] * (at + 1 - len(line))
                if line[at][0] is None:
                    line[at] = rows[first[0]][first[1]]
                    rows[first[0]][first[1]] = _EMPTY

    def parted(self, rows: list[list[Cell]]) -> tuple[list[list[Cell]], list[Cell]]:
        """The cells that a sheet shows, and the others."""
        shown: list[list[Cell]] = []
        hidden: list[Cell] = []
        for place, row in enumerate(rows):
            if place in self.hidden_rows:
                hidden += row
                continue
            unseen = self.hidden_columns
            shown.append([each for column, each in enumerate(row) if column not in unseen])
            hidden += [row[column] for column in unseen if column < len(row)]
        return shown, hidden

    def grid(self, cells: list[list[str]], rows: int, columns: int) -> Grid:
        """What is seen of a sheet of so many rows and columns.

        Args:
            cells: Those that are seen, each merged one in the first place in it that is.
            rows: Of the sheet, seen or not.
            columns: Of the sheet.
        """
        rows_seen, columns_seen = self.seen(rows, columns)
        merged: dict[int, dict[int, Place]] = {}
        for first, last in self.merged.items():
            row, height = rows_seen.among(first[0], last[0])
            column, width = columns_seen.among(first[1], last[1])
            if height > 0 and width > 0 and row < len(cells):
                merged.setdefault(row, {})[column] = (height, width)
        marked: dict[int, Place] = {}
        for each, headed in self.heads.items():
            row, height = rows_seen.among(each, each)
            if height > 0:
                marked[row] = columns_seen.among(*headed)
        return Grid(cells, merged, marked)


def layout(archive: Archive, member: str, widest: int) -> Layout:
    """How the sheet of a member is laid out.

    Args:
        archive: The workbook.
        member: The sheet.
        widest: Columns that are read.

    Raises:
        SourceError: a part of it is damaged or too large.
    """
    found = Layout()
    data = archive.read(member) if member in archive else b""
    if any(told in data for told in _TOLD):
        _look(parse_xml(data), found, widest)
    for name in dict.fromkeys(archive.relations(member).values()):
        if name.startswith(_TABLES) and name in archive:
            table = archive.xml(name)
            if attribute(table, "headerRowCount", "1") == "1":
                found.heads.update(_filtered_headers([table]))
    return found


def _look(sheet: Element, found: Layout, widest: int) -> None:
    for each in filter(_is_hidden, sheet.iter("{*}row")):
        found.hidden_rows.add(int(attribute(each, "r", "0")) - 1)
    for each in filter(_is_hidden, islice(sheet.iter("{*}col"), widest)):
        begin, end = (int(attribute(each, name, "0")) for name in ("min", "max"))
        found.hidden_columns |= set(range(begin - 1, min(end, widest)))
    for first, last in _ranges(islice(sheet.iterfind("{*}mergeCells/{*}mergeCell"), _MOST_MERGED)):
        found.merged.setdefault(first, last)
    found.heads.update(_filtered_headers(sheet.iterfind("{*}autoFilter")))
    found.unreckoned = sum(map(_is_unreckoned, sheet.iter("{*}f")))


def _filtered_headers(elements: Iterable[Element]) -> Iterator[tuple[int, Place]]:
    """The first row of each range, with its first column and its last."""
    for (top, begin), (_, end) in _ranges(elements):
        yield top, (begin, end)


def _is_unreckoned(formula: Element) -> bool:
    """Whether no result stands beside a formula; that of one whose type is a text may be empty."""
    cell = formula.getparent()
    has_text = attribute(cell, "t") == "str" or cell.find("{*}is") is not None
    return not (cell.findtext("{*}v") or has_text)


def _is_hidden(element: Element) -> bool:
    return is_on(element, "hidden")


def _ranges(elements: Iterable[Element]) -> Iterator[tuple[Place, Place]]:
    """The first and the last place of each range."""
    for each in elements:
        with suppress(ValueError, TypeError):
            begin, top, end, bottom = range_boundaries(attribute(each, "ref")[:_LONGEST])
            yield (top - 1, begin - 1), (bottom - 1, end - 1)
