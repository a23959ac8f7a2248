"""Settles yes-or-no questions by statements: from when to when, how much, who pays or runs it.

What a question supposes is taken out of it, the facts that answer what is left are found, and
compared with what was supposed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.coverage import is_content
from assistant.facts.statement_index import Statement
from assistant.facts.statements import PARTIES, disagree, match_statements
from assistant.kinds import AMOUNT, DATE, OPEN, YES_NO
from assistant.models import Question
from assistant.ports import SearchIndex
from assistant.words import NEGATION, likeness, words

STILL = re.compile(
    r"\b(fortfarande|ännu|alltjämt|pågår|löper|igång|kvar|lever|aktivt?|still|ongoing|running|active)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(avsluta[dt]\w*|slut|slutat|upphört|över|färdig\w*|klar[at]?|finished|over|ended|completed|done)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\b(efter|after|once|därefter|sedan)\b", re.IGNORECASE)
_MONTHS = (
    "januari|january februari|february mars|march april maj|may juni|june juli|july augusti|august"
    " september oktober|october november december"
).split()
_MONTH = "|".join(_MONTHS)
_WHEN = re.compile(
    rf"\b(?:(?:redan|år|i|under|till|från|sedan|in|until|since|by)\s+){{0,3}}"
    rf"(?:(?P<month>{_MONTH})\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:\b(?:på|till|om)\s)?(?<!\w)(?P<number>\d++(?:[ .,]\d++){0,5}+)\s?(?:miljon(er)?|miljard(er)?|tusen|mkr|mnkr|msek|million"
    r"|billion|kronor|kr|sek|euros?|eur|€)(?:\s?(?:kronor|kr|sek|euros?|eur|€))?(?!\w)",
    re.IGNORECASE,
)


NAMED = 0.75
"""The least likeness of a word to one of an organisation's name."""


@dataclass(frozen=True)
class Settled:
    """Whether it is so, None where statements disagree, and the statements that tell."""

    statements: tuple[Statement, ...]
    yes: bool | None
    has_ended: bool | None = None
    """Whether the period that was asked about lies behind us; None where something else was asked."""


def settle(index: SearchIndex, question: Question, today: date) -> Settled | None:
    """Settle by periods and sums; None where no fact tells."""
    if question.expects != YES_NO:
        return None
    text = question.standalone
    if when := _WHEN.search(text):
        return _settle_date(index, question, when)
    if (STILL.search(text) or OVER.search(text)) and not _AFTERWARDS.search(text):
        return _settle_still(index, question, today)
    money = _MONEY.search(text)
    if money:
        return _settle_sum(index, question, money)
    return _settle_party(index, question)


def _settle_party(index: SearchIndex, question: Question) -> Settled | None:
    """That somebody pays, runs it or takes part, where a fact names them."""
    found = match_statements(index, replace(question, expects=OPEN))
    for statement in found:
        fact = statement.fact
        if fact.kind not in PARTIES or NEGATION.search(statement.sentence.text):
            continue
        asked = [word.text for word in words(question.standalone) if is_content(word)]
        organisation = [word.text for word in words(fact.fields.get("organisation", fact.text))]
        if (likeness(asked, organisation) >= NAMED).any():
            return Settled((statement,), yes=True)
    return None


def _settle_date(index: SearchIndex, question: Question, when: re.Match[str]) -> Settled | None:
    supposed = when["year"]
    if month := when["month"]:
        names = (name.split("|") for name in _MONTHS)
        number = next(n for n, known in enumerate(names, 1) if month.casefold() in known)
        supposed += f"-{number:02}"
    rest = question.standalone[: when.start()] + question.standalone[when.end() :]
    found = match_statements(index, replace(question, standalone=rest, expects=DATE))
    if not found:
        return None
    if differing := disagree(found):
        return Settled(differing, None)
    fields = found[0].fact.fields
    field = found[0].needs
    if field is None:
        return _within(found[0], supposed)
    given = fields[field]
    shortest = min(len(given), len(supposed))
    return Settled((found[0],), given[:shortest] == supposed[:shortest])


def _within(statement: Statement, supposed: str) -> Settled | None:
    """Whether something goes on at a time; nothing is told of a side that the source leaves open."""
    start, end = statement.fact.fields.get("from"), statement.fact.fields.get("to")
    if end and supposed > end[: len(supposed)]:
        return Settled((statement,), yes=False)
    if start and supposed < start[: len(supposed)]:
        return Settled((statement,), yes=False)
    return Settled((statement,), yes=True) if start and end else None


def _settle_still(index: SearchIndex, question: Question, today: date) -> Settled | None:
    found = match_statements(index, replace(question, expects=DATE))
    ending = [statement for statement in found if "to" in statement.fact.fields]
    if not ending:
        return None
    if differing := disagree(ending):
        return Settled(differing, None)
    ended = has_passed(ending[0].fact.fields["to"], today)
    return Settled((ending[0],), ended == bool(OVER.search(question.standalone)), ended)


def has_passed(end: str, today: date) -> bool:
    """Whether a day, month or year is over, by its ISO date; `2022-12` is over in January 2023."""
    return today.isoformat()[: len(end)] > end


def _settle_sum(index: SearchIndex, question: Question, supposed: re.Match[str]) -> Settled | None:
    rest = question.standalone[: supposed.start()] + " " + question.standalone[supposed.end() :]
    found = match_statements(index, replace(question, standalone=rest, expects=AMOUNT))
    if len(found) != 1:
        return None
    digits = re.sub(r"\D", "", supposed["number"])
    fact = found[0].fact
    if fact.correction:
        value = fact.fields["value"].partition(".")[0]
        return Settled((found[0],), digits.rstrip("0") == value.rstrip("0"))
    told = re.sub(r"(?<=\d)[\s.,](?=\d)", "", found[0].sentence.text)
    return Settled((found[0],), digits in re.findall(r"\d+", told))
