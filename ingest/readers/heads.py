"""What is sure to head the columns of a table; where that is unsure, nothing does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import groupby

from ingest.readers.groups import groups_of
from ingest.readers.rows import (
    LEAST_COLUMNS,
    LEAST_NAMED,
    are_heads,
    are_years,
    is_amount,
    is_contact,
    is_number,
    is_word,
    is_year,
    joined,
    of_years,
)
from ingest.readers.tables import Table, told_table

_MOST_HEADS = 3
"""Rows that head columns; where more are marked so, the mark says nothing."""


def told_headed(table: Table) -> list[list[str]]:
    """The rows of a table that hold something, each number behind the words that head its column.

    What heads a row within the table stands behind its cells.
    """
    heads, begin = _column_headers(table)
    return told_table(table, heads, begin, groups_of(table, begin))


def _column_headers(table: Table, begin: int = 0) -> tuple[list[str], int]:
    """What heads each column, and the first row below; nothing where that is unsure."""
    first = _first(table, begin)
    if first is None or first in table.loose:
        return [], 0
    top = _Top(table, first)
    if (
        top.widths[0][0] > 1 and not top.names_labels()
    ):  # A title, or a head of names, of which only a title is sure to end.
        is_title = any(top.texts[1]) and not top.own(1)
        return _column_headers(table, first + 2) if is_title and not begin else ([], 0)
    if top.width < LEAST_COLUMNS:
        return [], 0
    marked = _marked(table, top)
    depth = max(1, marked)
    while depth < _MOST_HEADS and (depth > marked or marked == 1):
        below = _below(top, depth)
        if below is _Below.UNSURE:
            return [], 0
        if below is _Below.BODY:
            break
        depth += 1
    goes_on = depth > max(1, marked) and top.ends[depth - 1][0] > depth
    is_titled = any(map(any, table.rows[:first])) and not _have_amounts(top.below[depth:])
    if goes_on or (not marked and (is_titled or not _are_heads(top, depth))):
        return [], 0
    return joined(top.texts[:depth]), first + depth


def _first(table: Table, begin: int) -> int | None:
    """The first row from one on that is more than a title of the table, where another is below."""
    for place in range(begin, len(table.rows) - 1):
        row = table.rows[place]
        if sum(map(bool, row)) > 1 or (any(row) and not row[0]):
            return place
    return None


class _Top:
    """The first rows of a table, with each cell in all places that it is merged over."""

    def __init__(self, table: Table, first: int) -> None:
        self.first = first
        self.below = table.rows[first:]
        """All rows from the first on."""
        self.loose = {number - first for number in table.loose}
        rows = self.below[: _MOST_HEADS + 1]
        self.width = max(map(len, rows))
        self.texts = [[*row, *[""] * (self.width - len(row))] for row in rows]
        self.widths = [[1] * self.width for _ in rows]
        """Over how many columns the cell in each place is merged."""
        self._begin = [[number] * self.width for number in range(len(rows))]
        self._first = [list(range(self.width)) for _ in rows]
        self.ends = [[number + 1] * self.width for number in range(len(rows))]
        """The row below the cell in each place."""
        for (row, column), (height, width) in table.spans.items():
            if first <= row < first + len(rows):
                self._fill(row - first, column, height, width)

    def _fill(self, top: int, column: int, height: int, width: int) -> None:
        for row in range(top, min(top + height, len(self.texts))):
            for at in range(column, min(column + width, self.width)):
                self.texts[row][at] = self.texts[row][at] or self.texts[top][column]
                self.widths[row][at] = width
                self._begin[row][at] = top
                self._first[row][at] = column
                self.ends[row][at] = top + height

    def names_labels(self) -> bool:
        """Whether the first cell is over several columns of names, with heads over all others.

        These are in the first of its columns then, and no head of numbers.
        """
        width, end = self.widths[0][0], self.ends[0][0]
        behind = set(self._first[0][width:])
        if len(behind) < LEAST_NAMED or not all(self.texts[0][width:]):
            return False
        for texts in self.texts[:end]:
            texts[1:width] = [""] * (width - 1)
        return True

    def own(self, row: int) -> list[int]:
        """The columns in which cells that hold something begin in a row."""
        places = zip(self.texts[row], self._begin[row], strict=True)
        return [at for at, (text, begin) in enumerate(places) if text and begin == row]

    def has_contacts(self, depth: int) -> bool:
        """Whether one of so many rows says how somebody is reached, as heads do not."""
        return any(is_contact(text) for row in self.texts[:depth] for text in row)

    def names_several(self, depth: int) -> bool:
        """Whether one of so many rows names several columns behind the first, each in its own cell."""
        told = zip(self.texts[:depth], self._first, strict=False)
        return any(
            len({at for at, text in zip(first[1:], texts[1:], strict=True) if text}) >= LEAST_NAMED
            for texts, first in told
        )

    def groups(self, row: int) -> list[list[int]]:
        """The columns behind the first with the same heads down to a row, where these are several."""
        above = list(zip(*self.texts[: row + 1], strict=True))
        runs = groupby(range(1, self.width), key=lambda at: above[at])
        return [run for texts, each in runs if texts[-1] and len(run := list(each)) > 1]


def _marked(table: Table, top: _Top) -> int:
    """How many rows, from the first of heads on, the file is sure to mark as them."""
    depth = table.marked - top.first
    if not 0 < depth <= _MOST_HEADS or table.marked >= len(table.rows):
        return 0
    if not top.loose.isdisjoint(range(depth)):
        return 0
    values = [text for row in top.texts[:depth] for text in row[1:] if _is_value(text)]
    # `Q1` and `v. 2` are no amounts, though they hold a number and a unit.
    if any(is_amount(value) and not value[0].isalpha() for value in values):
        return 0
    if top.has_contacts(depth) or not any(map(_is_full, top.texts[:depth])):
        return 0
    is_unsure = bool(values) or not _is_full(top.texts[0]) or not top.names_several(depth)
    return 0 if table.by_default and is_unsure else depth


def _are_heads(top: _Top, depth: int) -> bool:
    """Whether the first row is one of heads, with so many rows of them."""
    row = top.texts[0]
    if top.has_contacts(depth) or not top.names_several(depth):
        return False
    if depth == 1:
        return are_heads(row, top.below[1:])
    numbers = [text for text in row[1:] if is_number(text)]
    is_of_years = len(set(numbers)) < 2 or are_years(numbers)
    return _is_full(row) and all(map(is_year, numbers)) and is_of_years


def _is_full(row: Sequence[str]) -> bool:
    """Whether something stands above all columns behind the first but one."""
    return sum(map(bool, row[1:])) >= max(LEAST_NAMED, len(row) - 2)


class _Below(Enum):
    """What a row below one of heads is."""

    HEADS = 0
    BODY = 1
    UNSURE = 2


def _below(top: _Top, row: int) -> _Below:
    """What the row below so many rows of heads is."""
    groups = top.groups(row - 1)
    unless_sure = _Below.UNSURE if groups else _Below.BODY
    if row in top.loose and not any(map(_is_value, top.texts[row][1:])):
        return _Below.UNSURE
    if row + 1 >= len(top.below) or row in top.loose:
        return unless_sure
    texts, own = top.texts[row], [at for at in top.own(row) if at]
    over, is_named = any(each[0] for each in top.texts[:row]), 0 in top.own(row)
    has_values = any(_is_value(texts[at]) for at in own)
    is_parted = all(_are_apart(texts, group, set(own)) for group in groups)
    if over and texts[0] and not is_named:  # The file merges the first cell over both rows.
        is_of_heads = top.ends[row][0] <= min(_MOST_HEADS, len(top.below) - 1)
        is_sure = is_of_heads and bool(own) and is_parted and (bool(groups) or not has_values)
    elif over and is_named:
        is_sure = False
        if not has_values and any(len({texts[at] for at in group}) > 1 for group in groups):
            unless_sure = _Below.UNSURE
        else:
            unless_sure = _Below.BODY
    elif has_values or not own:
        is_sure = False
    else:
        return _below_other_corner(top, row, is_named=is_named, is_parted=is_parted)
    return _Below.HEADS if is_sure else unless_sure


def _below_other_corner(top: _Top, row: int, *, is_named: bool, is_parted: bool) -> _Below:
    """What a row of words and years is, if either it or that above it begins with an empty cell."""
    groups, texts, body = top.groups(row - 1), top.texts[row], top.below[row + 1 :]
    own = [at for at in top.own(row) if at]
    if any(map(is_year, (texts[at] for at in own))):
        if of_years(body, own):
            return _Below.UNSURE if groups else _Below.BODY
        is_sure = are_years([texts[at] for at in own])
        if is_named and not groups:
            return _Below.UNSURE if is_sure else _Below.BODY
    elif groups:
        is_sure = _are_numeric(body, own) and (not is_named or _are_alike(texts, groups))
    else:
        return _Below.BODY
    return _Below.HEADS if is_sure and is_parted else _Below.UNSURE


def _are_apart(texts: Sequence[str], group: Sequence[int], own: set[int]) -> bool:
    """Whether a row says of all columns of a group what they are, and not the same."""
    return own.issuperset(group) and len({texts[at] for at in group}) > 1


def _are_alike(texts: Sequence[str], groups: Sequence[Sequence[int]]) -> bool:
    """Whether a row says the same of several groups, as data would not."""
    return len(groups) > 1 and len({tuple(texts[at] for at in group) for group in groups}) == 1


def _are_numeric(rows: Iterable[Sequence[str]], columns: Iterable[int]) -> bool:
    """Whether there are more numbers than words in each of some columns."""
    more = dict.fromkeys(columns, 0)
    for row in rows:
        for at, text in enumerate(row):
            if at in more:
                more[at] += is_number(text) - is_word(text)
    return all(each > 0 for each in more.values())


def _have_amounts(rows: Iterable[Sequence[str]]) -> bool:
    """Whether amounts stand in several columns, as below heads, and not below what a title lists."""
    more = Counter[int]()
    for row in rows:
        for at, text in enumerate(row[1:]):
            more[at] += (is_number(text) and is_amount(text)) - is_word(text)
    return sum(each > 0 for each in more.values()) >= LEAST_NAMED


def _is_value(text: str) -> bool:
    return is_number(text) and not is_year(text)
