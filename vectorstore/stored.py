"""A record that stays on the disk: documents, passages and facts are read when they are asked for.

All of them as objects took 15 to 20 kB of memory for each passage, in every process. What was asked
for last is kept.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from sys import getsizeof, intern
from threading import Lock
from types import MappingProxyType
from typing import Any, overload

import numpy as np

from assistant.facts.schema import FIELDS_OF
from assistant.lookup import Documents
from assistant.models.documents import Address, Document, Fact, Passage, ReadDocument
from assistant.spans import SomeSpans, Span, Spans
from assistant.tables import Numbers
from vectorstore.rows import Database, Rows
from vectorstore.sentences import Sentences

MOST_BYTES, MOST_SPANS = 32_000_000, 4096
"""That are kept of what was read: of texts of documents, and of passages and facts, of some hundred bytes."""
_BATCH = 1000
"""Spans that are read at once where many are gone through."""
_DOCUMENT = "select id, title, text, source, media_type, url, published, language from document"
_PASSAGE = (
    'select document, start, "end", heading, path'
    " from passage left join above on above.passage = passage.row"
)
_PASSAGE_OF_FIRST_VERSIONS = 'select document, start, "end", heading, null from passage'
_SENTENCE = 'select passage, start, "end" from sentence'
_FACT = 'select document, start, "end", kind, fields from fact'
_KNOWN_FACT = "select rowid - 1 from fact where kind in ({}) order by rowid"
Find = Callable[[str], Document]


class StoredRecord:
    """A record to read from. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open it; the file may be deleted meanwhile.

        Raises:
            DamagedError: it cannot be read.
        """
        self._database = database = Database(path)
        self.documents = StoredDocuments(database)
        owner = self.documents.owner
        has_above = database.has("above")
        passage = _PASSAGE if has_above else _PASSAGE_OF_FIRST_VERSIONS
        passages = Rows(database, passage, owner, "passage.row", before=0)
        sentences = Rows(database, _SENTENCE, lambda row: int(row[0]))
        self.first_sentences = sentences.first_of(len(passages))
        """The number of the first sentence of each passage, and behind the last."""
        read_passages = _PassageReader(passages, sentences, self.first_sentences)
        self.passages: Spans[Passage] = StoredSpans(read_passages, passages, self.documents)
        facts = Rows(database, _FACT, owner)
        every = StoredSpans(_FactReader(facts), facts, self.documents)
        known = database.rows(_KNOWN_FACT.format(",".join("?" * len(FIELDS_OF))), *FIELDS_OF)
        is_whole = len(known) == len(every)
        self.facts: Spans[Fact] = every if is_whole else SomeSpans(every, np.ravel(known))
        """Without those of kinds that are read no more, which an older generation may hold."""

    @property
    def is_damaged(self) -> bool:
        """Whether something that was read is not as it was when this was opened."""
        return self._database.is_damaged


class StoredDocuments(Documents):
    """The documents by id. Those read last are kept, as far as their texts have `MOST_BYTES` together."""

    def __init__(self, database: Database) -> None:
        """Read what they are called."""
        self._numbers: dict[str, int] = {}
        self._rows = Rows(
            database, _DOCUMENT, lambda row: self._numbers.setdefault(row[0], len(self._numbers))
        )
        self._pages: Rows | None = None
        if database.has("page"):
            self._pages = Rows(database, "select document, start from page", self.owner)
            self._first_page = self._pages.first_of(len(self))
        newer = _of_few(database, "replaced", "newer")
        self.newer: Mapping[str, str] = {name: told[0][0] for name, told in newer.items()}
        """By document the one that replaces it."""
        self._later = _of_few(database, "followed", "later")
        self._tags = _of_few(database, "tag", "tag")
        self._also = _of_few(database, "address", "id, title, source, url")
        self.former = {told[0]: name for name, also in self._also.items() for told in also}
        """By id that a document would have if it stood alone, that of the one that it is part of."""
        self._kept: OrderedDict[str, tuple[Document, int]] = OrderedDict()
        self._bytes = 0
        self._keeping = Lock()

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __getitem__(self, name: str) -> Document:
        with self._keeping:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name][0]
        document = self._read(name)
        with self._keeping:
            if name in self._kept:  # Another thread was quicker.
                return self._kept[name][0]
            # A text grows once somebody encodes it, so that what was counted has to be kept.
            size = getsizeof(document.text)
            self._kept[name] = document, size
            self._bytes += size
            while self._bytes > MOST_BYTES and len(self._kept) > 1:
                _, (_, size) = self._kept.popitem(last=False)
                self._bytes -= size
        return document

    def owner(self, row: Sequence[str]) -> int:
        """The number, 0 and up, of the document that a row begins with."""
        return self._numbers[row[0]]

    def number(self, name: str) -> int | None:
        """The number, 0 and up, of a document; None where there is none."""
        return self._numbers.get(name)

    def read(self, name: str) -> Document:
        """One that need not be kept, since others are asked for next."""
        kept = self._kept.get(name)
        return kept[0] if kept else self._read(name)

    def _read(self, name: str) -> Document:
        number = self._numbers[name]
        (told,) = self._rows.read(number, number + 1)
        pages: Sequence[Any] = ()
        if self._pages:
            pages = self._pages.read(*self._first_page[number : number + 2].tolist())
        return replace(
            Document(*told),
            pages=tuple(start for _, start in pages),
            also=tuple(Address(*each) for each in self._also.get(name, ())),
            replaced_by=self.newer.get(name),
            followed_by=next((later for (later,) in self._later.get(name, ())), None),
            tags=tuple(tag for (tag,) in self._tags.get(name, ())),
        )


def _of_few(database: Database, table: str, columns: str) -> Mapping[str, list[Any]]:
    """By document what few have."""
    found: dict[str, list[Any]] = {}
    query = f"select document, {columns} from {table} order by rowid"
    for name, *values in database.rows(query) if database.has(table) else ():
        found.setdefault(name, []).append(values)
    return found


class StoredSpans(Spans[Span]):
    """Spans that lie in one table, those of a document together."""

    def __init__(
        self,
        read: Callable[[int, int, Find], Iterator[Span]],
        rows: Rows,
        documents: StoredDocuments,
    ) -> None:
        """Take what makes those from one number up to another, their rows, and the documents."""
        self._some, self._documents = read, documents
        self._first = rows.first_of(len(documents))
        find = documents.__getitem__
        self._one = lru_cache(MOST_SPANS)(lambda number: next(read(number, number + 1, find)))

    def __len__(self) -> int:
        return int(self._first[-1])

    def at(self, number: int) -> Span:
        """The one of a number, 0 and up."""
        return self._one(number)

    def each(self, numbers: Numbers) -> Iterator[Span]:
        """Those of some numbers, in the order given; none of them is kept."""
        find = lru_cache(1)(self._documents.read)
        for run in np.split(numbers, np.flatnonzero(np.diff(numbers) != 1) + 1):
            for place in range(0, len(run), _BATCH):
                first, end = int(run[place]), int(run[place : place + _BATCH][-1]) + 1
                yield from self._some(first, end, find)

    def numbers_of(self, document: str) -> Numbers:
        """The numbers of those of a document, in their order."""
        at = self._documents.number(document)
        return np.zeros(0, np.intp) if at is None else np.arange(*self._first[at : at + 2])


@dataclass(frozen=True)
class _PassageReader:
    rows: Rows
    sentences: Rows
    first_sentences: Numbers

    def __call__(self, first: int, end: int, find: Find) -> Iterator[Passage]:
        for row, told in enumerate(self.rows.read(first, end), start=first):
            name, start, stop, heading, above = told
            document, heading = find(name), intern(heading)
            text, above = document.text[start:stop], heading if above is None else intern(above)
            sentences = Sentences(document.id, start, text, partial(self._sentences, row))
            yield Passage(document.id, start, stop, text, heading, above, sentences)

    def _sentences(self, row: int) -> list[tuple[int, int]]:
        rows = self.sentences.read(*self.first_sentences[row : row + 2].tolist())
        return [(start, end) for _, start, end in rows]


@dataclass(frozen=True)
class _FactReader:
    rows: Rows

    def __call__(self, first: int, end: int, find: Find) -> Iterator[Fact]:
        rows = self.rows.read(first, end)
        # At once, which takes half as long.
        every = json.loads(f"[{','.join(fields for *_, fields in rows)}]")
        for (name, start, stop, kind, _), fields in zip(rows, every, strict=True):
            document, told = find(name), MappingProxyType(fields)
            yield Fact(document.id, start, stop, document.text[start:stop], intern(kind), told)


class ReadDocuments(Sequence[ReadDocument]):
    """Documents with their passages and facts, in the order in which they were read."""

    def __init__(self, record: StoredRecord) -> None:
        """Take the record."""
        self.record = record
        self._names = list(record.documents)

    def __len__(self) -> int:
        return len(self._names)

    @overload
    def __getitem__(self, place: int) -> ReadDocument: ...
    @overload
    def __getitem__(self, place: slice) -> list[ReadDocument]: ...
    def __getitem__(self, place: int | slice) -> ReadDocument | list[ReadDocument]:
        if isinstance(place, slice):
            return list(map(self._read, self._names[place]))
        return self._read(self._names[place])

    def _read(self, name: str) -> ReadDocument:
        document, passages, facts = (
            self.record.documents[name],
            self.record.passages,
            self.record.facts,
        )
        return ReadDocument(
            document,
            tuple(passages.each(passages.numbers_of(name))),
            tuple(facts.each(facts.numbers_of(name))),
        )
