"""What a language model wrote and what came of it, as immutable values."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reasons import NO_REASON, Reason


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement in the draft of a language model, and what came of checking it."""

    text: str
    handles: tuple[int, ...]
    """The numbers of the quotes that it cites, as the model was given them."""
    objection: Reason = NO_REASON
    """Why it was dropped; none when it was kept."""
    chance: float = 0.0
    """That its quotes carry it, by the reader, 0 to 1; 0 where code has objected before."""
    back: str = ""
    """It in the language of its quotes again, where it is in another: what was held to them."""
    told: str = ""
    """What is told of it: its sentences, or those of its quotes that they were cut out of; empty where
    it was dropped."""

    @property
    def explained(self) -> str:
        """It with its translation, or what is told in its place, for a person who asks why."""
        other = self.back or ("" if self.told.rstrip(".") == self.text else self.told)
        return f"{self.text} ({other})" if other else self.text


@dataclass(frozen=True, slots=True)
class Draft:
    """What a language model wrote, and what became of it."""

    claims: tuple[Claim, ...] = ()
    fallback: Reason = NO_REASON
    """Why the quotes are shown instead; none when the claims kept are the answer."""
    cut: Reason = NO_REASON
    """Why it ends where it does, where the model failed behind what was kept."""
    prompt: str = ""
    """The version of the text that it was asked by."""


@dataclass(frozen=True, slots=True)
class Rephrasing:
    """A follow-up as a language model makes it stand alone."""

    text: str
    objection: Reason = NO_REASON
    """Why it is not used; none where it is looked for."""
