"""What facts are looked up by."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.facts.rewording import rewordings
from assistant.ports import SearchIndex
from assistant.text.kinds import kind_of


@dataclass(frozen=True)
class FactQuery:
    """A question as facts may be told: read once, and looked up in each of its wordings."""

    text: str
    """The question, standing alone."""
    wordings: tuple[str, ...]
    """It with names as documents have them, the likeliest first."""
    expects: str
    """The kind of thing that it asks for, one of `text.kinds.KINDS`."""

    @classmethod
    def of(cls, index: SearchIndex, text: str) -> FactQuery:
        """Read a question that stands alone, in Swedish or English."""
        return cls(text, tuple(rewordings(index, text)), kind_of(text))
