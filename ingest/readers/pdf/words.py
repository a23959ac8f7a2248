"""Letters as pdfium tells them, with their places, put together to words, in whatever direction they run.

Places are in points, 1/72 inch; `top` and `bottom` are counted from the upper edge of the page.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, isfinite, radians, sin
from typing import Any

import pypdfium2.raw as pdfium

from ingest.decoding import whole

_HYPHENS = frozenset({"\x02", "\ufffe", "\u00ad"})
"""How pdfium tells a hyphen at the end of a line, and the soft one of the text itself."""
_SPACE = 0.22
"""Distance between letters, as a share of their size, from which on it parts words."""
_BOLD = 600
_NOTE_SIZE = 0.85
"""Share of the size of the letters before, up to which a number is that of a note or the like."""
_LEVEL = 15
"""Degrees up to which letters run along an edge of the page, as those of a scan that lies askew do."""
_NEARLY = 0.25
"""Rise of a line for each step to the right, up to which it is surely level."""
_WIDTH = 0.6
"""About the width of a letter, as a share of its size."""


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


class Turn:
    """From the places of a page as it is stored to those on it when turned clockwise by some degrees."""

    def __init__(self, angle: int, width: float, height: float) -> None:
        """Of a page of a width and a height when it is turned so."""
        self.angle = angle % 360
        self.width, self.height = width, height

    def to(self, angle: int) -> Turn:
        """That of the same page by other degrees."""
        is_across = (angle - self.angle) % 180 == 90
        sides = (self.height, self.width) if is_across else (self.width, self.height)
        return Turn(angle, *sides)

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, ...]:
        """Left, right, top and bottom, as seen from the upper left corner."""
        if self.angle == 90:
            return bottom, top, left, right
        if self.angle == 180:
            return self.width - right, self.width - left, bottom, top
        if self.angle == 270:
            return self.width - top, self.width - bottom, self.height - right, self.height - left
        return left, right, self.height - top, self.height - bottom

    def point(self, x: float, y: float) -> tuple[float, float]:
        """How far a point lies from the left and from above, also where the page lies askew."""
        if self.angle % 90 == 0:
            left, _, top, _ = self.box(x, y, x, y)
            return left, top
        along, up = cos(radians(self.angle)), sin(radians(self.angle))
        return x * along + y * up, x * up - y * along


@dataclass(slots=True)
class _Letter:
    text: str
    left: float
    right: float
    foot: float
    size: float
    bold: bool
    angle: int
    """Degrees by which the page is to be turned clockwise, so that it runs from left to right."""


def read_words(text: Any, count: int, turn: Turn) -> Iterator[tuple[int, Word]]:
    """Words in the order in which they are stored, cut at spaces, gaps and changes of size.

    Args:
        text: The text of a page, of pdfium.
        count: How many of its letters are read.
        turn: By which the page is shown.

    Yields:
        By how many degrees the page is to be turned so that a word is level, and the word on the
        page when it is turned so.
    """
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


def _letters(text: Any, count: int, shown: Turn) -> Iterator[_Letter | None]:
    """The letters with their places, and None for spaces."""
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    turns = {shown.angle: shown}
    for place, letter in _signs(text, count):
        if letter.isspace() or letter == "\0":
            yield None
            continue
        pdfium.FPDFText_GetLooseCharBox(text, place, box)
        pdfium.FPDFText_GetCharOrigin(text, place, x, y)
        pdfium.FPDFText_GetMatrix(text, place, matrix)
        # Where a font is set upside down and its text turned again, the size is less than nothing.
        stated = pdfium.FPDFText_GetFontSize(text, place)
        size = abs(stated) * hypot(matrix.c, matrix.d)
        places = (box.left, box.right, box.bottom, box.top, x.value, y.value)
        if not all(map(isfinite, (*places, matrix.a, matrix.b, size))):
            yield None  # It stands nowhere.
            continue
        angle = _angle(matrix, stated)
        if angle not in turns:
            turns[angle] = shown.to(angle)
        turn = turns[angle]
        left, foot = turn.point(x.value, y.value)
        right = left + _WIDTH * size
        if angle % 90 == 0:
            left, right, _, _ = turn.box(box.left, box.bottom, box.right, box.top)
        bold = pdfium.FPDFText_GetFontWeight(text, place) >= _BOLD
        shape = "-" if letter in _HYPHENS else letter
        yield _Letter(shape, left, right, foot, size or 1.0, bold, angle)


def _signs(text: Any, count: int) -> Iterator[tuple[int, str]]:
    """The signs with their places; one that pdfium tells in two halves, as most pictures of moods, whole."""
    first = ""
    for place in range(count):
        sign = first + chr(pdfium.FPDFText_GetUnicode(text, place))
        first = sign[-1] if "\ud800" <= sign[-1] <= "\udbff" else ""
        if not first:
            yield place, whole(sign)


def _angle(matrix: Any, size: float) -> int:
    """The direction in which letters run, in degrees from the right to above."""
    along, up = (-matrix.a, -matrix.b) if size < 0 else (matrix.a, matrix.b)
    if abs(up) < _NEARLY * along:
        return 0
    angle = round(degrees(atan2(up, along)))
    edge = 90 * round(angle / 90)
    return (edge if abs(angle - edge) <= _LEVEL else angle) % 360


def _closed(word: list[_Letter], glued: bool, height: float) -> tuple[int, Word]:
    first = word[0]
    return first.angle, Word(
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
    if letter.angle != before.angle:
        return False
    same = abs(letter.size - size) < 0.1 * size and abs(letter.foot - before.foot) < 0.1 * size
    return same and -size < letter.left - before.right < _SPACE * size


def _is_raised(before: _Letter, letter: _Letter) -> bool:
    """Whether a letter of another size stands right behind one, as a note's number does."""
    near = -before.size < letter.left - before.right < _SPACE * before.size
    return (
        near and letter.angle == before.angle and abs(letter.foot - before.foot) < 0.7 * before.size
    )


def _is_note(before: _Letter, letter: _Letter) -> bool:
    """Whether a smaller number or sign stands right behind a letter, above or below its line."""
    is_smaller = letter.size < _NOTE_SIZE * before.size and not letter.text.isalpha()
    is_moved = abs(letter.foot - before.foot) > 0.05 * before.size
    return is_smaller and is_moved and _is_raised(before, letter)
