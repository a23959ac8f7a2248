"""Documents and spans of them, as immutable values.

Offsets are counted in Unicode code points of `Document.text`, start inclusive, end exclusive, so
that `document.text[start:end]` is the text of every span.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from assistant.models.curators import Correction


@dataclass(frozen=True, slots=True)
class Address:
    """Another source that holds the text of a document."""

    id: str
    """What it would be called if it stood alone; old citations may name it so."""
    title: str
    source: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One source: its text as it was decoded, never altered, and where it came from."""

    id: str
    title: str
    text: str
    source: str
    """The path or address it was read from, as the operator named it."""
    media_type: str = "text/plain"
    url: str | None = None
    published: str | None = None
    """ISO 8601, as exact as it is known: `2021`, `2021-04` or `2021-04-19`."""
    language: str = "sv"
    pages: tuple[int, ...] = ()
    """The offsets where pages begin, in order; empty where the source has no pages."""
    also: tuple[Address, ...] = ()
    """The other sources with the same text."""
    replaced_by: str | None = None
    """Id of the document that is the newer version of this one."""
    followed_by: str | None = None
    """Id of the last document in force of the same title and place, or of what replaced that, if it is
    dated later."""
    tags: tuple[str, ...] = ()
    """What its operator sorts it under."""

    def page(self, place: int) -> int | None:
        """The number, from 1, of the page that an offset stands on; None without pages."""
        return max(1, bisect_right(self.pages, place)) if self.pages else None

    @property
    def sha256(self) -> str:
        """Checksum of the UTF-8 bytes of `text`, in hexadecimal."""
        return _checksum(self.text)

    @property
    def ids(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.id, *(address.id for address in self.also))


@lru_cache(maxsize=256)
def _checksum(text: str) -> str:
    """Each citation tells it, and a list of a thousand quotes is checked against it."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """What a document said before it changed."""

    document: str
    title: str
    published: str | None
    since: str
    """The day on which it was put in force, ISO 8601."""
    until: str
    """The day on which the next version was."""
    text: str

    @property
    def sha256(self) -> str:
        """Checksum of the UTF-8 bytes of `text`, in hexadecimal."""
        return _checksum(self.text)

    @property
    def dated(self) -> str:
        """The day that it tells itself, or else the first on which it was in force."""
        return self.published or self.since


class Place(NamedTuple):
    """Where something stands."""

    document: str
    """Id of the document."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The smallest thing that is quoted: `text == document.text[start:end]`."""

    document: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive sentences of one section, in order, the unit of retrieval."""

    document: str
    start: int
    end: int
    text: str
    heading: str
    """The nearest heading above it, or the title of the document."""
    above: str
    """What it stands under, outermost first, with ` > ` between: the headings, and the line that
    introduces the list or table that it goes on with. The title of the document if there is none."""
    sentences: Sequence[Sentence]

    def before(self, place: int) -> Sentence | None:
        """The last sentence that ends before a place of the document."""
        return next((each for each in reversed(self.sentences) if each.end <= place), None)


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed statement and the span that carries it, for example a member of a group.

    Where staff corrected it, the span is that of what was read, and `text` is empty: no words of
    the document carry it.
    """

    document: str
    start: int
    end: int
    text: str
    kind: str
    fields: Mapping[str, str]
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """What reading and splitting one source gives: everything but the vectors."""

    document: Document
    passages: tuple[Passage, ...]
    facts: tuple[Fact, ...] = ()
