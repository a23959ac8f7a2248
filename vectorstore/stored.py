"""A record that stays on the disk: documents, passages and facts are read when they are asked for.

All of them as objects took 15 to 20 kB of memory for each passage, in every process. What was asked
for last is kept.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from sys import intern
from types import MappingProxyType
from typing import Any, overload

import numpy as np

from assistant.models import Address, Document, Fact, Passage, ReadDocument, Sentence
from assistant.spans import Span, Spans
from assistant.tables import Numbers
from vectorstore.faults import DamagedError

MOST_DOCUMENTS, MOST_SPANS = 512, 4096
"""That are kept of what was read: texts of some kilobytes, passages and facts of some hundred bytes."""
_FIELDS = json.JSONDecoder(object_pairs_hook=lambda pairs: {intern(n): intern(v) for n, v in pairs})
"""Fields whose names and values are kept once, however many facts have them."""
_PASSAGE = (
    'select document, start, "end", heading, path'
    " from passage left join above on above.passage = passage.row where row = ?"
)
_PASSAGE_OF_FIRST_VERSIONS = (
    'select document, start, "end", heading, null from passage where row = ?'
)


class StoredRecord:
    """A record to read from. Safe to use from several threads."""

    def __init__(self, path: Path) -> None:
        """Open it; the file may be deleted meanwhile.

        Raises:
            DamagedError: it cannot be read.
        """
        database = _Database(path)
        self.documents = StoredDocuments(database)
        numbers = self.documents.numbers
        first = database.first_rows("passage", numbers)
        rows = (row for (row,) in database.rows("select passage from sentence order by rowid"))
        self.first_sentences = database.first_of(rows, int(first[-1]))
        """The number of the first sentence of each passage, and behind the last."""
        read_passage = _PassageReader(database, self.documents, self.first_sentences)
        self.passages: Spans[Passage] = StoredSpans(read_passage, numbers, first)
        read_fact = _FactReader(database, self.documents)
        self.facts: Spans[Fact] = StoredSpans(
            read_fact, numbers, database.first_rows("fact", numbers)
        )


class _Database:
    """The file, which is closed when nothing is read from it any more."""

    def __init__(self, path: Path) -> None:
        self._path = path
        where = f"file:{path}?mode=ro&immutable=1"
        try:
            self._opened = sqlite3.connect(where, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self.damaged() from error
        weakref.finalize(self, self._opened.close)
        self._lock = threading.Lock()
        self._tables = {name for (name,) in self.rows("select name from sqlite_master")}

    def has(self, table: str) -> bool:
        """Whether there is such a table; the first versions wrote fewer."""
        return table in self._tables

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a query finds.

        Raises:
            DamagedError: the file is not as it was written.
        """
        try:
            with self._lock:
                return self._opened.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self.damaged() from error

    def first_rows(self, table: str, numbers: Mapping[str, int]) -> Numbers:
        """The number of the first row of each document in a table, and behind the last."""
        rows = self.rows(f"select document from {table} order by rowid") if self.has(table) else []
        try:
            return self.first_of((numbers[document] for (document,) in rows), len(numbers))
        except KeyError as error:
            raise self.damaged() from error

    def first_of(self, held: Iterable[int], count: int) -> Numbers:
        """Where the rows of each begin, given what each row belongs to: rows of one stand together."""
        numbers = np.fromiter(held, np.intp)
        if (np.diff(numbers) < 0).any() or numbers.max(initial=-1) >= count:
            raise self.damaged()
        return np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=count))])

    def damaged(self) -> DamagedError:
        """What tells of damage."""
        folder = self._path.parent
        return DamagedError(folder.parent.parent, f"{folder.name}/{self._path.name}")


class StoredDocuments(Mapping[str, Document]):
    """The documents by id."""

    def __init__(self, database: _Database) -> None:
        """Read what they are called."""
        rows = database.rows("select id from document order by rowid")
        self.numbers: Mapping[str, int] = {name: number for number, (name,) in enumerate(rows)}
        """Of each its number, 0 and up."""
        reader = _DocumentReader(database, self.numbers)
        self.newer = reader.newer
        self._read = lru_cache(MOST_DOCUMENTS)(reader)

    def __len__(self) -> int:
        return len(self.numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self.numbers)

    def __contains__(self, name: object) -> bool:
        return name in self.numbers

    def __getitem__(self, name: str) -> Document:
        return self._read(name)


class _DocumentReader:
    def __init__(self, database: _Database, numbers: Mapping[str, int]) -> None:
        self._database, self._numbers = database, numbers
        newer = self._of_few("replaced", "newer")
        self.newer: Mapping[str, str] = {name: told[0][0] for name, told in newer.items()}
        """By document the one that replaces it."""
        self._tags = self._of_few("tag", "tag")
        self._also = self._of_few("address", "id, title, source, url")
        self._first_page = database.first_rows("page", numbers)

    def __call__(self, name: str) -> Document:
        number, rows = self._numbers[name], self._database.rows
        ((*told, sha256),) = rows("select * from document where rowid = ?", number + 1)
        first, end = self._first_page[number : number + 2].tolist()
        of_pages = "select start from page where rowid between ? and ?"
        pages = rows(of_pages, first + 1, end) if end > first else []
        document = replace(
            Document(*told),
            pages=tuple(start for (start,) in pages),
            also=tuple(Address(*each) for each in self._also.get(name, ())),
            replaced_by=self.newer.get(name),
            tags=tuple(tag for (tag,) in self._tags.get(name, ())),
        )
        if hashlib.sha256(document.text.encode()).hexdigest() != sha256:
            raise self._database.damaged()
        return document

    def _of_few(self, table: str, columns: str) -> Mapping[str, list[Any]]:
        """By document what few have."""
        found: dict[str, list[Any]] = {}
        query = f"select document, {columns} from {table} order by rowid"
        for name, *values in self._database.rows(query) if self._database.has(table) else ():
            found.setdefault(name, []).append(values)
        return found


class StoredSpans(Spans[Span]):
    """Spans that lie in one table, those of a document together."""

    def __init__(
        self, read: Callable[[int], Span], numbers: Mapping[str, int], first: Numbers
    ) -> None:
        """Take what reads one, the numbers of the documents, and that of the first span of each."""
        self._read = lru_cache(MOST_SPANS)(read)
        self._numbers, self._first = numbers, first

    def __len__(self) -> int:
        return int(self._first[-1])

    def at(self, number: int) -> Span:
        """The one of a number, 0 and up."""
        return self._read(number)

    def numbers_of(self, document: str) -> Numbers:
        """The numbers of those of a document, in their order."""
        at = self._numbers.get(document)
        return np.zeros(0, np.intp) if at is None else np.arange(*self._first[at : at + 2])


@dataclass(frozen=True)
class _PassageReader:
    database: _Database
    documents: Mapping[str, Document]
    first_sentences: Numbers

    def __call__(self, row: int) -> Passage:
        ((name, start, end, heading, above),) = self.database.rows(
            _PASSAGE if self.database.has("above") else _PASSAGE_OF_FIRST_VERSIONS, row
        )
        document, heading = self.documents[name], intern(heading)
        told = heading if above is None else intern(above)
        sentences = Sentences(document, partial(self._sentences, row))
        return Passage(document.id, start, end, document.text[start:end], heading, told, sentences)

    def _sentences(self, row: int) -> list[tuple[int, int]]:
        first, end = self.first_sentences[row : row + 2].tolist()
        query = 'select start, "end" from sentence where rowid between ? and ?'
        return self.database.rows(query, first + 1, end)


@dataclass(frozen=True)
class _FactReader:
    database: _Database
    documents: Mapping[str, Document]

    def __call__(self, number: int) -> Fact:
        ((name, start, end, kind, fields),) = self.database.rows(
            "select * from fact where rowid = ?", number + 1
        )
        document, told = self.documents[name], MappingProxyType(_FIELDS.decode(fields))
        return Fact(document.id, start, end, document.text[start:end], intern(kind), told)


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
        passages, facts = self.record.passages.of(name), self.record.facts.of(name)
        return ReadDocument(self.record.documents[name], tuple(passages), tuple(facts))


class Sentences(Sequence[Sentence]):
    """Those of one passage, few of which are asked for; equal to a tuple of the same."""

    __slots__ = ("_document", "_read", "_spans")

    def __init__(self, document: Document, read: Callable[[], list[tuple[int, int]]]) -> None:
        """Take the document, and what reads where they begin and end."""
        self._document, self._read = document, read
        self._spans: list[tuple[int, int]] | None = None

    def _places(self) -> list[tuple[int, int]]:
        if self._spans is None:
            self._spans = self._read()
        return self._spans

    def __len__(self) -> int:
        return len(self._places())

    @overload
    def __getitem__(self, place: int) -> Sentence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Sentence, ...]: ...
    def __getitem__(self, place: int | slice) -> Sentence | tuple[Sentence, ...]:
        found = self._places()[place]
        return self._at(*found) if isinstance(found, tuple) else tuple(self._at(*s) for s in found)

    def __iter__(self) -> Iterator[Sentence]:
        return (self._at(*span) for span in self._places())

    def _at(self, start: int, end: int) -> Sentence:
        return Sentence(self._document.id, start, end, self._document.text[start:end])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Sentences) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # Whoever sends one passage to another process does not send the document with it.
        return tuple, (tuple(self),)
