"""Whether a quote names another thing than a question does, one whose name differs in a part of it.

`Etapp 2` is not `etapp 3`, and `Västnavet` is not `Östnavet`: what a text says of the one is no
answer where it does not tell of the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.text.function_words import is_content
from assistant.text.words import Word, begins_otherwise, likeness, words

_ALIKE = 0.65
"""The likeness of words from which one may be the other, misspelt or inflected."""
_YEAR = 4
"""Digits of a year, which is the same one wherever it stands."""


def names_another(question: str, quote: str, around: str) -> bool:
    """Whether a quote names a sibling of what a question names, of which its text does not tell.

    Args:
        question: What is asked, standing alone.
        quote: A sentence of a text.
        around: What it stands in and under, itself included.
    """
    asked, told, known = words(question), words(quote), words(around)
    if all(word.is_name for word in asked):  # `HUR MÅNGA BILAR SÅLDES`: no capital tells a name.
        return False
    return any(
        word.is_name and not _is_told(asked, at, known) and any(_siblings(asked, at, told))
        for at, word in enumerate(asked)
        if at
    )


def _is_told(asked: Sequence[Word], at: int, known: Sequence[Word]) -> bool:
    """Whether a text holds a name, misspelt or inflected as it may be, a year, or a number with its word."""
    name = asked[at]
    if not _is_number(name):
        alike = likeness([name.text], [word.text for word in known])
        return bool(alike.max(initial=0.0) >= _ALIKE)
    before, is_year = _beside(asked, at, -1), len(name.text) == _YEAR
    return any(
        word.folded == name.folded and (is_year or _same(_beside(known, place, -1), before))
        for place, word in enumerate(known)
    )


def _siblings(asked: Sequence[Word], at: int, told: Sequence[Word]) -> Iterator[Word]:
    """The names of a quote that stand in the place of a name or number of a question.

    That is behind the word of a number (`etapp 3`) and before that of a name (`Sundsvalls kommun`);
    beside another name (`Forum Nord`, `professor Larsson`) anybody may stand.
    """
    name = asked[at]
    yield from (each for each in told if each.is_name and begins_otherwise(name.text, each.text))
    step = -1 if _is_number(name) else 1
    beside = _beside(asked, at, step)
    if beside is None or not is_content(beside) or (step == 1 and beside.is_name):
        return
    for place, word in enumerate(told):
        other = _beside(told, place, -step) if _same(word, beside) else None
        if other is not None and other.is_name and is_content(other):
            yield other


def _is_number(word: Word) -> bool:
    """Whether a word numbers what stands before it (`etapp 3`), or counts what stands behind."""
    return word.text[0].isdigit()


def _same(one: Word | None, other: Word | None) -> bool:
    return one is not None and other is not None and one.folded == other.folded


def _beside(some: Sequence[Word], at: int, step: int) -> Word | None:
    """The word before or behind another, with nothing but a space between them."""
    if not 0 <= at + step < len(some):
        return None
    first, second = sorted((some[at], some[at + step]), key=lambda word: word.start)
    return some[at + step] if second.start - first.end == 1 else None
