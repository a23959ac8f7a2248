"""What is to be put into words, and who does it; imports nothing of any model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.composition.response import Response
from assistant.models.answers import Hit, Language, Question
from assistant.models.drafts import Rephrasing
from assistant.ports import SearchIndex


@dataclass(frozen=True)
class Asked:
    """A question with what the documents say to it, before it is put into words."""

    question: Question
    response: Response
    """The answer in quotes, of which it has one at least."""
    hits: Sequence[Hit]
    index: SearchIndex
    seconds: float
    """How long a language model may take."""
    say: Callable[[str], None] = lambda _: None
    """Told each sentence as soon as it is sure to be told."""

    @property
    def language(self) -> Language | None:
        """The language to word it in; None for the question's own, neither Swedish nor English."""
        return None if self.question.bilingual else self.question.language


class Composer(Protocol):
    """Puts answers into words."""

    def compose(self, asked: Asked) -> Response:
        """The answer in words of its own whose quotes carry them, or in quotes as it was."""

    def rephrase(self, question: Question, seconds: float) -> Rephrasing:
        """A follow-up as it would be asked without the turns before it, or why there is none."""

    def warm_up(self) -> None:
        """Load what is else loaded with the first answer.

        Raises:
            SettingsError: the model that is set cannot be opened.
        """
