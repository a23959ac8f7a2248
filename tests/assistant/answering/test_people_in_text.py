"""What running text says of people besides who they are belongs to the answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from tests.assistant.made import assistant_of

NEWS = """---
title: Nytt från Laddföreningen
published: 2026-02-01
---
Ordförande Birger Trång avgick i juni efter kritik och ersattes av Samira Öhn.

Påståendet att Mats Mo är vd för Bolaget Mo AB är falskt.

David Dahl, vd för Bolaget Dal AB, gick bort i augusti.

Gil Gorse, CEO of Gorse Ltd, resigned on Friday.

Kontaktperson: Ylva Ask, kommunikatör.

I rådet sitter Anna Ek, rektor, Bo Alm, professor, Cia Dal, lektor, Dan Eng, adjunkt, och Eva Fors, dekan.
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("news")
    return assistant_of(folder, {"news.md": NEWS})


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (
            "Vem är ordförande i Laddföreningen?",
            "Ordförande Birger Trång avgick i juni efter kritik och ersattes av Samira Öhn.",
        ),
        (
            "Vem är vd för Bolaget Mo AB?",
            "Påståendet att Mats Mo är vd för Bolaget Mo AB är falskt.",
        ),
        (
            "Vem är vd för Bolaget Dal AB?",
            "David Dahl, vd för Bolaget Dal AB, gick bort i augusti.",
        ),
        ("Who is the CEO of Gorse Ltd?", "Gil Gorse, CEO of Gorse Ltd, resigned on Friday."),
    ],
)
def test_the_whole_sentence_is_told_and_quoted(
    news: Assistant, question: str, sentence: str
) -> None:
    answer = news.ask(question)
    assert answer.status is Status.ANSWERED
    assert sentence in answer.text
    assert [citation.quote for citation in answer.citations] == [sentence]


def test_of_a_list_of_many_the_one_is_told(news: Assistant) -> None:
    answer = news.ask("Vem är professor?")
    assert "Bo Alm, professor" in answer.text
    assert "Cia Dal" not in answer.text
    assert answer.citations[0].quote == "Bo Alm, professor"
