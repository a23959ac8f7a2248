"""Tables as rows of cells, each with its own place under the header."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice, pairwise, takewhile
from typing import TypeAlias

from ingest.readers.archive import whole_number
from ingest.readers.heads import told_headed
from ingest.readers.rows import cell, is_amount, is_number, is_year
from ingest.readers.tables import Place, Table
from ingest.web.lines import lines_of
from ingest.web.seen import Visibility
from ingest.web.tree import BLOCKS, HEADINGS, Element

_CELLS = ("td", "th")
_GROUPS = ("thead", "tbody", "tfoot")
_IN_TABLES = frozenset({*_GROUPS, "tr", "caption", "colgroup", "col"})
_FEWEST_HEADS = 2
"""Behind the first one, of a row of heads within a table."""
_WIDEST = 20
"""Columns at most that one cell is taken to span."""
_MOST_MERGED = 50
"""Columns in which cells may be merged over rows."""
_LOOKED_AT = 200

_Row: TypeAlias = tuple[Element, dict[int, tuple[str, Place]]]
"""A row and its cells, as `_told` has them."""


def is_layout(table: Element) -> bool:
    """Whether a table only puts parts of the page side by side, and its cells are no data.

    One that is no proper table is taken for such too, so that all its words are read.
    """
    if table.get("role") in {"presentation", "none"} or not _is_proper(table):
        return True
    if next(table.iterdescendants("table", *HEADINGS), None) is not None:
        return True
    first = [_cells(row) for row in islice(_rows(table), _LOOKED_AT)]
    if max(map(len, first), default=0) < 2:
        return True
    return len(first) == 1 and any(map(_holds_blocks, first[0]))


def _is_proper(table: Element) -> bool:
    """Whether there is nothing between the rows and between their cells."""
    groups = [table, *table.iterchildren(*_GROUPS)]
    rows = list(_rows(table))
    return all(_holds_only(group, _IN_TABLES) for group in groups) and all(
        _holds_only(row, _CELLS) for row in rows
    )


def _holds_only(element: Element, tags: Collection[str]) -> bool:
    if (element.text or "").strip():
        return False
    return all(each.tag in tags and not (each.tail or "").strip() for each in element)


def caption(table: Element) -> Element | None:
    """What tells what a table is of: its own caption, or that of the figure below it."""
    found, below = table.find("caption"), table.getnext()
    if found is None and below is not None and below.tag == "figcaption":
        return below
    return found


def told(table: Element, seen: Visibility) -> tuple[str, list[list[str]]]:
    """What stands above the first row of several cells, and the rows below, numbers behind their heads.

    Heads hold up to the next row that is marked as one of heads.
    """
    above, rows = _titled(list(_told(table, seen)))
    begins = [at for at in range(len(rows)) if not at or _begins_part(rows, at)]
    found: list[list[str]] = []
    for begin, end in pairwise([*begins, len(rows)]):
        found += told_headed(_part(rows[begin:end]))
    return " ".join(cells[0][0] for _, cells in above), found


def _titled(rows: list[_Row]) -> tuple[list[_Row], list[_Row]]:
    """The rows across a table that are its title, and those below.

    One that heads rows as a later one does, heads of columns or not, is the first of its kind.
    """
    across = [at for at, (row, _) in enumerate(rows) if _is_across(row)]
    count = sum(1 for _ in takewhile(lambda told: _is_across(told[0]), rows))
    later = [
        at + 1 for at in across if count <= at < len(rows) - 1 and not _is_across(rows[at + 1][0])
    ]
    if count and later and _is_header_row(rows[count][0]) == _is_header_row(rows[later[0]][0]):
        count -= 1
    return rows[:count], rows[count:]


def _begins_part(rows: list[_Row], at: int) -> bool:
    """Whether a row is the first of heads of columns, or stands across the table right above such a one."""
    if _is_across(rows[at][0]):
        return (
            at + 1 < len(rows) and _is_header_row(rows[at + 1][0]) and not _sums_up(rows[at + 1][1])
        )
    row, cells = rows[at]
    is_first = not (_is_header_row(rows[at - 1][0]) or _is_across(rows[at - 1][0]))
    return _is_header_row(row) and is_first and not _sums_up(cells)


def _part(rows: list[_Row]) -> Table:
    """Rows of a table with the same heads, below what heads them all within it, if there is such a row."""
    is_grouped = _is_across(rows[0][0]) and len(rows) > 1 and _is_header_row(rows[1][0])
    below = rows[1:] if is_grouped else rows
    marked = sum(1 for _ in takewhile(lambda each: _is_header_row(each[0]), below))
    spans = {
        (number, at): span
        for number, (_, cells) in enumerate(rows)
        for at, (_, span) in cells.items()
    }
    return Table(
        [_line(cells) for _, cells in rows],
        spans,
        marked + is_grouped,
        by_default=False,
        group=rows[0][1][0][0] if is_grouped else "",
        parts={
            at
            for at, ((above, _), (row, _)) in enumerate(pairwise(rows), 1)
            if above.getparent() is not row.getparent()
        },
    )


def _line(cells: dict[int, tuple[str, Place]]) -> list[str]:
    """The cells of a row, each in the place where it begins."""
    width = max((at + span[1] for at, (_, span) in cells.items()), default=0)
    return [cells[at][0] if at in cells else "" for at in range(width)]


def _is_header_row(row: Element) -> bool:
    """Whether a row is marked as one of heads of columns, each in its own cell."""
    return _is_head(row) and not _is_across(row)


def _sums_up(cells: dict[int, tuple[str, Place]]) -> bool:
    """Whether a row that is marked as one of heads tells amounts, or names what comes below it."""
    behind = [text for at, (text, _) in cells.items() if at and text]
    return len(behind) < _FEWEST_HEADS or any(
        is_number(each) and is_amount(each) and not is_year(each) for each in behind
    )


def _is_head(row: Element) -> bool:
    cells = _cells(row)
    return bool(cells) and all(each.tag == "th" for each in cells)


def _is_across(row: Element) -> bool:
    """Whether a row is one cell that spans several columns."""
    cells = _cells(row)
    return len(cells) == 1 and _number(cells[0], "colspan") > 1


def _told(table: Element, seen: Visibility) -> Iterator[_Row]:
    """The rows that tell something, with the cells that begin in each, by their columns.

    Each has how many rows and columns it is merged over.
    """
    taken: dict[int, int] = {}
    """For how many rows more a column is taken by a cell from above."""
    for row in _rows(table):
        if seen.hides(row):
            continue
        cells: dict[int, tuple[str, Place]] = {}
        at = 0
        below = {column: left - 1 for column, left in taken.items() if left > 1}
        for each in _cells(row):
            while at in taken:
                at += 1
            width, height = min(_number(each, "colspan"), _WIDEST), _number(each, "rowspan")
            cells[at] = _text(each, seen), (height, width)
            if height > 1 and at < _MOST_MERGED:
                below |= dict.fromkeys(range(at, at + width), height - 1)
            at += width
        taken = below
        if any(text for text, _ in cells.values()):
            yield row, cells


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in _GROUPS:
            yield from part.iterchildren("tr")


def _cells(row: Element) -> list[Element]:
    return list(row.iterchildren(*_CELLS))


def _text(element: Element, seen: Visibility) -> str:
    return "" if seen.hides(element) else cell(lines_of(element, seen, pressed=False))


def _holds_blocks(element: Element) -> bool:
    return any(each.tag in BLOCKS for each in islice(element.iterdescendants(), _LOOKED_AT))


def _number(element: Element, attribute: str) -> int:
    return max(1, whole_number(element.get(attribute, "").strip(), 1, 5))
