"""The words of documents that tell of people: which of them hold a word, and what each is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import count, repeat

import numpy as np
from numpy.typing import NDArray

from assistant.known_words import Column, Numbers
from assistant.models import Document
from assistant.word_forms import folds
from assistant.words import is_name, written

OPENING = 400
"""Characters in which a document tells what it is about."""


class TextWords:
    """The words of documents, which are told by their numbers, 0 and up."""

    def __init__(self, documents: Mapping[int, Document], size: int) -> None:
        """Cut each document once, and fold each word once, however many documents hold it.

        Args:
            documents: By number; some may be left out.
            size: How many documents there are with those.
        """
        spelt = defaultdict[str, int](count().__next__)
        held, times, lengths = [_NONE], [_NONE], np.zeros(size, np.intp)
        begun: list[tuple[int, str]] = []
        for number, document in sorted(documents.items()):
            words = written(document.text)
            opening = words[: len(written(document.text[:OPENING]))]
            begun += zip(repeat(number), dict.fromkeys(opening))
            told = Counter(words)
            lengths[number] = len(told)
            held.append(np.fromiter(map(spelt.__getitem__, told), np.int32, len(told)))
            times.append(np.fromiter(told.values(), np.int32, len(told)))
        folded, every = folds(spelt), np.concatenate(held)
        self._numbers = {word: number for number, word in enumerate(dict.fromkeys(folded))}
        folds_held = np.fromiter(map(self._numbers.__getitem__, folded), np.intp)[every]
        self._texts = Column(folds_held, lengths, len(self._numbers))
        names = frozenset(filter(is_name, spelt))
        named = np.fromiter(map(names.__contains__, spelt), bool)[every]
        pairs = np.repeat(np.arange(size), lengths) * len(self._numbers) + folds_held
        self._again = _more_than_once(pairs[named], np.concatenate(times)[named])
        self._begun = [(number, word) for number, word in begun if word in names]

    def holding(self, folded: str) -> Numbers:
        """The numbers of the documents that hold a word, given as it folds."""
        number = self._numbers.get(folded)
        return self._texts.rows([] if number is None else [number])

    def opening_names(self, but: Collection[str]) -> dict[int, list[str]]:
        """The names that each document opens with and comes back to, but for some, given as they fold."""
        found: dict[int, list[str]] = defaultdict(list)
        folded = folds(name for _, name in self._begun)
        for (document, name), told in zip(self._begun, folded, strict=True):
            pair = document * len(self._numbers) + self._numbers[told]
            if told not in but and pair in self._again:
                found[document].append(name)
        return found


_NONE: NDArray[np.int32] = np.zeros(0, np.int32)


def _more_than_once(values: Numbers, times: NDArray[np.int32]) -> frozenset[int]:
    """The values that are there more than once, each as often as is told."""
    order = np.argsort(values)
    ordered = values[order]
    last = np.flatnonzero(np.diff(ordered, append=-1))
    sums = np.diff(np.cumsum(times[order])[last], prepend=0)
    return frozenset(ordered[last][sums > 1].tolist())
