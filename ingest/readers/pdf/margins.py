"""What stands over and under every page: running heads, feet and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.page import Page

_MARGIN = 0.12
"""Share of the height of a page, above and below, in which heads and feet stand."""
_LEAST_PAGES = 2
_LEAST_SHARE = 0.4
"""Of the pages that have the same in the margin; left and right pages may differ."""
_NUMBERS = re.compile(r"\d+")
_LONE = re.compile(r"\W{0,9}(\d{1,4})\W{0,9}")


def without_margins(pages: Sequence[Page]) -> list[str]:
    """Takes heads, feet and numbers of pages away from the pages.

    Returns:
        Those with words, each once as it stands where it comes first.
    """
    margins = [_in_margins(page) for page in pages]
    counts = Counter(key for lines in margins for key in {_key(line) for line in lines})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(pages))
    heads: dict[str, str] = {}
    for page, lines in zip(pages, margins, strict=True):
        taken: set[int] = set()
        for line in lines:
            key = _key(line)
            if counts[key] >= least or _is_number(line, page.number):
                heads.setdefault(key, line.text)
                taken.update(map(id, line.words))
        page.words = [word for word in page.words if id(word) not in taken]
        asides = ([word for word in aside if id(word) not in taken] for aside in page.asides)
        page.asides = [aside for aside in asides if aside]
    return list(heads.values())


def _in_margins(page: Page) -> list[Line]:
    """The lines above, below and in other directions, each part that stands apart by itself."""
    high, low = _MARGIN * page.height, (1 - _MARGIN) * page.height
    words = [word for word in page.words if word.bottom < high or word.top > low]
    return [
        part for some in (words, *page.asides) for line in lines_of(some) for part in line.cells()
    ]


def _key(line: Line) -> str:
    return _NUMBERS.sub("#", line.text)


def _is_number(line: Line, number: int) -> bool:
    match = _LONE.fullmatch(line.text)
    return match is not None and int(match[1]) == number
