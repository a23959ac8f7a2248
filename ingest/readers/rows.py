"""Rows of tables, told so that each is understood where it is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, zip_longest

from ingest.structure import Parts

_LETTER = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = (".", ",", ";", ":", "!", "?")
_LEAST_COLUMNS = 3
"""Two columns are rather names with what they mean, without a header."""
_LONGEST_HEAD = 100
"""Characters of what heads a column; a longer text is none, and would be told with every number."""


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
        columns = zip_longest(*header, fillvalue="")
        heads = [" ".join(dict.fromkeys(filter(None, column))) for column in columns]
        body = kept[len(header) :]
        return [*kept[: len(header)], *(_named(row, heads) for row in body)]
    if len(kept) < 2 or len(kept[0]) < _LEAST_COLUMNS or not (headed or _heads(kept[0])):
        return kept
    header, *body = kept
    return [header, *([_named(row, header) for row in body])]


def counted_rows(rows: Iterable[list[str]]) -> list[list[str]]:
    """The rows of a table; one that has not as many cells as the first has no heads in front of its numbers.

    Where cells are counted and some are merged, a number would stand behind the head of another column.
    """
    kept = [row for row in rows if any(row)]
    told = told_rows(kept)
    return [
        named if len(row) == len(kept[0]) else row for row, named in zip(kept, told, strict=True)
    ]


def _heads(row: list[str]) -> bool:
    """Whether a row names the columns below it: no cell is a number, or all are years."""
    numbers = [each for each in row[1:] if _is_number(each)]
    years = len(numbers) == len(row) - 1 and all(map(_YEAR.fullmatch, numbers))
    return (years or not numbers) and sum(map(bool, row)) >= len(row) - 1


def _named(row: list[str], header: list[str]) -> list[str]:
    heads = [*header, *[""] * (len(row) - len(header))]
    return [
        f"{head}: {told}" if place and 0 < len(head) <= _LONGEST_HEAD and _is_number(told) else told
        for place, (told, head) in enumerate(zip(row, heads, strict=False))
    ]


def _is_number(text: str) -> bool:
    """Whether a cell has digits and no words."""
    return _DIGIT.search(text) is not None and _LETTER.search(text) is None


def put_rows(parts: Parts, rows: Iterable[list[str]]) -> None:
    """Put down the rows of a sheet: those with one cell are lines, and others in a row are a table."""
    for is_table, group in groupby(rows, key=lambda row: sum(map(bool, row)) > 1):
        lines = list(group)
        if is_table:
            first = min(next(place for place, told in enumerate(row) if told) for row in lines)
            last = max(place for row in lines for place, told in enumerate(row) if told) + 1
            parts.put_table("", told_rows([row[first:last] for row in lines]))
            continue
        for told in filter(None, ("".join(row) for row in lines)):
            parts.put_paragraph(told)
