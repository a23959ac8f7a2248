"""Words that are known beforehand, so that a word of a question is compared with few of them.

`words.likeness` says how alike two words are. Here the known words that can be alike at all are
found by key: by their stem, their ends, and the letters that they are made of.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel
from rapidfuzz.process import cdist

from assistant.tables import Keys, Numbers, SortedTexts, Tables, Texts, keys, packed, part, under
from assistant.text.word_forms import casefolds, folds, indefinites, letters, stems
from assistant.text.words import (
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

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `known_words`; `of` takes words."""
        self.words, self._folded = (Texts(part(tables, name)) for name in ("words", "folded"))
        self._by_fold, self._by_stem, self._by_root = (
            Keys(part(tables, name)) for name in ("by fold", "by stem", "by root")
        )
        self._letters, self._lengths = tables["letters"], tables["lengths"]
        self._remembered: dict[str, Near] = {}

    @classmethod
    def of(cls, words: Iterable[str]) -> KnownWords:
        """Those of some words."""
        return cls(known_words(words))

    def __len__(self) -> int:
        return len(self.words)

    def column(self, lines: Sequence[Sequence[str]], codes: Numbers | None = None) -> Column:
        """Rows by the words of them, all of which are known.

        Args:
            lines: The words of each row.
            codes: Where rows share lines: which line each row has, shape (rows,).
        """
        spelt = dict.fromkeys(chain.from_iterable(lines))
        numbers = {word: number for number, word in enumerate(self.words)}
        number = dict(zip(spelt, map(numbers.__getitem__, casefolds(spelt)), strict=True))
        held = np.fromiter(map(number.__getitem__, chain.from_iterable(lines)), np.intp)
        return Column.of(held, np.fromiter(map(len, lines), np.intp), len(self), codes)

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
        found = {*self._by_fold.equal(word), *self._by_stem.equal(stem(asked))}
        if len(word) >= LEAST_LETTERS and not word[0].isdigit():
            found.update(self._misspelt(word))
            if len(word) >= LEAST_COMPOUND:
                found.update(self._compounds(word))
        numbers = np.array(sorted(found), np.intp)
        texts = self.words.of(numbers)
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
        texts = self._folded.of(numbers)
        scorer, kind = OSA.distance, np.int32
        apart: NDArray[np.int32] = cdist(
            [word], texts, scorer=scorer, dtype=kind, score_cutoff=slips
        )[0]
        return apart

    def _alike(self, word: str, numbers: Numbers) -> NDArray[np.float32]:
        """The share of letters that a folded word and known ones have in common, shape (numbers,).

        As `words.spelling`, which folds all of them anew: 40 ms where there are 14,000.
        """
        texts = self._folded.of(numbers)
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
        yield from self._by_fold.beginning(root)
        # What words end with begins them when they are spelt backwards.
        yield from self._by_root.beginning(root[::-1])
        for cut in range(len(root) - LEAST_COMPOUND + 1):
            yield from self._by_root.equal(root[cut:][::-1])


def known_words(words: Iterable[str]) -> Tables:
    """What `KnownWords` reads of some words."""
    words = list(dict.fromkeys(casefolds(dict.fromkeys(words))))
    folded = folds(words)
    roots = [root[::-1] for root in indefinites(folded)]
    return {
        **under("words", packed(words)),
        **under("folded", packed(folded)),
        **under("by fold", keys(folded)),
        **under("by stem", keys(stems(words))),
        **under("by root", keys(roots)),
        "letters": letters(folded),
        "lengths": np.fromiter(map(len, folded), np.intp),
    }


class Column:
    """Which rows of a table hold which known words."""

    def __init__(self, rows: Numbers, starts: Numbers) -> None:
        """Take the rows of one word after another, and where those of each begin; `of` takes words."""
        self._rows, self._starts = rows, starts

    @classmethod
    def of(cls, held: Numbers, lengths: Numbers, size: int, codes: Numbers | None = None) -> Column:
        """The rows by the words that the lines of the table hold.

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
        return cls(rows, np.concatenate([[0], np.cumsum(np.bincount(held, minlength=size))]))

    @property
    def tables(self) -> Tables:
        """What it is made of again."""
        return {"rows": self._rows, "starts": self._starts}

    def rows(self, words: Iterable[int]) -> Numbers:
        """The rows that hold any of the words, some of them several times."""
        found = [self._rows[self._starts[word] : self._starts[word + 1]] for word in words]
        return np.concatenate(found) if found else np.zeros(0, np.intp)


class WordRows:
    """The rows that hold a word, by how it folds."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `word_rows`."""
        self._words = SortedTexts(part(tables, "words"))
        self._column = Column(**part(tables, "column"))

    def holding(self, folded: str) -> Numbers:
        """The rows that hold a word."""
        number = self._words.find(folded)
        return self._column.rows([] if number is None else [number])


def word_rows(lines: Sequence[Collection[str]]) -> Tables:
    """What `WordRows` reads of rows with these words."""
    words = sorted(set(chain.from_iterable(lines)))
    numbers = {word: number for number, word in enumerate(words)}
    held = np.fromiter(map(numbers.__getitem__, chain.from_iterable(lines)), np.intp)
    column = Column.of(held, np.fromiter(map(len, lines), np.intp), len(words))
    return {**under("words", packed(words)), **under("column", column.tables)}


def _distinct(ordered: Numbers) -> Numbers:
    kept: Numbers = ordered[np.diff(ordered, prepend=-1) != 0]
    return kept
