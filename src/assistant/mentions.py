"""How well a text mentions what a question names.

A reader sees one passage and takes what it says of one thing for an answer about another whose name
is like it in kind. Whether the pages that were found speak of that name at all is a number of its
calibration.
"""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import numpy as np

from assistant.words import is_known, likeness, words

_SHORTEST = 3
"""Letters of a name."""
_ENDS = frozenset(".!?:")
"""What stands before a word that has its capital from beginning a sentence."""


def mentioned(question: str, text: str, *, translated: bool = False) -> float:
    """How alike the name of a question that a text tells worst is to a word of it, 0 to 1.

    Args:
        question: What is asked; 1 where it names nothing, or where all of its words have a capital.
        text: What may mention it.
        translated: Whether the text is in another language, in which a name that is made of words may
            be others (`Region Stockholm`, `the Stockholm Region`): only what is no word counts.
    """
    names = [name for name in _names(question) if not (translated and _is_word(name))]
    if not names:
        return 1.0
    told = sorted({word.text for word in words(_seen(text))})
    # A part before a hyphen may be the name: `EU-pengar` where a text tells of `EU`.
    parts = [name.partition("-")[0] for name in names]
    best = [likeness(each, told).max(axis=1, initial=0.0) for each in (names, parts)]
    return float(np.maximum(*best).min())


def _names(question: str) -> list[str]:
    """The words with a capital that do not begin a sentence."""
    asked = words(question)
    if all(word.is_name for word in asked):
        return []
    return [
        word.text
        for before, word in pairwise(asked)
        if word.text[0].isupper()
        and len(word.text) >= _SHORTEST
        and _ENDS.isdisjoint(question[before.end : word.start])
    ]


def _seen(text: str) -> str:
    """A text without soft hyphens and other signs that nobody sees, which part words."""
    unseen = {ord(sign): None for sign in set(text) if unicodedata.category(sign) == "Cf"}
    return text.translate(unseen) if unseen else text


def _is_word(name: str) -> bool:
    """Whether Swedish or English has it, in the genitive too."""
    return is_known(name) or is_known(name.removesuffix("s"))
