"""Questions behind others: what stands alone is answered as if it came first."""

from __future__ import annotations

import pytest

from assistant.answering import way
from assistant.answering.assistant import Assistant
from assistant.answering.found_answer import FoundAnswer
from assistant.composition.response import Response
from assistant.evidence.choosing import Choice
from assistant.evidence.findings import Findings
from assistant.models.answers import Question, Status, Turn
from assistant.models.documents import Fact

FACT = Fact("hognivagruppen", 0, 4, "text", "goal", {"goal": "text"})


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


ALONE, BEHIND, BARE = (
    "Vad står branschen inför?",
    "Vad kostar det att hyra bänken?",
    "Vad kostar det?",
)
"""One that stands alone, one that seems to lean on what was said, and one that does and names nothing."""
LEAST = way.LEAST_OTHERWISE


@pytest.mark.parametrize(
    ("question", "likely", "unlikely", "told"),
    [
        (ALONE, None, LEAST - 0.01, "refused"),
        (ALONE, None, LEAST, "unlikely"),
        (BEHIND, None, LEAST - 0.01, "refused"),
        (BEHIND, None, LEAST, "unlikely"),
        (BARE, None, 0.99, "refused"),
        ("من يقود المجموعة؟", None, 0.99, "unlikely"),
        (ALONE, 0.6, 0.6 + way.CLEARLY_SURER, "unlikely"),
        (ALONE, 0.7, 0.7 + way.CLEARLY_SURER - 0.01, "likely"),
        (BEHIND, 0.6, 0.89, "likely"),
    ],
)
def test_the_other_way_of_reading_counts_where_it_is_sure(
    assistant: Assistant,
    monkeypatch: pytest.MonkeyPatch,
    question: str,
    likely: float | None,
    unlikely: float,
    told: str,
) -> None:
    def found(self: way.Way, read: Question, _: int) -> FoundAnswer:
        is_likely = bool(read.turns) is (question != ALONE)
        chance = likely if is_likely else unlikely
        if chance is None:
            return FoundAnswer(read, Findings(), Response(Status.NOT_FOUND, "refused"), self.index)
        findings = Findings(choice=Choice((), chance, corrected=(FACT,)))
        response = Response(Status.ANSWERED, "likely" if is_likely else "unlikely")
        return FoundAnswer(read, findings, response, self.index)

    monkeypatch.setattr(way.Way, "_found_as_read", found)
    answer = assistant.ask(question, None, [Turn("user", "Vem leder gruppen?")])
    assert answer.text == told


def test_what_only_an_older_version_says_ends_no_search(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(self: way.Way, read: Question, _: int) -> FoundAnswer:
        findings = Findings(choice=Choice((), 0.8, corrected=(FACT,)))
        response = Response(Status.ANSWERED, "now" if read.turns else "before")
        return FoundAnswer(read, findings, response, self.index if read.turns else None)

    monkeypatch.setattr(way.Way, "_found_as_read", found)
    answer = assistant.ask(ALONE, None, [Turn("user", "Vem leder gruppen?")])
    assert answer.text == "now"
