"""Sentences of a passage that are read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from assistant.models.documents import Sentence


class Sentences(Sequence[Sentence]):
    """Those of one passage, few of which are asked for; equal to a tuple of the same."""

    __slots__ = ("_document", "_read", "_spans", "_start", "_text")

    def __init__(
        self, document: str, start: int, text: str, read: Callable[[], list[tuple[int, int]]]
    ) -> None:
        """Take the id of the document, where the passage starts, its text, and what reads their places.

        The document itself is not held, which may be a thousand times as long.
        """
        self._document, self._start, self._text, self._read = document, start, text, read
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
        text = self._text[start - self._start : end - self._start]
        return Sentence(self._document, start, end, text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | Sentences) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # Whoever sends one passage to another process does not send the document with it.
        return tuple, (tuple(self),)
