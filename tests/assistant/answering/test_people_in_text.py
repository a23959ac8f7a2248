"""What running text says of people besides who they are belongs to the answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.bootstrap import build_assistant
from assistant.models.answers import Status
from assistant.staff.corrections import FactCorrection, corrections_file
from tests.assistant.made import assistant_of, ingested

NEWS = """---
title: Nytt från Laddföreningen
published: 2026-02-01
---
Ordförande Birger Trång avgick i juni efter kritik och ersattes av Samira Öhn.

Påståendet att Mats Mo är vd för Bolaget Mo AB är falskt.

David Dahl, vd för Bolaget Dal AB, gick bort i augusti.

Gil Gorse, CEO of Gorse Ltd, resigned on Friday.

Kontaktperson: Ylva Ask, kommunikatör.

| Namn | Uppdrag | Kommun |
| --- | --- | --- |
| Ann Ask | förvaltningschef | Lindby kommun |
| Bea Bok | förvaltningschef | Almby kommun |
| Cia Ceder | förvaltningschef | Ekby kommun |
| Dan Dill | förvaltningschef | Hasselby kommun |

I rådet sitter Anna Ek, rektor, Bo Alm, professor, Cia Dal, lektor, Dan Eng, adjunkt, och Eva Fors, dekan.
"""

BOARD = """---
title: Styrelsen för Torpet
published: 2026-01-01
---
Styrelsen för Torpet består av:

- Olga Torp, ordförande, avgick i maj efter kritik
- Per Torp, kassör
"""
COUNCIL = """---
title: Nytt från Kärrby
published: 2026-01-01
---
Kärrbyrådet leds av Birger Trång, landshövding, och Samira Öhn, direktör, sedan 2020.
"""


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("news")
    return assistant_of(folder, {"news.md": NEWS, "board.md": BOARD})


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


def test_an_item_of_a_list_is_told_whole_beside_the_name_of_the_list(news: Assistant) -> None:
    answer = news.ask("Vem är ordförande i styrelsen för Torpet?")
    assert answer.text == "Olga Torp, ordförande, avgick i maj efter kritik [1] [2]"
    assert "Styrelsen för Torpet" in answer.citations[1].quote


def test_many_rows_of_a_table_are_a_list(news: Assistant) -> None:
    answer = news.ask("Vem är förvaltningschef?")
    assert "|" not in answer.text
    assert "\n- Ann Ask, förvaltningschef, Lindby kommun" in answer.text


def test_of_a_list_of_many_the_one_is_told(news: Assistant) -> None:
    answer = news.ask("Vem är professor?")
    assert "Bo Alm, professor" in answer.text
    assert "Cia Dal" not in answer.text
    assert answer.citations[0].quote == "Bo Alm, professor"


def test_a_name_that_means_something_else_too_is_a_name(tmp_path: Path) -> None:
    text = "Projektledare för Delta är Dan Dal.\n\nProjektledare för Alfa är Ada Alm.\n"
    answer = assistant_of(tmp_path, {"projects.md": text}).ask("Vem är projektledare för Delta?")
    assert "Dan Dal" in answer.text
    assert "Ada Alm" not in answer.text


def test_a_sentence_of_which_staff_withdrew_something_is_not_told(tmp_path: Path) -> None:
    settings = ingested(tmp_path, {"council.md": COUNCIL})
    told = build_assistant(settings).ask("Vem leder Kärrbyrådet?").text
    assert told.startswith("Kärrbyrådet leds av Birger Trång, landshövding, och Samira Öhn")
    facts = build_assistant(settings).snapshot().facts
    wrong = next(fact for fact in facts if fact.fields.get("name") == "Birger Trång")
    entry = FactCorrection(
        document=wrong.document,
        kind=wrong.kind,
        read=dict(wrong.fields),
        quote=wrong.text,
        corrected={},
        reason="Fel i källan",
        owner="Kansliet",
        review_by=date(2030, 1, 1),
    )
    corrections_file(settings.data_dir).change(None, entry)
    told = build_assistant(settings).ask("Vem leder Kärrbyrådet?").text
    assert told.startswith("Samira Öhn, direktör, leder Kärrbyrådet. [1] [2]")
