"""Answers from facts: the people of a group, who comes from where, and in which role.

A fact answers when it meets every word of the question that sets a condition: `Vem kommer från
Epiroc?` sets one, `Epiroc`, for `vem` and `kommer` only say what is asked for. So a question for
somebody of an organisation that no fact names gets no fact, however near another one is.
"""

from __future__ import annotations

import re
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
NAMED = "name"


def _folded(text: str) -> frozenset[str]:
    return frozenset(word.folded for word in words(text))


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
MEANT = 0.6
"""The least cosine of centred word vectors at which a role or group in another language means a
word: `traffic` and `trafik`. Within a language it is useless: `ordförande` has 0.68 with
`förbundsdirektör`."""
SAME_ROLE = tuple(
    tuple(fold(phrase) for phrase in line.split(", "))
    for line in (
        "vd, ceo, verkställande direktör, chief executive, chief executive officer, managing director",
        "ordförande, chair, chairman, chairwoman, chairperson",
        "vice ordförande, vice chair, deputy chair",
        "projektledare, project lead, project leader, project manager",
        "projektchef, project director",
        "forskningschef, research manager, research director, head of research, director of research",
        "generaldirektör, director general, director-general",
        "generalsekreterare, secretary general, secretary-general",
        "kommundirektör, municipal director, municipal chief executive, chief executive of the municipality",
        "regiondirektör, regional director, director of the region",
        "utvecklingsdirektör, development director, director of development",
        "stabschef, chief of staff",
        "enhetschef, head of unit, unit manager",
        "programchef, programme director, program director, programme manager, head of programme",
        "kommunikationschef, head of communications, communications director, communications manager",
        "ekonomichef, cfo, chief financial officer, finance director, head of finance",
        "teknikchef, cto, chief technology officer, technical director",
        "rektor, vice-chancellor, rector, principal",
        "vicerektor, prorektor, vice rector, deputy vice-chancellor, vice president for research",
        "landshövding, county governor, governor",
        "kommunstyrelsens ordförande, chair of the municipal executive board",
        "professor, professor",
        "samordnare, koordinator, coordinator",
        "grundare, medgrundare, founder, co-founder",
    )
)
"""Roles that are the same in other words, or in the other language."""


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
    roles, rest = _roles_asked(question.standalone, asked)
    conditions = [word for word in rest if not _is_relation(word)]
    capacities = _capacities(asked)
    if not conditions and not capacities and not roles:
        return None
    fitting: list[tuple[Fact, frozenset[str]]] = []
    across = {name for name, d in index.documents.items() if d.language != question.asked_in}
    for fact, met in zip(people, _fields_met(index, people, conditions, across), strict=True):
        met += [{"role"} if _has_role(fact, phrases) else set() for phrases in roles]
        if all(met) and (not capacities or _in_capacity(fact, capacities)):
            fitting.append((fact, frozenset().union(*met)))
    if any(NAMED in fields_of for _, fields_of in fitting):
        fitting = [(fact, met) for fact, met in fitting if NAMED in met]
    fields = frozenset().union(*(met for _, met in fitting))
    facts = _one_each([fact for fact, _ in fitting])
    if not facts or not _answers(question, facts, fields):
        return None
    return Match(tuple(facts), fields)


def _answers(question: Question, facts: Sequence[Fact], fields: frozenset[str]) -> bool:
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


def _roles_asked(text: str, asked: Sequence[Word]) -> tuple[list[Sequence[str]], list[Word]]:
    """Roles that the question names in well-known words, and the words that are left."""
    roles: list[Sequence[str]] = []
    left = list(asked)
    folded = fold(text)
    for phrases in SAME_ROLE:
        found = [re.search(rf"\b{re.escape(phrase)}(en|n)?\b", folded) for phrase in phrases]
        spans = [match.span() for match in found if match]
        if spans and any(start <= w.start < end for start, end in spans for w in left):
            roles.append(phrases)
            left = [w for w in left if not any(start <= w.start < end for start, end in spans)]
    return roles, left


def _has_role(fact: Fact, phrases: Sequence[str]) -> bool:
    # Whom somebody stands in for is told by their role, inside of the span.
    role = fold(fact.text if "substitute_for" in fact.fields else fact.fields.get("role", ""))
    return any(re.search(rf"\b{re.escape(phrase)}\b", role) for phrase in phrases)


def _fields_met(
    index: SearchIndex, people: Sequence[Fact], conditions: Sequence[Word], across: set[str]
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
            if field in ("role", "group") and fact.document in across:
                enough |= meant[:, columns] >= MEANT
            for number in np.flatnonzero(enough.any(1)):
                met[int(number)].add(field)
        if "substitute_for" in fact.fields:
            told = _folded(fact.text)
            for word, fields in zip(conditions, met, strict=True):
                if word.folded in told:
                    fields.add("substitute_for")
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
    if question.expects in (LIST, COUNT, YES_NO) or not choice.chosen:
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
