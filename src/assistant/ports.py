"""What the parts expect of each other, so that none imports another's libraries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import IntFlag
from functools import partial
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from assistant.models.answers import Answer, Citation, Language, Turn
from assistant.models.documents import Document, EarlierVersion, Fact, Passage
from assistant.progress import Said
from assistant.spans import Spans
from assistant.tables import Tables

Vector = NDArray[np.float32]
"""Unit length, shape (dimensions,)."""
Matrix = NDArray[np.float32]
"""One unit-length row for each text, shape (texts, dimensions)."""
View = TypeVar("View")


OnStep = Callable[[str | Said], None]
"""Told the name of each step of an answer as it begins: `look up`, `read`, `word`; and, where a
language model words it, each sentence as soon as it is sure."""


def unheard(step: str | Said) -> None:
    """Nobody wants to know which step it is."""


class Away(IntFlag):
    """What fails, so that answers take longer or come from elsewhere; nothing where it is 0."""

    CHROMA = 1
    """All vectors are compared meanwhile."""
    READER = 2
    """Passages are read in each process meanwhile."""
    INDEX = 4
    """Another generation answers than the one in force, or what answers is damaged."""


class Snapshot(Protocol):
    """What one generation holds, so that a switch to the next one does not mix them."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order in which they were read."""

    @property
    def facts(self) -> Spans[Fact]:
        """The facts of documents in force, in the order of these."""

    def earlier(self, document: str) -> Sequence[EarlierVersion]:
        """What a document said before it changed, as far as that is kept, the newest first."""


class AnsweringService(Protocol):
    """What the web server, the chat and the command line need of the assistant."""

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now."""

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        on_step: OnStep = unheard,
    ) -> Answer:
        """Answer one question.

        Raises:
            InvalidInputError: the question is empty or too long.
            IndexMissingError, IndexMismatchError: there is nothing to answer from.
        """

    def snapshot(self) -> Snapshot:
        """What is answered from right now; whoever looks at several things takes one."""


class PassingOn:
    """An assistant that passes on what it is asked; others do more around it, or with the answer."""

    def __init__(self, service: AnsweringService) -> None:
        """Take who answers."""
        self._service = service

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now."""
        return self._service.generation

    def ask(
        self,
        question: str,
        language: Language | None = None,
        history: Sequence[Turn] = (),
        on_step: OnStep = unheard,
    ) -> Answer:
        """Answer one question, as the assistant itself does."""
        return self._answered(partial(self._service.ask, question, language, history, on_step))

    def _answered(self, ask: Callable[[], Answer]) -> Answer:
        """Have a question answered; here, others do more with the answer."""
        return ask()

    def snapshot(self) -> Snapshot:
        """What is answered from right now."""
        return self._service.snapshot()


class SearchingService(AnsweringService, Protocol):
    """What those need who look for passages themselves."""

    def search(self, text: str, most: int) -> tuple[Citation, ...]:
        """The passages nearest to a text, whole, best first, numbered from 1.

        Raises:
            InvalidInputError: the text is empty or too long, or holds personal data.
            IndexMissingError, IndexMismatchError: there is nothing to search.
        """


class FeedbackKeeper(Protocol):
    """What the web server needs of the journal."""

    def note_feedback(
        self,
        words: str,
        *,
        useful: bool,
        status: str = "",
        documents: Sequence[str] = (),
        adds: bool = False,
    ) -> bool:
        """Keep an opinion on an answer of a status from documents, and tell whether it is kept.

        With `adds`, the words go with such an opinion of today that was kept without any.
        """

    def is_full(self) -> bool:
        """Whether no more opinions are taken today."""


class SearchIndex(Protocol):
    """One open generation of the index; rows are numbers of passages, 0 and up."""

    @property
    def generation(self) -> str:
        """Its name."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """All documents by id."""

    @property
    def replaced(self) -> Mapping[str, str]:
        """The documents that others replace, each with the one that does, by id."""

    @property
    def passages(self) -> Spans[Passage]:
        """All passages, by row."""

    @property
    def facts(self) -> Spans[Fact]:
        """All facts, in the order of their documents."""

    @property
    def corrected(self) -> Sequence[Fact]:
        """Those of the facts that staff corrected."""

    @property
    def withdrawn(self) -> Sequence[Fact]:
        """What was read as facts and is wrong, as staff say; no longer among the facts."""

    @property
    def tables(self) -> Tables:
        """What is kept of views, by name; where there is nothing of a view, it is made."""

    def earlier(self, document: str) -> Sequence[EarlierVersion]:
        """What a document said before it changed, as far as that is kept, the newest first."""

    def embed_query(self, text: str) -> Vector:
        """The vector of a question under the model that the index was built with."""

    def dense(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The rows with the highest cosine, best first."""

    def away(self) -> Away:
        """What of it fails while it is answered from nonetheless."""

    def passage_vectors(self, rows: Sequence[int]) -> Matrix:
        """The stored vectors of passages."""

    def sentence_vectors(self, row: int) -> Matrix:
        """The stored vectors of the sentences of one passage, in reading order."""

    def lexical(self, text: str) -> NDArray[np.float32]:
        """The share of the BM25 that a question can attain at most that each passage attains.

        Shape (passages,), 0 to 1.
        """

    def rerank(self, text: str, rows: Sequence[int]) -> Sequence[float] | None:
        """How well passages answer a question by the reranker that is set; more is better.

        Fewer than rows where it is shown only the first of them, and None where none is set or it does
        not answer.
        """

    def view(self, build: Callable[[SearchIndex], View]) -> View:
        """What is built of the index once, to look things up in, and goes when the index goes."""
