"""Which facts cannot both be so."""

from __future__ import annotations

from itertools import permutations

import pytest

from assistant.facts.statement_index import Statement
from assistant.facts.statements import disagree
from assistant.models.documents import Fact, Passage, Sentence


def sum_of(document: str, subject: str, value: str) -> Statement:
    fields = {"of": subject, "unit": "SEK", "value": value}
    sentence = Sentence(document, 0, 1, subject)
    passage = Passage(document, 0, 1, subject, "", "", (sentence,))
    return Statement(Fact(document, 0, 1, subject, "amount", fields), sentence, passage)


FOUR, FIVE = sum_of("a", "Alfanavet", "4"), sum_of("c", "Alfanavet", "5")
OTHER = sum_of("b", "Betanavet", "4")


@pytest.mark.parametrize("told", [*permutations((FOUR, OTHER, FIVE))])
def test_two_sums_of_one_disagree_in_any_order(told: tuple[Statement, ...]) -> None:
    differing = disagree(told)
    assert differing
    assert set(map(id, differing)) == {id(FOUR), id(FIVE)}


def test_sums_of_things_of_different_names_agree() -> None:
    assert disagree((OTHER, FIVE)) == []
