"""What stands over and under every page: running heads, feet and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.page import Page

_MARGIN = 0.12
"""Share of the height of a page, above and below, in which heads and feet stand."""
_LEAST_PAGES = 2
_LEAST_SHARE = 0.4
"""Of the pages that have the same in the margin; left and right pages may differ."""
_Key = tuple[str, ...]
"""The words of a line, or those around a number with what this is to the number of the page, if one."""
_ANY_NUMBER: _Key = ("", "", "#")
"""Of all lines that are but a number."""
_LEAST_SURE = 0.8
"""Of the lines with a number in the same place, that these differ by as much as their pages."""
_MOST_NUMBERS, _LONGEST_NUMBER = 6, 6
"""Of a line that are looked at, and digits of one."""
_NUMBERS = re.compile(r"\d+")
_LONE = re.compile(r"\W{0,9}(\d{1,4})\W{0,9}")


def without_margins(pages: Sequence[Page]) -> list[str]:
    """Takes heads, feet and numbers of pages away from the pages.

    Returns:
        Those with words, each once as it stands where it comes first.
    """
    margins = [list(_in_margins(page)) for page in pages]
    counts = Counter(key for lines in margins for key in {k for _, keys in lines for k in keys})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    shared = {key for key, count in counts.items() if count >= least and _is_sure(key, counts)}
    heads: dict[str, str] = {}
    for page, lines in zip(pages, margins, strict=True):
        taken: set[int] = set()
        for line, keys in lines:
            same = next((key for key in keys if key in shared), None)
            if same or _is_number(line, page.number):
                heads.setdefault("#".join(same or [line.text]), line.text)
                taken.update(map(id, line.words))
        page.words = [word for word in page.words if id(word) not in taken]
        asides = ([word for word in aside if id(word) not in taken] for aside in page.asides)
        page.asides = [aside for aside in asides if aside]
    return list(heads.values())


def _in_margins(page: Page) -> Iterator[tuple[Line, list[_Key]]]:
    """The lines above, below and in other directions, each part that stands apart by itself.

    Each comes with what it has in common with its like on other pages.
    """
    high, low = _MARGIN * page.height, (1 - _MARGIN) * page.height
    words = [word for word in page.words if word.bottom < high or word.top > low]
    for some in (words, *page.asides):
        for line in lines_of(some):
            parts = line.cells()
            for part in parts:
                keys = list(_keys(part.text, page.number))
                if len(parts) == 1 and _LONE.fullmatch(part.text) is not None:
                    keys.append(_ANY_NUMBER)
                yield part, keys


def _keys(text: str, page: int) -> Iterator[_Key]:
    """The words of a line, and these with all but the number of the page, or but any number."""
    for number in islice(_NUMBERS.finditer(text), _MOST_NUMBERS):
        if len(number.group()) <= _LONGEST_NUMBER:
            around = text[: number.start()], text[number.end() :]
            yield *around, str(int(number.group()) - page)
            yield *around, ""
    yield (text,)


def _is_sure(key: _Key, counts: Mapping[_Key, int]) -> bool:
    """Whether lines that have a number in the same place have it for the page that they stand on.

    A row of a table or the number of a paragraph that begins a page differs by more than pages do.
    """
    *around, off = key
    if not around or key == _ANY_NUMBER:
        return True
    least = _LEAST_PAGES if off == "0" else _LEAST_PAGES + 1
    return off != "" and counts[key] >= max(least, _LEAST_SURE * counts[*around, ""])


def _is_number(line: Line, number: int) -> bool:
    match = _LONE.fullmatch(line.text)
    return match is not None and int(match[1]) == number
