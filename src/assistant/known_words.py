"""Words that are known beforehand, so that a word of a question is compared with few of them.

`words.likeness` says how alike two words are. Here the known words that can be alike at all are
found by key: by their stem, their ends, and the letters that they are made of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cdist

from assistant.word_forms import casefolds, folds, indefinites, letters, stems
from assistant.words import (
    LEAST_COMPOUND,
    LEAST_LETTERS,
    LEAST_MISSPELT_TWICE,
    fold,
    indefinite,
    likeness,
    spelling,
    stem,
)

LEAST = 0.65
"""Known words that are less like a word are not found."""
_LEAST_ALIKE = 0.89
"""The share of letters in common below which likeness stays below `LEAST`."""
_MOST_REMEMBERED = 2_000
"""Words of questions whose like are kept, some hundred bytes each."""
_LAST = "\U0010ffff"
Numbers = NDArray[np.intp]


@dataclass(frozen=True)
class Near:
    """Known words that are like another, by their numbers."""

    numbers: Numbers
    scores: NDArray[np.float32]
    """Their likeness, `LEAST` and up."""
    letters: NDArray[np.float32]
    """The share of letters in common."""

    def least(self, score: float, letters: float = 0.0) -> Numbers:
        """Those that are as alike as this at least, also in their letters."""
        return self.numbers[(self.scores >= score) & (self.letters >= letters)]


class KnownWords:
    """Distinct words without regard to capitals, numbered in their order."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words."""
        self.words = list(dict.fromkeys(casefolds(dict.fromkeys(words))))
        self.numbers = {word: number for number, word in enumerate(self.words)}
        self._folded = folds(self.words)
        self._by_fold, self._by_stem, self._by_root = map(
            _grouped, (self._folded, stems(self.words), indefinites(self._folded))
        )
        self._starts = sorted(self._by_fold)
        self._ends = sorted(root[::-1] for root in self._by_root)
        self._letters = letters(self._folded)
        self._lengths = np.fromiter(map(len, self._folded), int)
        self._remembered: dict[str, Near] = {}

    def __len__(self) -> int:
        return len(self.words)

    def column(self, lines: Sequence[Sequence[str]], codes: Numbers | None = None) -> Column:
        """Rows by the words of them, all of which are known.

        Args:
            lines: The words of each row.
            codes: Where rows share lines: which line each row has, shape (rows,).
        """
        spelt = dict.fromkeys(chain.from_iterable(lines))
        number = dict(zip(spelt, map(self.numbers.__getitem__, casefolds(spelt)), strict=True))
        held = np.fromiter(map(number.__getitem__, chain.from_iterable(lines)), np.intp)
        return Column(held, np.fromiter(map(len, lines), np.intp), len(self), codes)

    def exactly(self, folded: str) -> Sequence[int]:
        """The numbers of the words that fold to this."""
        return self._by_fold.get(folded, ())

    def near(self, asked: str) -> Near:
        """All known words whose likeness to a word is `LEAST` or more."""
        if (near := self._remembered.get(asked)) is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered = {}
            near = self._remembered[asked] = self._compared(asked)
        return near

    def spelt_like(self, asked: str, least: float, slips: int | None = None) -> Numbers:
        """The known words that have this share of letters, a half and more, in common with a word.

        With `slips`, only those that are no more slips away; few of very many words have to be compared then.
        """
        word = fold(asked)
        others = int(len(word) * (1 - least) * 2 / least)
        found = self._of_like_letters(word, others if slips is None else min(others, 2 * slips))
        found = found[self._alike(word, found) >= least]
        return found if slips is None else found[self._apart(word, found, slips) <= slips]

    def _compared(self, asked: str) -> Near:
        word = fold(asked)
        found = {*self.exactly(word), *self._by_stem.get(stem(asked), ())}
        if len(word) >= LEAST_LETTERS and not word[0].isdigit():
            found.update(self._misspelt(word))
            if len(word) >= LEAST_COMPOUND:
                found.update(self._compounds(word))
        numbers = np.array(sorted(found), np.intp)
        texts = [self.words[number] for number in numbers]
        near = Near(numbers, *(score([asked], texts)[0] for score in (likeness, spelling)))
        kept = near.scores >= LEAST
        return Near(numbers[kept], near.scores[kept], near.letters[kept])

    def _misspelt(self, word: str) -> Iterable[int]:
        """Words one or two slips away, or that share nearly all letters."""
        slips = 2 if len(word) >= LEAST_MISSPELT_TWICE else 1
        others = int(len(word) * (1 - _LEAST_ALIKE) * 2 / _LEAST_ALIKE)
        numbers = self._of_like_letters(word, max(2 * slips, others))
        if not numbers.size:
            return ()
        apart, alike = self._apart(word, numbers, slips), self._alike(word, numbers)
        return map(int, numbers[(apart <= slips) | (alike >= _LEAST_ALIKE)])

    def _apart(self, word: str, numbers: Numbers, slips: int) -> NDArray[np.int32]:
        """How many slips known words are away, shape (numbers,); one more than `slips` for all beyond."""
        texts = [self._folded[number] for number in numbers]
        scorer, kind = OSA.distance, np.int32
        apart: NDArray[np.int32] = cdist(
            [word], texts, scorer=scorer, dtype=kind, score_cutoff=slips
        )[0]
        return apart

    def _alike(self, word: str, numbers: Numbers) -> NDArray[np.float32]:
        """The share of letters that a folded word and known ones have in common, shape (numbers,).

        As `words.spelling`, which folds all of them anew: 40 ms where there are 14,000.
        """
        texts = [self._folded[number] for number in numbers]
        scorer = Indel.normalized_similarity
        alike: NDArray[np.float32] = cdist([word], texts, scorer=scorer, dtype=np.float32)[0]
        return alike

    def _of_like_letters(self, word: str, most: int) -> Numbers:
        """Words of which no more letters than these are others: each slip makes two at most."""
        others = np.bitwise_count(self._letters ^ letters([word])[0])
        return np.flatnonzero((others <= most) & (np.abs(self._lengths - len(word)) <= most))

    def _compounds(self, word: str) -> Iterable[int]:
        """Words that a word is a part of, or that it has as its head."""
        root = indefinite(word)
        for longer in _beginning(self._starts, root):
            yield from self._by_fold[longer]
        for longer in _beginning(self._ends, root[::-1]):
            yield from self._by_root[longer[::-1]]
        for cut in range(len(root) - LEAST_COMPOUND + 1):
            yield from self._by_root.get(root[cut:], ())


class Column:
    """Which rows of a table hold which known words."""

    def __init__(
        self, held: Numbers, lengths: Numbers, size: int, codes: Numbers | None = None
    ) -> None:
        """Take the words that the lines of the table hold.

        Args:
            held: The numbers of the words of one line after another; one may hold a word twice.
            lengths: How many of them each line has.
            size: How many words are known.
            codes: Which line each row has, shape (rows,); its own where not given.
        """
        count = len(lengths)
        pairs = held * count + np.repeat(np.arange(count), lengths)
        pairs.sort()
        held, rows = np.divmod(_distinct(pairs), max(1, count))
        if codes is not None:
            having = np.bincount(codes, minlength=count)
            first, times = np.cumsum(having) - having, having[rows]
            held, starts = np.repeat(held, times), np.repeat(first[rows], times)
            among = np.arange(len(held)) - np.repeat(np.cumsum(times) - times, times)
            rows = np.argsort(codes, kind="stable")[starts + among]
        self._rows = rows
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(held, minlength=size))])
        self.words = _distinct(held)
        """The numbers of all words that any row holds."""

    def rows(self, words: Iterable[int]) -> Numbers:
        """The rows that hold any of the words, some of them several times."""
        found = [self._rows[self._starts[word] : self._starts[word + 1]] for word in words]
        return np.concatenate(found) if found else np.zeros(0, np.intp)


def _distinct(ordered: Numbers) -> Numbers:
    kept: Numbers = ordered[np.diff(ordered, prepend=-1) != 0]
    return kept


def _grouped(keys: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The numbers of equal keys, in their order; nearly all keys have one alone."""
    groups: dict[str, tuple[int, ...]] = {key: (number,) for number, key in enumerate(keys)}
    before: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        if groups[key][0] != number:
            before[key].append(number)
    for key, numbers in before.items():
        groups[key] = (*numbers, *groups[key])
    return groups


def _beginning(ordered: Sequence[str], start: str) -> Sequence[str]:
    """Those of sorted words that begin so."""
    return ordered[bisect_left(ordered, start) : bisect_left(ordered, start + _LAST)]
