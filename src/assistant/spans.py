"""Spans of documents by their numbers, which an index need not hold as objects."""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Protocol, TypeVar, overload

import numpy as np

from assistant.tables import Numbers


class OfDocument(Protocol):
    """A passage or a fact."""

    @property
    def document(self) -> str:
        """Id of the document that it stands in."""


class Located(OfDocument, Protocol):
    """A span of a document."""

    @property
    def start(self) -> int:
        """Where it begins, in characters."""

    @property
    def end(self) -> int:
        """Where what is behind it begins."""


def overlap(one: Located, other: Located) -> bool:
    """Whether two spans share a character of the same document."""
    return one.document == other.document and one.start < other.end and other.start < one.end


Span = TypeVar("Span", bound=OfDocument)
_NONE: Numbers = np.zeros(0, np.intp)


class Spans(Sequence[Span]):
    """Those of one kind, by number; a slice of them is a list."""

    @abstractmethod
    def at(self, number: int) -> Span:
        """The one of a number, 0 and up."""

    @abstractmethod
    def numbers_of(self, document: str) -> Numbers:
        """The numbers of those of a document, in their order."""

    def each(self, numbers: Numbers) -> Iterator[Span]:
        """Those of some numbers, in the order given."""
        return map(self.at, numbers.tolist())

    def of(self, document: str) -> list[Span]:
        """Those of a document."""
        return [self.at(number) for number in self.numbers_of(document).tolist()]

    @overload
    def __getitem__(self, place: int) -> Span: ...
    @overload
    def __getitem__(self, place: slice) -> list[Span]: ...
    def __getitem__(self, place: int | slice) -> Span | list[Span]:
        number = range(len(self))[place]
        return self.at(number) if isinstance(number, int) else [self.at(each) for each in number]

    def __iter__(self) -> Iterator[Span]:
        return self.each(np.arange(len(self)))


class ListedSpans(Spans[Span]):
    """Some that are held."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Take them in their order."""
        self._spans = list(spans)

    def __len__(self) -> int:
        return len(self._spans)

    def at(self, number: int) -> Span:
        """The one of a number, 0 and up."""
        return self._spans[number]

    def numbers_of(self, document: str) -> Numbers:
        """The numbers of those of a document, in their order."""
        return np.array(self._numbers.get(document, ()), np.intp)

    @cached_property
    def _numbers(self) -> dict[str, list[int]]:
        numbers: dict[str, list[int]] = defaultdict(list)
        for number, span in enumerate(self._spans):
            numbers[span.document].append(number)
        return dict(numbers)


class SomeSpans(Spans[Span]):
    """Some of others, numbered anew."""

    def __init__(self, spans: Spans[Span], numbers: Numbers) -> None:
        """Take all, and the numbers that some have among these, in order."""
        self._spans, self._numbers = spans, numbers

    def __len__(self) -> int:
        return len(self._numbers)

    def at(self, number: int) -> Span:
        """The one of a number, 0 and up."""
        return self._spans.at(int(self._numbers[number]))

    def each(self, numbers: Numbers) -> Iterator[Span]:
        """Those of some numbers, in the order given."""
        return self._spans.each(self._numbers[numbers])

    def numbers_of(self, document: str) -> Numbers:
        """The numbers of those of a document, in their order."""
        every = self._spans.numbers_of(document)
        places = np.searchsorted(self._numbers, every)
        places = places[places < len(self._numbers)]
        known: Numbers = places[self._numbers[places] == every[: len(places)]]
        return known


def of_documents(spans: Spans[Span], documents: Iterable[str]) -> Spans[Span]:
    """Those of some documents, in the order in which they are among all."""
    numbers = [spans.numbers_of(document) for document in documents]
    return SomeSpans(spans, np.sort(np.concatenate([_NONE, *numbers])))
