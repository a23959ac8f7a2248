"""Text as it is read: letters and words whole, and without signs that nobody sees.

macOS and some programs that make PDFs write `å` as an `a` with a ring set on it. Whoever cuts words,
compares them or looks for a pattern needs the letter; a quote keeps what its source holds.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.text.line_ends import unbroken, unread_ends


@dataclass(frozen=True, slots=True)
class Composed:
    """A text as it is read, and where it stands in the one that was written."""

    text: str
    starts: Sequence[int]
    """Where the sign that each character stands for begins, and the end of what was written."""

    def within(self, place: int) -> int:
        """The place in this text of one in what was written."""
        return bisect_left(self.starts, place)


def composed(text: str) -> str:
    """A text with its letters (NFC) and words whole, without soft hyphens and others that nobody sees."""
    if "\n" in text:
        text = unbroken(text)
    if text.isascii():
        return text
    unseen = _unseen(text)
    return unicodedata.normalize("NFC", text.translate(unseen) if unseen else text)


def placed(text: str) -> Composed:
    """As `composed`, with places; what nobody sees belongs to the sign before it."""
    if composed(text) == text:  # As nearly always.
        return Composed(text, range(len(text) + 1))
    unseen = _unseen(text)
    passed = {at for span in unread_ends(text) for at in range(*span)}
    seen = [at for at, sign in enumerate(text) if ord(sign) not in unseen and at not in passed]
    begins = [n for n, at in enumerate(seen) if n == 0 or not unicodedata.combining(text[at])]
    pieces: list[str] = []
    starts: list[int] = []
    for one, other in pairwise([*begins, len(seen)]):
        signs = "".join(text[at] for at in seen[one:other])
        pieces.append(unicodedata.normalize("NFC", signs))
        starts += [seen[one]] * len(pieces[-1])
    return Composed("".join(pieces), [*starts, len(text)])


def _unseen(text: str) -> dict[int, None]:
    return {ord(sign): None for sign in set(text) if unicodedata.category(sign) == "Cf"}
