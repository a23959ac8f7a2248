"""How well a text mentions what a question names.

A reader sees one passage and takes what it says of one thing for an answer about another whose name
is like it in kind. Whether the pages that were found speak of that name at all is a number of its
calibration.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from assistant.text.composing import composed
from assistant.text.words import is_known, likeness, words

_SHORTEST = 3
"""Letters of a name."""
_BEFORE = frozenset(".!?:(")
"""Signs behind which a word has its capital since a sentence begins, or says again what stands before."""


def mentioned(question: str, text: str) -> float:
    """How alike the name of a question that a text tells worst is to a word of it, 0 to 1.

    Only what is no word of Swedish or English counts: months, countries and the Christian names of
    children stand in questions about something else, and names made of words may be translated.

    Args:
        question: What is asked; 1 where it names nothing, or where all of its words have a capital.
        text: What may mention it.
    """
    names = _names(composed(question))
    if not names:
        return 1.0
    told = sorted(set(chain.from_iterable(_parts(word.text) for word in words(text))))
    # A part before a hyphen may be the name: `EU-pengar` where a text tells of `EU`.
    parts = list(chain.from_iterable(map(_parts, names)))
    scores: list[float] = likeness(parts, told).max(axis=1, initial=0.0).tolist()
    best = dict(zip(parts, scores, strict=True))
    return min(max(best[part] for part in _parts(name)) for name in names)


def _names(question: str) -> list[str]:
    """The words with a capital of their own that no dictionary has."""
    asked = words(question)
    if all(word.is_name for word in asked):
        return []
    return [
        word.text
        for before, word in pairwise(asked)
        if word.text[0].isupper()
        and len(word.text) >= _SHORTEST
        and _BEFORE.isdisjoint(question[before.end : word.start])
        and not _is_word(word.text)
    ]


def _parts(word: str) -> Iterable[str]:
    """A word, and what stands before and behind its hyphens."""
    return dict.fromkeys((word, *filter(None, word.split("-"))))


def _is_word(name: str) -> bool:
    """Whether Swedish or English has it, in the genitive too."""
    return is_known(name) or is_known(name.removesuffix("s"))
