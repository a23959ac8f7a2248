from __future__ import annotations

import pytest

from assistant.answering.assistant import Assistant
from assistant.models.answers import Status
from assistant.question.parts import split_parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Vem leder gruppen och hur länge pågår projektet?",
            ["Vem leder gruppen?", "hur länge pågår projektet?"],
        ),
        ("Vem är hon? Vad gör hon?", ["Vem är hon?", "Vad gör hon?"]),
        (
            "Who represents Scania, and who leads the group?",
            ["Who represents Scania?", "who leads the group?"],
        ),
        ("Hur många är med i gruppen och vem leder?", [..., "vem leder?"]),
    ],
)
def test_several_questions_are_taken_apart(text: str, parts: list[object]) -> None:
    assert split_parts(text) == [
        found if part is ... else part for part, found in zip(parts, split_parts(text), strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "När och var hålls mötet?",
        "Vilka mål och syften har projektet?",
        "Vem leder gruppen och var ordförande förut?",
        "Vem leder gruppen? Jag behöver det till en artikel.",
        "a? b? c? d? e? f?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert split_parts(text) == [text]


def test_each_part_is_answered_and_numbered_through(assistant: Assistant) -> None:
    answer = assistant.ask("Vem kommer från Scania och när slutar Fordonsdalen React?")
    assert answer.status is Status.ANSWERED
    assert "Lars-Henrik Jörnving" in answer.text
    assert "oktober 2023" in answer.text
    assert [citation.number for citation in answer.citations] == [1, 2, 3]
    assert answer.text.index("[1]") < answer.text.index("[2]") < answer.text.index("[3]")


def test_a_later_part_may_lean_on_the_answer_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("Vem leder högnivågruppen, och vilken roll har han?")
    assert answer.question.standalone.endswith("vilken roll har Gustav Hemming?")
    assert "regionråd" in answer.text


def test_a_later_part_is_searched_for_with_the_one_before_it(assistant: Assistant) -> None:
    answer = assistant.ask("Hur länge pågår Fordonsdalen Stockholm och vad händer sedan?")
    assert "verksamheten ska fortlöpa efter det" in answer.text


def test_what_one_part_has_said_is_not_said_for_the_next(assistant: Assistant) -> None:
    answer = assistant.ask("Vem kommer från Veoneer, och vad har han för roll?")
    assert answer.text.count("forskningschef") == 1


def test_a_part_without_an_answer_is_told_of(assistant: Assistant) -> None:
    answer = assistant.ask("Vem kommer från Scania och vem kommer från Tesla?")
    assert answer.status is Status.ANSWERED
    assert "Om ”vem kommer från Tesla?” säger dokumenten inget." in answer.text
    assert len(answer.citations) == 2


def test_no_answer_to_any_part_is_one_refusal(assistant: Assistant) -> None:
    answer = assistant.ask("Vem representerar Tesla och vem representerar Polestar?")
    assert answer.status is Status.NOT_FOUND
    assert answer.citations == ()
