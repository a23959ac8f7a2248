"""Settles yes-or-no questions by facts: who is what, from when to when, how much, and how many.

A question supposes something. Where a fact meets all of it, `people` answers yes. Here the rest is
told: what is supposed is taken out of the question, the facts that answer what is left are found,
and compared with what was supposed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.facts import vocabulary
from assistant.facts.people import Asked, Match, fields_met, match_people
from assistant.facts.statements import Statement, disagree, match_statements
from assistant.kinds import AMOUNT, COUNT, DATE, PERSON, YES_NO
from assistant.models import Fact, Question
from assistant.ports import SearchIndex

STILL = re.compile(
    r"\b(fortfarande|ännu|alltjämt|pågår|löper|igång|kvar|lever|aktivt?|still|ongoing|running|active)\b",
    re.IGNORECASE,
)
OVER = re.compile(
    r"\b(avsluta[dt]\w*|slut|slutat|upphört|över|färdig\w*|klar[at]?|finished|over|ended|completed|done)\b",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\b(efter|after)\b", re.IGNORECASE)
_MONTHS = (
    "januari|january februari|february mars|march april maj|may juni|june juli|july augusti|august"
    " september oktober|october november december"
).split()
_MONTH = "|".join(_MONTHS)
_WHEN = re.compile(
    rf"\b(?:(?:redan|år|i|under|till|från|sedan|in|until|since|by)\s+)*"
    rf"(?:(?P<month>{_MONTH})\s+)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"\b(?:på|till|om)?\s*(?P<number>\d+(?:[ .,]\d+)*)\s*(?:miljon(er)?|miljard(er)?|tusen|mkr|mnkr|msek|million"
    r"|billion|kronor|kr|sek|euros?|eur|€)(?:\s*(?:kronor|kr|sek|euros?|eur|€))?(?!\w)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?P<number>\d{1,3})\b(?!\s*(?:mil|mkr|kr|tusen|procent|%))")


@dataclass(frozen=True)
class Settled:
    """Whether it is so, None where statements disagree, and the statements that tell."""

    statements: tuple[Statement, ...]
    yes: bool | None
    has_ended: bool = False
    """Whether the period that was asked about lies behind us."""


@dataclass(frozen=True)
class SettledByPeople:
    """Whether it is so, the people who show it, and what kind of question they answer."""

    match: Match
    yes: bool
    expects: str


def settle_by_people(index: SearchIndex, question: Question) -> SettledByPeople | None:
    """Settle by who leads, who has which role, and how many a group has."""
    if question.expects != YES_NO:
        return None
    if supposed := _COUNTED.search(question.standalone):
        return _settle_count(index, question, supposed)
    denied = _deny(index, question)
    return SettledByPeople(denied, yes=False, expects=PERSON) if denied else None


def _settle_count(
    index: SearchIndex, question: Question, supposed: re.Match[str]
) -> SettledByPeople | None:
    rest = question.standalone[: supposed.start()] + question.standalone[supposed.end() :]
    match = match_people(index, replace(question, standalone=rest, expects=COUNT))
    if match is None:
        return None
    return SettledByPeople(match, len(match.facts) == int(supposed["number"]), COUNT)


def _deny(index: SearchIndex, question: Question) -> Match | None:
    """People who show that it is not so: another leader, or another role of the same person."""
    people = [fact for fact in index.facts if fact.kind == "person"]
    asked = Asked.of(question.standalone)
    met = fields_met(index, people, asked, set()) if asked.words else []
    named = [
        fact
        for fact, by in zip(people, met, strict=False)
        if sum("name" in fields for fields in by) >= len(fact.fields["name"].split()) > 1
    ]
    if len({fact.fields["name"] for fact in named}) != 1:
        return None
    return _somebody_else(index, question, named) or _something_else(asked, named)


def _somebody_else(index: SearchIndex, question: Question, named: Sequence[Fact]) -> Match | None:
    """Who leads, or has the role, that the question gives to the person it names."""
    without = re.sub(
        "|".join(re.escape(part) for part in named[0].fields["name"].split()) + r"|\?",
        " ",
        question.standalone,
        flags=re.IGNORECASE,
    )
    match = match_people(index, replace(question, standalone=without, expects=PERSON))
    if match is None or not match.fields & {"leading", "role", "group"}:
        return None
    others = {fact.fields["name"] for fact in match.facts}
    leads = all(fact.fields.get("capacity") == "leader" for fact in match.facts)
    if len(others) == 1 and named[0].fields["name"] not in others:
        return match if leads or "role" in match.fields else None
    return None


def _something_else(asked: Asked, named: Sequence[Fact]) -> Match | None:
    """The person's own role or organisation, where the question gives another."""
    roles = [phrases for field, phrases in asked.phrases if field == "role"]
    fact = max(named, key=lambda one: len(one.fields))
    role = fact.fields.get("role", "")
    if roles and role and not any(vocabulary.holds(role, phrases) for phrases in roles):
        return Match((fact,), frozenset({"name", "role"}))
    return None


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
    return _settle_sum(index, question, money) if money else None


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
    told = re.sub(r"(?<=\d)[\s.,](?=\d)", "", found[0].sentence.text)
    return Settled((found[0],), digits in re.findall(r"\d+", told))
