"""Whether a claim is in the words of a sentence of its quotes alone.

What it leaves out may be what all of it hangs on: an exception, a condition, who says it. What it puts
in another order may be who does what. No code of ours can tell, and the reader cannot either. So the
sentence of the quote is told in its place.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.composition.quotes import flat
from assistant.generation.claims import LONGEST_CLAIM, sentences
from assistant.generation.evidence import Item
from assistant.text.words import single_spaced, stem, words

SIGNS = frozenset("%‰§&@#/?")
"""Beside currencies and what sums are written with, signs that say something, as words do."""
DASHES = "–—-"
"""Right before a number it is a minus; tight to a word it is a part of it (`små- och medelstora`)."""
_ENDS = " .!"
"""With what a sentence may end that says nothing of it."""


def in_quotes(claim: str, items: Sequence[Item]) -> tuple[str, Item] | None:
    """The sentence of quotes in which all words and signs of a claim stand; None for none.

    It is told as it stands there. Of several it is the one that holds least besides.
    """
    said = _tokens(claim)
    if not said:
        return None
    found = [
        (len(tokens), one, item)
        for item in items
        for one in sentences(flat(item.citation.quote))
        if len(one) <= LONGEST_CLAIM and _holds(tokens := _tokens(one), said)
    ]
    _, sentence, item = min(found, key=lambda one: one[0], default=(0, "", None))
    return (sentence.strip().rstrip(",;:"), item) if item else None


def is_copy(claim: str, quote: str) -> bool:
    """Whether a claim is a sentence of its quote with all its marks, but for capitals and its end.

    `The firms, that apply, get support` says another thing without its marks.
    """
    said = _bare(claim)
    return bool(words(said)) and said in map(_bare, sentences(flat(quote)))


def place_in(claim: str, quote: str) -> tuple[int, int] | None:
    """Which sentence of a quote a claim is word for word, from 1, and of how many; None for none."""
    said, every = _tokens(claim), sentences(flat(quote))
    place = next((at for at, one in enumerate(every, start=1) if _tokens(one) == said), None)
    return (place, len(every)) if said and place else None


def _holds(one: Sequence[str], said: Sequence[str]) -> bool:
    """Whether all that is said stands in a sentence, in whatever order and form, and as often."""
    return Counter(map(stem, said)) <= Counter(map(stem, one))


def _bare(text: str) -> str:
    return single_spaced(text).casefold().rstrip(_ENDS)


def _tokens(text: str) -> list[str]:
    """The words of a text in small letters and its signs, in order."""
    tokens: list[str] = []
    end = 0
    for word in words(text):
        gap = text[end : word.start]
        tokens += _signs(gap, is_first=not tokens)
        if word.text[0].isdigit() and gap.rstrip().endswith(tuple(DASHES)):
            tokens.append("-")
        tokens.append(word.text.casefold())
        end = word.end
    return [*tokens, *_signs(f"{text[end:]} ", is_first=not tokens)]


def _signs(gap: str, *, is_first: bool) -> Iterator[str]:
    """What stands between two words and says something, or all of it where no space does."""
    is_tight = not is_first and not any(character.isspace() for character in gap)
    for at, character in enumerate(gap):
        is_of_word = not is_first and at == 0 and character in DASHES
        is_sign = character in SIGNS or unicodedata.category(character).startswith("S")
        if is_tight or is_sign or is_of_word:
            yield character
