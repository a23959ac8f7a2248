"""How lines at the upper and lower edge of pages stand to the text: outside of it, or as its part.

What stands over and under every page is set apart from the text, which goes on across it. The head
of a table that is told again on each page stands right above its rows, and a label or a heading with
which each page begins right above what it names, however often they come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.readers.pdf.columns import LEAST_WORDS
from ingest.readers.pdf.grids import is_within, tables_of
from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.page import Page
from ingest.readers.pdf.paragraphs import (
    LARGER,
    SMALLER,
    WIDER,
    Type,
    goes_on,
    type_of,
)
from ingest.readers.pdf.rows import goes_on_with, stand_under

_APART = 1.8
"""Distance from the text, as a share of that between its lines, that sets a line apart from it;
for one in smaller type what ends a paragraph is enough."""
_SAME_LEFT = 2.0


@dataclass(slots=True)
class Signs:
    """On how many pages something tells what lines are that are the same on each."""

    pages: int = 0
    crossed: int = 0
    """Running text goes on across it."""
    tabled: int = 0
    """It stands in a table, or right above a row, with its cells above those of the row."""
    apart: int = 0
    small: int = 0
    large: int = 0
    within: int = 0
    """Something that is not the same on other pages is nearer to the edge."""
    elsewhere: int = 0
    """It stands at the same place of a line amid a page, as the head of a table does where it begins."""

    def add(self, other: Signs) -> None:
        """Count the pages of another, too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def is_outside(self) -> bool:
        """Whether lines are none of the text."""
        if self.crossed or self.tabled:
            return self.crossed >= self.tabled
        of_text = self.elsewhere or 2 * max(self.large, self.within) > self.pages
        return not of_text and 2 * self.apart >= self.pages

    @property
    def is_surely_outside(self) -> bool:
        """Whether they are none though each holds another number, which need not be that of its page."""
        return self.is_outside and (self.crossed > 0 or 2 * self.small > self.pages)


class Sheet:
    """A page as lines, of which some are the same as on other pages."""

    def __init__(self, page: Page) -> None:
        """Take the words of a page that are level."""
        self.page = page
        self.lines = lines_of(page.words)
        self.same: set[int] = set()
        """The places among its lines of those that are the same as on other pages."""

    @cached_property
    def first(self) -> int:
        """The place of the first line that only this page has; behind all where it has none."""
        places = (at for at in range(len(self.lines)) if at not in self.same)
        return next(places, len(self.lines))

    @cached_property
    def last(self) -> int:
        """The place of the last line that only this page has; -1 where it has none."""
        places = (at for at in reversed(range(len(self.lines))) if at not in self.same)
        return next(places, -1)

    def tabled(self) -> set[int]:
        """The places of those that are the same and stand in tables with rules beside what is not."""
        if not self.same:
            return set()
        found: set[int] = set()
        words = [(at, word) for at, line in enumerate(self.lines) for word in line.words]
        for columns, rows, _ in tables_of(self.page.rules):
            inside = {at for at, word in words if is_within(word, columns, rows)}
            if len(columns) > 2 and not inside <= self.same:
                found |= inside & self.same
        return found


def signs_of(sheets: Sequence[Sheet]) -> Iterator[tuple[int, int, Signs]]:
    """What tells of each line that is the same as on other pages, with its sheet and place there."""
    if not any(sheet.same for sheet in sheets):
        return
    usual = _usual(sheets)
    crossed = {number for number, two in enumerate(pairwise(sheets), 1) if _run_on(*two)}
    amid = _Amid(sheets)
    for number, sheet in enumerate(sheets):
        if not sheet.same:
            continue
        tabled = sheet.tabled()
        above = [at for at in sorted(sheet.same) if _is_above(sheet, at)]
        below = [at for at in sorted(sheet.same, reverse=True) if not _is_above(sheet, at)]
        for places, step in ((reversed(above), 1), (reversed(below), -1)):
            is_crossed = (number if step > 0 else number + 1) in crossed
            for at, gap, is_row in _inwards(sheet, places, step, usual):
                line = sheet.lines[at]
                is_small = line.size < SMALLER * usual.size
                is_outer = at < sheet.first if step > 0 else at > sheet.last
                is_tabled = is_row or at in tabled
                is_apart = gap > (WIDER if is_small else _APART) * usual.leading
                yield (
                    number,
                    at,
                    Signs(
                        1,
                        crossed=is_crossed and is_outer and not is_tabled,
                        tabled=is_tabled,
                        apart=is_apart,
                        small=is_small and is_apart,
                        large=line.size > LARGER * usual.size,
                        within=not is_outer,
                        elsewhere=line in amid,
                    ),
                )


def _usual(sheets: Sequence[Sheet]) -> Type:
    """How text is set, rows of tables aside."""
    usual = type_of([sheet.lines for sheet in sheets])
    lines = type_of([[line for line in sheet.lines if len(line.cells()) == 1] for sheet in sheets])
    return Type(usual.size, min(usual.leading, lines.leading))


def _is_above(sheet: Sheet, at: int) -> bool:
    return 2 * sheet.lines[at].foot < sheet.page.height


def _inwards(
    sheet: Sheet, places: Iterable[int], step: int, usual: Type
) -> Iterator[tuple[int, float, bool]]:
    """The distance of each line to the text, or of the lines that it is one of, and whether it heads rows.

    Args:
        sheet: On which they stand.
        places: Of the lines, the innermost first.
        step: To the next line inwards.
        usual: How the text is set.
    """
    gaps: dict[int, float] = {}
    rows: set[int] = set()
    for at in places:
        within = at + step
        if not 0 <= within < len(sheet.lines):
            yield at, float("inf"), False
            continue
        own, other = sheet.lines[at], sheet.lines[within]
        gap = abs(other.foot - own.foot)
        if (is_row := within not in sheet.same or within in rows) and step > 0:
            pitch = _pitch(sheet.lines, within)
            near = WIDER * max(usual.leading, pitch)
            is_row = gap < near and _are_rows(own, other)
        if is_row and step > 0:
            rows.add(at)
        is_block = within in gaps and gap < _APART * usual.leading
        gaps[at] = gaps[within] if is_block else gap
        yield at, gaps[at], at in rows


def _pitch(lines: Sequence[Line], at: int) -> float:
    """The distance of a row to the next one; 0 where there is none."""
    if at + 1 >= len(lines) or not _are_rows(lines[at], lines[at + 1]):
        return 0.0
    return lines[at + 1].foot - lines[at].foot


def _are_rows(one: Line, other: Line) -> bool:
    """Whether a line is a row that the line below is below of, or goes on with."""
    cells, below = one.cells(), other.cells()
    if len(below) == 1:
        return goes_on_with(other, cells)
    return len(cells) > 1 and stand_under(cells, below, one.size)


def _run_on(one: Sheet, other: Sheet) -> bool:
    """Whether running text goes on from one page to the next."""
    if one.last < 0 or other.first >= len(other.lines):
        return False
    end, begin = one.lines[one.last].cells()[-1], other.lines[other.first].cells()[0]
    is_running = min(len(end.words), len(begin.words)) >= LEAST_WORDS
    return is_running and goes_on(end.text, begin.text)


class _Amid:
    """The lines amid pages that say what lines at their edges do."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        same = [sheet.lines[at] for sheet in sheets for at in sheet.same]
        firsts = {line.words[0].text for line in same}
        self._places: defaultdict[str, set[int]] = defaultdict(set)
        for sheet in sheets:
            others = (line for at, line in enumerate(sheet.lines) if at not in sheet.same)
            for line in others:
                if line.words[0].text in firsts:
                    self._places[_set(line)].add(_place(line))

    def __contains__(self, line: Line) -> bool:
        """Whether one of them begins at about the same place as a line, and is set as it is.

        Lone numbers may stand everywhere.
        """
        if len(line.words) == 1 and line.text.isdigit():
            return False
        place = _place(line)
        return not self._places.get(_set(line), set()).isdisjoint({place - 1, place, place + 1})


def _place(line: Line) -> int:
    return round(line.left / _SAME_LEFT)


def _set(line: Line) -> str:
    """A line as it is set."""
    return f"{line.size} {line.bold} {line.text}"
