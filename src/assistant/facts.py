"""Answers from facts: the people of a group, who comes from where, and in which role.

A fact answers when it meets every word of the question that sets a condition: `Vem kommer från
Epiroc?` sets one, `Epiroc`, for `vem` and `kommer` only say what is asked for. So a question for
somebody of an organisation that no fact names gets no fact, however near another one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.features import FUNCTION_WORDS
from assistant.models import Fact, Question
from assistant.words import Word, fold, likeness, words

PERSON = "person"
CAPACITIES = {
    "leader": "leder leda ledare ledde ordförande basar chefar leads lead leader led leading head heads"
    " headed chair chairs chairman runs".split(),
    "member": "deltar delta deltagare deltog medlem medlemmar medverkar medverkade ingår ingick sitter"
    " satt ledamot ledamöter members member participant participants participate participates part"
    " takes take sits belongs belong included".split(),
    "substitute": "ersatte ersätter ersatta ersättare ersättaren suppleant suppleanter vikarie vikarierade"
    " substitute substitutes substituted replaced replaces replace stand stood".split(),
    "quoted": "säger sa sade citeras uttalar uttalade says said quoted".split(),
    "opener": "invigde inviger invigare öppnade opened inaugurated".split(),
    "moderator": "ledde modererade moderator modererar moderated".split(),
    "panellist": "panel panelen panellist panelist".split(),
}
"""Words that ask for somebody in a certain capacity."""
RELATIONS = frozenset(
    fold(word)
    for word in [
        *"kommer kom representerar representera representant representanter representeras företräder"
        " företrädare företräds jobbar jobba arbetar arbeta person personer personen personerna folk namn"
        " namnet heter roll rollen titel titeln befattning befattningen uppdrag jobb yrke position tjänst"
        " närvarande gäller lista nämn ange berätta säg hos där heta antal alla samtliga totalt stycken nu"
        " idag egentligen snälla gärna undrar vet veta tack grupp gruppen group stå står"
        " represents represent representing representative representatives works work working person people"
        " name named role title position job come comes list all total tell please present currently".split(),
        *(word for cues in CAPACITIES.values() for word in cues),
    ]
)
MET = 0.75
"""The least likeness at which a field meets a word: a misspelling does, half a compound does not."""
GROUP_MET = 0.65
"""For the name of a group, where half a compound does: `gruppen` for `högnivågruppen`."""


@dataclass(frozen=True)
class Match:
    """The facts that answer, and what of the question they met."""

    facts: tuple[Fact, ...]
    by: frozenset[str]
    """Names of the fields that met its conditions."""
    capacity: str | None


def match_people(facts: Sequence[Fact], question: Question) -> Match | None:
    """The people whom a question asks for, or None when no fact meets all its conditions."""
    people = [fact for fact in facts if fact.kind == PERSON]
    if not people or question.expects not in {"person", "role", "yes_no", "list", "count", "open"}:
        return None
    asked = [word for word in words(question.standalone) if word.folded not in FUNCTION_WORDS]
    capacity = _capacity(asked)
    conditions = [word for word in asked if not _is_relation(word)]
    met = {id(fact): _fields_met(fact, conditions) for fact in people}
    fitting = [
        fact
        for fact in people
        if all(met[id(fact)]) and (capacity is None or _in_capacity(fact, capacity))
    ]
    if not fitting or not (conditions or capacity):
        return None
    by = frozenset(field for fact in fitting for fields in met[id(fact)] for field in fields)
    return Match(tuple(_unique(fitting)), by, capacity)


def _capacity(asked: Iterable[Word]) -> str | None:
    for capacity, cues in CAPACITIES.items():
        if any(word.folded in {fold(cue) for cue in cues} for word in asked):
            return capacity
    return None


def _in_capacity(fact: Fact, capacity: str) -> bool:
    if capacity == "substitute":
        return "substitute_for" in fact.fields or fact.fields.get("capacity") == capacity
    given = fact.fields.get("capacity")
    return given == capacity or (capacity == "member" and given in {"leader", "panellist"})


def _is_relation(word: Word) -> bool:
    if word.folded in RELATIONS:
        return True
    longest = [relation for relation in RELATIONS if len(relation) >= 7]
    return len(word.folded) >= 7 and bool((likeness([word.text], longest) >= MET + 0.05).any())


def _fields_met(fact: Fact, conditions: Sequence[Word]) -> list[set[str]]:
    """For each condition the fields that meet it."""
    asked = [word.text for word in conditions]
    met: list[set[str]] = [set() for _ in asked]
    for field in ("name", "role", "organisation", "group", "party", "substitute_for"):
        if value := fact.fields.get(field):
            alike = likeness(asked, [word.text for word in words(value)])
            least = GROUP_MET if field == "group" else MET
            for index in np.flatnonzero((alike >= least).any(1)) if alike.size else ():
                met[int(index)].add(field)
    return met


def _unique(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each person of a document, the first."""
    first: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        first.setdefault((fact.document, fact.fields["name"]), fact)
    return list(first.values())
