"""Words as lines of type."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ingest.plain import raised
from ingest.readers.pdf.words import Word

_SAME_LINE = 0.4
"""Distance of the feet of words, as a share of their size, up to which they stand on one line."""
_GAP = 1.25
"""Distance between words, as a share of their size, from which on there is something between them."""
_APART = 0.6
"""Distance of a round bullet, which looks like a letter, from what it stands in front of."""
_MARK = re.compile(r"[•·▪●‣◦○■□–—*\ue000-\uf8ff-]|\(?(?:\d{1,3}|[a-zåäö])[.)]")
_LEADERS = re.compile(r"(?:[.…_] ?){4,}+")


@dataclass(frozen=True)
class Line:
    """Words beside each other."""

    words: list[Word]
    room: float | None = None
    """Where a box begins to its right; None where none does."""
    edge: float | None = None
    """Where lines of the box end that it stands in; None where it stands in none."""

    @cached_property
    def left(self) -> float:
        """Where its first word begins."""
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        """Where its last word ends."""
        return max(word.right for word in self.words)

    @cached_property
    def size(self) -> float:
        """Of the type of most of its letters."""
        letters: Counter[float] = Counter()
        for word in self.words:
            letters[round(word.size, 1)] += len(word.text)
        return max(letters, key=lambda size: (letters[size], size))

    @cached_property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @cached_property
    def foot(self) -> float:
        """Where its letters stand."""
        words = [word for word in self.words if not word.glued] or self.words
        return max(word.foot for word in words)

    @cached_property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for word in self.words)

    @cached_property
    def text(self) -> str:
        """Its words, without the dots that lead to a number."""
        return joined(self.words)

    @cached_property
    def mark(self) -> str:
        """What makes it the first of a list item; empty where nothing does."""
        first, second = self.words[0], self.words[1:2]
        is_round = first.text == "o" and any(
            each.left - first.right > _APART * first.size for each in second
        )
        return first.text if second and (is_round or _MARK.fullmatch(first.text)) else ""

    @property
    def raised(self) -> Iterator[Word]:
        """Its words that stand above the others."""
        return (word for word in self.words if word.height > 0)

    def without(self, raised: Collection[str]) -> Line:
        """This without raised numbers that are among some, which point to notes."""
        kept = [word for word in self.words if word.height <= 0 or word.text not in raised]
        return self if len(kept) == len(self.words) or not kept else replace(self, words=kept)

    def cut(self, places: Sequence[float]) -> list[Line]:
        """Its parts between places; empty where a word stands across one or nothing between two."""
        cells: list[list[Word]] = [[] for _ in range(len(places) + 1)]
        for word in self.words:
            column = bisect_left(places, (word.left + word.right) / 2)
            if any(word.left < place - 1 and place + 1 < word.right for place in places):
                return []
            cells[column].append(word)
        return [Line(words) for words in cells] if all(cells) else []

    def cells(self) -> list[Line]:
        """Its parts between gaps, such as the cells of a row; the mark of an item parts nothing."""
        cells: list[list[Word]] = [[]]
        for place, word in enumerate(self.words):
            gap = word.left - self.words[place - 1].right if place else 0.0
            if gap > _GAP * self.size and not (place == 1 and self.mark):
                cells.append([])
            cells[-1].append(word)
        return [Line(words) for words in cells]


def lines_of(words: Sequence[Word]) -> list[Line]:
    """The lines that words stand on, from above."""
    rows: list[list[Word]] = []
    feet: list[float] = []
    for word in sorted(words, key=lambda each: (each.line, each.left)):
        if rows and abs(word.line - feet[-1]) < _SAME_LINE * word.size:
            rows[-1].append(word)
            continue
        rows.append([word])
        feet.append(word.line)
    return [Line(sorted(row, key=lambda each: each.left)) for row in _with_raised(rows)]


def _with_raised(rows: list[list[Word]]) -> Iterator[list[Word]]:
    """Rows with the raised numbers of notes in the line that they belong to, which is below them."""
    waiting: list[Word] = []
    for row in rows:
        raised = [word for word in row if word.glued]
        if len(raised) == len(row):
            waiting += raised
            continue
        yield [*row, *waiting]
        waiting = []
    if waiting:
        yield waiting


def joined(words: Sequence[Word]) -> str:
    """Words as text."""
    pieces: list[str] = []
    before: Word | None = None
    for word in words:
        if before and not word.glued:
            pieces.append(" ")
        pieces.append(raised(word.text) if word.height > 0 else word.text)
        before = word
    return " ".join(_LEADERS.sub(" ", "".join(pieces)).split())
