"""Tables of a Word document as they are laid out: cells that are merged, and rows marked as heads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.readers.archive import Element, attribute, local
from ingest.readers.tables import Place, Table

INNER = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""Elements around paragraphs and tables that show nothing themselves."""
_WIDEST = 20
"""Columns at most that one cell is taken to span."""


def inside(parent: Element, name: str) -> list[Element]:
    """Rows of a table or cells of a row, also those inside of fields."""
    found: list[Element] = []
    for each in parent:
        if local(each) == name:
            found.append(each)
        elif local(each) in INNER:
            found += inside(each, name)
    return found


def laid_out(
    rows: Sequence[Element], grid: Sequence[Sequence[Element]], text: Callable[[Element], str]
) -> Table:
    """The cells of a table where they stand.

    Args:
        rows: Of the table.
        grid: The cells of each row.
        text: What a cell says.
    """
    marked = next((place for place, row in enumerate(rows) if not _is_head(row)), len(rows))
    table = Table([], {}, marked)
    begun: dict[int, Place] = {}
    for number, (row, elements) in enumerate(zip(rows, grid, strict=True)):
        cells = [""] * _number(row.find("{*}trPr/{*}gridBefore"), 0)
        for each in elements:
            column, width = len(cells), max(1, _number(each.find("{*}tcPr/{*}gridSpan"), 1))
            above = begun.get(column)
            if above is not None and _goes_on(each):
                table.spans[above] = (number + 1 - above[0], table.spans[above][1])
                told = ""
            else:
                told, begun[column] = text(each), (number, column)
                table.spans[number, column] = (1, width)
            cells += [told, *[""] * (width - 1)]
        table.rows.append(cells)
    return table


def _is_head(row: Element) -> bool:
    mark = row.find("{*}trPr/{*}tblHeader")
    return mark is not None and attribute(mark, "val", "1") not in {"0", "false", "off"}


def _goes_on(each: Element) -> bool:
    """Whether a cell is merged with the one above it."""
    merge = each.find("{*}tcPr/{*}vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _number(element: Element | None, default: int) -> int:
    value = attribute(element, "val", str(default))
    return min(int(value), _WIDEST) if value.isdecimal() and len(value) < 4 else default
