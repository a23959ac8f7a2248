"""Settles whether something still goes on: by the period that a source tells, and by today's date.

No reader of a text can know today's date, and would say `Ja` years after the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.facts.statement_index import Statement
from assistant.facts.statements import disagree, match_statements
from assistant.models.answers import Question
from assistant.ports import SearchIndex
from assistant.text.kinds import DATE, YES_NO

STILL = re.compile(
    r"\b(fortfarande|ännu|alltjämt|pågår|löper|igång|kvar|lever|aktivt?|still|ongoing|running|active)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(avsluta[dt]\w*|slut|slutat|upphört|över|färdig\w*|klar[at]?|finished|over|ended|completed|done)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\b(efter|after|once|därefter|sedan)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Settled:
    """Whether it is so, None where statements disagree, and the statements that tell."""

    statements: tuple[Statement, ...]
    yes: bool | None
    has_ended: bool = False


def settle(index: SearchIndex, question: Question, today: date) -> Settled | None:
    """Settle by the end of a period; None where that is not asked for, or no fact tells it."""
    text = question.standalone
    is_asked = question.expects == YES_NO and (STILL.search(text) or OVER.search(text))
    if not is_asked or _AFTERWARDS.search(text) or _YEAR.search(text):
        return None
    found = match_statements(index, replace(question, expects=DATE))
    ending = [statement for statement in found if "to" in statement.fact.fields]
    if not ending:
        return None
    if differing := disagree(ending):
        return Settled(tuple(differing), None)
    ended = has_passed(ending[0].fact.fields["to"], today)
    return Settled((ending[0],), ended == bool(OVER.search(text)), ended)


def has_passed(end: str, today: date) -> bool:
    """Whether a day, month or year is over, by its ISO date; `2022-12` is over in January 2023."""
    return today.isoformat()[: len(end)] > end
