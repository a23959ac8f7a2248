"""Tables of a Word document as they are laid out: cells that are merged, and rows marked as heads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from itertools import accumulate, pairwise

from ingest.readers.archive import Element, attribute, is_on, local, whole_number
from ingest.readers.columns import Cell, edges_of, laid_out
from ingest.readers.tables import Table

INNER = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
"""Elements around paragraphs and tables that show nothing themselves."""
_WIDEST = 63
"""Columns at most that one cell is taken to span, as in Word."""


def inside(parent: Element, name: str) -> list[Element]:
    """Rows of a table or cells of a row, also those inside of fields."""
    found: list[Element] = []
    for each in parent:
        if local(each) == name:
            found.append(each)
        elif local(each) in INNER:
            found += inside(each, name)
    return found


def uncover(root: Element) -> Iterator[str]:
    """Empties the cells that lie below merged ones, whose words nobody sees; yields these.

    A cell that is to go on with one above it, which is none that is merged, is shown as one of its own.
    """
    for table in root.iter("{*}tbl"):
        above: set[int] = set()
        for row in inside(table, "tr"):
            if not is_deleted(row):
                covered, above = _covered(row, above)
                for text in (text for each in covered for text in each.iter("{*}t")):
                    yield text.text or ""
                    text.text = ""


def _covered(row: Element, above: Set[int]) -> tuple[list[Element], set[int]]:
    """The cells of a row that go on with one above, and the columns that merged ones begin in."""
    cells = inside(row, "tc")
    covered: list[Element] = []
    merged: set[int] = set()
    for each, column in zip(cells, accumulate(_spans(row, cells)), strict=False):
        merge = each.find("{*}tcPr/{*}vMerge")
        if _goes_on(each) and column not in above:
            merge.getparent().remove(merge)
        elif merge is not None:
            merged.add(column)
            covered += [each] if _goes_on(each) else []
    return covered, merged


def is_deleted(row: Element) -> bool:
    """Whether tracked changes took a row away."""
    return row.find("{*}trPr/{*}del") is not None


def word_table(
    table: Element,
    rows: Sequence[Element],
    grid: Sequence[Sequence[Element]],
    text: Callable[[Element], str],
) -> Table:
    """The cells of a table in columns.

    Args:
        table: The table.
        rows: Of the table.
        grid: The cells of each row.
        text: What a cell says.
    """
    marked = next((place for place, row in enumerate(rows) if not _is_head(row)), len(rows))
    spans = [_spans(row, cells) for row, cells in zip(rows, grid, strict=True)]
    grid_columns = table.iterfind("{*}tblGrid/{*}gridCol")
    column_widths = [whole_number(attribute(each, "w"), 0, 5) for each in grid_columns]
    edges = edges_of(column_widths, max(map(sum, spans), default=0))
    placed: list[list[Cell]] = []
    for cells, (before, *widths) in zip(grid, spans, strict=True):
        places = pairwise(edges[at] for at in accumulate(widths, initial=before))
        *own, after = places
        told = [Cell(text(each), *at, _goes_on(each)) for each, at in zip(cells, own, strict=True)]
        if after[0] < after[1]:
            told.append(Cell("", *after))
        placed.append(told)
    return laid_out(placed, marked, by_default=False)


def _spans(row: Element, cells: Sequence[Element]) -> list[int]:
    """Columns before the cells of a row, of each of them, and behind them."""
    before, after = (
        _number(row.find(f"{{*}}trPr/{{*}}grid{side}"), 0) for side in ("Before", "After")
    )
    widths = (max(1, _number(each.find("{*}tcPr/{*}gridSpan"), 1)) for each in cells)
    return [before, *widths, after]


def _is_head(row: Element) -> bool:
    mark = row.find("{*}trPr/{*}tblHeader")
    return mark is not None and is_on(mark, "val", "1")


def _goes_on(each: Element) -> bool:
    """Whether a cell is merged with the one above it."""
    merge = each.find("{*}tcPr/{*}vMerge")
    return merge is not None and attribute(merge, "val") != "restart"


def _number(element: Element | None, default: int) -> int:
    return min(whole_number(attribute(element, "val"), default, 3), _WIDEST)


def is_layout(grid: Sequence[Sequence[Element]]) -> bool:
    """Whether a table only puts text side by side: one column, tables in it, or long texts in a row."""
    if max(map(len, grid), default=0) < 2:
        return True
    if any(holds_table(each) for row in grid for each in row):
        return True
    return len(grid) == 1 and any(len(each.findall("{*}p")) > 2 for each in grid[0])


def holds_table(element: Element) -> bool:
    """Whether a cell has a table of its own."""
    return element.find("{*}tbl") is not None
