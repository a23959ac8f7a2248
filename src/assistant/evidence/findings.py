"""What was found for a question: people, other facts or sentences, and how sure that is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence.choosing import NOTHING, Choice
from assistant.facts.people import Match
from assistant.facts.statement_index import Statement
from assistant.facts.still import Settled
from assistant.models.answers import Explanation, Hit, Question, Status
from assistant.models.documents import Fact
from assistant.reasons import NO_REASON, Reason
from assistant.staff.curated import CuratedAnswer

FACTS_ANSWER = 0.5
"""The chance from which facts answer: of those below hardly any is right on pages that their rules were not
written with; see docs/evaluation.md."""
UNWEIGHED = 1.0
"""The chance of facts that need no weighing."""
SURE = 0.9
"""Confidence from which an answer needs nothing beside it; see docs/evaluation.md."""
HARDLY = 0.05
"""The chance below which the words of a passage say nothing of whether it is near."""
NEARLY = 0.3
"""The chance from which words that do not answer are at least about what was asked."""
ON_TOPIC = 1.7
"""A passage with less than this score is about something else; see docs/evaluation.md."""


@dataclass(frozen=True)
class Findings:
    """What was found, the surest kind first; at most one of the first three holds anything."""

    people: Match | None = None
    settled: Settled | None = None
    statements: Sequence[Statement] = ()
    curated: CuratedAnswer | None = None
    """What somebody answers for, in the place of all else."""
    chance: float = UNWEIGHED
    """That the facts answer, as the reader sees it."""
    alone: float | None = None
    """The chance of facts before they were held against the passages, where they were."""
    held: Choice = NOTHING
    """What the passages say that facts were held against."""
    doubted: float | None = None
    """The chance that facts answer which were found too, and are not told."""
    choice: Choice = NOTHING
    hits: Sequence[Hit] = ()
    declined: Reason = NO_REASON
    """Why nothing was looked for."""
    threshold: float = 0.0
    on_topic: bool = False
    """Whether the question names what the documents are about, or somebody whom they tell of."""

    @property
    def from_people(self) -> bool:
        """Whether people answer."""
        return self.people is not None

    @property
    def from_statements(self) -> bool:
        """Whether other facts answer."""
        return self.settled is not None or bool(self.statements)

    @property
    def from_facts(self) -> bool:
        """Whether facts of any kind answer."""
        return self.from_people or self.from_statements

    @property
    def facts(self) -> Sequence[Fact]:
        """The facts that answer."""
        if self.people:
            return self.people.facts
        statements = self.settled.statements if self.settled else self.statements
        return [statement.fact for statement in statements]

    @property
    def confidence(self) -> float:
        """The chance that the evidence answers."""
        if self.curated:
            return 1.0
        return self.chance if self.from_facts else self.choice.confidence

    @property
    def answers(self) -> bool:
        """Whether there is enough to answer with."""
        if self.curated or self.from_facts:
            return True
        read = bool(self.choice.chosen or self.choice.corrected)
        return read and self.confidence >= self.threshold

    @property
    def is_sure(self) -> bool:
        """Whether it was looked up, or the reader hardly doubts it."""
        return bool(self.curated or self.facts) or self.confidence >= SURE

    @property
    def is_so(self) -> bool | None:
        """Yes or no where today's date settles it, or where the reader is sure; else None.

        Other facts only meet the words of a question, and cannot tell `Är Scania med?` from `Är det
        bara Scania som är med?`: they speak for themselves.
        """
        if self.settled:
            return self.settled.yes
        return self.choice.is_so

    @property
    def is_settled(self) -> bool:
        """Whether code settled something, such as yes or no."""
        return self.settled is not None or self.is_so is not None

    @property
    def may_be_worded(self) -> bool:
        """Whether the answer is what quotes say, and no more that was settled or reckoned by code."""
        return not self.from_statements and not self.is_settled

    @property
    def near(self) -> Sequence[Hit]:
        """The passages to look at: those first whose words are likeliest to answer."""
        likely = sorted(self.choice.evidence, key=lambda each: -each.score)
        found = [each.hit for each in likely if each.score >= HARDLY]
        hits = (*found, *self._about)
        return list({(hit.passage.document, hit.passage.start): hit for hit in hits}.values())

    @property
    def _about(self) -> Sequence[Hit]:
        return [hit for hit in self.hits if hit.score >= ON_TOPIC]

    @property
    def silence(self) -> Status:
        """How to decline: whether the documents are about what was asked, but do not say."""
        is_about = self.on_topic or self._about or self.comes_near
        return Status.NOT_FOUND if is_about else Status.OUT_OF_SCOPE

    @property
    def comes_near(self) -> bool:
        """Whether something may answer, be it not sure enough to be told."""
        return self.confidence >= NEARLY

    @property
    def reason(self) -> Reason:
        """Why there is an answer, or none, for a person who asks."""
        if self.doubted is None:
            return self._reason
        chance, why = _cut(self.doubted), self._reason
        return Reason("facts_doubted", {"chance": chance, "threshold": FACTS_ANSWER, "why": why})

    @property
    def _reason(self) -> Reason:
        if self.curated:
            return Reason("curated", {"owner": self.curated.owner})
        if self.from_facts:
            return self._belief
        if self.declined or not (self.choice.chosen or self.choice.corrected):
            return self.declined or Reason("no_passage")
        relation = "below" if self.confidence < self.threshold else "reaches"
        return Reason(relation, {"confidence": _cut(self.confidence), "threshold": self.threshold})

    @property
    def _belief(self) -> Reason:
        """How facts were found, and how far they are believed."""
        why = Reason("people") if self.from_people else Reason("statements")
        if self.chance == UNWEIGHED:
            return why
        if self.alone is not None:
            chances = {"chance": self.chance, "alone": self.alone}
            return Reason("beside_passages", {"why": why, **chances})
        if self.chance >= SURE:
            return Reason("without_passages", {"why": why, "chance": self.chance})
        return Reason("sources_disagree", {"why": why})

    def explain(self, question: Question) -> Explanation:
        """Every step, for a person who asks why."""
        hits, evidence = tuple(self.hits), (self.held if self.from_facts else self.choice).evidence
        least = FACTS_ANSWER if self.from_facts else self.threshold
        return Explanation(question, hits, evidence, least, self.reason, self.from_facts)


def _cut(chance: float) -> float:
    """A chance as it is shown: what lies below a threshold shall look so."""
    return math.floor(100 * chance) / 100
