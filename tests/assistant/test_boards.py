"""A board with a chair, members of parties and substitutes, on a small document of its own."""

from __future__ import annotations

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from tests.assistant.made import assistant_of

BOARD = """---
title: Transportberedningen
published: 2026-01-10
---
Transportberedningen tar fram regionens plan för vägar.

Ordförande: Maja Holm (S)

Ledamöter i Transportberedningen är Ali Rashid (S), Eva Brandt (M), Jonas Lilja (M) och Karin Öst (KD).

Ersättare i Transportberedningen är Sven Palm (C) och Leila Haidari (V).
"""


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_of(tmp_path_factory.mktemp("board"), {"board.md": BOARD})


@pytest.mark.parametrize(
    ("question", "begins", "names"),
    [
        ("Hur många ledamöter har Transportberedningen?", "4 personer ingår", {"Holm"}),
        ("Hur många ersättare har Transportberedningen?", "2 personer är ersättare", set()),
        (
            "Vilka är ersättare i Transportberedningen?",
            "2 personer är ersättare",
            {"Palm", "Haidari"},
        ),
        ("Vilka från M sitter i Transportberedningen?", "", {"Brandt", "Lilja"}),
        ("Vem är KD:s ledamot i Transportberedningen?", "Karin Öst", {"Öst"}),
        ("Hur många moderater är med i Transportberedningen?", "2 av dem", {"Brandt", "Lilja"}),
        (
            "Vilka sitter i Transportberedningen?",
            "4 personer ingår",
            {"Holm", "Rashid", "Brandt", "Lilja", "Öst"},
        ),
    ],
)
def test_just_those_asked_for_are_counted_and_named(
    board: Assistant, question: str, begins: str, names: set[str]
) -> None:
    answer = board.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(begins)
    everybody = {"Holm", "Rashid", "Brandt", "Lilja", "Öst", "Palm", "Haidari"}
    assert {name for name in everybody if name in answer.text} == names
