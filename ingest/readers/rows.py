"""Rows of tables, told so that each is understood where it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

_LETTER = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = (".", ",", ";", ":", "!", "?")
LEAST_COLUMNS = 3
"""Two columns are rather names with what they mean, without a header."""
_LONGEST_HEAD = 100
"""Characters of what heads a column; a longer text is none, and would be told with every number."""
LEAST_NAMED = 2
"""Columns behind the first that a row of heads names, and years among them if any."""
_LEAST_ANEW = 2
"""Columns of numbers in which a row has words where it may head other ones."""

Heads = Mapping[int, str]
"""What stands above each column, by its place from 0."""


def cell(lines: Sequence[str]) -> str:
    """The lines of a cell in one, as it is read; bars would end the cell."""
    told = [" ".join(line.split()) for line in lines if line.strip()]
    ends = [line if line.endswith(_STOPS) else f"{line};" for line in told[:-1]]
    return " ".join([*ends, *told[-1:]]).replace("|", "/")


def told_rows(
    rows: Sequence[list[str]], *, headed: bool = False, header: Sequence[Sequence[str]] = ()
) -> list[list[str]]:
    """The rows that hold something, each number behind the words that head its column.

    A row of nothing but numbers behind its first cell cannot be understood alone.

    Args:
        rows: Cells of each row.
        headed: Whether the first row is marked as the header.
        header: The first rows, where several are, with each cell in all columns that it is over.
    """
    kept = [row for row in rows if any(row)]
    if header:
        return [*kept[: len(header)], *named(kept[len(header) :], joined(header))[0]]
    if len(kept) < 2 or len(kept[0]) < LEAST_COLUMNS:
        return kept
    first, *body = kept
    if not headed and not are_heads(first, body):
        return kept
    return [first, *named(body, dict(enumerate(first)))[0]]


def joined(header: Sequence[Sequence[str]]) -> Heads:
    """What stands above each column in the rows of a header, one behind the other."""
    columns = zip_longest(*header, fillvalue="")
    return {at: " ".join(dict.fromkeys(filter(None, column))) for at, column in enumerate(columns)}


def are_heads(row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a row names the columns below it: what numbers it has are years, with no years below.

    The first cell may be empty, and one more of a wide row.
    """
    numbers = [at for at, each in enumerate(row) if at and is_number(each)]
    if sum(map(bool, row[1:])) < max(LEAST_NAMED, len(row) - 2):
        return False
    if 0 < len(numbers) < min(LEAST_NAMED, len(row) - 1):
        return False
    return all(is_year(row[at]) and not are_of_years(body, at) for at in numbers)


def are_of_years(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether all that stands in a column begins with a year."""
    told = [row[column] for row in rows if column < len(row) and row[column]]
    return bool(told) and all(map(_YEAR.match, told))


def named(rows: Iterable[list[str]], heads: Heads) -> tuple[list[list[str]], bool]:
    """Rows with their numbers behind what heads them, and whether it heads them to the end.

    What follows a row that has words where the rows before had numbers, as the heads of another
    table have, stands as it is.
    """
    heads = {at: head for at, head in heads.items() if at}
    told: list[list[str]] = []
    numbers = dict.fromkeys(heads, 0)  # How many more cells of each column are numbers than words.
    holds = True
    for row in rows:
        holds = holds and not _begins_anew(row, heads, numbers)
        told.append(
            [_named(each, heads.get(at, "")) for at, each in enumerate(row)] if holds else row
        )
        for at, each in enumerate(row):
            if each and at in numbers:
                numbers[at] += is_number(each) - is_word(each)
    return told, holds


def _begins_anew(row: Sequence[str], heads: Heads, numbers: Mapping[int, int]) -> bool:
    """Whether a row may head other columns: words that differ, where most were numbers so far."""
    numeric = [at for at, more in numbers.items() if more > 0]
    words = [row[at] for at in numeric if at < len(row) and is_word(row[at])]
    if len(words) < max(_LEAST_ANEW, len(numeric)) or len(set(words)) < len(words) or not row[0]:
        return False
    return any(row[at] not in heads[at] for at in numeric)


def _named(text: str, head: str) -> str:
    return f"{head}: {text}" if 0 < len(head) <= _LONGEST_HEAD and is_number(text) else text


def is_number(text: str) -> bool:
    """Whether a cell has digits and no words."""
    return _DIGIT.search(text) is not None and _LETTER.search(text) is None


def is_word(text: str) -> bool:
    """Whether a cell has letters that are no unit or sign."""
    return _LETTER.search(text) is not None


def is_year(text: str) -> bool:
    """Whether a cell is a year alone."""
    return _YEAR.fullmatch(text) is not None
