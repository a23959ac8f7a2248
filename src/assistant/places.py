"""Which sentence, of which passage, stands at a place of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate

from assistant.models import Passage, Sentence
from assistant.ports import SearchIndex

Placed = tuple[Sentence, Passage]


class Places:
    """The sentences of an index by where they stand; a view, see `SearchIndex.view`."""

    def __init__(self, index: SearchIndex) -> None:
        """Sort the passages of each document."""
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        for passage in index.passages:
            if passage.document in index.documents:  # A part of an index has all rows.
                self._passages[passage.document].append(passage)
        self._ends: dict[str, list[int]] = {}
        """Where the passage that ends last ends, of each and those before it."""
        for name, passages in self._passages.items():
            passages.sort(key=_start)
            self._ends[name] = list(accumulate((passage.end for passage in passages), max))

    def at(self, document: str, place: int) -> Placed | None:
        """The sentence that holds a place, with its passage; None where none does.

        Of passages that share one the first counts.
        """
        passages, ends = self._passages.get(document, ()), self._ends.get(document, ())
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


def _start(span: Passage | Sentence) -> int:
    return span.start
