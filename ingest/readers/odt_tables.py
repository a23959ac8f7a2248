"""Tables of an OpenDocument text: rows in groups, and cells that others cover."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace

from ingest.readers.archive import Element, attribute, local, whole_number
from ingest.readers.columns import Cell, edges_of, laid_out
from ingest.readers.tables import Table

_LONGEST = 20
"""Characters of a width."""
_UNITS = "abcdefghijklmnopqrstuvwxyz"
_WIDEST = 20
"""Cells at most that one is repeated for, and columns."""
_MOST = 10_000
"""Columns at most that a cell spans; only those count whose cells stand in the file."""


def rows_of(element: Element) -> Iterator[list[Element]]:
    """The cells of each row, whatever groups of rows there are."""
    for each in element:
        if local(each) == "table-row":
            yield [c for c in each if local(c) in {"table-cell", "covered-table-cell"}]
        elif local(each) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from rows_of(each)


def column_widths(root: Element) -> dict[str, int]:
    """How wide the columns of a style are, in thousandths of the unit of the document."""
    found: dict[str, int] = {}
    for style in root.iterfind("{*}automatic-styles/{*}style"):
        told = attribute(style.find("{*}table-column-properties"), "column-width")
        with suppress(ValueError, OverflowError):
            found[attribute(style, "name")] = int(float(told[:_LONGEST].rstrip(_UNITS)) * 1_000)
    return found


def open_table(
    table: Element,
    rows: list[list[Element]],
    widths: Mapping[str, int],
    text: Callable[[Element], str],
) -> Table:
    """The cells of a table in columns.

    Args:
        table: The table.
        rows: The cells of each row.
        widths: Of columns, by their style.
        text: What a cell says.
    """
    marked = sum(1 for heads in table.iterfind("{*}table-header-rows") for _ in rows_of(heads))
    placed = [list(_cells(row, text)) for row in rows]
    count = max((row[-1].end for row in placed if row), default=0)
    edges = edges_of(_widths(table, widths), count)
    return laid_out(
        [
            [replace(each, begin=edges[each.begin], end=edges[each.end]) for each in row]
            for row in placed
        ],
        marked,
    )


def _widths(table: Element, widths: Mapping[str, int]) -> list[int]:
    """How wide the columns are; 0 where that is not told."""
    found: list[int] = []
    for each in table.iter("{*}table-column"):
        repeated = _number(each, "number-columns-repeated")
        found += [widths.get(attribute(each, "style-name"), 0)] * repeated
    return found


def _cells(row: list[Element], text: Callable[[Element], str]) -> Iterator[Cell]:
    """The cells of a row, each with those beside it that it covers."""
    told, begin, end, goes_on = list[str](), 0, 0, False
    reach = 0
    """Where the columns end that a cell is merged over."""
    for each in row:
        words = text(each)
        is_covered = local(each) == "covered-table-cell"
        for _ in range(_number(each, "number-columns-repeated")):
            if not is_covered or end >= reach:
                if end:
                    yield Cell(" ".join(filter(None, told)), begin, end, goes_on)
                told, begin, goes_on = [], end, is_covered
                reach = end + (1 if is_covered else _number(each, "number-columns-spanned", _MOST))
            told.append(words)
            end += 1
    if end:
        yield Cell(" ".join(filter(None, told)), begin, end, goes_on)


def _number(element: Element, name: str, most: int = _WIDEST) -> int:
    return min(whole_number(attribute(element, name), 1, 5), most)
