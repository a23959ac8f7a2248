"""Answers from documents as they are now, and tells what their older versions say."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import numpy as np

from assistant.answering.finder import VIEWS
from assistant.composition.citing import numbered
from assistant.composition.quotes import flat
from assistant.composition.response import Response
from assistant.facts.kept import IN_FORCE, REPLACED
from assistant.messages.answers import NOT_NOW, OLDER_SAYS, quoted
from assistant.messages.dates import human_date
from assistant.models.answers import Citation, Language, Status
from assistant.models.documents import Document, EarlierVersion, Fact
from assistant.ports import SearchIndex
from assistant.spans import SomeSpans, Spans
from assistant.tables import part
from assistant.text.words import single_spaced
from assistant.views.subset import Subset

MOST_TOLD = 2
"""Quotes of older versions that are told beside an answer."""
MOST_KEPT = 32
"""Parts of an index that are kept open: one for each answer whose documents have older versions."""


class Versions:
    """An index in two parts: the documents that are in force, and those that others replace."""

    def __init__(self, index: SearchIndex) -> None:
        """Take the index; where no document replaces another, it is as it was."""
        self.index = index
        self._replaced = frozenset(index.replaced)
        in_force = index.documents.keys() - self._replaced
        self.current: SearchIndex = index
        self.older: SearchIndex | None = None
        if self._replaced:
            self.current = Subset(index, in_force, part(index.tables, IN_FORCE))
            self.older = Subset(index, self._replaced, part(index.tables, REPLACED))
        self._part = lru_cache(MOST_KEPT)(lambda documents: Subset(index, documents))

    def older_than(self, documents: Collection[str]) -> SearchIndex | None:
        """The versions before some documents, None where there are none."""
        before = frozenset(name for name, newest in self._newest.items() if newest in documents)
        return self._part(before) if before else None

    @cached_property
    def _newest(self) -> Mapping[str, str]:
        """The version in force of each document that is not; of a row of them each is looked at once."""
        newest: dict[str, str] = {}
        for name in self.index.replaced:
            row = [name]
            while row[-1] in self.index.replaced and row[-1] not in newest:
                row.append(self.index.replaced[row[-1]])
            newest |= dict.fromkeys(row[:-1], newest.get(row[-1], row[-1]))
        return newest


class Contents:
    """What an index holds, to look at, see `assistant.ports.Snapshot`; a view."""

    def __init__(self, index: SearchIndex) -> None:
        """Take the index."""
        self._index = index
        self.documents = index.documents

    @cached_property
    def facts(self) -> Spans[Fact]:
        """The facts of documents in force, in the order of these."""
        return facts_in_force(self._index)

    def earlier(self, document: str) -> Sequence[EarlierVersion]:
        """What a document said before it changed, the newest first."""
        return self._index.earlier(document)


def facts_in_force(index: SearchIndex) -> Spans[Fact]:
    """The facts without those of older versions of documents."""
    if not index.replaced:
        return index.facts
    older = [index.facts.numbers_of(document) for document in index.replaced]
    return SomeSpans(index.facts, np.delete(np.arange(len(index.facts)), np.concatenate(older)))


def with_older(response: Response, older: Response, language: Language) -> Response:
    """An answer, and below it what older versions say and the newer ones do not any more."""
    now = [single_spaced(document.text) for document in _documents(response.citations)]
    changed = [
        c for c in older.citations if not any(single_spaced(c.quote) in text for text in now)
    ]
    if not changed:
        return response
    first = len(response.citations) + _first(response)
    told = numbered(changed[:MOST_TOLD], first)
    text = "\n".join([response.text, *_lines(told, language)])
    return replace(response, text=text, citations=(*response.citations, *told))


def only_older(older: Response, language: Language) -> Response:
    """What older versions say of something that the documents in force do not tell."""
    told = numbered(older.citations[:MOST_TOLD], _first(older))
    text = "\n".join([NOT_NOW[language], *_lines(told, language)])
    return Response(Status.ANSWERED, text, told, older.related)


def _lines(citations: Iterable[Citation], language: Language) -> list[str]:
    return [
        OLDER_SAYS[language].format(
            published=_dated(c.document, language),
            quote=f"{quoted(flat(c.quote), language)} [{c.number}]",
        )
        for c in citations
    ]


def _dated(document: Document, language: Language) -> str:
    return f" ({human_date(document.published, language)})" if document.published else ""


def _first(response: Response) -> int:
    return response.citations[0].number


def _documents(citations: Iterable[Citation]) -> Iterable[Document]:
    return {c.document.id: c.document for c in citations}.values()


def build_views(index: SearchIndex) -> None:
    """Build all that questions are looked up in, for the documents in force and for those replaced."""
    versions = index.view(Versions)
    for some in filter(None, (versions.current, versions.older)):
        for view in VIEWS:
            some.view(view)
