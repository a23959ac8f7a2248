"""Rows of tables, told so that each is understood where it is quoted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise, zip_longest

_LETTER = re.compile(r"[^\W\d_]{2}")
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOPS = (".", ",", ";", ":", "!", "?")
LEAST_COLUMNS = 3
"""Two columns are rather names with what they mean, without a header."""
_LONGEST_HEAD = 100
"""Characters of what heads a column; a longer text is none, and would be told with every number."""
LEAST_NAMED = 2
"""Columns behind the first that a row of heads names; one alone may have a name and its value."""
_LONGEST_UNIT = 4
"""Letters."""
_DASHES = "-–− "
_LONGEST_STEP = 25
"""Years between two columns beside each other; numbers that lie further apart may be amounts."""


def tidy_lines(text: str) -> str:
    """Lines without extra spaces and empty ones."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.split("\n"))))


def cell(texts: Iterable[str]) -> str:
    """The lines of the texts of a cell in one, as it is read; bars would end the cell."""
    told = list(filter(None, tidy_lines("\n".join(texts)).split("\n")))
    ends = [line if line.endswith(_STOPS) else f"{line};" for line in told[:-1]]
    return " ".join([*ends, *told[-1:]]).replace("|", "/")


def named(text: str, head: str) -> str:
    """A cell, behind what heads it where it is a number, with its unit or not."""
    is_told = 0 < len(head) <= _LONGEST_HEAD and (is_number(text) or _is_measure(text))
    return f"{head}: {text}" if is_told else text


def joined(header: Sequence[Sequence[str]]) -> list[str]:
    """What stands above each column in the rows of a header, one behind the other."""
    columns = zip_longest(*header, fillvalue="")
    return [" ".join(dict.fromkeys(filter(None, column))) for column in columns]


def are_heads(row: Sequence[str], body: Iterable[Sequence[str]]) -> bool:
    """Whether a row names the columns below it: what numbers it has are years, with no years below.

    The first cell may be empty, or another one.
    """
    if sum(map(bool, row)) < len(row) - 1 or sum(map(bool, row[1:])) < LEAST_NAMED:
        return False
    numbers = [at for at, text in enumerate(row) if at and is_number(text)]
    if not numbers:
        return True
    below = (each for each in body if each != row)
    return are_years([row[at] for at in numbers]) and not of_years(below, numbers)


def are_years(texts: Sequence[str]) -> bool:
    """Whether cells name columns by their years: in order, and again so where they begin anew."""
    if not all(map(is_year, texts)):
        return False
    years = [int(text) for at, text in enumerate(texts) if not at or text != texts[at - 1]]
    again = (at for at, year in enumerate(years) if at and year == years[0])
    length = next(again, len(years))
    steps = [after - before for before, after in pairwise(years[:length])]
    is_one_way = all(0 < step <= _LONGEST_STEP for step in steps)
    is_other_way = all(-_LONGEST_STEP <= step < 0 for step in steps)
    is_repeated = all(year == years[at % length] for at, year in enumerate(years))
    return bool(steps) and is_repeated and (is_one_way or is_other_way)


def of_years(rows: Iterable[Sequence[str]], columns: Collection[int]) -> bool:
    """Whether years stand in some columns: in all rows of one of them, or in all of them in one row."""
    wanted = set(columns)
    filled, others = set[int](), set[int]()
    for row in rows:
        told = [(at, text) for at, text in enumerate(row) if text and at in wanted]
        filled.update(at for at, _ in told)
        others.update(at for at, text in told if not _YEAR.match(text))
        if sum(is_year(text) for _, text in told) == len(wanted):
            return True
    return filled != others


def is_number(text: str) -> bool:
    """Whether a cell has digits and no words."""
    return _DIGIT.search(text) is not None and _LETTER.search(text) is None


def _is_measure(text: str) -> bool:
    """Whether a cell is a number with a unit behind it, such as `1 200 kr`."""
    number, _, unit = text.rpartition(" ")
    return unit.isalpha() and len(unit) <= _LONGEST_UNIT and is_number(number)


def is_amount(text: str) -> bool:
    """Whether a number may be one of things or money, and no telephone number, date or range."""
    number = text.strip("-–−% ").lstrip("+ ")
    return not _is_called(number) and not set("-–−/+") & set(number)


def is_contact(text: str) -> bool:
    """Whether a cell has an e-mail address or a telephone number."""
    return "@" in text or any(is_number(each) and _is_called(each) for each in text.split())


def _is_called(number: str) -> bool:
    return number[:1] == "0" and number[1:2].isdecimal()


def is_word(text: str) -> bool:
    """Whether a cell has letters that are no unit or sign, as in `- kr`."""
    unit = text.lstrip(_DASHES)
    is_nothing = unit != text and unit.isalpha() and len(unit) <= _LONGEST_UNIT
    return not is_nothing and _LETTER.search(text) is not None


def is_year(text: str) -> bool:
    """Whether a cell is a year alone."""
    return _YEAR.fullmatch(text) is not None
