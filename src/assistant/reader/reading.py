"""What goes into the reader and what comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from assistant.models.answers import Turn


@dataclass(frozen=True, slots=True)
class Context:
    """A passage with what stands above it on its page."""

    title: str
    above: str
    text: str
    nearest: float = 0.0
    """Cosine of the question and the nearest sentence of it, as retrieval found it, -1 to 1."""
    mentioned: float = 1.0
    """How well the pages that were found mention what the question names, 0 to 1."""


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """A piece of a passage that answers: `contexts[context].text[start:end]`."""

    context: int
    """Number of the passage, in the order in which they were given."""
    start: int
    end: int
    chance: float
    """That this answers the question, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The chances of what the text says to a question for yes or no; their sum is 1."""

    yes: float
    no: float
    unsettled: float
    open: float
    """That the question does not ask for yes or no."""


NO_VERDICT = Verdict(0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the passages say in answer to a question."""

    spans: tuple[AnswerSpan, ...]
    """Best first; those of one list stand together, in reading order behind the best."""
    verdict: Verdict
    """From the passage of the best span: whether yes or no is asked for, rather than which it is,
    since a passage tells more than what it is quoted for."""


class Ahead(NamedTuple):
    """How much likelier what an answer quotes is to answer than all else that was read, -1 to 1."""

    words: float
    """Of the words that the reader found."""
    sentences: float
    """Of the sentences that hold them."""


class Reader(Protocol):
    """Decides whether passages answer a question, with which words, and how sure that is."""

    def read(
        self,
        question: str,
        contexts: Sequence[Context],
        history: Sequence[Turn] = (),
        enough: float = 1.0,
    ) -> Reading:
        """Read passages, those that retrieval ranked higher first.

        Args:
            question: What is asked, as it was typed.
            contexts: The passages; an empty sequence answers nothing.
            history: The turns before the question, oldest first.
            enough: The chance of an answer from which those ranked lower need not be read.
        """

    def settle(self, asked: str, quote: Context, history: Sequence[Turn] = ()) -> Verdict:
        """What a quote by itself says to a question for yes or no, or to a claim.

        Args:
            asked: The question; or the claim, which the quote carries if it says yes.
            quote: One or several sentences; a quote longer than the reader takes is cut.
            history: The turns before a question, oldest first.
        """

    def weigh(self, question: str, told: Context, quoted: Context, fields: float) -> float:
        """The chance, 0 to 1, that an answer put together from facts answers a question.

        Args:
            question: What is asked, so that it can be understood without the turns before it.
            told: The answer, as it would be given.
            quoted: The quotes that it stands on.
            fields: How many fields its facts have, on average: the more, the surer they were read.
        """

    def weigh_beside(self, alone: float, ahead: Ahead) -> float:
        """The same chance, once the passages were read as well.

        Args:
            alone: What `weigh` made of the answer.
            ahead: Of what the answer quotes.
        """

    def is_degraded(self) -> bool:
        """Whether it reads in a dearer way, since what reads for it fails; that is tried again then."""
