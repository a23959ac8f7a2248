"""Which words begin a sentence rather than go on with a name."""

from __future__ import annotations

from functools import lru_cache

from ingest.abbreviations import FIRST_WORDS
from ingest.known_names import family_names, given_names

_VOWELS = "aeoyåäö"
_SHORTEST = 4
_COMMON = 3.0
"""Zipf frequency: once in a million words."""


def begins_sentence(word: str) -> bool:
    """Whether a word with a capital, behind an initial or the like, is the first of a sentence.

    So is one that typically begins one, and one in the definite: `Budgeten` behind `Kim Ö.` cannot be
    a family name, as `Lindgren` can.
    """
    return len(word) > 1 and (word.lower() in FIRST_WORDS or _is_definite(word))


@lru_cache(maxsize=1_000)
def _is_definite(word: str) -> bool:
    """Whether a Swedish word, or what a compound ends in, has its definite ending and is no name."""
    if word in given_names() or word in family_names():
        return False
    low = word.lower()
    return any(_has_base(low[at:]) for at in range(len(low) - _SHORTEST + 1))


def _has_base(word: str) -> bool:
    """Whether a word and what is left without its ending are both common: `budgeten` and `budget`."""
    from wordfreq import zipf_frequency  # noqa: PLC0415 - 0.3 s that few texts need

    bases = [word[:-2]] if word.endswith(("en", "et", "na")) else []
    if word[-1] in "nt" and word[-2] in _VOWELS:
        bases.append(word[:-1])
    return any(
        len(base) > 2 and min(zipf_frequency(form, "sv") for form in (word, base)) >= _COMMON
        for base in bases
    )
