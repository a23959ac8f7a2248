"""Tables whose cells may be merged and whose heads may stand in several rows, told row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.readers.rows import are_years, is_amount, is_number, is_word, is_year, named

_LONGEST_REPEATED = 200
"""Characters of a cell that is told in each of the rows that it is merged over."""
_MOST_REPEATED = 10_000
"""Characters that are told again in a table, beside as many as it has."""
_LEAST_ANEW = 2
"""Columns of numbers in which a row has words where it may head other ones."""

Place = tuple[int, int]
"""A row and a column, from 0; or how many of each."""


@dataclass(slots=True)
class Table:
    """Cells as they stand."""

    rows: list[list[str]]
    """Each cell in the place where it begins; places that it covers hold nothing, or what is hidden."""
    spans: dict[Place, Place] = field(default_factory=dict)
    """Over how many rows and columns the cells that are merged reach, by where they begin."""
    marked: int = 0
    """Rows, from the first on, that the file marks as heads; where it marks all, it says nothing."""
    by_default: bool = True
    """Whether programs mark the first row unless they are told otherwise."""
    loose: set[int] = field(default_factory=set)
    """Rows whose cells may not stand below those of the others."""
    group: str = ""
    """What heads all rows within a larger table."""
    parts: set[int] = field(default_factory=set)
    """Rows with which the file begins a part of the table."""


def told_table(
    table: Table, heads: Sequence[str], begin: int, groups: Sequence[str]
) -> list[list[str]]:
    """The rows that hold something, each number behind the words that head its column.

    A cell that is merged over rows stands in each of them. One that is merged over columns with
    other heads has none. Below a row that may head other columns, none has.

    Args:
        table: The rows.
        heads: What is sure to head each column.
        begin: The first row that is below them.
        groups: What heads each row within the table; it stands behind the other cells.
    """
    body = _Body(heads)
    told: list[list[str]] = []
    left = _MOST_REPEATED + sum(len(text) for row in table.rows for text in row)
    rows, widths = _filled(table)
    for number, row in enumerate(rows):
        if not any(table.rows[number]):
            continue
        if number < begin or not heads:
            told.append(row)
        elif number in table.loose:
            told.append(body.loose(row))
        else:
            body.begin(table.rows[number], widths.get(number, {}))
            told.append(body.told(row, widths.get(number, {})))
        left -= len(groups[number])
        if groups[number] and left >= 0:
            told[-1] = [*told[-1], groups[number]]
    return told


def _filled(table: Table) -> tuple[list[list[str]], dict[int, dict[int, int]]]:
    """The rows, with cells that are merged over several in each of them, and how many columns are
    merged, by the row and the first one."""
    rows = [list(row) for row in table.rows]
    widths: dict[int, dict[int, int]] = {}
    kept = [any(row) for row in rows]
    left = _MOST_REPEATED + sum(len(text) for row in rows for text in row)
    for (top, column), (height, width) in table.spans.items():
        widths.setdefault(top, {})[column] = width
        text = table.rows[top][column] if column < len(table.rows[top]) else ""
        if not text or len(text) > _LONGEST_REPEATED:
            continue
        for place in range(top + 1, min(top + height, len(rows))):
            missing = max(0, column + 1 - len(rows[place]))
            left -= len(text) + missing
            if left < 0:
                break
            if kept[place]:
                rows[place] += [""] * missing
                rows[place][column] = rows[place][column] or text
                widths.setdefault(place, {})[column] = width
    return rows, widths


class _Body:
    """The rows below heads, one after the other."""

    def __init__(self, heads: Sequence[str]) -> None:
        self._heads = ["", *heads[1:]]
        self._numeric = set[int]()
        """Columns with numbers so far."""
        self._holds = True
        self._others = set[int]()
        """Columns with numbers that are no amounts."""
        self._named_anew = set[int]()
        """Columns without numbers in which words stood that may head others."""
        self._is_parted = False
        """Whether a line stood within the table."""
        self._capital = all(head[0].isupper() for head in heads if head and head[0].isalpha())
        self._has_years = False
        self._same = list(range(len(heads)))
        """The last column with the same head as each one, without others between."""
        for at in reversed(range(len(heads) - 1)):
            if heads[at] == heads[at + 1]:
                self._same[at] = self._same[at + 1]

    def begin(self, own: Sequence[str], widths: Mapping[int, int]) -> None:
        """End the heads at a row whose only cell is over several columns behind the first, and no number.

        Args:
            own: The cells that begin in the row.
            widths: How many columns are merged from one on.
        """
        filled = [at for at, text in enumerate(own) if text]
        if len(filled) == 1 and filled[0] and widths.get(filled[0], 1) > 1:
            self._holds = self._holds and is_number(own[filled[0]])

    def told(self, row: list[str], widths: dict[int, int]) -> list[str]:
        """A row with its numbers behind what is sure to head them."""
        self._holds = self._holds and not (self._begins_anew(row) or self._is_of_others(row))
        if not self._holds:
            return row
        self._is_parted = self._is_parted or not any(row[1:])
        told = list(row)
        for at, text in enumerate(row[: len(self._heads)]):
            if not text or not at:
                continue
            if at + widths.get(at, 1) - 1 <= self._same[at]:
                told[at] = named(text, self._heads[at])
            if is_number(text):
                self._numeric.add(at)
                self._has_years = self._has_years or is_year(text)
                if not is_amount(text):
                    self._others.add(at)
        return told

    def loose(self, row: list[str]) -> list[str]:
        """A row whose cells may not stand below heads; one of words or years may be heads itself."""
        numbers = [text for text in row[1:] if is_number(text)]
        is_line = sum(map(bool, row)) == 1
        self._is_parted = self._is_parted or is_line
        self._holds = self._holds and (is_line or (bool(numbers) and not are_years(numbers)))
        return row

    def _is_of_others(self, row: Sequence[str]) -> bool:
        """Whether below a line within the table numbers stand that are no amounts, as those above are."""
        return self._is_parted and any(
            is_number(text) and not is_amount(text) and at not in self._others
            for at, text in enumerate(row)
            if at
        )

    def _is_of_another_width(self, filled: Sequence[int], row: Sequence[str]) -> bool:
        """Whether words alone, written as heads, fill another number of columns than heads do.

        Where they stand beside the numbers so far, only a number below them shows that they are heads.
        """
        words = [text for text in row if text]
        if len(words) < _LEAST_ANEW or not self._numeric or not all(map(is_word, words)):
            return False
        if self._capital and not all(text[0].isupper() for text in words if text[0].isalpha()):
            return False
        if len(filled) == sum(map(bool, self._heads)):
            return False
        if not self._numeric.isdisjoint(filled):
            return True
        self._named_anew.update(filled)
        return False

    def _begins_anew(self, row: Sequence[str]) -> bool:
        """Whether a row may head other columns: words where numbers were, as heads are written, or
        years where none were."""
        cells = zip(row[1:], self._heads[1:], strict=False)
        told = [(at, text, head) for at, (text, head) in enumerate(cells, 1) if text]
        numbers = [
            (text, head) for at, text, head in told if at in self._numeric or is_number(text)
        ]
        if self._numeric and not self._has_years and are_years([text for text, _ in numbers]):
            return any(text != head for text, head in numbers)
        if any(text and at in self._named_anew and is_number(text) for at, text, _ in told):
            return True
        if self._is_of_another_width([at for at, _, _ in told], row):
            return True
        words = {text: head for at, text, head in told if at in self._numeric and is_word(text)}
        if len(words) < max(_LEAST_ANEW, len(self._numeric)) or not row[0]:
            return False
        if self._capital and not all(text[0].isupper() for text in words if text[0].isalpha()):
            return False
        return any(text != head for text, head in words.items())
