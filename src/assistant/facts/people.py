"""Answers with people: who is in a group, who comes from where, and in which role.

A fact answers when it meets every word of the question that sets a condition: `Vem kommer från
Epiroc?` sets one, `Epiroc`, for `vem` and `kommer` only say what is asked for. So a question for
somebody of an organisation that no fact names gets no fact, however near another one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.facts import vocabulary
from assistant.facts.asked import Asked
from assistant.facts.fields import fields_met, with_occasion
from assistant.facts.rewording import rewordings
from assistant.kinds import COUNT, DEFINITION, LIST, OPEN, ORGANISATION, PARTY, PERSON, ROLE, YES_NO
from assistant.models import Fact, Question
from assistant.ports import SearchIndex
from assistant.words import Word, folded, side_by_side, spelt_out, weight, words

ANSWERABLE = frozenset({PERSON, ROLE, PARTY, ORGANISATION, YES_NO, LIST, COUNT, OPEN, DEFINITION})
"""The kinds of question that a person, or some people, can answer."""
MOST_MISSED = 1
_COUNTED = re.compile(
    r"\b(?:hur många|antalet?|how many|number of)\s+(?P<what>[^\W\d_]+)", re.IGNORECASE
)
Fitting = list[tuple[Fact, frozenset[str]]]
"""People with the names of the fields that met the question's conditions."""
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


def match_people(index: SearchIndex, question: Question) -> Match | None:
    """The people whom a question asks for, or None when no fact meets all its conditions."""
    people = [fact for fact in index.facts if fact.kind == "person"]
    if not people or question.expects not in ANSWERABLE:
        return None
    for text in rewordings(index, question.standalone):
        rest, others = vocabulary.except_for(text)
        if question.expects != YES_NO and vocabulary.ABSENCE.search(rest):
            continue
        asked = Asked.of(rest)
        left = [fact for fact in people if not others >= folded(fact.fields["name"])]
        if not asked.is_empty and (match := _match(index, _listing(question, asked), asked, left)):
            return match
    return None


def _match(
    index: SearchIndex, question: Question, asked: Asked, people: Sequence[Fact]
) -> Match | None:
    across = {name for name, d in index.documents.items() if d.language != question.asked_in}
    fitting: Fitting = []
    for fact, met in zip(people, fields_met(index, people, asked, across), strict=True):
        met += [_phrase_met(fact, field, phrases, asked) for field, phrases in asked.phrases]
        fields = frozenset().union(*met)
        if question.expects == COUNT and not _counts_people(question.standalone, asked, met):
            continue
        if _is_enough(question, fact, with_occasion(index, fact, asked, met), asked, fields) and (
            _in_capacity(fact, asked, question) or _heads_it(fact, asked, fields)
        ):
            fitting.append((fact, fields))
    fitting = _narrowed(question, asked, fitting)
    fields = frozenset().union(*(fields for _, fields in fitting))
    apart = "name" in fields and question.expects in (PERSON, OPEN)
    facts = _one_each([fact for fact, _ in fitting], capacities_apart=apart)
    if not facts or not _answers(question, asked, facts, fields):
        return None
    if question.expects in (COUNT, LIST):
        facts.sort(key=lambda fact: fact.fields.get("capacity") == "leader")
    match = Match(tuple(facts), fields)
    if question.expects == LIST and "member" in asked.capacities and not match.members:
        return None  # Whoever leads a group is not all that sit in it.
    if question.expects not in (COUNT, LIST) or not asked.organisations:
        return match
    if asked.organisations.of_people:
        return match
    names = dict.fromkeys(f.fields.get("organisation", "") for f in facts if _is_from(f, asked))
    return Match(tuple(facts), fields, tuple(names)) if names else None


def _listing(question: Question, asked: Asked) -> Question:
    """`Which university is involved?` asks for all that take part of a kind, one as it may be."""
    takes_part = question.expects == ORGANISATION and "member" in asked.capacities
    only_kind = asked.organisations is not None and not any(word.is_name for word in asked.words)
    return replace(question, expects=LIST) if takes_part and only_kind else question


def _narrowed(question: Question, asked: Asked, fitting: Fitting) -> Fitting:
    """Those who are meant, of all that meet the conditions."""
    if asked.organisations and asked.organisations.of_people:
        fitting = [(f, by | {"organisation"}) for f, by in fitting if _is_from(f, asked)]
    if question.expects == COUNT:
        fitting = [(fact, fields) for fact, fields in fitting if "group" in fact.fields]
    if not asked.capacities & {"former", "quoted"}:
        current = [(f, by) for f, by in fitting if f.fields.get("capacity") != "former"]
        fitting = current or fitting
    for decisive in ("leading", "name"):
        if any(decisive in fields for _, fields in fitting):
            fitting = [(fact, fields) for fact, fields in fitting if decisive in fields]
    return _with_whole_names(asked, fitting)


def _is_from(fact: Fact, asked: Asked) -> bool:
    """Whether a person comes from an organisation of the kind that is asked for."""
    name = fact.fields.get("organisation", "")
    return bool(name and asked.organisations and asked.organisations.names.search(name))


def _with_whole_names(asked: Asked, fitting: Fitting) -> Fitting:
    """Those that hold a name of several words as it stands, where some do.

    `Region Stockholm` is not `Stockholm Business Region`, which holds its words too.
    """
    for name in side_by_side(asked.words):
        holding = [
            (fact, fields)
            for fact, fields in fitting
            if any(f" {name} " in _spelt(value) for value in fact.fields.values())
        ]
        fitting = holding or fitting
    return fitting


def _spelt(text: str) -> str:
    return f" {spelt_out(words(text.replace('-', ' ')))} "


def _is_enough(
    question: Question,
    fact: Fact,
    met: Sequence[set[str]],
    asked: Asked,
    fields: frozenset[str],
) -> bool:
    """Whether a fact meets what is asked.

    Names, roles and groups have to be met. A common word beside a name that is met says how the
    question is put, as no list of such words is ever complete.
    """
    told_of = fields - {"document"}
    missed = [
        word
        for word, by in zip(asked.words, met, strict=False)
        if not by and not _is_part_of_role(word, fact, fields)
    ]
    acts = fact.fields.get("capacity") in asked.capacities & {"opener", "moderator"}
    if not all(met[len(asked.words) :]) or (fields and not told_of and not acts):
        return False
    # Whoever has a substitute is named beside them, and does not take part.
    if question.expects == YES_NO and _is_substituted(asked, fields):
        return False
    if not missed:
        return True
    return (
        question.expects == PERSON
        and not asked.heading
        and bool(told_of & {"name", "organisation"})
        and len(missed) <= MOST_MISSED
        and not any(word.is_name or vocabulary.tells_a_role(word) for word in missed)
        and all(weight(word.text) <= COMMON for word in missed)
    )


def _counts_people(text: str, asked: Asked, met: Sequence[set[str]]) -> bool:
    """Whether what is counted is people: `hamnar` that an organisation's name meets are none."""
    counted = _COUNTED.search(text)
    told = [
        by
        for word, by in zip(asked.words, met, strict=False)
        if counted and word.text == counted["what"]
    ]
    return all(by & {"role", "party"} for by in told)


def _is_part_of_role(word: Word, fact: Fact, fields: frozenset[str]) -> bool:
    """Whether a role is said in short of somebody who is named: `direktör` of a `kommundirektör`."""
    role = folded(fact.fields.get("role", ""))
    return (
        "name" in fields
        and vocabulary.is_role(word)
        and any(part.endswith(word.folded) for part in role)
    )


def _is_substituted(asked: Asked, fields: frozenset[str]) -> bool:
    return (
        "substitute_for" in fields and "name" not in fields and "substitute" not in asked.capacities
    )


def _answers(
    question: Question, asked: Asked, facts: Sequence[Fact], fields: frozenset[str]
) -> bool:
    """Whether people are what is asked for, and the right ones can be told from the rest."""
    told_of = fields - {"group", "document", "span"}
    of_one_group = len({fact.fields.get("group", "") for fact in facts} - {""}) == 1
    if question.expects in (COUNT, LIST) and not told_of:
        return of_one_group and all("group" in fact.fields for fact in facts)
    if question.expects == COUNT:  # `Hur många jobbar på Scania?` asks for no members.
        from_some = asked.organisations is not None and "organisation" in fields
        return of_one_group and (from_some or bool(fields & {"role", "party"}))
    if question.expects == YES_NO:  # That a group has members says nothing else about it.
        return bool(told_of)
    return _tells_of_somebody(question, asked, facts, fields)


def _tells_of_somebody(
    question: Question, asked: Asked, facts: Sequence[Fact], fields: frozenset[str]
) -> bool:
    if question.expects in (ROLE, PARTY, ORGANISATION):
        return "name" in fields and any(question.expects in fact.fields for fact in facts)
    if "quoted" in asked.capacities and question.expects != PERSON:
        return False
    if question.expects == OPEN:  # `Nobinas deltagare`, `kommundirektör Nykvarn`
        takes_part = bool(asked.capacities) and bool(fields & {"role", "organisation"})
        return "name" in fields or takes_part or {"role", "organisation"} <= fields
    if question.expects == DEFINITION:
        return "name" in fields
    return bool(fields) or len(facts) == 1


def _in_capacity(fact: Fact, asked: Asked, question: Question) -> bool:
    given = fact.fields.get("capacity")
    if not asked.capacities or question.expects == ORGANISATION:
        return question.expects != COUNT or given != "leader"
    if "successor" in asked.capacities:
        return "succeeds" in fact.fields
    if "substitute" in asked.capacities and "substitute_for" in fact.fields:
        return True
    if "member" in asked.capacities and given in ("member", "panellist"):
        return True
    # Whoever leads a group takes part in it, but is not counted among those who take part.
    leads = "member" in asked.capacities and given == "leader"
    return given in asked.capacities or leads


def _heads_it(fact: Fact, asked: Asked, fields: frozenset[str]) -> bool:
    """Whether somebody heads, by their role, what is asked for, be they no leader of a group."""
    own_role = "role" in fields and "leading" not in fields
    return asked.heading and own_role and vocabulary.heads(fact.fields["role"])


def _phrase_met(fact: Fact, field: str, phrases: Sequence[str], asked: Asked) -> set[str]:
    told = fact.fields.get(field, "")
    # Whom somebody stands in for is told by their role, inside of the span.
    if field == "party":
        return {field} if told.casefold() in phrases else set()
    if field == "role" and "substitute" in asked.capacities and "substitute_for" in fact.fields:
        told = fact.text
    leads = asked.leading and fact.fields.get("capacity") == "leader"
    leading = {"leading"} if field == "role" and leads else set()
    return {field} | leading if vocabulary.holds(told, phrases) else leading


def _one_each(facts: Iterable[Fact], *, capacities_apart: bool) -> list[Fact]:
    """One fact for each person of a document, the one that says most; or one for each capacity."""
    best: dict[tuple[str, str, str], Fact] = {}
    for fact in facts:
        capacity = fact.fields.get("capacity", "") if capacities_apart else ""
        key = fact.document, fact.fields["name"], capacity
        if key not in best or len(fact.fields) > len(best[key].fields):
            best[key] = fact
    return list(best.values())
