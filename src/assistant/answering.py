"""The way of a question, as a list of steps."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from assistant.composition import cite, compose
from assistant.evidence import Choice, choose
from assistant.learned import Learned
from assistant.messages import status_message
from assistant.models import (
    Answer,
    Document,
    Explanation,
    Hit,
    Language,
    Question,
    Status,
    Turn,
)
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
        if is_small_talk(asked):
            return self._decline(index, asked, Status.SMALL_TALK, "A greeting or thanks.", clock)
        with clock("embed"):
            vector = index.embed_query(asked.standalone)
        with clock("retrieve"):
            hits = retrieve(index, asked, vector, self._settings.retrieval)
        with clock("choose"):
            choice = choose(index, asked, vector, hits, self._learned, self._settings.answering)
        if reason := self._doubt(choice):
            status = self._silence(hits)
            return self._decline(index, asked, status, reason, clock, hits, choice)
        with clock("compose"):
            citations = cite(choice.chosen, index.documents)
            text = compose(citations, asked.language)
        with clock("verify"):
            verify(citations)
        explanation = self._explain(asked, hits, choice, "The best sentence is likely enough.")
        return Answer(
            asked,
            Status.ANSWERED,
            text,
            citations,
            choice.confidence,
            index.generation,
            explanation,
            clock.timings,
        )

    def _doubt(self, choice: Choice) -> str | None:
        threshold = self._settings.answering.threshold
        if not choice.chosen:
            return "No passage was found."
        if choice.confidence < threshold:
            return f"The confidence {choice.confidence:.2f} is below {threshold:.2f}."
        return None

    def _silence(self, hits: Sequence[Hit]) -> Status:
        nearest = hits[0].score if hits else 0.0
        return Status.NOT_FOUND if nearest >= ON_TOPIC else Status.OUT_OF_SCOPE

    def _decline(
        self,
        index: SearchIndex,
        question: Question,
        status: Status,
        reason: str,
        clock: Clock,
        hits: Sequence[Hit] = (),
        choice: Choice | None = None,
    ) -> Answer:
        choice = choice or Choice((), 0.0)
        return Answer(
            question,
            status,
            status_message(status, question.language, self._settings.contact),
            (),
            choice.confidence,
            index.generation,
            self._explain(question, hits, choice, reason),
            clock.timings,
        )

    def _explain(
        self, question: Question, hits: Sequence[Hit], choice: Choice, reason: str
    ) -> Explanation:
        threshold = self._settings.answering.threshold
        return Explanation(question, tuple(hits), choice.evidence, threshold, reason)


ON_TOPIC = 1.76
"""A passage with less than this score is about something else; see docs/evaluation.md."""


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
