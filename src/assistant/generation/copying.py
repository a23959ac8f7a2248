"""Whether a claim is in the words of its quote alone: a sentence of it, whole or cut at its own marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.composition.quotes import flat
from assistant.generation.claims import sentences
from assistant.text.words import words

LEAST_CUT = 4
"""Tokens: what is shorter, such as a name that a list begins with, says nothing by itself."""
MARKS = frozenset(",;:()[]–—-")
"""What sets something off, where a space is beside it."""
SIGNS = frozenset("%‰§&@#/?")
"""Beside currencies and what sums are written with, signs that say something, as words do."""
DASHES = "–—-"
"""Right before a number it is a minus; tight to a word it is a part of it (`små- och medelstora`)."""


class Copy(StrEnum):
    """How a claim follows its quote."""

    WHOLE = "whole"
    """A sentence of it, word for word."""
    CUT = "cut"
    """The beginning of a sentence up to a mark, or all of it but what two marks set off."""
    FREE = "free"
    """Anything else."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    tokens: list[str]
    """Its words in small letters and its signs, in order."""
    marks: frozenset[int]
    """Before how many tokens a mark stands; the last is the end."""


def copied(claim: str, quote: str) -> Copy:
    """How a claim follows its quote, whatever stands in the quote beside it.

    What a writer sets off with marks can be left out and the rest still says what it said; what
    stands without them belongs to the words before, such as `that do not suit their routes`.
    """
    said = _sentence(claim)
    found = {_follows(said, _sentence(one)) for one in sentences(flat(quote))}
    return next((copy for copy in (Copy.WHOLE, Copy.CUT) if copy in found), Copy.FREE)


def place_in(claim: str, quote: str) -> tuple[int, int] | None:
    """Which sentence of a quote a claim is word for word, from 1, and of how many; None for none."""
    said, told = _sentence(claim), sentences(flat(quote))
    places = enumerate(told, start=1)
    whole = (at for at, one in places if _follows(said, _sentence(one)) is Copy.WHOLE)
    place = next(whole, None)
    return (place, len(told)) if place else None


def _follows(said: _Sentence, told: _Sentence) -> Copy:
    if said.tokens == told.tokens:
        return Copy.WHOLE if said.tokens and _is_set_off_alike(said, told) else Copy.FREE
    count, begin = len(said.tokens), _shared(said.tokens, told.tokens)
    if count < LEAST_CUT:
        return Copy.FREE
    if begin == count:
        return Copy.CUT if count in told.marks else Copy.FREE
    left = len(told.tokens) - count
    end = _shared(said.tokens[::-1], told.tokens[::-1])
    # What is left out may begin anywhere where the tokens around it are the same.
    starts = range(max(1, count - end), begin + 1)
    return Copy.CUT if any(_leaves_out(said, told, at, left) for at in starts) else Copy.FREE


def _is_set_off_alike(said: _Sentence, told: _Sentence) -> bool:
    """Whether no mark stands elsewhere, and no two set off what the quote says of all.

    `The firms, that apply, get support` is another thing without them; one more may be left to a writer.
    """
    added = said.marks - told.marks
    return not added or (len(added) == 1 and said.marks > told.marks)


def _leaves_out(said: _Sentence, told: _Sentence, at: int, count: int) -> bool:
    """Whether one thing that was set off is left out, with both of its marks."""
    around = told.marks >= {at, at + count} and at not in said.marks
    return count > 0 and around and not any(at < mark < at + count for mark in told.marks)


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """How many tokens both begin with."""
    pairs = zip(some, others, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(some), len(others)))


def _sentence(text: str) -> _Sentence:
    tokens: list[str] = []
    marks: set[int] = set()
    end = 0
    for word in words(text):
        # What stands between two numbers makes one statement of both, as in `10 – 249 anställda`.
        is_range = bool(tokens) and tokens[-1][-1].isdigit() and word.text[0].isdigit()
        gap = text[end : word.start]
        _read_gap(gap, tokens, set() if is_range else marks)
        if word.text[0].isdigit() and not is_range and gap.rstrip().endswith(tuple(DASHES)):
            tokens.append("-")
        tokens.append(word.text.casefold())
        end = word.end
    _read_gap(f"{text[end:]} ", tokens, marks)
    return _Sentence(tokens, frozenset({*marks, len(tokens)}))


def _read_gap(gap: str, tokens: list[str], marks: set[int]) -> None:
    """Take up what stands between two words: marks and signs, or all of it where no space does."""
    is_tight = bool(tokens) and not any(character.isspace() for character in gap)
    for at, character in enumerate(gap):
        is_of_word = bool(tokens) and at == 0 and character in DASHES
        is_sign = character in SIGNS or unicodedata.category(character).startswith("S")
        if is_tight or is_sign or is_of_word:
            tokens.append(character)
        elif character in MARKS:
            marks.add(len(tokens))
