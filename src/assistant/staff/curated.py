"""Curated answers: what somebody answers for, in the place of what would be read.

A question meets one only if it is the same but for capitals, accents, punctuation, and greeting and
thanks around it. Nearness of meaning does not count: the nearest questions that ask for different
things are nearer than any two that ask for the same, see docs/adr/0013-curated-answers.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from assistant.addresses import WebAddress
from assistant.lookup import document_named
from assistant.models.answers import Citation
from assistant.models.documents import Document
from assistant.question.understanding import without_politeness
from assistant.staff.entries import EntriesFile, Followed
from assistant.text.words import single_spaced, spelt_out, written

FILE = "curated.yaml"
HEAD = """Curated answers, see docs/workbench.md. Change them here or in the workbench, which keeps no
comments: what is to be remembered of an answer goes into its `note`."""
LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_QUOTE = 500, 4_000, 2_000
MOST_VARIANTS = 50


def same(question: str) -> str:
    """What two questions have in common that are the same: their folded words, in order."""
    return spelt_out(written(question))


def _asks(text: str) -> str:
    if not same(text):
        raise ValueError("it has no word")
    return text


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
QuestionText = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_QUESTION),
    AfterValidator(_asks),
]


class CuratedAnswer(BaseModel):
    """A question with its answer, and who answers for it."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    question: QuestionText
    variants: tuple[QuestionText, ...] = Field((), max_length=MOST_VARIANTS)
    """Other wordings."""
    answer: str = Field(min_length=1, max_length=LONGEST_ANSWER)
    document: str = Field("", max_length=200)
    """Id of the document that `quote` stands in."""
    quote: str = Field("", max_length=LONGEST_QUOTE)
    url: WebAddress = ""
    """Where else it can be read."""
    owner: Line
    """Who answers for it, as people are to read it."""
    review_by: date
    """The last day on which it is surely right."""
    note: str = Field("", max_length=1_000)
    """For staff alone."""

    @model_validator(mode="after")
    def _has_source(self) -> Self:
        if bool(self.document) != bool(self.quote) or not (self.quote or self.url):
            raise ValueError("it needs a source: a document with a quote, or an address")
        return self

    @property
    def wordings(self) -> tuple[str, ...]:
        """All questions that it answers."""
        return (self.question, *self.variants)

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been reviewed."""
        return today > self.review_by

    def cited(self, documents: Mapping[str, Document], number: int) -> tuple[Citation, ...]:
        """Its quote with a number; nothing where the documents do not hold it, or no longer."""
        document = document_named(documents, self.document) if self.quote else None
        start = document.text.find(self.quote) if document else -1
        if document is None or start < 0:
            return ()
        return (Citation(number, document, start, start + len(self.quote), self.quote),)


def curated_file(data_dir: Path) -> EntriesFile[CuratedAnswer]:
    """The curated answers of a data directory."""
    return EntriesFile(data_dir / FILE, CuratedAnswer, HEAD, _once)


def _once(entry: CuratedAnswer) -> Mapping[Hashable, str]:
    """What the same ones have in common of each of its questions."""
    return {same(question): f"{question!r} is answered twice" for question in entry.wordings}


class CuratedAnswers:
    """Finds the curated answer to a question; follows the file as it changes."""

    def __init__(self, data_dir: Path) -> None:
        """Take where the file lies."""
        self._file = Followed(curated_file(data_dir), "Curated answers")
        self._entries: Sequence[CuratedAnswer] = ()
        self._known: Mapping[Hashable, CuratedAnswer] = {}

    def find(self, question: str) -> CuratedAnswer | None:
        """The answer that somebody wrote to this very question.

        Where the file cannot be used, what it held last goes on, and the log says why.
        """
        entries = self._file.entries()
        if entries is not self._entries:
            self._known = {key: entry for entry in entries for key in _once(entry)}
            self._entries = entries
        if not self._known:
            return None
        plain = without_politeness(single_spaced(question[:LONGEST_QUESTION]))
        return self._known.get(same(question[: 2 * LONGEST_QUESTION])) or self._known.get(
            same(plain)
        )
