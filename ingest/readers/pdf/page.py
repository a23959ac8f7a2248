"""One page of a PDF as pdfium tells it: words with their places, and the rules that are drawn.

Places are in points, 1/72 inch; `top` and `bottom` are counted from the upper edge of the page.
"""

from __future__ import annotations

import ctypes
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from ingest.readers.pdf.annotations import Annotations, opened
from ingest.readers.pdf.words import Turn, Word, read_words

_UNKNOWN = re.compile("[\x00-\x1f\ufffd\ue000-\uf8ff]")
"""Letters of which the file does not tell what they are."""
_MOST_OBJECTS = 20_000
_THIN = 3.0
"""Points; what is drawn and thinner is a rule."""
_LEAST_CELL = 7.0
"""Points; what is smaller is a dot or a box to tick."""
MOST_RULES = 1_000
"""On a page; with more it is a drawing, and none of them is looked at."""
_RULES_OF_A_LETTER = 30
"""With how many others a rule is compared in the time that a letter takes."""


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
    asides: list[list[Word]] = field(default_factory=list)
    """Words that run in other directions, those of each by their places on the page when it is turned
    so that they are level."""
    rules: list[Rule] = field(default_factory=list)
    has_picture: bool = False
    objects: int = 0
    """How many things are drawn on it."""
    unknown: int = 0
    """Letters for which the file does not tell what they are."""
    is_whole: bool = True
    annotations: Annotations = field(default_factory=Annotations)
    """What lies upon it and is not read."""

    @property
    def all_words(self) -> list[Word]:
        """Its words in all directions."""
        return [*self.words, *(word for aside in self.asides for word in aside)]

    @property
    def is_wordless(self) -> bool:
        """Whether it holds no words, as a picture of text does."""
        return not self.words and not self.asides

    @property
    def effort(self) -> int:
        """What it takes to read it, in letters."""
        letters = sum(len(word.text) + 1 for word in self.all_words)
        letters += sum(map(len, self.annotations.remarks))
        # Each rule is compared with the others, unless there are so many that they make a drawing.
        compared = len(self.rules) if len(self.rules) <= MOST_RULES else 0
        return letters + self.objects + int(len(self.rules) * (4 + compared / _RULES_OF_A_LETTER))


def read_page(document: Any, number: int, most: int) -> Page:
    """The page with a number, from 1, with at most so many letters."""
    page, rest = opened(document, number)
    try:
        width, height = page.get_size()
        found = Page(number, width, height, annotations=rest)
        turn = _read_words(page, Turn(page.get_rotation(), width, height), most, found)
        found.width, found.height = turn.width, turn.height
        _read_rules(page, turn, found)
    finally:
        page.close()
    return found


def _read_words(page: Any, shown: Turn, most: int, found: Page) -> Turn:
    """Take down the words of a page; returns how it is turned so that most of its letters are level."""
    text = page.get_textpage()
    try:
        count = text.count_chars()
        found.is_whole = count <= most
        words: defaultdict[int, list[Word]] = defaultdict(list)
        for angle, word in read_words(text.raw, min(count, most), shown):
            words[angle].append(word)
    finally:
        text.close()
    letters = {angle: sum(len(each.text) for each in some) for angle, some in words.items()}
    found.unknown = sum(
        len(_UNKNOWN.findall(each.text)) for some in words.values() for each in some
    )
    level = [angle for angle in letters if angle % 90 == 0]
    main = max(level, key=lambda angle: (letters[angle], angle == shown.angle), default=shown.angle)
    found.words = words.pop(main, [])
    found.asides = list(words.values())
    return shown.to(main)


def _read_rules(page: Any, turn: Turn, found: Page) -> None:
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
