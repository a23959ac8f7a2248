"""One page of a PDF as pdfium tells it: words with their places, and the rules that are drawn.

Places are in points, 1/72 inch; `top` and `bottom` are counted from the upper edge of the page.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import hypot, isfinite
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.pdf.annotations import Annotations, opened

_HYPHENS = frozenset({"\x02", "\ufffe", "\u00ad"})
"""How pdfium tells a hyphen at the end of a line, and the soft one of the text itself."""
_SPACE = 0.22
"""Distance between letters, as a share of their size, from which on it parts words."""
_UNKNOWN = re.compile("[\x00-\x1f\ufffd\ue000-\uf8ff]")
"""Letters of which the file does not tell what they are."""
_MOST_OBJECTS = 20_000
_THIN = 3.0
"""Points; what is drawn and thinner is a rule."""
_LEAST_CELL = 7.0
"""Points; what is smaller is a dot or a box to tick."""
_EFFORT_OF_RULE = 20
_BOLD = 600
SMALLER = 0.85
"""Share of the size of the letters before, up to which a number is that of a note or the like."""


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space; `glued` says that none stands in front of them either."""

    text: str
    left: float
    right: float
    foot: float
    """Where its letters stand."""
    size: float
    """Of its type."""
    bold: bool = False
    glued: bool = False
    height: float = 0.0
    """How far above the line that they go on its letters stand, as a note's number does; less than
    nothing where they stand below it."""

    @property
    def line(self) -> float:
        """The foot of the line that it stands on."""
        return self.foot + self.height

    @property
    def top(self) -> float:
        """About the upper edge of its letters."""
        return self.foot - 0.8 * self.size

    @property
    def bottom(self) -> float:
        """About the lower edge of its letters."""
        return self.foot + 0.2 * self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line, across or down."""

    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_across(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left > self.bottom - self.top


@dataclass(slots=True)
class Page:
    """What is on a page."""

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    has_picture: bool = False
    objects: int = 0
    """How many things are drawn on it."""
    unknown: int = 0
    """Letters for which the file does not tell what they are."""
    is_whole: bool = True
    annotations: Annotations | None = None
    """What lies upon it and is not read; None where there is too much of it."""

    @property
    def effort(self) -> int:
        """What it takes to read it, in letters."""
        letters = sum(len(word.text) + 1 for word in self.words)
        letters += sum(map(len, self.annotations.remarks if self.annotations else ()))
        return letters + self.objects + _EFFORT_OF_RULE * len(self.rules)


def read_page(document: Any, number: int, most: int) -> Page:
    """The page with a number, from 1, with at most so many letters."""
    page, rest = opened(document, number)
    try:
        width, height = page.get_size()
        found = Page(number, width, height, annotations=rest)
        turn = _Turn(page.get_rotation(), width, height)
        _read_words(page, turn, most, found)
        _read_rules(page, turn, found)
    finally:
        page.close()
    return found


class _Turn:
    """From the places of a page as it is stored to those on the page as it is shown."""

    def __init__(self, degrees: int, width: float, height: float) -> None:
        self._degrees, self._width, self._height = degrees, width, height

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
        """Left, right, top and bottom, as seen from the upper left corner."""
        if self._degrees == 90:
            return bottom, top, left, right
        if self._degrees == 180:
            return self._width - right, self._width - left, bottom, top
        if self._degrees == 270:
            return (
                self._width - top,
                self._width - bottom,
                self._height - right,
                self._height - left,
            )
        return left, right, self._height - top, self._height - bottom


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    foot: float
    size: float
    bold: bool


def _read_words(page: Any, turn: _Turn, most: int, found: Page) -> None:
    text = page.get_textpage()
    try:
        count = text.count_chars()
        found.is_whole = count <= most
        found.words = list(_words(text.raw, min(count, most), turn))
        found.unknown = sum(len(_UNKNOWN.findall(word.text)) for word in found.words)
    finally:
        text.close()


def _words(text: Any, count: int, turn: _Turn) -> Iterator[Word]:
    """Words in the order in which they are stored, cut at spaces, gaps and changes of size."""
    word: list[_Letter] = []
    glued, height = False, 0.0
    last: _Letter | None = None
    """The letter before, whether or not a space stands behind it."""
    for letter in _letters(text, count, turn):
        if letter is not None and word and _goes_on(word[-1], letter):
            word.append(letter)
            last = letter
            continue
        if word:
            yield _closed(word, glued, height)
        if letter and last:
            # A space that only the change of size made is none.
            is_note = _is_note(last, letter)
            glued = is_note or (bool(word) and _is_raised(last, letter))
            height = last.foot + height - letter.foot if is_note else 0.0
        word, last = [letter] if letter else [], letter or last
    if word:
        yield _closed(word, glued, height)


def _letters(text: Any, count: int, turn: _Turn) -> Iterator[_Letter | None]:
    """The letters with their places, and None for spaces."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    for place in range(count):
        letter = chr(pdfium.FPDFText_GetUnicode(text, place))
        if letter.isspace() or letter == "\0":
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text, place, box)
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        left, right, _, _ = turn.box(box.left, box.bottom, box.right, box.top)
        foot = turn.box(x.value, y.value, x.value, y.value)[2]
        # Where a font is set upside down and its text turned again, the size is less than nothing.
        size = abs(pdfium.FPDFText_GetFontSize(text, place)) * hypot(matrix.c, matrix.d)
        if not all(map(isfinite, (left, right, foot, size))):
            yield None  # It stands nowhere.
            continue
        bold = pdfium.FPDFText_GetFontWeight(text, place) >= _BOLD
        yield _Letter("-" if letter in _HYPHENS else letter, left, right, foot, size or 1.0, bold)


def _closed(word: list[_Letter], glued: bool, height: float) -> Word:
    first = word[0]
    return Word(
        "".join(letter.text for letter in word),
        min(letter.left for letter in word),
        max(letter.right for letter in word),
        first.foot,
        first.size,
        first.bold,
        glued,
        height,
    )


def _goes_on(before: _Letter, letter: _Letter) -> bool:
    size = before.size
    same = abs(letter.size - size) < 0.1 * size and abs(letter.foot - before.foot) < 0.1 * size
    return same and -size < letter.left - before.right < _SPACE * size


def _is_raised(before: _Letter, letter: _Letter) -> bool:
    """Whether a letter of another size stands right behind one, as a note's number does."""
    near = -before.size < letter.left - before.right < _SPACE * before.size
    return near and abs(letter.foot - before.foot) < 0.7 * before.size


def _is_note(before: _Letter, letter: _Letter) -> bool:
    """Whether a smaller number or sign stands right behind a letter, above or below its line."""
    is_smaller = letter.size < SMALLER * before.size and not letter.text.isalpha()
    is_moved = abs(letter.foot - before.foot) > 0.05 * before.size
    return is_smaller and is_moved and _is_raised(before, letter)


def _read_rules(page: Any, turn: _Turn, found: Page) -> None:
    values = [ctypes.c_float() for _ in range(4)]
    count = pdfium.FPDFPage_CountObjects(page.raw)
    found.objects = min(count, _MOST_OBJECTS)
    for place in range(found.objects):
        each = pdfium.FPDFPage_GetObject(page.raw, place)
        kind = pdfium.FPDFPageObj_GetType(each)
        found.has_picture = found.has_picture or kind in {
            pdfium.FPDF_PAGEOBJ_IMAGE,
            pdfium.FPDF_PAGEOBJ_FORM,
        }
        if kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(each, *map(ctypes.byref, values)):
            left, bottom, right, top = (value.value for value in values)
            found.rules += _edges(*turn.box(left, bottom, right, top))


def _edges(left: float, right: float, top: float, bottom: float) -> Iterator[Rule]:
    """A thin figure as the rule that it is, and a larger one as the rules around it."""
    if max(bottom - top, right - left) < _LEAST_CELL:
        return
    if bottom - top <= _THIN or right - left <= _THIN:
        yield Rule(left, right, top, bottom)
        return
    yield Rule(left, right, top, top)
    yield Rule(left, right, bottom, bottom)
    yield Rule(left, left, top, bottom)
    yield Rule(right, right, top, bottom)
