"""Settles whether something still goes on: by the period that a source tells, and by today's date.

No reader of a text can know today's date, and would say `Ja` years after the end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.facts.query import FactQuery
from assistant.facts.statement_index import GENERIC, STATEMENT_MET, Statement
from assistant.facts.statements import disagree, match_statements
from assistant.facts.vocabulary import FILLERS
from assistant.ports import SearchIndex
from assistant.text.function_words import is_content
from assistant.text.kinds import DATE, YES_NO
from assistant.text.words import Word, likeness, words, written

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


def settle(index: SearchIndex, query: FactQuery, today: date) -> Settled | None:
    """Settle by the end of a period; None where that is not asked for, or no fact tells it."""
    text = query.text
    is_asked = query.expects == YES_NO and (STILL.search(text) or OVER.search(text))
    if not is_asked or _AFTERWARDS.search(text) or _YEAR.search(text):
        return None
    found = match_statements(index, query, expects=DATE)
    ending = [one for one in found if "to" in one.fact.fields and _is_asked_about(text, one, index)]
    if not ending:
        return None
    if differing := disagree(ending):
        return Settled(tuple(differing), None)
    ended = has_passed(ending[0].fact.fields["to"], today)
    return Settled((ending[0],), ended == bool(OVER.search(text)), ended)


def _is_asked_about(text: str, statement: Statement, index: SearchIndex) -> bool:
    """Whether a question is about what a period is of, and of nothing beside it.

    `Är alla talare klara?` is not settled by when the registration of speakers ends.
    """
    passage, subject = statement.passage, statement.fact.fields.get("subject", "")
    asked = [word for word in words(text) if is_content(word) and not _is_cue(word)]
    named = [word.text for word in asked if word.folded not in GENERIC | FILLERS]
    known = written(f"{subject} {index.documents[passage.document].title} {passage.above}")
    own = [w.text for w in words(subject) if is_content(w) and w.folded not in GENERIC]
    if not named:
        return any(word.folded in GENERIC for word in asked)
    return _are_among(named, known) and _are_among(own, [word.text for word in asked])


def _is_cue(word: Word) -> bool:
    return any(cue.fullmatch(word.text) for cue in (STILL, OVER))


def _are_among(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word is like one of others."""
    return bool((likeness(some, others).max(axis=1, initial=0.0) >= STATEMENT_MET).all())


def has_passed(end: str, today: date) -> bool:
    """Whether a day, month or year is over, by its ISO date; `2022-12` is over in January 2023."""
    return today.isoformat()[: len(end)] > end
