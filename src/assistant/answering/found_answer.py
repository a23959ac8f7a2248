"""An answer in quotes, as a language model may put it into words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.composition.response import Response
from assistant.evidence.findings import Findings
from assistant.models.answers import Question
from assistant.ports import SearchIndex


@dataclass(frozen=True)
class FoundAnswer:
    """A question with what answers it, or that nothing does."""

    question: Question
    findings: Findings
    response: Response
    index: SearchIndex | None = None
    """Where it was found; None where it is told as it is."""
    older: Response | None = None
    """What older versions of the documents that it quotes say."""

    @property
    def is_in_force(self) -> bool:
        """Whether documents that are in force answer."""
        return self.findings.answers and self.index is not None

    @property
    def is_sure(self) -> bool:
        """Whether it answers, from facts or without much doubt of the reader."""
        return self.response.status.has_evidence and self.findings.is_sure

    def is_surer_than(self, other: FoundAnswer) -> bool:
        """Whether it answers, and the other one does not or is less likely to."""
        if not (self.response.status.has_evidence and other.response.status.has_evidence):
            return self.response.status.has_evidence
        return self.findings.confidence > other.findings.confidence
