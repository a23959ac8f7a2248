"""An index in which facts are as staff corrected them, and where in the documents they did so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.models.documents import Fact, Place
from assistant.ports import SearchIndex
from assistant.spans import ListedSpans, overlap
from assistant.tables import of_texts
from assistant.views.keeping import StandsOn


def is_withdrawn(fact: Fact) -> bool:
    """Whether staff say no more of a fact than that it is wrong."""
    return fact.correction is not None and bool(fact.text)


class CorrectedIndex(StandsOn):
    """An `assistant.ports.SearchIndex` with other facts than the one that it stands on."""

    def __init__(
        self, index: SearchIndex, facts: Iterable[Fact], withdrawn: Sequence[Fact]
    ) -> None:
        """Take the index, its facts as they are now, and those that are wrong."""
        super().__init__(index)
        self.facts = ListedSpans(facts)
        self.corrected: Sequence[Fact] = [fact for fact in self.facts if fact.correction]
        self.withdrawn = withdrawn
        self.documents = index.documents
        self.replaced = index.replaced
        self.tables = of_texts(index.tables)
        self.dense = index.dense
        self.lexical = index.lexical


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
        place = Place(document, start, end)
        met = [fact for fact in self._of_document.get(document, ()) if overlap(fact, place)]
        return sorted(met, key=lambda fact: fact.start)
