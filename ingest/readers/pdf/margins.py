"""What stands over and under every page: running heads, feet and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.page import Page
from ingest.readers.rows import is_amount, is_number

_MARGIN = 0.12
"""Share of the height of a page, above and below, in which heads and feet stand."""
_LEAST_PAGES = 2
_LEAST_SHARE = 0.4
"""Of the pages that have the same in the margin; left and right pages may differ."""
_Key = tuple[str, ...]
"""The words of a line, or those in front of and behind a number in it."""
_LONE_NUMBER: _Key = ()
"""Of all lines that are but a number."""
_LEAST_SURE = 0.8
"""Of the steps from a line with a number to the next one like it, that differ as their pages do."""
_MOST_NUMBERS, _LONGEST_NUMBER = 6, 6
"""Of a line that are looked at, and digits of one."""
_NUMBERS = re.compile(r"\d+")
_LONE = re.compile(r"[^\w§]{0,9}(\d{1,4})[^\w§]{0,9}")
_PARAGRAPH = "§"
"""What stands before the number of a paragraph, in minutes that begin a page with each, and of no page."""


def without_margins(pages: Sequence[Page]) -> list[str]:
    """Takes heads, feet and numbers of pages away from the pages.

    Returns:
        Those with words, each once as it stands where it comes first.
    """
    margins = [list(_in_margins(page)) for page in pages]
    shared = _shared(pages, margins)
    heads: dict[str, str] = {}
    for page, lines in zip(pages, margins, strict=True):
        taken: set[int] = set()
        for parts in lines:
            found = [_head(part, page.number, shared, alone=len(parts) == 1) for part in parts]
            told = list(zip(parts, found, strict=True))
            if any(head is None and _is_of_row(part.text) for part, head in told):
                continue  # A row of a table, whose name other pages may have, too.
            for part, head in told:
                if head is not None:
                    heads.setdefault(head, part.text)
                    taken.update(map(id, part.words))
        page.words = [word for word in page.words if id(word) not in taken]
        asides = ([word for word in aside if id(word) not in taken] for aside in page.asides)
        page.asides = [aside for aside in asides if aside]
    return list(heads.values())


def _in_margins(page: Page) -> Iterator[list[Line]]:
    """The lines above, below and in other directions, each as the parts that stand apart in it."""
    high, low = _MARGIN * page.height, (1 - _MARGIN) * page.height
    words = [word for word in page.words if word.bottom < high or word.top > low]
    for some in (words, *page.asides):
        for line in lines_of(some):
            yield line.cells()


def _shared(pages: Sequence[Page], margins: Sequence[list[list[Line]]]) -> set[_Key]:
    """What enough pages have in their margins, the numbers of pages aside."""
    counts: Counter[_Key] = Counter()
    ahead: defaultdict[_Key, list[int]] = defaultdict(list)
    """By how much the numbers between the same words are ahead of those of their pages, in order."""
    for page, lines in zip(pages, margins, strict=True):
        found: set[_Key] = set()
        for parts in lines:
            for part in parts:
                for key, number in _keys(part.text, alone=len(parts) == 1):
                    found.add(key)
                    if number is not None:
                        ahead[key].append(number - page.number)
        counts.update(found)
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    shared = (key for key, count in counts.items() if count >= least)
    return {key for key in shared if key not in ahead or _are_of_pages(ahead[key])}


def _head(line: Line, page: int, shared: Collection[_Key], *, alone: bool) -> str | None:
    """What a line has in common with heads and feet of other pages; None where it is none."""
    for key, _ in _keys(line.text, alone=alone):
        if key in shared:
            return "#".join(key)
    return line.text if _is_number(line, page) else None


def _keys(text: str, *, alone: bool) -> Iterator[tuple[_Key, int | None]]:
    """What a line has in common with its like on other pages, each with the number that it has not."""
    for number in islice(_NUMBERS.finditer(text), _MOST_NUMBERS):
        before, behind = text[: number.start()], text[number.end() :]
        if len(number.group()) <= _LONGEST_NUMBER and not before.rstrip().endswith(_PARAGRAPH):
            yield (before, behind), int(number.group())
    yield (text,), None
    if alone and _LONE.fullmatch(text) is not None:
        yield _LONE_NUMBER, None


def _are_of_pages(ahead: Sequence[int]) -> bool:
    """Whether lines have the number of the page that they stand on, which may begin anew in between.

    A row of a table or the number of a paragraph that begins a page differs by more than pages do.
    """
    least = _LEAST_PAGES if ahead[0] == 0 else _LEAST_PAGES + 1
    steps = sum(number == other for number, other in pairwise(ahead))
    return len(ahead) >= least and steps >= _LEAST_SURE * (len(ahead) - 1)


def _is_of_row(text: str) -> bool:
    """Whether a part of a line is an amount, and no date or number of a page out of some, `1 (2)`."""
    return is_number(text) and is_amount(text) and "(" not in text


def _is_number(line: Line, number: int) -> bool:
    match = _LONE.fullmatch(line.text)
    return match is not None and int(match[1]) == number
