"""Whether a text goes on with another one, as a new version of a document does, or only shares its form.

The minutes of two meetings have most of their lines in common, and a new version of a document may
have changed in each of its lines. So nothing is reckoned from what both say. What tells them apart is
the rest: a new version has each sentence of the one before, some with another figure or with other
words in one place, and names no other day, nor a month or year that was over by then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from assistant.text.words import words
from ingest.facts.dates import dates
from ingest.sentences import split_sentences

_FIGURE, _END = "0", ""
_Sentence = tuple[str, ...]
_Day = tuple[int | None, int | None, int | None]
"""Year, month and day; with a day no year, for prices hold from 1 January every year."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a text says, as it is compared."""

    sentences: tuple[_Sentence, ...]
    """Their words, folded, with one sign for all figures and dates."""
    pairs: frozenset[tuple[str, str]]
    """Words that stand side by side, and those at the ends of sentences."""
    days: frozenset[_Day]
    """The days that it names, and the months and years without a day."""


def compared(text: str) -> Told:
    """Take apart a text of which each line is a block."""
    found = list(dates(text, None))
    dated = {at for date in found if date.day for at in range(date.start, date.end)}
    sentences = tuple(_sentences(text, dated))
    pairs = frozenset(pair for sentence in sentences for pair in _pairs(sentence))
    days = ((None if date.day else date.year, date.month, date.day) for date in found)
    return Told(sentences, pairs, frozenset(days))


def renews(newer: Told, older: Told, published: str) -> bool:
    """Whether a text is sure to be a newer version of another one.

    Args:
        newer: What the later one says.
        older: What the earlier one says.
        published: The date of the earlier one; where the text names that day, a newer version may name its
            own, if it says the same but for figures.
    """
    kept = frozenset(newer.sentences)
    lost = [sentence for sentence in older.sentences if sentence not in kept]
    # The end of a project moves, and the month that a report is of does not.
    other = {day for day in older.days - newer.days if day[2] or _has_come(day, published)}
    if other:
        own = tuple(map(int, published.split("-")[1:]))
        return not lost and all(day and (month, day) == own for _, month, day in other)
    return bool(older.sentences) and all(_is_changed_in_one_place(each, newer) for each in lost)


def _has_come(day: _Day, published: str) -> bool:
    """Whether a month or year has begun by a date; one without a year may be any."""
    year, month, _ = day
    told = f"{year or 9999:04}-{month:02}" if month else f"{year or 9999:04}"
    return told <= published[: len(told)]


def _is_changed_in_one_place(sentence: _Sentence, newer: Told) -> bool:
    """Whether a text has a sentence but for words side by side, at most as many as it keeps."""
    missing = [at for at, pair in enumerate(_pairs(sentence)) if pair not in newer.pairs]
    changed = missing[-1] - missing[0] if missing else 0
    return changed == len(missing) - bool(missing) and 2 * changed <= len(sentence)


def _pairs(sentence: _Sentence) -> Iterator[tuple[str, str]]:
    return pairwise((_END, *sentence, _END))


def _sentences(text: str, dated: set[int]) -> Iterator[_Sentence]:
    """The sentences of a text, given the places that are of days."""
    start = 0
    for line in text.splitlines(keepends=True):
        for begin, end in split_sentences(text, start, start + len(line)):
            yield tuple(_masked(text, begin, end, dated))
        start += len(line)


def _masked(text: str, begin: int, end: int, dated: set[int]) -> Iterator[str]:
    """The folded words of a sentence; figures and dates side by side are one sign."""
    before = ""
    for word in words(text[begin:end]):
        is_figure = word.text[0].isdigit() or begin + word.start in dated
        folded = _FIGURE if is_figure else word.folded
        if not folded == before == _FIGURE:
            yield folded
        before = folded
