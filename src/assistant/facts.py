"""Answers from facts: the people of a group, who comes from where, and in which role.

A fact answers when it meets every word of the question that sets a condition: `Vem kommer från
Epiroc?` sets one, `Epiroc`, for `vem` and `kommer` only say what is asked for. So a question for
somebody of an organisation that no fact names gets no fact, however near another one is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from assistant.evidence import Choice
from assistant.features import FUNCTION_WORDS
from assistant.kinds import COUNT, LIST, OPEN, PERSON, ROLE, YES_NO
from assistant.models import Fact, Question
from assistant.ports import Matrix, SearchIndex
from assistant.words import Word, fold, likeness, words

ANSWERABLE = frozenset({PERSON, ROLE, YES_NO, LIST, COUNT, OPEN})
"""The kinds of question that a person, or some people, can answer."""
FIELDS = ("name", "role", "organisation", "group", "party", "substitute_for")


def _folded(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split())


CUES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "leader": _folded(
            "leder leda ledare ledaren ledde basar leads lead leader led leading head heads headed"
            " chair chairs chaired"
        ),
        "member": _folded(
            "deltar delta deltagare deltagarna deltog medlem medlemmar medverkar medverkade ingår ingick"
            " sitter satt ledamot ledamöter member members participant participants participate"
            " participates part takes take took sits belongs belong included"
        ),
        "substitute": _folded(
            "ersatte ersätter ersatta ersättare ersättaren suppleant suppleanter vikarie vikarierade"
            " substitute substitutes substituted replaced replaces replacing replace stand stood"
        ),
        "quoted": _folded("säger sa sade citeras uttalar uttalade says said quoted"),
        "opener": _folded("invigde inviger invigare öppnade opened inaugurated"),
        "moderator": _folded("ledde modererade moderator modererar moderated led chaired"),
        "panellist": _folded("panellist panelist paneldeltagare"),
    }
)
"""Words that ask for somebody in a certain capacity."""
COUNTS_AS = MappingProxyType({"member": frozenset({"member", "panellist"})})
"""Capacities that a cue takes in beyond the one of its name."""
RELATIONS = _folded(
    "kommer kom representerar representera representant representanter representeras företräder företräda"
    " företrädare företräds jobbar jobba arbetar arbeta person personer personen personerna folk namn namnet"
    " heter heta roll rollen titel titeln befattning befattningen uppdrag uppdraget jobb yrke position tjänst"
    " närvarande gäller lista nämn ange berätta hos antal alla samtliga totalt stycken nu idag egentligen"
    " snälla gärna undrar vet veta tack represents represent representing representative representatives"
    " represented works work working person people name named role title position job come comes list all"
    " total please present currently company organisation organization företag företaget organisationen"
    " organisation myndighet organisationer företagen parti partiet party vilkas"
).union(*CUES.values())
"""Words that say what is asked for and set no condition."""
LONG = 7
"""Letters from which a word of the above is still known when it is misspelt."""
MET = 0.75
"""The least likeness at which a field meets a word: a misspelling does, half a compound does not."""
GROUP_MET = 0.65
"""For the name of a group, where half a compound does: `gruppen` for `högnivågruppen`."""
MEANT = 0.45
"""The least cosine of centred word vectors at which a field means a word: `research` and
`forskningschef`. For words in small letters only; a name is met by its letters or not at all."""


@dataclass(frozen=True)
class Match:
    """The people who answer, in the order of the text."""

    facts: tuple[Fact, ...]
    fields: frozenset[str]
    """Names of the fields that met the question's conditions."""


def match_people(index: SearchIndex, question: Question) -> Match | None:
    """The people whom a question asks for, or None when no fact meets all its conditions."""
    people = [fact for fact in index.facts if fact.kind == "person"]
    if not people or question.expects not in ANSWERABLE:
        return None
    asked = [word for word in words(question.standalone) if word.folded not in FUNCTION_WORDS]
    conditions = [word for word in asked if not _is_relation(word)]
    capacities = _capacities(asked)
    if not conditions and not capacities:
        return None
    fitting: list[Fact] = []
    fields: set[str] = set()
    for fact, met in zip(people, _fields_met(index, people, conditions), strict=True):
        if all(met) and (not capacities or _in_capacity(fact, capacities)):
            fitting.append(fact)
            fields.update(*met)
    facts = _one_each(fitting)
    if not facts or not _answers(question, facts, fields):
        return None
    return Match(tuple(facts), frozenset(fields))


def _answers(question: Question, facts: Sequence[Fact], fields: set[str]) -> bool:
    """Whether people are what is asked for, and the right ones can be told from the rest."""
    if question.expects in (LIST, COUNT):
        return len({fact.fields.get("group") for fact in facts}) == 1 and "group" in facts[0].fields
    if question.expects == ROLE:
        return "name" in fields and any("role" in fact.fields for fact in facts)
    if question.expects == OPEN:
        return "name" in fields
    return bool(fields) or len(facts) == 1


def _capacities(asked: Iterable[Word]) -> frozenset[str]:
    cued = {name for name, cues in CUES.items() for word in asked if word.folded in cues}
    return frozenset(cued).union(*(COUNTS_AS.get(name, ()) for name in cued))


def _in_capacity(fact: Fact, capacities: frozenset[str]) -> bool:
    if "substitute" in capacities and "substitute_for" in fact.fields:
        return True
    return fact.fields.get("capacity") in capacities


def _is_relation(word: Word) -> bool:
    if word.folded in RELATIONS:
        return True
    if len(word.folded) < LONG:
        return False
    long = [relation for relation in RELATIONS if len(relation) >= LONG]
    return bool((likeness([word.text], long) >= MET).any())


def _fields_met(
    index: SearchIndex, people: Sequence[Fact], conditions: Sequence[Word]
) -> list[list[set[str]]]:
    """For each fact and condition the fields that meet it."""
    cells = [(fact.fields.get(field, ""), field) for fact in people for field in FIELDS]
    vocabulary = sorted({word.text for value, _ in cells for word in words(value)})
    alike = likeness([word.text for word in conditions], vocabulary)
    meant = _meanings(index, conditions, vocabulary)
    column = {word: number for number, word in enumerate(vocabulary)}
    found = []
    for fact in people:
        met: list[set[str]] = [set() for _ in conditions]
        for field in FIELDS:
            columns = [column[word.text] for word in words(fact.fields.get(field, ""))]
            if not columns:
                continue
            enough = alike[:, columns] >= (GROUP_MET if field == "group" else MET)
            if field in ("role", "group"):
                enough |= meant[:, columns] >= MEANT
            for number in np.flatnonzero(enough.any(1)):
                met[int(number)].add(field)
        found.append(met)
    return found


def _meanings(index: SearchIndex, conditions: Sequence[Word], vocabulary: Sequence[str]) -> Matrix:
    """Cosines of the conditions in small letters with the vocabulary, 0 for the others."""
    cosines = np.zeros((len(conditions), len(vocabulary)), np.float32)
    plain = [number for number, word in enumerate(conditions) if not word.is_name]
    if plain and vocabulary:
        asked = index.word_vectors([conditions[number].text for number in plain])
        cosines[plain] = asked @ index.word_vectors(vocabulary).T
    return cosines


def _one_each(facts: Iterable[Fact]) -> list[Fact]:
    """One fact for each person of a document: the one that says most."""
    best: dict[tuple[str, str], Fact] = {}
    for fact in facts:
        key = fact.document, fact.fields["name"]
        if key not in best or len(fact.fields) > len(best[key].fields):
            best[key] = fact
    return list(best.values())


def is_only_an_enumeration(question: Question, choice: Choice, index: SearchIndex) -> bool:
    """Whether somebody is asked for and the best sentence lists several people.

    No fact met the question then, so that none of those listed is the one, or none can be told
    from the others.
    """
    if question.expects not in (PERSON, ROLE) or not choice.chosen:
        return False
    best = choice.chosen[0].span
    listed = [
        fact
        for fact in index.facts
        if fact.kind == "person"
        and fact.document == best.document
        and best.start <= fact.start < best.end
    ]
    return len(listed) > MOST_NAMED


MOST_NAMED = 2
"""A sentence may tell of two people, and one of them answer; one with more is a list."""
