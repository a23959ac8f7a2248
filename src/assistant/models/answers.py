"""Questions and their answers, as immutable values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from assistant.models.curators import Curator
from assistant.models.documents import Document, Passage, Place, Sentence
from assistant.models.drafts import Draft, Rephrasing
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
    """The kind of thing that an answer must hold, one of `text.kinds.KINDS`."""
    turns: tuple[Turn, ...] = ()
    """The last turns before it, oldest first."""
    plain: str = ""
    """What stands alone in the plainer words that the rules for facts know."""
    parts: tuple[str, ...] = ()
    """What it asks one after the other, more than one where it asks several things at once."""
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
    """Share of the attainable BM25 over character n-grams, 0 to 1."""
    score: float
    kept: bool
    reranked: float | None = None
    """By the reranker that is set, whatever its scale; None without one."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that holds what was read, and the chance that it answers."""

    span: Sentence
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
    def place(self) -> Place:
        """Where the quote stands."""
        return Place(self.document.id, self.start, self.end)

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
