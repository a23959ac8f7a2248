"""A view of an index in which only some of its documents were ingested."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from assistant.lookup import Documents, former_ids
from assistant.models.documents import Document
from assistant.ports import SearchIndex, Vector
from assistant.spans import of_documents
from assistant.tables import NO_TABLES, Tables
from assistant.views.keeping import StandsOn


class SomeDocuments(Documents):
    """Some of the documents of an index, in the same order."""

    def __init__(self, documents: Mapping[str, Document], some: Collection[str]) -> None:
        """Take all, and the ids of some."""
        self._documents = documents
        self.former = former_ids(documents)
        self._names = dict.fromkeys(name for name in documents if name in some)

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> Document:
        if name not in self._names:
            raise KeyError(name)
        return self._documents[name]


class Subset(StandsOn):
    """An `assistant.ports.SearchIndex` that finds nothing in the documents that are left out."""

    def __init__(
        self, index: SearchIndex, documents: Collection[str], tables: Tables = NO_TABLES
    ) -> None:
        """Take the index, the ids of the documents that are in the view, and what is kept of these."""
        super().__init__(index)
        self.tables = tables
        self._index = index
        self._hidden = np.ones(len(index.passages), bool)
        for document in documents:
            self._hidden[index.passages.numbers_of(document)] = False
        self.documents = SomeDocuments(index.documents, documents)
        self.replaced = {name: newer for name, newer in index.replaced.items() if name in documents}
        self.facts = of_documents(index.facts, documents)
        self.corrected = [fact for fact in index.corrected if fact.document in documents]
        self.withdrawn = [fact for fact in index.withdrawn if fact.document in documents]

    def dense(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows that are not left out."""
        found = self._index.dense(vector, count + int(self._hidden.sum()))
        return [(row, cosine) for row, cosine in found if not self._hidden[row]][:count]

    def lexical(self, text: str) -> Vector:
        """The lexical shares, nothing for what is left out."""
        return np.where(self._hidden, np.float32(0), self._index.lexical(text))
