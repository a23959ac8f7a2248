"""What stands over and under every page: running heads, feet and numbers of pages."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from ingest.readers.parsed import is_told
from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.page import Page
from ingest.readers.pdf.placement import Sheet, Signs, signs_of
from ingest.readers.rows import is_amount, is_number

_MARGIN = 0.12
"""Share of the height of a page, above and below, in which heads and feet stand."""
_LEAST_PAGES = 2
_LEAST_SHARE = 0.4
"""Of the pages that have the same in the margin; left and right pages may differ."""
_SAME_PLACE = 3.0
"""Points by which the distance from the edge of the page may differ."""
_ABOVE, _BELOW, _ASIDE = "above", "below", "aside"
_Key = tuple[str, ...]
"""Which edge, and the words of a line, or those in front of and behind a number in it.

A line that is only a number has the edge alone."""
_Found = tuple[_Key, int | None]
"""What a line may have in common with others, and the number that it does not."""
_LEAST_SURE = 0.8
"""Of the steps from a line with a number to the next one like it, that differ as their pages do."""
_MOST_NUMBERS, _LONGEST_NUMBER = 6, 6
"""Of a line that are looked at, and digits of one."""
_NUMBERS = re.compile(r"\d+")
_LONE = re.compile(r"[^\w§]{0,9}(\d{1,4})[^\w§]{0,9}")
_PARAGRAPH = "§"
"""What stands before the number of a paragraph, in minutes that begin a page with each, and of no page."""


@dataclass(slots=True)
class _Strip:
    """A line above, below or in another direction, as the parts that stand apart in it."""

    parts: list[Line]
    keys: list[list[_Found]]
    """Of each part."""
    at: int | None
    """Its place on its sheet; None in another direction."""
    place: int
    """Its distance from the edge."""
    found: list[_Found | None] = field(default_factory=list)
    """What each part has in common with lines of other pages."""


def without_margins(pages: Sequence[Page]) -> tuple[list[str], list[str]]:
    """Takes heads, feet and numbers of pages away from the pages.

    Each stays once: on a later page than the first, behind the text of that page.

    Returns:
        Those of the first page, and those that differ from the one that stays by a number that is
        none of a page.
    """
    strips = _outside([Sheet(page) for page in pages])
    told: set[_Key] = set()
    first: list[str] = []
    others: dict[str, None] = {}
    for page, some in zip(pages, strips, strict=True):
        taken: set[int] = set()
        begun: list[Line] = []
        for part, (key, number) in _taken(page, some):
            taken.update(map(id, part.words))
            if key not in told:
                told.add(key)
                begun.append(part)
            elif number is not None and number > len(pages):
                others[part.text] = None
        page.words = [word for word in page.words if id(word) not in taken]
        asides = ([word for word in aside if id(word) not in taken] for aside in page.asides)
        page.asides = [aside for aside in asides if aside]
        if page is pages[0]:
            first = [part.text for part in begun]
        else:
            page.asides += (part.words for part in begun if is_told(part.text))
    return first, list(others)


def _taken(page: Page, strips: Sequence[_Strip]) -> Iterator[tuple[Line, _Found]]:
    """The parts of lines that are none of the text of a page."""
    for strip in strips:
        told = [
            (part, found or (((part.text,), None) if _is_number(part, page.number) else None))
            for part, found in zip(strip.parts, strip.found, strict=True)
        ]
        if any(found is None and _is_of_row(part.text) for part, found in told):
            continue  # A row of a table, whose name other pages may have, too.
        yield from ((part, found) for part, found in told if found is not None)


def _outside(sheets: Sequence[Sheet]) -> list[list[_Strip]]:
    """The lines in the margins of each page, and what they have in common that is none of the text."""
    strips = list(map(_strips, sheets))
    _compare(strips)
    lines: dict[tuple[int, int], _Strip] = {}
    for number, (sheet, some) in enumerate(zip(sheets, strips, strict=True)):
        level = {strip.at: strip for strip in some if strip.at is not None and any(strip.found)}
        sheet.same.update(level)
        lines.update(((number, at), strip) for at, strip in level.items())
    signs: defaultdict[_Key, Signs] = defaultdict(Signs)
    for number, at, each in signs_of(sheets):
        for found in filter(None, lines[number, at].found):
            signs[found[0]].add(each)
    for strip in lines.values():
        strip.found = [
            each if each and _is_outside(each, signs[each[0]], len(sheets)) else None
            for each in strip.found
        ]
    return strips


def _is_outside(found: _Found, signs: Signs, pages: int) -> bool:
    _, number = found
    return signs.is_surely_outside if number is not None and number > pages else signs.is_outside


def _strips(sheet: Sheet) -> list[_Strip]:
    """The lines above, below and in other directions."""
    page = sheet.page
    high, low = _MARGIN * page.height, (1 - _MARGIN) * page.height
    found = [
        _strip(line, _ABOVE if line.bottom < high else _BELOW, at, page.height)
        for at, line in enumerate(sheet.lines)
        if line.bottom < high or line.top > low
    ]
    asides = (line for aside in page.asides for line in lines_of(aside))
    return [*found, *(_strip(line, _ASIDE, None, page.height) for line in asides)]


def _strip(line: Line, edge: str, at: int | None, height: float) -> _Strip:
    parts = line.cells()
    keys = [list(_keys(part.text, edge, alone=len(parts) == 1)) for part in parts]
    distance = height - line.foot if edge == _BELOW else line.foot
    return _Strip(parts, keys, at, round(distance / _SAME_PLACE))


def _compare(strips: Sequence[Sequence[_Strip]]) -> None:
    """Find what enough pages have at the same place of their margins, the numbers of pages aside."""
    shared = _shared(strips)
    places: Counter[tuple[_Key, int]] = Counter()
    for some in strips:
        for strip in some:
            found = (
                next((each for each in keys if each[0] in shared), None) for keys in strip.keys
            )
            strip.found = list(found)
        places.update({(each[0], strip.place) for strip in some for each in strip.found if each})
    for strip in (strip for some in strips for strip in some if strip.at is not None):
        near = range(strip.place - 1, strip.place + 2)
        strip.found = [
            each if each and sum(places[each[0], place] for place in near) >= _LEAST_PAGES else None
            for each in strip.found
        ]


def _shared(strips: Sequence[Sequence[_Strip]]) -> set[_Key]:
    """What enough pages have in their margins."""
    counts: Counter[_Key] = Counter()
    ahead: defaultdict[_Key, list[int]] = defaultdict(list)
    """By how much the numbers between the same words are ahead of those of their pages, in order."""
    for page, some in enumerate(strips, 1):
        found = [each for strip in some for keys in strip.keys for each in keys]
        for key, number in found:
            if number is not None:
                ahead[key].append(number - page)
        counts.update({key for key, _ in found})
    least = max(_LEAST_PAGES, _LEAST_SHARE * len(strips))
    shared = (key for key, count in counts.items() if count >= least)
    return {key for key in shared if key not in ahead or _are_of_pages(ahead[key])}


def _keys(text: str, edge: str, *, alone: bool) -> Iterator[_Found]:
    """What a line has in common with its like on other pages, each with the number that it has not."""
    for number in islice(_NUMBERS.finditer(text), _MOST_NUMBERS):
        before, behind = text[: number.start()], text[number.end() :]
        if len(number.group()) <= _LONGEST_NUMBER and not before.rstrip().endswith(_PARAGRAPH):
            yield (edge, before, behind), int(number.group())
    yield (edge, text), None
    if alone and _LONE.fullmatch(text) is not None:
        yield (edge,), None


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
