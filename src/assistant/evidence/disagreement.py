"""Finds sources that say the same of something with another date or number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from assistant.models.answers import Evidence, Question
from assistant.text.function_words import is_content
from assistant.text.kinds import AMOUNT, COUNT, DATE, QUANTITY, SHARE
from assistant.text.words import words

VALUED = frozenset({AMOUNT, COUNT, DATE, QUANTITY, SHARE})
"""Kinds of question whose answer is a value."""
SAME = 0.6
"""The least share of their other words that two sentences have in common."""
_VALUE = re.compile(
    r"\d+(?:[.,:]\d+)*|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    r"|miljoner|miljarder|miljon|kronor|procent|million|billion|percent|january|february|march|may|june|july|august|october)\b", re.IGNORECASE
)  # fmt: skip


def disagreeing(question: Question, chosen: Sequence[Evidence]) -> tuple[Evidence, Evidence] | None:
    """Two chosen sentences of different documents that differ in their values and in little else.

    Of the values that the question names the same stand around both, for `företag nummer 12` is not number
    121; unless each of them says one: `2021 eller 2022?`.
    """
    if question.expects not in VALUED:
        return None
    named = _values(question.standalone)
    for one, other in combinations(chosen, 2):
        apart = one.span.document != other.span.document
        if apart and _are_of_same(one, other, named) and _differ(one, other):
            return one, other
    return None


def _are_of_same(one: Evidence, other: Evidence, named: set[str]) -> bool:
    if _around(one) & named == _around(other) & named:
        return True
    return all(named & _values(each.span.text) for each in (one, other))


def _differ(one: Evidence, other: Evidence) -> bool:
    texts = one.span.text, other.span.text
    values = _values(texts[0]), _values(texts[1])
    if not all(values) or values[0] <= values[1] or values[1] <= values[0]:
        return False
    told = [{w.folded for w in words(_VALUE.sub(" ", text)) if is_content(w)} for text in texts]
    shortest = min(len(told[0]), len(told[1]))
    return shortest > 0 and len(told[0] & told[1]) >= SAME * shortest


def _around(one: Evidence) -> set[str]:
    return _values(f"{one.hit.passage.above} {one.hit.passage.text}")


def _values(text: str) -> set[str]:
    return {match.group().casefold() for match in _VALUE.finditer(text)}
