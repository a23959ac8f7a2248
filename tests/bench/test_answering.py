"""Ratios of a question to its embedding."""

from __future__ import annotations

from bench.answering import Spent, measured


def test_questions_of_facts_and_read_ones_are_told_apart() -> None:
    facts = Spent("a", 0.01, 0.02, 0.001, from_facts=True, read=False)
    read = Spent("b", 0.01, 0.11, 0.11, from_facts=False, read=True)
    told = {figure.what: figure for figure in measured([facts, read])}
    of_facts = told["1 questions that facts answer, as a multiple of their embedding: median"]
    beyond = told["1 questions that are read, beyond their embedding: median"]
    assert (round(of_facts.value, 6), of_facts.is_met) == (2, False)
    assert (round(beyond.value, 6), beyond.is_met) == (100, True)
