"""Questions behind others: what stands alone is answered as if it came first."""

from __future__ import annotations

import pytest

from assistant.answering import way
from assistant.answering.assistant import Assistant
from assistant.answering.found_answer import FoundAnswer
from assistant.composition.response import Response
from assistant.evidence.findings import Findings
from assistant.facts.people import Match
from assistant.models.answers import Question, Status, Turn


@pytest.mark.parametrize("before", ["Vem leder högnivågruppen?", "När slutar projektet?"])
@pytest.mark.parametrize(
    "question",
    [
        "Vilka utmaningar står branschen inför?",
        "Vad är Fordonsdalen Stockholm?",
        "Har gruppen träffats?",
    ],
)
def test_what_stands_alone_is_answered_as_if_it_came_first(
    assistant: Assistant, before: str, question: str
) -> None:
    turns = [Turn("user", before), Turn("assistant", assistant.ask(before).text)]
    first, second = assistant.ask(question), assistant.ask(question, None, turns)
    assert (second.status, second.text) == (first.status, first.text)
    assert second.confidence == pytest.approx(first.confidence)
    assert second.question.standalone == question
    assert second.question.turns


@pytest.mark.parametrize(
    ("question", "is_leaning"),
    [("Vad står branschen inför?", False), ("Och vad händer sedan?", True)],
)
@pytest.mark.parametrize(
    ("chance", "is_taken"),
    [(way.LEAST_OTHERWISE - 0.01, False), (way.LEAST_OTHERWISE, True)],
)
def test_the_other_way_of_reading_counts_where_it_is_sure(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    chance: float,
    *,
    is_leaning: bool,
    is_taken: bool,
) -> None:
    ways: list[bool] = []

    def found(_: way.Way, read: Question, __: int) -> FoundAnswer:
        ways.append(bool(read.turns))
        if len(ways) == 1:
            return FoundAnswer(read, Findings(), Response(Status.NOT_FOUND, "no"))
        told = Findings(people=Match((), frozenset()), chance=chance)
        return FoundAnswer(read, told, Response(Status.ANSWERED, "yes"))

    monkeypatch.setattr(way.Way, "_found_as_read", found)
    answer = assistant.ask(question, None, [Turn("user", "Vem leder gruppen?")])
    assert ways == [is_leaning, not is_leaning]
    assert (answer.text == "yes") is is_taken
