"""Tables as rows of cells, each with its own place under the header."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import dropwhile, islice, pairwise, takewhile

from ingest.readers.rows import told_rows
from ingest.web.lines import lines_of
from ingest.web.seen import Seen
from ingest.web.tree import BLOCKS, HEADINGS, Element

_CELLS = ("td", "th")
_GROUPS = ("thead", "tbody", "tfoot")
_IN_TABLES = frozenset({*_GROUPS, "tr", "caption", "colgroup", "col"})
_WIDEST = 20
"""Columns at most that one cell is taken to span."""
_REPEATED = 10_000
"""Characters of a table that are written again where a cell spans several rows."""
_STOPS = (".", ",", ";", ":", "!", "?")
_LOOKED_AT = 200
_MOST_HEADS = 3
"""Rows that head columns; where more are marked so, the mark says nothing."""


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
    return len(first) == 1 and any(_holds_blocks(cell) for cell in first[0])


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


def told(table: Element, seen: Seen) -> list[list[str]]:
    """The rows below the title, each number behind what heads its column.

    Heads hold up to the next row that is marked as one of heads.
    """
    rows = [cells for _, cells in _below_title(table, seen)]
    spread = list(_below_title(table, seen, spread=True))
    begins = [
        at
        for at, (row, _) in enumerate(spread)
        if not at or (_heads(row) and not _heads(spread[at - 1][0]))
    ]
    found: list[list[str]] = []
    for begin, end in pairwise([*begins, len(rows)]):
        heads = [cells for _, cells in takewhile(lambda each: _heads(each[0]), spread[begin:end])]
        several = heads if 1 < len(heads) <= _MOST_HEADS else []
        found += told_rows(rows[begin:end], headed=bool(heads), header=several)
    return found


def _heads(row: Element) -> bool:
    """Whether a row is marked as one of heads of columns, each in its own cell."""
    return _is_head(row) and not _is_across(row)


def _is_head(row: Element) -> bool:
    cells = _cells(row)
    return bool(cells) and all(cell.tag == "th" for cell in cells)


def title(table: Element, seen: Seen) -> str:
    """What stands above the first row of several cells, across the table."""
    above = takewhile(lambda told: _is_across(told[0]), _told(table, seen))
    return " ".join(cells[0] for _, cells in above)


def _below_title(
    table: Element, seen: Seen, *, spread: bool = False
) -> Iterator[tuple[Element, list[str]]]:
    told = _told(table, seen, spread=spread)
    return dropwhile(lambda each: _is_across(each[0]), told)


def _is_across(row: Element) -> bool:
    """Whether a row is one cell that spans several columns."""
    cells = _cells(row)
    return len(cells) == 1 and _number(cells[0], "colspan") > 1


def _told(
    table: Element, seen: Seen, *, spread: bool = False
) -> Iterator[tuple[Element, list[str]]]:
    """The rows with their cells.

    One that spans several columns stands in the first, or in each of them where it is to be `spread`.
    """
    spans: dict[int, tuple[str, int]] = {}
    repeated = 0
    for row in _rows(table):
        if seen.hides(row):
            continue
        cells: list[str] = []
        for cell in _cells(row):
            _take_spans(spans, cells)
            text, width = _text(cell, seen), min(_number(cell, "colspan"), _WIDEST)
            below = _number(cell, "rowspan") - 1
            if below and repeated < _REPEATED:
                told = ((at, "" if at and not spread else text) for at in range(width))
                spans |= {len(cells) + at: (each, below) for at, each in told}
            cells += [text, *[text if spread else ""] * (width - 1)]
        own = any(cells)
        _take_spans(spans, cells)
        repeated += sum(len(text) + 1 for text, _ in spans.values())
        if repeated >= _REPEATED:
            spans.clear()
        if own:
            yield row, cells


def _take_spans(spans: dict[int, tuple[str, int]], cells: list[str]) -> None:
    """Writes the cells of rows above that stand next in this row too."""
    while len(cells) in spans:
        text, below = spans.pop(len(cells))
        if below > 1:
            spans[len(cells)] = (text, below - 1)
        cells.append(text)


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in _GROUPS:
            yield from part.iterchildren("tr")


def _cells(row: Element) -> list[Element]:
    return list(row.iterchildren(*_CELLS))


def _text(cell: Element, seen: Seen) -> str:
    """The lines of a cell in one, as it is read; bars would end the cell."""
    if seen.hides(cell):
        return ""
    lines = lines_of(cell, seen, pressed=False)
    ends = [line if line.endswith(_STOPS) else f"{line};" for line in lines[:-1]]
    return " ".join([*ends, *lines[-1:]]).replace("|", "/")


def _holds_blocks(cell: Element) -> bool:
    return any(each.tag in BLOCKS for each in islice(cell.iterdescendants(), _LOOKED_AT))


def _number(cell: Element, attribute: str) -> int:
    value = cell.get(attribute, "1").strip()
    return max(1, int(value)) if value.isdecimal() and len(value) < 6 else 1
