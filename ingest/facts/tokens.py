"""Words and punctuation of one unit of text, with their places.

A word keeps what a Swedish organisation or name may hold inside: hyphens, ampersands, colons,
apostrophes, slashes and dots (`IT&Telekomföretagen`, `KTH:s`, `O'Brien`, `5G`), and the stop of a
short one that a small letter follows (`tf. vd`). A hyphen at the end stays with its word, so that
`tillväxt-, samhällsplanerings- och skärgårdsregionråd` is seen as one phrase.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|[^\W\d_]\.(?=\s+[^\W\d_a-zåäö])"
    r"|(?<!\w)[^\W\d_]{2}\.(?=\s[a-zåäö])|\w+(?:[&'’:/+.-]\w+)*-?|\S"
)
_SPACE = re.compile(r"\s+")
_KEPT = 4
"""Texts whose tokens are at hand; each finder of facts asks for those of the unit that it is given."""
_MARKUP = frozenset("*_`")
_APOSTROPHES = ("'", "’")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; `start` and `end` are offsets in the document."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """Lower case, for look-ups."""
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or digit at its beginning."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins like a proper name: a capital, or digits joined to one (`3D`)."""
        letters = self.text.lstrip("0123456789")
        return bool(letters) and letters[0].isupper()

    @property
    def is_acronym(self) -> bool:
        """Whether it is written in capitals, digits and joints only (`KTH`, `5G`)."""
        letters = self.text.rstrip(".")
        return self.is_capital and len(letters) > 1 and letters.upper() == letters

    def is_in(self, words: Set[str]) -> bool:
        """Whether it is one of these small words; an acronym is none (`IT` is not `it`)."""
        return self.low in words and not self.is_acronym

    @property
    def is_suspended(self) -> bool:
        """Whether it waits for the end of a later word (`tillväxt-`)."""
        return len(self.text) > 1 and self.text.endswith("-")


@lru_cache(maxsize=_KEPT)
def tokens(text: str, offset: int) -> tuple[Token, ...]:
    """Tokens of `text`, which begins at `offset` in its document; emphasis marks are dropped."""
    return tuple(
        Token(match.group(), match.start() + offset, match.end() + offset)
        for match in _TOKEN.finditer(text)
        if match.group() not in _MARKUP
    )


def phrase(words: Sequence[Token], text: str) -> str:
    """The text that the words span in the document, with single spaces and without emphasis."""
    if not words:
        return ""
    return _SPACE.sub(" ", text[words[0].start : words[-1].end]).replace("**", "").strip()


def without_genitive(organisation: str) -> str:
    """`KTH:s` to `KTH`, `Scanias` to `Scania`, `Volta Buses'` to `Volta Buses`."""
    for ending in (":s", "'s", "’s", *_APOSTROPHES):
        if organisation.endswith(ending):
            return organisation[: -len(ending)]
    return organisation[:-1] if organisation.endswith("s") else organisation
