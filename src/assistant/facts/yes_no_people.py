"""Settles yes-or-no questions by people: who leads, who is what, who takes part, and how many do.

Where a fact meets all that a question supposes, `people` answers yes. Here the rest is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.facts import vocabulary
from assistant.facts.asked import Asked
from assistant.facts.fields import BIT, fields_met, named_in_full
from assistant.facts.people import Match, match_people
from assistant.facts.people_index import PeopleIndex
from assistant.kinds import COUNT, PERSON, YES_NO
from assistant.models import Fact, Question
from assistant.ports import SearchIndex
from assistant.words import folded

_COUNTED = re.compile(r"\b(?P<number>\d{1,3})\b(?!\s*(?:mil|mkr|kr|tusen|procent|%))")
_EMPLOYS = re.compile(
    r"\b(från|jobbar|arbetar|anställd|representerar|företräder|from|works?|represents?|employed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class SettledByPeople:
    """Whether it is so, the people who show it, and what kind of question they answer."""

    match: Match
    yes: bool
    expects: str
    outside: tuple[Fact, ...] = ()
    """The members of the group to which the person who is asked about does not belong."""


def settle_by_people(index: SearchIndex, question: Question) -> SettledByPeople | None:
    """Settle by who leads, who has which role, and how many a group has."""
    if question.expects != YES_NO:
        return None
    if supposed := _COUNTED.search(question.standalone):
        return _settle_count(index, question, supposed)
    return _deny(index, question)


def _settle_count(
    index: SearchIndex, question: Question, supposed: re.Match[str]
) -> SettledByPeople | None:
    rest = question.standalone[: supposed.start()] + question.standalone[supposed.end() :]
    match = match_people(index, replace(question, standalone=rest, expects=COUNT))
    if match is None:
        return None
    return SettledByPeople(match, len(match.members) == int(supposed["number"]), COUNT)


def _deny(index: SearchIndex, question: Question) -> SettledByPeople | None:
    """People who show that it is not so: another leader, another role, a group without the person."""
    people, asked = index.view(PeopleIndex), Asked.of(question.standalone)
    named = [people.facts[row] for row in np.flatnonzero(named_in_full(index, asked))]
    if len({fact.fields["name"] for fact in named}) != 1:
        return None
    another = _somebody_else(index, question, named)
    leads = another and all(f.fields.get("capacity") == "leader" for f in another.facts)
    own = None if leads else _something_else(index, question, asked, named)
    if denied := own or another:
        return SettledByPeople(denied, yes=False, expects=PERSON)
    return _not_among(people, asked, named) if "member" in asked.capacities else None


def _not_among(people: PeopleIndex, asked: Asked, named: Sequence[Fact]) -> SettledByPeople | None:
    """Who stands in for the person, or the one group of the document that the person is not in."""
    name = named[0].fields["name"]
    for row in people.rows_with("substitute_for", name)[:1]:
        stand_in = Match((people.facts[row],), frozenset({"substitute_for"}))
        return SettledByPeople(stand_in, yes=False, expects=PERSON)
    near = [f for f in people.of_document(named[0].document) if "group" in f.fields]
    members = tuple(f for f in near if f.fields["capacity"] == "member")
    groups = [phrases for field, phrases in asked.phrases if field == "group"]
    if (
        len({f.fields["group"] for f in near}) != 1
        or not members
        or any(f.fields["name"] == name for f in near)
        or not all(vocabulary.holds(members[0].fields["group"], phrases) for phrases in groups)
    ):
        return None
    match = Match(tuple(named[:1]), frozenset({"name"}))
    return SettledByPeople(match, yes=False, expects=PERSON, outside=members)


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


def _something_else(
    index: SearchIndex,
    question: Question,
    asked: Asked,
    named: Sequence[Fact],
) -> Match | None:
    """The person's own role or organisation, where the question gives another."""
    fact = max(named, key=lambda one: len(one.fields))
    roles = [phrases for field, phrases in asked.phrases if field == "role"]
    role = fact.fields.get("role", "")
    if roles and role and not any(vocabulary.holds(role, phrases) for phrases in roles):
        return Match((fact,), frozenset({"name", "role"}))
    if not roles and not _EMPLOYS.search(question.standalone):
        return None
    own = folded(" ".join((fact.text, *fact.fields.values())))
    rest = [word for word in asked.words if word.is_name and word.folded not in own]
    if not rest or "organisation" not in fact.fields:
        return None
    people = index.view(PeopleIndex)
    met = fields_met(index, replace(asked, words=tuple(rest)))
    elsewhere = ((met & BIT["organisation"]) != 0).all(0)
    elsewhere[people.rows_with("name", fact.fields["name"])] = False
    return Match((fact,), frozenset({"name", "organisation"})) if elsewhere.any() else None
