"""Sentences of a record, each made when it is asked for.

There are some six in a passage and few are asked for, while all of them as objects would take more
memory than the texts.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, overload

import numpy as np

from assistant.models import Document, Sentence


class Sentences(Sequence[Sentence]):
    """Those of one passage; equal to a tuple of the same."""

    __slots__ = ("_document", "_end", "_ends", "_first", "_starts")

    def __init__(
        self, document: Document, starts: array[int], ends: array[int], first: int, end: int
    ) -> None:
        """Take the document, where the sentences of all begin and end, and which of them are meant."""
        self._document, self._starts, self._ends = document, starts, ends
        self._first, self._end = first, end

    def __len__(self) -> int:
        return self._end - self._first

    @overload
    def __getitem__(self, place: int) -> Sentence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Sentence, ...]: ...
    def __getitem__(self, place: int | slice) -> Sentence | tuple[Sentence, ...]:
        number = range(self._first, self._end)[place]
        return self._at(number) if isinstance(number, int) else tuple(map(self._at, number))

    def __iter__(self) -> Iterator[Sentence]:
        return map(self._at, range(self._first, self._end))

    def _at(self, number: int) -> Sentence:
        start, end = self._starts[number], self._ends[number]
        return Sentence(self._document.id, start, end, self._document.text[start:end])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Sentences) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # Whoever sends one passage to another process does not send the document with it.
        return tuple, (tuple(self),)


class SentencesByPassage:
    """The sentences of all passages of a record."""

    def __init__(self, database: sqlite3.Connection) -> None:
        """Read where they stand."""
        rows = database.execute(
            'select passage, start, "end" from sentence order by passage, rowid'
        )
        told = np.fromiter(chain.from_iterable(rows), np.int64).reshape(-1, 3)
        # Python takes a number out of these in a tenth of the time that numpy's arrays take.
        self._starts, self._ends = (array("q", told[:, column].tobytes()) for column in (1, 2))
        passages, first, counts = np.unique(told[:, 0], return_index=True, return_counts=True)
        places = zip(first.tolist(), (first + counts).tolist(), strict=True)
        self._places = dict(zip(passages.tolist(), places, strict=True))

    def of(self, row: int, document: Document) -> Sentences:
        """Those of one passage of a document."""
        return Sentences(document, self._starts, self._ends, *self._places.get(row, (0, 0)))
