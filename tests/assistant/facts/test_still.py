"""Answers to yes-or-no questions, on a day that the tests choose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.bootstrap import open_reader
from assistant.facts.still import has_passed
from assistant.models.answers import Status
from assistant.ports import SearchIndex
from assistant.settings import Settings
from tests.assistant.made import assistant_of


@pytest.mark.parametrize(
    ("end", "day", "passed"),
    [
        ("2022", date(2022, 12, 31), False),
        ("2022", date(2023, 1, 1), True),
        ("2022-12", date(2022, 12, 31), False),
        ("2022-12", date(2023, 1, 1), True),
        ("2022-12-30", date(2022, 12, 30), False),
        ("2022-12-30", date(2022, 12, 31), True),
    ],
)
def test_a_period_is_over_when_its_last_day_is(end: str, day: date, *, passed: bool) -> None:
    assert has_passed(end, day) is passed


def asked_on(day: date, index: SearchIndex, settings: Settings) -> Assistant:
    return Assistant(lambda: index, open_reader, settings, lambda: day)


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("Pågår Fordonsdalen React fortfarande?", "Ja. ", "Nej. "),
        ("Är Fordonsdalen React avslutat?", "Nej. ", "Ja. "),
        ("Is Fordonsdalen React still running?", "Yes. ", "No. "),
    ],
)
def test_whether_something_goes_on_depends_on_the_day(
    index: SearchIndex, settings: Settings, question: str, before: str, after: str
) -> None:
    earlier = asked_on(date(2023, 10, 31), index, settings).ask(question)
    later = asked_on(date(2023, 11, 1), index, settings).ask(question)
    assert earlier.text.startswith(before)
    assert later.text.startswith(after)
    assert "passe" not in earlier.text
    assert "har passerat." in later.text or "has passed." in later.text
    assert "22 september 2021" in later.text.lower()
    assert "oktober 2023" in later.citations[0].quote


def test_a_period_settles_only_whether_what_it_is_of_goes_on(tmp_path: Path) -> None:
    page = "# Motordagen\n\nAnmälan av talare till Motordagen pågår till 31 mars 2021.\n"
    day = assistant_of(tmp_path, {"page.md": page})
    assert day.ask("Är anmälan av talare till Motordagen avslutad?").text.startswith("Ja. ")
    assert not day.ask("Är alla talare klara?").text.startswith("Ja.")
    assert not day.ask("Är alla klara?").text.startswith("Ja.")


def test_a_passed_end_is_told_with_the_end(index: SearchIndex, settings: Settings) -> None:
    question = "När slutar Fordonsdalen React?"
    assert "passerat" not in asked_on(date(2022, 1, 1), index, settings).ask(question).text
    assert "har passerat" in asked_on(date(2026, 1, 1), index, settings).ask(question).text


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Slutar Fordonsdalen React 2023?", "oktober 2023"),
        ("Slutar Fordonsdalen React före 2023?", "oktober 2023"),
        ("Startade Fordonsdalen React i juli 2021?", "juli 2021"),
        ("Är budgeten för Fordonsdalen React 20 miljoner kronor?", "15,7"),
        ("Leder Gustav Hemming högnivågruppen?", "Gustav Hemming"),
        ("Är Ola Boström VD på Veoneer?", "forskningschef"),
        ("Är det bara Scania som är med?", "Lars-Henrik Jörnving"),
        ("Ingår inte KTH i högnivågruppen?", "Annika Stensson Trigell"),
    ],
)
def test_facts_speak_for_themselves(assistant: Assistant, question: str, holds: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert not answer.text.startswith(("Ja", "Jo", "Nej"))
    assert holds in answer.text


def test_that_a_group_has_members_says_nothing_else_of_it(assistant: Assistant) -> None:
    assert not assistant.ask("Har högnivågruppen ett uppdrag?").text.startswith("Ja. 21 personer")


@pytest.mark.parametrize("question", ["Är Sverige fossilfritt?", "Är Anton Västberg ordförande?"])
def test_neither_is_said_where_the_source_does_not_settle_it(
    assistant: Assistant, question: str
) -> None:
    assert not assistant.ask(question).text.startswith(("Ja.",))


def test_silence_says_what_was_looked_for_and_offers_what_is_near(assistant: Assistant) -> None:
    answer = assistant.ask("Hur många anställda har Fordonsdalen React?")
    assert answer.status is Status.NOT_FOUND
    assert "”Hur många anställda har Fordonsdalen React?”" in answer.text
    assert answer.citations == ()
    near = answer.related[0]
    assert near.document.id == "react"
    assert near.document.text[near.start : near.end] == near.quote
    assert near.quote not in answer.text


def test_what_is_related_is_not_quoted_already(assistant: Assistant) -> None:
    answer = assistant.ask("När slutar Fordonsdalen React?")
    for near in answer.related:
        for quoted in answer.citations:
            assert near.document != quoted.document or (
                near.end <= quoted.start or quoted.end <= near.start
            )


def test_a_year_is_no_day(tmp_path: Path) -> None:
    page = (
        "---\ntitle: Laddkraft\npublished: 2023-11-03\n---\n\n"
        "Projektet Laddkraft pågår från 2024 till 2024. Det leds av Anna Ek.\n"
    )
    laddkraft = assistant_of(tmp_path, {"laddkraft.md": page})
    assert "dagen är" not in laddkraft.ask("När är Laddkraft?").text
    assert laddkraft.ask("Pågår Laddkraft fortfarande?").text.startswith("Nej. ")
