"""Which sentence, of which passage, stands at a place of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from assistant.models import Passage, Sentence
from assistant.ports import SearchIndex

Placed = tuple[Sentence, Passage]


class Places:
    """The sentences of an index by where they stand; a view, see `SearchIndex.view`."""

    def __init__(self, index: SearchIndex) -> None:
        """Sort the sentences of each document; of passages that share one the first counts."""
        placed: dict[str, dict[int, Placed]] = defaultdict(dict)
        for passage in index.passages:
            if passage.document not in index.documents:
                continue  # A part of an index has all rows, and not all documents.
            for sentence in passage.sentences:
                placed[passage.document].setdefault(sentence.start, (sentence, passage))
        self._starts = {name: sorted(found) for name, found in placed.items()}
        self._placed = {
            name: [placed[name][start] for start in starts] for name, starts in self._starts.items()
        }

    def at(self, document: str, place: int) -> Placed | None:
        """The sentence that holds a place, with its passage; None where none does."""
        starts = self._starts.get(document, [])
        if before := bisect_right(starts, place):
            sentence, passage = self._placed[document][before - 1]
            if place < sentence.end:
                return sentence, passage
        return None
