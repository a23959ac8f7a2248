"""The words of documents that tell of people: which of them hold a word, and what each is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import count, repeat

import numpy as np
from numpy.typing import NDArray

from assistant.models.documents import Document
from assistant.tables import Numbers, Tables, Texts, packed, part, under
from assistant.text.known_words import Column, WordRows
from assistant.text.word_forms import folds
from assistant.text.words import is_name, written

OPENING = 400
"""Characters in which a document tells what it is about."""


class TextWords:
    """The words of documents, which are told by their numbers, 0 and up."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `text_words`."""
        self.holding = WordRows(tables).holding
        """The numbers of the documents that hold a word, given as it folds."""
        self._named = tables["named"]
        self._names = Texts(part(tables, "names"))

    def opening_names(self, but: Collection[str]) -> dict[int, list[str]]:
        """The names that each document opens with and comes back to, but for some, given as they fold."""
        found: dict[int, list[str]] = defaultdict(list)
        names = list(self._names)
        for document, name, told in zip(self._named.tolist(), names, folds(names), strict=True):
            if told not in but:
                found[document].append(name)
        return found


def text_words(documents: Mapping[int, Document], size: int) -> Tables:
    """What `TextWords` reads: each document is cut once, and each word folded once.

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
    known = sorted(set(folded))
    numbers = {word: number for number, word in enumerate(known)}
    folds_held = np.fromiter(map(numbers.__getitem__, folded), np.intp, len(folded))[every]
    names = frozenset(filter(is_name, spelt))
    named = np.fromiter(map(names.__contains__, spelt), bool, len(spelt))[every]
    pairs = np.repeat(np.arange(size), lengths) * len(known) + folds_held
    again = _more_than_once(pairs[named], np.concatenate(times)[named])
    begun = [(number, word) for number, word in begun if word in names]
    told_of = zip(begun, folds(word for _, word in begun), strict=True)
    kept = [
        (number, word)
        for (number, word), told in told_of
        if number * len(known) + numbers[told] in again
    ]
    return {
        **under("words", packed(known)),
        **under("column", Column.of(folds_held, lengths, len(known)).tables),
        "named": np.array([number for number, _ in kept], np.intp),
        **under("names", packed(word for _, word in kept)),
    }


_NONE: NDArray[np.int32] = np.zeros(0, np.int32)


def _more_than_once(values: Numbers, times: NDArray[np.int32]) -> frozenset[int]:
    """The values that are there more than once, each as often as is told."""
    order = np.argsort(values)
    ordered = values[order]
    last = np.flatnonzero(np.diff(ordered, append=-1))
    sums = np.diff(np.cumsum(times[order])[last], prepend=0)
    return frozenset(ordered[last][sums > 1].tolist())
