"""Questions as people type them: hurried, without å ä ö, mistyped, clipped like a telegram."""

from __future__ import annotations

import random
import unicodedata

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
_SHORT = 3
"""Words of at most so many letters are what a telegram leaves out."""


def as_typed(text: str, chance: random.Random) -> str:
    """A question as it stands or, about four times in ten, as somebody may type it."""
    if chance.random() < 0.05:
        text = _telegram(text, chance)
    if chance.random() < 0.25:
        text = text.lower()
    if chance.random() < 0.25:
        text = text.rstrip("?. ")
    if chance.random() < 0.1:
        text = _without_marks(text)
    if chance.random() < 0.1:
        text = _mistyped(text, chance)
    return text


def _telegram(text: str, chance: random.Random) -> str:
    words = text.split()
    kept = [
        word
        for place, word in enumerate(words)
        if place == 0 or len(word) > _SHORT or chance.random() < 0.3
    ]
    return " ".join(kept) if len(kept) > 1 else text


def _without_marks(text: str) -> str:
    """`Åsa får göra` as `Asa far gora`; other scripts stay as they are."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if unicodedata.category(c) != "Mn" or ord(c) > 0x36F)


def _mistyped(text: str, chance: random.Random) -> str:
    """One letter of a word swapped with the next, left out, doubled or replaced, or two words."""
    words = text.split()
    long = [place for place, word in enumerate(words) if len(word) > _SHORT and word.isalpha()]
    for place in chance.sample(long, min(len(long), chance.choice((1, 1, 2)))):
        word = words[place]
        at = chance.randrange(1, len(word) - 1)
        words[place] = chance.choice(
            (
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            )
        )
    return " ".join(words)
