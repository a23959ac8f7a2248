"""Answers with the sentences that state a fact: how long, what for, who runs or pays, how much."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from assistant.facts.organisations import organisations_asked
from assistant.facts.query import FactQuery
from assistant.facts.requests import REQUESTS, Request
from assistant.facts.statement_index import (
    GENERIC,
    MEMBERSHIP,
    STATEMENT_MET,
    TOTAL,
    Statement,
    StatementIndex,
)
from assistant.facts.vocabulary import FILLERS, MEETINGS, RELATIONS
from assistant.models.documents import Fact
from assistant.ports import SearchIndex
from assistant.tables import Mask, Numbers
from assistant.text.function_words import is_content
from assistant.text.kinds import YES_NO
from assistant.text.words import Word, folded, is_known, side_by_side, words

ENDS = folded(
    "år year datum date börjar startar slutar pågår pågick löper varar håller starts ends begins start end begin run runs last until since"
)
"""Words for when something begins or ends, of which one question may hold two."""
_OF_A_PROJECT = re.compile(r"(?<=\w{3})s?(projekt|satsning|samarbete|initiativ|program)(et|en|t)?$")
"""What `bredbandsprojektet` says besides `bredband`."""
CLAIMS = ("unit", "value", "from", "to")
"""The fields in which facts can differ."""
PERIODS = frozenset({"period"})
AMOUNTS, GOALS = frozenset({"amount"}), frozenset({"goal"})
MONEY = re.compile(r"pengar|prislapp|miljon|miljard|kron|stor|much|money|sek|big|large|rora|hela")
_COSTS = re.compile(r"\b(kosta|cost|betala|pay)", re.IGNORECASE)
MOST_DIFFERING = 8
"""Statements that are compared with each other, and told where they differ."""
MOST_FROM_PAGE = 2
"""Conditions that a labelled line may leave to the rest of its page."""


def match_statements(
    index: SearchIndex, query: FactQuery, expects: str | None = None
) -> list[Statement]:
    """The facts that answer a question, best first; none where no fact meets its conditions.

    Args:
        index: The open generation.
        query: What is asked.
        expects: The kind of thing that is looked for, where that is not what the question asks for.
    """
    expects = expects or query.expects
    if expects == YES_NO:
        return []
    found = (_match(index, text, expects) for text in query.wordings)
    return next(filter(None, found), [])


def _match(index: SearchIndex, text: str, expects: str) -> list[Statement]:
    stated = index.view(StatementIndex)
    for request in REQUESTS:
        if request.expects is not None and expects not in request.expects:
            continue
        if request.cue.pattern and not request.cue.search(text):
            continue
        rows = stated.rows(request.kinds, request.needs)
        rows = rows[stated.is_day[rows] == request.day]
        if found := _meeting(index, text, request, rows):
            return [replace(statement, needs=request.needs) for statement in found]
    return []


def _meeting(index: SearchIndex, text: str, request: Request, rows: Numbers) -> list[Statement]:
    """Those of some rows that meet a request, best first."""
    stated = index.view(StatementIndex)
    if request.kinds == AMOUNTS and MEMBERSHIP.search(text):  # is no turnover
        rows = rows[stated.of_membership[rows]]
    elif request.kinds == AMOUNTS and TOTAL.search(text):
        whole = rows[stated.of_total[rows]]
        asked = _conditions(text, request, TOTAL)
        if found := _those_that_meet(index, asked, whole):
            return found
    conditions = _conditions(text, request, _COSTS)
    # Sums that are no totals are of many things; only those of the very same contradict.
    apart = request.kinds == AMOUNTS
    return _those_that_meet(index, conditions, rows, apart=apart)


def _conditions(text: str, request: Request, cues: re.Pattern[str]) -> list[Word]:
    """The words that a sentence has to meet, which say more than what is asked for."""
    fillers = (FILLERS if request.kinds == GOALS else RELATIONS) | request.fillers
    if request.kinds == PERIODS and not request.day:  # How long a meeting took is another thing.
        fillers -= MEETINGS
    if organisations := organisations_asked(text):
        fillers |= organisations.words
    return [
        word
        for word in words(text)
        if is_content(word)
        and word.folded not in fillers | GENERIC
        and not _is_cue(word, request, cues)
    ]


def _those_that_meet(
    index: SearchIndex,
    conditions: Sequence[Word],
    rows: Numbers,
    *,
    apart: bool = False,
) -> list[Statement]:
    stated = index.view(StatementIndex)
    if not conditions and len(np.unique(stated.document[rows])) > 1:
        return []
    for name in side_by_side([word for word in conditions if word.is_name]):
        # `Fordonsdalen Stockholm` is not `Fordonsdalen React`, in which Region Stockholm takes part.
        holding = rows[[name in stated.told[int(row)] for row in rows]]
        rows = holding if holding.size else rows
    own, around = _met(index, conditions)
    narrow, wide = rows[own[:, rows].all(0)], rows[around[:, rows].all(0)]
    # What another document says of its subject as a whole may contradict.
    general = wide[stated.is_general[wide] & (not apart)]
    if narrow.size and stated.statement(narrow[0]).fact.kind in GOALS:
        # One goal of a list may name what all are about.
        beside = stated.passage[wide] == stated.passage[narrow[0]]
        narrow = np.concatenate([narrow, wide[beside & ~np.isin(wide, narrow)]])
    names = [word.is_name for word in conditions]
    near = wide[own[names][:, wide].all(0) & any(names)]
    said = _upheld(stated.statement(row) for row in (*narrow, *general))
    best = next(found for found in (narrow, near, wide) if found.size or found is wide)
    if differing := disagree(said):
        return differing
    return _apart(_upheld(map(stated.statement, best)))


def _upheld(statements: Iterable[Statement]) -> list[Statement]:
    """Those that nothing contradicts which staff stand behind."""
    every = list(statements)
    sure = [statement.fact for statement in every if statement.fact.correction]
    return [s for s in every if s.fact.correction or not any(_differ(s.fact, f) for f in sure)]


def _apart(statements: Iterable[Statement]) -> list[Statement]:
    """One statement for each sentence, the first, and all that staff corrected."""
    first: dict[object, Statement] = {}
    for statement in statements:
        sentence, correction = statement.sentence, statement.fact.correction
        corrected = statement.fact.start if correction else None
        first.setdefault((sentence.document, sentence.start, corrected), statement)
    return list(first.values())


def _is_cue(word: Word, request: Request, cues: re.Pattern[str]) -> bool:
    if request.kinds == AMOUNTS:
        return MONEY.match(word.folded) is not None or cues.search(word.text) is not None
    is_told = request.cue.pattern and request.cue.search(word.text)
    return bool(is_told) or (request.kinds == PERIODS and word.folded in ENDS)


def _met(index: SearchIndex, conditions: Sequence[Word]) -> tuple[Mask, Mask]:
    """Whether each condition is met by each sentence, which is about what `Projektet` stands for
    there, and by what stands around it."""
    stated = index.view(StatementIndex)
    asked = (_OF_A_PROJECT.sub("", word.text) for word in conditions)
    like = [stated.words.near(word).least(STATEMENT_MET) for word in asked]
    own, around = (stated.met(column, like) for column in (stated.own, stated.around))
    of_page = stated.by_label & ((~around).sum(0) <= MOST_FROM_PAGE)
    around |= stated.met(stated.page, like) & of_page
    return own, around


def disagree(statements: Iterable[Statement]) -> list[Statement]:
    """Statements of different documents that give one thing different dates or sums, as they came.

    There is one for each document and what it tells, `MOST_DIFFERING` at most, and none where all agree.
    What staff corrected wins, and is none of them.
    """
    each: dict[object, Statement] = {}
    for statement in statements:
        fact = statement.fact
        if not fact.correction:
            told = (fact.document, fact.kind, _names_of(fact), *map(fact.fields.get, CLAIMS))
            each.setdefault(told, statement)
    few = list(each.values())[:MOST_DIFFERING]
    return [
        one
        for one in few
        if any(o.fact.document != one.fact.document and _differ(o.fact, one.fact) for o in few)
    ]


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two facts of a kind, and not of things of different names, cannot both be so."""
    if not _tell_otherwise(one, other):
        return False
    names = _names_of(one), _names_of(other)
    return not all(names) or not names[0].isdisjoint(names[1])


def _tell_otherwise(one: Fact, other: Fact) -> bool:
    """Whether two facts of a kind tell different sums or dates; `2023` and `2023-10` agree."""
    if one.kind == other.kind == "amount":
        return one.fields["unit"] == other.fields["unit"] and (
            one.fields["value"] != other.fields["value"]
        )
    if not one.kind == other.kind == "period":
        return False
    for field in ("to", "from"):
        dates = sorted((one.fields.get(field, ""), other.fields.get(field, "")), key=len)
        if dates[0] and not dates[1].startswith(dates[0]):
            return True
    return False


def _names_of(fact: Fact) -> frozenset[str]:
    """The names, folded, of what a fact is about; words that a language has may be no names."""
    about = words(fact.fields.get("subject") or fact.fields.get("of") or "")
    return frozenset(word.folded for word in about if word.is_name and not is_known(word.text))
