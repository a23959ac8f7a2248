"""Answers with people: who is in a group, who comes from where, and in which role.

A fact answers when it meets every word of the question that sets a condition: `Vem kommer från
Epiroc?` sets one, `Epiroc`, for `vem` and `kommer` only say what is asked for. So a question for
somebody of an organisation that no fact names gets no fact, however near another one is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from assistant.facts import vocabulary
from assistant.facts.fields import BIT, Met, bits, fields_met, names_of, phrases_met, with_occasion
from assistant.facts.organisations import AskedOrganisations
from assistant.facts.people_index import PeopleIndex, names_told
from assistant.facts.people_query import PeopleQuery
from assistant.facts.query import FactQuery
from assistant.models.documents import Fact
from assistant.ports import SearchIndex
from assistant.tables import Mask, Numbers
from assistant.text.kinds import (
    COUNT,
    DEFINITION,
    LIST,
    OPEN,
    ORGANISATION,
    PARTY,
    PERSON,
    ROLE,
    YES_NO,
)
from assistant.text.words import Word, folded, side_by_side, weight

ANSWERABLE = frozenset({PERSON, ROLE, PARTY, ORGANISATION, YES_NO, LIST, COUNT, OPEN, DEFINITION})
"""The kinds of question that a person, or some people, can answer."""
MOST_PEOPLE = 500
"""That one answer tells; more are a directory, which `/fakta` shows better."""
MOST_MISSED = 1
_ACTS = frozenset({"opener", "moderator"})
"""Capacities that somebody has for what they did once."""
COMMON = 0.4
"""Weight of a word that is too common to set a condition by itself."""


@dataclass(frozen=True)
class Match:
    """The people who answer, in the order of the text; in lists and counts, leaders come last."""

    facts: tuple[Fact, ...]
    fields: frozenset[str]
    """Names of the fields that met the question's conditions."""
    organisations: tuple[str, ...] = ()
    """Names of their organisations, where these are asked for."""

    @property
    def members(self) -> list[Fact]:
        """Those who do not lead."""
        return [fact for fact in self.facts if fact.fields.get("capacity") != "leader"]


@dataclass(frozen=True)
class Fitting:
    """Rows of people, in their order, with the fields that met the question's conditions, as bits."""

    rows: Numbers
    fields: Met

    def __bool__(self) -> bool:
        return bool(self.rows.size)

    def where(self, kept: ArrayLike) -> Fitting:
        """Only those that are marked."""
        marked = np.asarray(kept, bool)
        return Fitting(self.rows[marked], self.fields[marked])


def match_people(index: SearchIndex, query: FactQuery) -> Match | None:
    """The people whom a question asks for, or None when no fact meets all its conditions."""
    if query.expects not in ANSWERABLE or not len(index.view(PeopleIndex)):
        return None
    known = index.view(names_told)

    def is_own(word: Word) -> bool:
        """Whether a word such as `Delta` names somebody or something that the index tells of."""
        return word.start > 0 and word.is_name and known.find(word.folded) is not None

    for text in query.wordings:
        asked = PeopleQuery.of(text, query.expects, is_own)
        if not (asked.is_empty or asked.of_absent) and (match := _match(index, asked)):
            return match
    return None


def _match(index: SearchIndex, asked: PeopleQuery) -> Match | None:
    people = index.view(PeopleIndex)
    fitting = _fitting(index, asked)
    if asked.left_out:
        called = [folded(people.values["name"].of(row)) for row in fitting.rows]
        fitting = fitting.where([not asked.left_out >= name for name in called])
    fitting = _narrowed(people, asked, fitting)
    fields = names_of(np.bitwise_or.reduce(fitting.fields, initial=0))
    apart = "name" in fields and asked.expects in (PERSON, OPEN)
    rows = _one_each(people, fitting.rows, capacities_apart=apart)
    if not 0 < rows.size <= MOST_PEOPLE or not _answers(asked, people, rows, fields):
        return None
    if asked.expects in (COUNT, LIST):
        rows = np.concatenate([rows[~people.leads[rows]], rows[people.leads[rows]]])
    match = Match(tuple(people.facts[row] for row in rows), fields)
    if asked.expects == LIST and "member" in asked.capacities and not match.members:
        return None  # Whoever leads a group is not all that sit in it.
    if asked.expects not in (COUNT, LIST) or not asked.organisations:
        return match
    if asked.organisations.of_people:
        return match
    employed = rows[_is_from(people, rows, asked.organisations)]
    names = dict.fromkeys(people.values["organisation"].of(row) for row in employed)
    return Match(match.facts, fields, tuple(names)) if names else None


def _fitting(index: SearchIndex, asked: PeopleQuery) -> Fitting:
    """Those who meet the conditions of a question."""
    people = index.view(PeopleIndex)
    met, phrases = fields_met(index, asked), phrases_met(people, asked)
    fields = np.bitwise_or.reduce(np.vstack([met, phrases]), axis=0)
    fits = people.by_standing(lambda fact: _in_capacity(fact, asked))
    if asked.heading:  # Be they no leader of a group, they head by their role what is asked for.
        own_role = (fields & bits("role", "leading")) == BIT["role"]
        fits |= own_role & people.heads
    fits &= (phrases != 0).all(0) & _is_told_of(people, asked, fields)
    fits &= _is_enough(people, asked, with_occasion(people, asked, met), fields, fits)
    rows = np.flatnonzero(fits)
    return Fitting(rows, fields[rows])


def _narrowed(people: PeopleIndex, asked: PeopleQuery, fitting: Fitting) -> Fitting:
    """Those who are meant, of all that meet the conditions."""
    if asked.organisations and asked.organisations.of_people:
        fitting = fitting.where(_is_from(people, fitting.rows, asked.organisations))
        fitting = Fitting(fitting.rows, fitting.fields | BIT["organisation"])
    if asked.expects == COUNT:
        fitting = fitting.where(people.has["group"][fitting.rows])
    if not asked.capacities & {"former", "quoted"}:
        former = people.by_standing(lambda fact: fact.fields.get("capacity") == "former")
        fitting = fitting.where(~former[fitting.rows]) or fitting
    # What is said of an act tells more than what its page is about.
    acts = ("span",) if asked.capacities & _ACTS else ()
    for decisive in ("leading", "name", *acts):
        fitting = fitting.where((fitting.fields & BIT[decisive]) != 0) or fitting
    for name in side_by_side(asked.words):
        # `Region Stockholm` is not `Stockholm Business Region`, which holds its words too.
        fitting = fitting.where(people.naming(name, fitting.rows)) or fitting
    return fitting


def _is_from(people: PeopleIndex, rows: Numbers, asked: AskedOrganisations) -> Mask:
    """Whether people come from an organisation of the kind that is asked for."""
    return people.values["organisation"].meeting(
        lambda name: bool(name and asked.names.search(name)), rows
    )


def _is_told_of(people: PeopleIndex, asked: PeopleQuery, fields: Met) -> Mask:
    """Whether more than the document of each is met, if anything is, or what they did in it."""
    acts = asked.capacities & _ACTS
    acting = people.by_standing(lambda fact: fact.fields.get("capacity") in acts)
    told_of: Mask = (fields != BIT["document"]) | acting
    # Whoever has a substitute is named beside them, and does not take part.
    if asked.expects == YES_NO and "substitute" not in asked.capacities:
        told_of &= (fields & bits("substitute_for", "name")) != BIT["substitute_for"]
    return told_of


def _is_enough(people: PeopleIndex, asked: PeopleQuery, met: Met, fields: Met, among: Mask) -> Mask:
    """Whether, among some, enough of the words that are asked for is met.

    Names, roles and groups have to be met. A common word beside a name that is met says how the
    question is put, as no list of such words is ever complete.
    """
    missed = met == 0
    named = among & ((fields & BIT["name"]) != 0)
    for number, word in enumerate(asked.words):
        if vocabulary.is_role(word):
            for row in np.flatnonzero(missed[number] & named).tolist():
                missed[number, row] = not _is_part_of_role(word, people.values["role"].of(row))
    enough: Mask = ~missed.any(0)
    if asked.expects == PERSON and not asked.heading:
        telling = [
            word.is_name or vocabulary.tells_a_role(word) or weight(word.text) > COMMON
            for word in asked.words
        ]
        few = (missed.sum(0) <= MOST_MISSED) & ~missed[telling].any(0)
        enough |= few & ((fields & bits("name", "organisation")) != 0)
    return enough


def _is_part_of_role(word: Word, role: str) -> bool:
    """Whether a role is said in short: `direktör` of a `kommundirektör`."""
    return any(part.endswith(word.folded) for part in folded(role))


def _answers(
    asked: PeopleQuery, people: PeopleIndex, rows: Numbers, fields: frozenset[str]
) -> bool:
    """Whether people are what is asked for, and the right ones can be told from the rest."""
    told_of = fields - {"group", "document", "span"}
    in_group = people.has["group"][rows]
    of_one_group = len(np.unique(people.values["group"].codes[rows[in_group]])) == 1
    if asked.expects in (COUNT, LIST) and not told_of:
        return of_one_group and bool(in_group.all())
    if asked.expects == COUNT:  # `Hur många jobbar på Scania?` asks for no members.
        from_some = asked.organisations is not None and "organisation" in fields
        return of_one_group and (from_some or bool(fields & {"role", "party"}))
    if asked.expects == YES_NO:  # That a group has members says nothing else about it.
        return bool(told_of)
    if asked.expects in (ROLE, PARTY, ORGANISATION):
        return "name" in fields and bool(people.has[asked.expects][rows].any())
    return _tells_of_somebody(asked, fields, alone=len(rows) == 1)


def _tells_of_somebody(asked: PeopleQuery, fields: frozenset[str], *, alone: bool) -> bool:
    if "quoted" in asked.capacities and asked.expects != PERSON:
        return False
    if asked.expects == OPEN:  # `Nobinas deltagare`, `kommundirektör Nykvarn`
        takes_part = bool(asked.capacities) and bool(fields & {"role", "organisation"})
        return "name" in fields or takes_part or {"role", "organisation"} <= fields
    if asked.expects == DEFINITION:
        return "name" in fields
    return bool(fields) or alone


def _in_capacity(fact: Fact, asked: PeopleQuery) -> bool:
    given = fact.fields.get("capacity")
    if not asked.capacities or asked.expects == ORGANISATION:
        return asked.expects != COUNT or given != "leader"
    if "successor" in asked.capacities:
        return "succeeds" in fact.fields
    if "substitute" in asked.capacities and "substitute_for" in fact.fields:
        return True
    if "member" in asked.capacities and given in ("member", "panellist"):
        return True
    # Whoever leads a group takes part in it, but is not counted among those who take part.
    leads = "member" in asked.capacities and given == "leader"
    return given in asked.capacities or leads


def _one_each(people: PeopleIndex, rows: Numbers, *, capacities_apart: bool) -> Numbers:
    """One row for each person of a document, the one that says most; or one for each capacity."""
    who = people.person[rows]
    if capacities_apart:
        who = who * (people.capacity.max(initial=0) + 1) + people.capacity[rows]
    _, first, which = np.unique(who, return_index=True, return_inverse=True)
    best: Numbers = rows[np.lexsort((rows, -people.size[rows], which))]
    of_each = np.unique(np.sort(which), return_index=True)[1]
    return best[of_each][np.argsort(first)]
