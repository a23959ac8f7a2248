"""The way of a question, as a list of steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.composition import (
    cite,
    cite_people,
    cite_statements,
    compose,
    compose_conflict,
    compose_people,
)
from assistant.disagreement import disagreeing
from assistant.evidence import NOTHING, Choice, choose
from assistant.facts.people import Match, match_people
from assistant.facts.statements import Statement, disagree, match_statements
from assistant.learned import Learned
from assistant.messages.answers import status_message
from assistant.models import (
    Answer,
    Citation,
    Document,
    Explanation,
    Fact,
    Hit,
    Language,
    Question,
    Status,
    Turn,
)
from assistant.objections import Case, objection
from assistant.personal import holds_personal_data
from assistant.ports import SearchIndex
from assistant.question import is_small_talk, understand
from assistant.retrieval import retrieve
from assistant.settings import Settings
from assistant.verification import verify


class Assistant:
    """Answers questions from whichever generation of the index is in force."""

    def __init__(
        self, open_index: Callable[[], SearchIndex], learned: Learned, settings: Settings
    ) -> None:
        """Take what it works with.

        Args:
            open_index: Gives the current generation, cheaply enough for each question.
            learned: The fitted weights.
            settings: Thresholds, limits and the contact.
        """
        self._open_index = open_index
        self._learned = learned
        self._settings = settings

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now."""
        return self._open_index().generation

    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order in which they were read."""
        return self._open_index().documents

    def facts(self) -> Sequence[Fact]:
        """All facts, in the order of their documents."""
        return self._open_index().facts

    def ask(
        self, question: str, language: Language | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """Answer one question.

        Args:
            question: What was typed.
            language: The language to answer in; that of the question when None.
            history: The conversation so far, oldest first.

        Raises:
            InvalidInputError: the question is empty or too long.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
            QuoteError: a quote does not stand in its document, which must never happen.
        """
        clock = Clock()
        with clock("understand"):
            asked = understand(
                question,
                language,
                history,
                default=self._settings.language,
                maximum=self._settings.answering.maximum_question_characters,
            )
        index = self._open_index()
        findings = Findings()
        if holds_personal_data(question):
            findings.reason = "The question holds personal data."
            return self._decline(Status.REJECTED, asked, findings, index, clock)
        if is_small_talk(asked):
            findings.reason = "A greeting, thanks or a question about the assistant."
            return self._decline(Status.SMALL_TALK, asked, findings, index, clock)
        with clock("embed"):
            vector = index.embed_query(asked.standalone)
        with clock("retrieve"):
            findings.hits = retrieve(index, asked, vector, self._settings.retrieval)
        with clock("choose"):
            findings.people = match_people(index, asked)
            findings.statements = () if findings.people else match_statements(index, asked)
            findings.choice = choose(
                index, asked, vector, findings.hits, self._learned, self._settings.answering
            )
        if self._doubts(asked, findings, index):
            return self._decline(findings.silence, asked, findings, index, clock)
        with clock("compose"):
            status, text, citations = _compose(asked, findings, index)
        with clock("verify"):
            verify(citations)
        return Answer(
            asked,
            status,
            text,
            citations,
            findings.confidence,
            index.generation,
            self._explain(asked, findings),
            clock.timings,
        )

    def _doubts(self, question: Question, findings: Findings, index: SearchIndex) -> bool:
        confidence, threshold = findings.confidence, self._settings.answering.threshold
        if findings.people is not None:
            findings.reason = "People meet every condition of the question: " + ", ".join(
                sorted(findings.people.fields)
            )
            return False
        if findings.statements:
            findings.reason = "A fact meets every condition of the question: " + ", ".join(
                sorted({statement.fact.kind for statement in findings.statements})
            )
            return False
        if not findings.choice.chosen:
            findings.reason = "No passage was found."
        elif confidence < threshold:
            findings.reason = f"The confidence {confidence:.2f} is below {threshold:.2f}."
        elif told := objection(Case(question, findings.choice, index)):
            findings.reason = told
            findings.objected = True
        else:
            findings.reason = f"The confidence {confidence:.2f} reaches {threshold:.2f}."
            return False
        return True

    def _decline(
        self,
        status: Status,
        question: Question,
        findings: Findings,
        index: SearchIndex,
        clock: Clock,
    ) -> Answer:
        return Answer(
            question,
            status,
            status_message(status, question.language, self._settings.contact),
            (),
            findings.confidence,
            index.generation,
            self._explain(question, findings),
            clock.timings,
        )

    def _explain(self, question: Question, findings: Findings) -> Explanation:
        return Explanation(
            question,
            tuple(findings.hits),
            findings.choice.evidence,
            self._settings.answering.threshold,
            findings.reason,
        )


PEOPLE_CONFIDENCE = 0.95
"""Share of right answers among those from people; see docs/evaluation.md."""
STATEMENT_CONFIDENCE = 0.85
"""Likewise among those from other facts."""
OBJECTED = 0.25
"""What is left of the confidence in a sentence that an objection stands against."""
MOST_STATEMENTS = 2
ON_TOPIC = 1.76
"""A passage with less than this score is about something else; see docs/evaluation.md."""


@dataclass
class Findings:
    """What the steps have found so far."""

    hits: Sequence[Hit] = ()
    people: Match | None = None
    statements: Sequence[Statement] = ()
    choice: Choice = NOTHING
    objected: bool = False
    reason: str = ""

    @property
    def confidence(self) -> float:
        """The chance that the evidence answers."""
        if self.people is not None:
            return PEOPLE_CONFIDENCE
        if self.statements:
            return max(STATEMENT_CONFIDENCE, self.choice.confidence)
        return self.choice.confidence * (OBJECTED if self.objected else 1.0)

    @property
    def silence(self) -> Status:
        """How to decline: whether the documents are about what was asked, but do not say."""
        nearest = self.hits[0].score if self.hits else 0.0
        return Status.NOT_FOUND if nearest >= ON_TOPIC else Status.OUT_OF_SCOPE


def _compose(
    question: Question, findings: Findings, index: SearchIndex
) -> tuple[Status, str, tuple[Citation, ...]]:
    """The answer's status, text and citations."""
    if findings.people is not None:
        match = findings.people
        citations = cite_people(match.facts, question.expects, index.passages, index.documents)
        return Status.ANSWERED, compose_people(match, citations, question), citations
    if conflict := disagree(findings.statements):
        newest_first = sorted(
            conflict,
            key=lambda statement: index.documents[statement.fact.document].published or "",
            reverse=True,
        )
        citations = cite_statements(newest_first, index.documents)
        return Status.CONFLICTING, compose_conflict(citations, question.language), citations
    if pair := disagreeing(question, () if findings.statements else findings.choice.chosen):
        quoted = sorted(
            pair, key=lambda e: index.documents[e.span.document].published or "", reverse=True
        )
        citations = cite(quoted, index.documents, keep_order=True)
        return Status.CONFLICTING, compose_conflict(citations, question.language), citations
    if findings.statements:
        citations = cite_statements(findings.statements[:MOST_STATEMENTS], index.documents)
    else:
        citations = cite(findings.choice.chosen, index.documents)
    return Status.ANSWERED, compose(citations, question.language), citations


class Clock:
    """Times named steps, in milliseconds."""

    def __init__(self) -> None:
        self._start = time.perf_counter()
        self._steps: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Time what happens inside."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self._steps[step] = (time.perf_counter() - start) * 1000

    @property
    def timings(self) -> dict[str, float]:
        """Milliseconds of each step so far, and in total."""
        return {"total": (time.perf_counter() - self._start) * 1000, **self._steps}
