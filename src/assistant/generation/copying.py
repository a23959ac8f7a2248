"""Whether a claim is in the words of its quote alone: a sentence of it, whole or cut at its own marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.composition.quotes import flat
from assistant.generation.claims import sentences
from assistant.words import words


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
    words: list[str]
    marks: frozenset[int]
    """Before how many words a comma, a bracket, a dash or the like stands; the last is the end."""


def copied(claim: str, quote: str) -> Copy:
    """How a claim follows its quote, whatever stands in the quote beside it.

    What a writer sets off with marks can be left out and the rest still says what it said; what
    stands without them belongs to the words before, such as `that do not suit their routes`.
    """
    said = _sentence(claim).words
    found = [_follows(said, _sentence(one)) for one in sentences(flat(quote))]
    return next((copy for copy in (Copy.WHOLE, Copy.CUT) if said and copy in found), Copy.FREE)


def _follows(said: Sequence[str], told: _Sentence) -> Copy:
    if said == told.words:
        return Copy.WHOLE
    begin = _shared(said, told.words)
    if begin == len(said):
        return Copy.CUT if begin in told.marks else Copy.FREE
    end = _shared(said[::-1], told.words[::-1])
    left = len(told.words) - len(said)
    # What is left out may begin anywhere where the words around it are the same.
    starts = range(max(1, len(said) - end), begin + 1)
    gaps = (told.marks >= {at, at + left} and _is_one(told, at, at + left) for at in starts)
    return Copy.CUT if left > 0 and any(gaps) else Copy.FREE


def _is_one(told: _Sentence, start: int, end: int) -> bool:
    """Whether no mark stands inside of what is left out, so that it is one thing that is said aside."""
    return not any(start < mark < end for mark in told.marks)


def _shared(some: Sequence[str], others: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(some, others, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(some), len(others)))


def _sentence(text: str) -> _Sentence:
    found = words(text)
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    marks = {
        at
        for at, gap in enumerate(between, 1)
        if any(c.isspace() for c in gap) and not gap.isspace()
    }
    return _Sentence([word.text.casefold() for word in found], frozenset({*marks, len(found)}))
