"""Tables whose cells are merged and whose heads stand in several rows, told row by row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.readers.rows import (
    LEAST_COLUMNS,
    LEAST_NAMED,
    Heads,
    are_heads,
    are_of_years,
    is_number,
    is_word,
    is_year,
    joined,
    named,
)

MOST_HEADS = 3
"""Rows that head columns; where more are marked so, the mark says nothing."""
_LONGEST_REPEATED = 200
"""Characters of a cell that is told in each of the rows that it is merged over."""
_MOST_REPEATED = 10_000
"""Characters that are told again in a table, beside as many as it has."""

Place = tuple[int, int]
"""A row and a column, from 0; or how many of each."""


@dataclass(slots=True)
class Table:
    """Cells as they stand."""

    rows: list[list[str]]
    """Each cell in the place where it begins; places that it covers hold nothing."""
    spans: dict[Place, Place] = field(default_factory=dict)
    """Over how many rows and columns the cells that are merged reach, by where they begin."""
    marked: int = 0
    """Rows, from the first on, that the file marks as heads; where it marks all, it says nothing."""


def told_table(table: Table) -> list[list[str]]:
    """The rows that hold something, each number behind the words that head its column.

    A cell that is merged over rows stands in each of them, one over columns in the first.
    """
    return told_below(table, {})[0]


def told_below(table: Table, above: Heads) -> tuple[list[list[str]], Heads]:
    """As `told_table`, of rows that may stand below others of the same table and a line.

    Args:
        table: The rows.
        above: What heads those before, or nothing.

    Returns:
        The rows, and what heads them to the end.
    """
    filled = _filled(table)
    heads, begin = _headed(table, above)
    kept = [bool(any(row)) for row in table.rows]
    top = [row for row, is_kept in zip(filled[:begin], kept, strict=False) if is_kept]
    body = [row for row, is_kept in zip(filled[begin:], kept[begin:], strict=True) if is_kept]
    told, holds = named(body, heads)
    return [*top, *told], heads if holds else {}


def _filled(table: Table) -> list[list[str]]:
    """The rows, with cells that are merged over several in each of them."""
    rows = [list(row) for row in table.rows]
    kept = [any(row) for row in rows]
    left = _MOST_REPEATED + sum(len(text) for row in rows for text in row)
    for (top, column), (height, _) in table.spans.items():
        text = _at(table.rows[top], column)
        if not text or len(text) > _LONGEST_REPEATED:
            continue
        for place in range(top + 1, min(top + height, len(rows))):
            missing = max(0, column + 1 - len(rows[place]))
            left -= len(text) + missing
            if left < 0:
                return rows
            if kept[place]:
                rows[place] += [""] * missing
                rows[place][column] = text
    return rows


def _headed(table: Table, above: Heads) -> tuple[Heads, int]:
    """What heads the columns, and the first row below it."""
    rows, first = table.rows, _first(table)
    if max(map(len, rows), default=0) < LEAST_COLUMNS:
        return above, 0
    if len(rows) - first < 2:
        heads_below = are_heads(rows[-1], ())
        return (_of_one_row(rows[-1], above), len(rows)) if heads_below else (above, 0)
    marked = table.marked - first if table.marked < len(rows) else 0
    marked = marked if 0 < marked <= MOST_HEADS else 0
    spread = _spread(table, first, first + MOST_HEADS)
    depth = _depth(table, spread, first, marked)
    second, below = rows[first + 1], rows[first + 2 :]
    line, is_headed = spread[0], marked > 0 or are_heads(spread[0], rows[first + 1 :])
    is_dated = is_headed and _are_years(second, below)
    if depth == 1 and (is_dated or _tell_apart(spread, below)):
        depth = 2
    if depth > 1:
        return joined(spread[:depth]), first + depth
    if not is_headed:
        return above, 0
    # What stands in a row again and again heads nothing, such as that numbers are missing.
    is_repeated = len(set(line[1:])) < len(line) - 1
    if (
        above
        and not marked
        and (is_repeated or not _are_numeric([second, *below], range(1, len(line))))
    ):
        return (above if is_repeated else {}), 0
    unsure = _unsure(table, first)
    return {at: told for at, told in enumerate(line) if at not in unsure}, first + 1


def _of_one_row(row: Sequence[str], above: Heads) -> Heads:
    """What heads the columns below a row of words that stands alone, which may head them or not."""
    is_other = len(set(row[1:])) == len(row) - 1 and list(row) != list(above.values())
    return dict(enumerate(row)) if not above else {} if is_other else above


def _first(table: Table) -> int:
    """The first row that is more than a title of the table."""
    for place, row in enumerate(table.rows):
        if sum(map(bool, row)) > 1 or (any(row) and not row[0]):
            return place
    return 0


def _spread(table: Table, first: int, end: int) -> list[list[str]]:
    """Rows with each cell in all places that it is merged over."""
    width = max(map(len, table.rows[first:end]), default=0)
    rows = [[*row, *[""] * (width - len(row))] for row in table.rows[first:end]]
    for (top, column), (height, columns) in table.spans.items():
        for row in rows[max(0, top - first) : max(0, top + height - first)]:
            for at in range(column, min(column + columns, width)):
                row[at] = row[at] or _at(table.rows[top], column)
    return rows


def _depth(table: Table, spread: list[list[str]], first: int, marked: int) -> int:
    """How many rows head the columns: those marked, and those below a head of several columns."""
    wide = {top: height for (top, _), (height, width) in table.spans.items() if width > 1}
    end = row = first
    end += max(1, marked)
    while row < end and end - first <= MOST_HEADS:
        if row in wide:
            end = max(end, row + wide[row] + 1)
        row += 1
    depth = end - first
    if depth > len(spread) or end >= len(table.rows):
        return 1
    heads = spread[:depth]
    if not marked and any(map(_is_value, heads[0][1:])):
        return 1
    if len({row[0] for row in heads if row and row[0]}) < 2:
        return depth
    if any(_is_value(each) for row in heads[1:] for each in row[1:]):
        return 1
    return depth if marked == depth or _are_numeric(table.rows[end:], _under(table, first)) else 1


def _tell_apart(spread: Sequence[Sequence[str]], body: Sequence[Sequence[str]]) -> bool:
    """Whether the first row tells columns of numbers apart only together with the second one."""
    first, second = ([row[1:] for row in spread[:2]] * 2)[:2]
    if len(set(first)) == len(first) or not all(first) or not all(second):
        return False
    if any(map(_is_value, (*first, *second))):
        return False
    is_apart = len(set(zip(first, second, strict=True))) == len(first)
    return is_apart and _are_numeric(body, range(1, len(first) + 1))


def _are_years(row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a row has no name and says of which year the columns are."""
    columns = [at for at, text in enumerate(row) if text]
    if len(columns) < LEAST_NAMED or not columns[0] or not all(is_year(row[at]) for at in columns):
        return False
    return bool(body) and not any(are_of_years(body, at) for at in columns)


def _is_value(text: str) -> bool:
    return is_number(text) and not is_year(text)


def _under(table: Table, row: int) -> set[int]:
    """The columns below cells of a row that are merged over several."""
    return {
        at
        for (top, column), (_, width) in table.spans.items()
        if top == row and width > 1
        for at in range(column, column + width)
    }


def _unsure(table: Table, first: int) -> set[int]:
    """Columns of a head over several that may have heads of their own in the row below."""
    below = table.rows[first + 1]
    under = _under(table, first)
    return set() if any(is_number(_at(below, at)) for at in under) else under


def _are_numeric(rows: Sequence[Sequence[str]], columns: Iterable[int]) -> bool:
    """Whether there are numbers and no words in each of some columns."""
    return all(
        any(is_number(_at(row, at)) for row in rows)
        and not any(is_word(_at(row, at)) for row in rows)
        for at in columns
    )


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
