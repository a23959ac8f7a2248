"""An index in which facts are as staff corrected them, and where in the documents they did so."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from assistant.models.documents import Fact
from assistant.ports import SearchIndex, View
from assistant.spans import ListedSpans
from assistant.tables import of_texts


def is_withdrawn(fact: Fact) -> bool:
    """Whether staff say no more of a fact than that it is wrong."""
    return fact.correction is not None and bool(fact.text)


class CorrectedIndex:
    """An `assistant.ports.SearchIndex` with other facts than the one that it stands on."""

    def __init__(
        self, index: SearchIndex, facts: Iterable[Fact], withdrawn: Sequence[Fact]
    ) -> None:
        """Take the index, its facts as they are now, and those that are wrong."""
        self.facts = ListedSpans(facts)
        self.corrected: Sequence[Fact] = [fact for fact in self.facts if fact.correction]
        self.withdrawn = withdrawn
        self.generation = index.generation
        self.documents = index.documents
        self.replaced = index.replaced
        self.passages = index.passages
        self.tables = of_texts(index.tables)
        self.earlier = index.earlier
        self.embed_query = index.embed_query
        self.dense = index.dense
        self.away = index.away
        self.lexical = index.lexical
        self.passage_vectors = index.passage_vectors
        self.sentence_vectors = index.sentence_vectors
        self.rerank = index.rerank
        self._views: dict[Callable[[SearchIndex], Any], Any] = {}
        self._building = threading.RLock()

    def view(self, build: Callable[[SearchIndex], View]) -> View:
        """What is built of the facts as they are now once, with the first call."""
        with self._building:
            if build not in self._views:
                self._views[build] = build(self)
            view: View = self._views[build]
            return view


def with_withdrawn(index: SearchIndex) -> SearchIndex:
    """The index with the facts that staff withdrew; a view."""
    return CorrectedIndex(index, [*index.facts, *index.withdrawn], ())


class Disputed:
    """The facts that staff corrected or withdrew, by where they were read; a view."""

    def __init__(self, index: SearchIndex) -> None:
        """Sort them by document."""
        self._of_document: dict[str, list[Fact]] = defaultdict(list)
        for fact in (*index.corrected, *index.withdrawn):
            self._of_document[fact.document].append(fact)

    def within(self, document: str, start: int, end: int) -> list[Fact]:
        """Those that share a character with a span, in reading order."""
        here = self._of_document.get(document, ())
        met = [fact for fact in here if fact.start < end and start < fact.end]
        return sorted(met, key=lambda fact: fact.start)
