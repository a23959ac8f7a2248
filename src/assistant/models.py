"""The vocabulary of the product as immutable values; no behaviour beyond their own consistency.

Offsets are counted in Unicode code points of `Document.text`, start inclusive, end exclusive, so
that `document.text[start:end]` is the text of every span.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Literal

from assistant.curators import Correction, Curator
from assistant.drafts import Draft, Rephrasing
from assistant.reasons import NO_REASON, Reason

Language = Literal["sv", "en"]
ComposedBy = Literal["quotes", "curated", "model", "fixed"]
"""What an answer is made of: quotes, what staff wrote, what a language model wrote, or fixed words."""


class Status(StrEnum):
    """How a question was met; the set is closed, its wording stands in `messages`."""

    ANSWERED = "answered"
    CONFLICTING = "conflicting"
    NOT_FOUND = "not_found"
    OUT_OF_SCOPE = "out_of_scope"
    SMALL_TALK = "small_talk"
    REJECTED = "rejected"

    @property
    def has_evidence(self) -> bool:
        """Whether an answer of this status rests on quotes."""
        return self in (Status.ANSWERED, Status.CONFLICTING)


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


MOST_TURNS = 10
"""Of a conversation: what people refer back to was said just before, and older turns are dropped."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of the conversation so far."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, and how it was read."""

    text: str
    standalone: str
    language: Language
    """The language to answer in."""
    asked_in: str
    """The language that the question is written in: `sv`, `en` or `other`."""
    expects: str
    """The kind of thing that an answer must hold, one of `question.KINDS`."""
    turns: tuple[Turn, ...] = ()
    """The last turns before it, oldest first."""
    bilingual: bool = False
    """Whether the question is in another language than Swedish and English, and none was chosen: both
    frame its answer, or a language model words it in its own."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its scores; `kept` tells whether it went on to the choice of evidence."""

    passage: Passage
    row: int
    """Number of the passage in the index."""
    dense: float
    """Cosine of question and passage, -1 to 1."""
    nearest: float
    """Cosine of question and the passage's nearest sentence, -1 to 1."""
    lexical: float
    """Share of the attainable BM25 over stems and character n-grams, 0 to 1."""
    score: float
    kept: bool
    reranked: float | None = None
    """By the reranker that is set, whatever its scale; None without one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that holds what was read, and the chance that it answers."""

    span: Sentence | Fact
    hit: Hit
    score: float
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered quote with its document."""

    number: int
    document: Document
    start: int
    end: int
    quote: str

    @property
    def page(self) -> int | None:
        """The number of the page that the quote begins on, where the document has pages."""
        return self.document.page(self.start)


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every step of an answer, for a person who asks why."""

    question: Question
    hits: tuple[Hit, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    threshold: float = 0.0
    reason: Reason = NO_REASON
    from_facts: bool = False
    """Whether typed facts answer, and not running text."""
    drafts: tuple[Draft, ...] = ()
    """What a language model wrote, for each part of the question that it was asked."""
    rephrasing: Rephrasing | None = None
    """What a language model made of the question, where it was asked for that."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What leaves the assistant; `text` carries the numbers of its citations as `[1]`."""

    question: Question
    status: Status
    text: str
    citations: tuple[Citation, ...]
    confidence: float
    """The estimated chance, 0 to 1, that the documents answer the question with these quotes."""
    generation: str
    explanation: Explanation
    timings_ms: Mapping[str, float] = field(default_factory=dict)
    related: tuple[Citation, ...] = ()
    """Passages near the question that are no part of the answer, numbered apart."""
    curator: Curator | None = None
    """Of a curated answer, or of one that holds one."""
    worded_in: str | None = None
    """The BCP 47 tag of the language that its first line is in, where a language model worded it in
    one that is neither Swedish nor English; `und` where that one is not known."""
    outdated: str | None = None
    """The day of the ingest that it rests on, ISO 8601, where a later one failed."""

    @property
    def rephrased(self) -> str | None:
        """What was looked for in place of the question, where a language model made that of it."""
        told = self.explanation.rephrasing
        return told.text if told and not told.objection else None

    @property
    def composed_by(self) -> ComposedBy:
        """What the text is made of; a part that a language model worded is told first."""
        if any(not draft.fallback for draft in self.explanation.drafts):
            return "model"
        return "curated" if self.curator else "quotes" if self.status.has_evidence else "fixed"
