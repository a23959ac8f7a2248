"""Two sources that disagree on an end or a sum, each in its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from tests.assistant.made import assistant_of

PAGE = """---
title: Elbåtarna – projektsida
published: 2024-02-01
---
Elbåtarna provar eldrivna pendelbåtar.

**Projekttid:** 1 mars 2024–31 augusti 2027
**Budget:** 38,5 miljoner kronor
**Medlemsavgift:** 500 kronor
"""
NEWS = """---
title: Mer än hälften av båtarna går på el i Elbåtarna
published: 2026-05-20
---
Under två år har sju båtar bytts ut. Projektet pågår till december 2026.

Den samlade kostnaden är 33 miljoner kronor. Varje båt kostar 4 miljoner kronor.
"""


@pytest.fixture(scope="module")
def boats(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return assistant_of(tmp_path_factory.mktemp("conflict"), {"page.md": PAGE, "news.md": NEWS})


@pytest.mark.parametrize(
    ("question", "newer", "older"),
    [
        ("Hur stor är budgeten för Elbåtarna?", "33 miljoner", "38,5 miljoner"),
        ("Vad kostar Elbåtarna totalt?", "33 miljoner", "38,5 miljoner"),
        ("Vad kostar elbåtsprojektet totalt?", "33 miljoner", "38,5 miljoner"),
        ("När ska Elbåtarna vara klart?", "december 2026", "31 augusti 2027"),
        ("När slutar Elbåtarna?", "december 2026", "31 augusti 2027"),
    ],
)
def test_both_are_quoted_the_newer_first(
    boats: Assistant, question: str, newer: str, older: str
) -> None:
    answer = boats.ask(question)
    assert answer.status is Status.CONFLICTING
    assert 0 < answer.text.index(newer) < answer.text.index(older)
    assert "20 maj 2026" in answer.text


def test_in_another_language_a_few_words_say_what_each_quote_says(boats: Assistant) -> None:
    answer = boats.ask("When does the project Elbåtarna end?")
    assert answer.status is Status.CONFLICTING
    newer, older = answer.text.split("\n- ")[1:]
    assert newer.startswith("20 May 2026: Until December 2026. “")
    assert "31 August 2027. “" in older
    assert newer.endswith("[1]")
    assert older.endswith("[2]")
    assert "Until" not in boats.ask("När slutar Elbåtarna?").text


def test_sums_of_other_things_do_not_contradict(boats: Assistant) -> None:
    answer = boats.ask("Vad kostar varje båt i Elbåtarna?")
    assert answer.status is Status.ANSWERED
    assert "4 miljoner" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Till när pågår Elbåtarna?",
        "Until when does Elbåtarna run?",
        "När börjar och slutar Elbåtarna?",
    ],
)
def test_a_labelled_period_may_contradict_a_sentence(boats: Assistant, question: str) -> None:
    assert boats.ask(question).status is Status.CONFLICTING


def test_membership_costs_no_total(boats: Assistant) -> None:
    assert "500 kronor" in boats.ask("Vad kostar det att vara medlem i Elbåtarna?").text


@pytest.mark.parametrize(
    "question", ["Hur länge gäller Hamnkraft numera?", "När slutar Hamnkraft?"]
)
def test_the_day_of_something_else_does_not_contradict(tmp_path: Path, question: str) -> None:
    about = (
        "---\ntitle: Om samverkan Hamnkraft\npublished: 2025-02-01\n---\n"
        "Hamnkraft är en samverkan mellan tre hamnar. Avtalet skrevs under den 3 mars 2022. Det gällde"
        " först i två år och har därefter förlängts till och med den 30 juni 2028.\n"
    )
    minutes = (
        "---\ntitle: Minnesanteckningar från styrgruppen för Hamnkraft\npublished: 2025-05-01\n---\n"
        "Beslut: En studieresa till Rotterdam genomförs den 7–8 oktober 2025. Högst 12 personer kan"
        " följa med.\n"
    )
    answer = assistant_of(tmp_path, {"about.md": about, "minutes.md": minutes}).ask(question)
    assert answer.status is Status.ANSWERED
    assert "30 juni 2028" in answer.text
    assert "Rotterdam" not in answer.text


THREE = ((2023, "31 december 2026"), (2024, "30 juni 2028"), (2025, "31 mars 2030"))


def test_all_that_disagree_are_told_the_newest_first(tmp_path: Path) -> None:
    pages = {
        f"{year}.md": f"---\ntitle: Testbanan i Arlanda {year}\npublished: {year}-02-01\n---\n"
        f"Avtalet om testbanan i Arlanda gäller till och med den {end}.\n"
        for year, end in THREE
    }
    answer = assistant_of(tmp_path, pages).ask("När slutar avtalet om testbanan i Arlanda?")
    assert answer.status is Status.CONFLICTING
    places = [answer.text.index(end) for _, end in reversed(THREE)]
    assert places == sorted(places)


def test_two_things_that_a_number_tells_apart_are_no_two_sources(tmp_path: Path) -> None:
    pages = {
        f"{number}.md": f"# Företag {number}\n\nFöretaget nummer {number} gör ventiler. Det blev medlem {year}.\n"
        for number, year in ((12, 2002), (121, 2021), (122, 2022))
    }
    answer = assistant_of(tmp_path, pages).ask("När blev företaget nummer 12 medlem?")
    assert answer.status is not Status.CONFLICTING
    assert "2021" not in answer.text


def test_sources_that_say_one_each_of_what_the_question_names_disagree(tmp_path: Path) -> None:
    pages = {
        f"{year}.md": f"# Elbåtarna {place}\n\nProjektet Elbåtarna startade i maj {year}.\n"
        for year, place in ((2021, "i Ekvik"), (2022, "i Lund"))
    }
    answer = assistant_of(tmp_path, pages).ask("När startade Elbåtarna, 2021 eller 2022?")
    assert answer.status is Status.CONFLICTING
