"""Which sentence, of which passage, stands at a place of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from typing import Protocol

from assistant.models.documents import Document, Passage, Sentence
from assistant.spans import Spans

Placed = tuple[Sentence, Passage]
MOST_DOCUMENTS = 256
"""Of which the passages are kept in order."""


class Placing(Protocol):
    """What is needed of an index."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """The documents by id."""

    @property
    def passages(self) -> Spans[Passage]:
        """Passages, also of others: a part of an index has all rows."""


class Places:
    """The sentences of an index by where they stand; a view, see `SearchIndex.view`."""

    def __init__(self, index: Placing) -> None:
        """Take the index."""
        self._passages, self._documents = index.passages, index.documents
        self._ordered = lru_cache(MOST_DOCUMENTS)(self._in_order)

    def at(self, document: str, place: int) -> Placed | None:
        """The sentence that holds a place, with its passage; None where none does.

        Of passages that share one the first counts.
        """
        passages, ends = self._ordered(document)
        found: Placed | None = None
        number = bisect_right(passages, place, key=_start) - 1
        while number >= 0 and ends[number] > place:
            sentences = passages[number].sentences
            if before := bisect_right(sentences, place, key=_start):
                sentence = sentences[before - 1]
                if found is None or sentence.start >= found[0].start:
                    found = sentence, passages[number]
            number -= 1
        return found if found and place < found[0].end else None

    def _in_order(self, document: str) -> tuple[list[Passage], list[int]]:
        """The passages of a document, and where that ends last of each and those before it."""
        if document not in self._documents:
            return [], []
        held = self._passages.each(self._passages.numbers_of(document))
        passages = sorted(held, key=_start)
        return passages, list(accumulate((passage.end for passage in passages), max))


def _start(span: Passage | Sentence) -> int:
    return span.start
