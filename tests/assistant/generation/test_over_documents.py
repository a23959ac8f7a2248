"""Comparisons and summaries: sentences of several documents in one answer, each held to its own quote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answering.assistant import Assistant
from assistant.messages.reasons import reason_told
from assistant.models.answers import Status
from tests.assistant.conftest import REACT
from tests.assistant.generation.endpoint import Behaviour, Endpoint, Handler, says
from tests.assistant.made import assistant_of

PORT = """---
title: Green Port
language: sv
---
# Green Port

Green Port är ett projekt om eldrivna hamnar. Syftet med Green Port är att halvera utsläppen i hamnen.

Green Port pågår från januari 2022 till december 2024. Den totala budgeten är 22 miljoner kronor.
"""
OF_PORT = "Syftet med Green Port är att halvera utsläppen i hamnen"
OF_REACT = "Syftet med React är att ge anställda ny kompetens"
SWAPPED = "Syftet med React är att halvera utsläppen i hamnen"


@pytest.fixture
def assistant(endpoint: Endpoint, tmp_path: Path) -> Assistant:
    model = {"model": "openai:scripted", "base_url": endpoint.url}
    return assistant_of(tmp_path, {"react.md": REACT, "port.md": PORT}, generation=model)


def tells(*sentences: tuple[str, str]) -> Behaviour:
    """Write sentences, each with the handle of the evidence that holds some words."""

    def behave(handler: Handler) -> None:
        shown = handler.server.asked[-1]["messages"][-1]["content"].splitlines()
        quotes = [json.loads(line) for line in shown if line.startswith("{")]
        handles = {
            words: next(one["handle"] for one in quotes if words in one["quote"])
            for _, words in sentences
        }
        says(" ".join(f"{text} [{handles[words]}]." for text, words in sentences))(handler)

    return behave


def test_a_comparison_tells_of_each_document_by_its_own_quote(
    endpoint: Endpoint, assistant: Assistant
) -> None:
    endpoint.behaviour = tells((OF_PORT, OF_PORT), (OF_REACT, OF_REACT), (SWAPPED, OF_PORT))
    answer = assistant.ask("Jämför syftet med React och Green Port")
    assert answer.text == f"{OF_PORT}. [1] {OF_REACT}. [2]"
    assert [citation.document.id for citation in answer.citations] == ["port", "react"]
    (draft,) = answer.explanation.drafts
    assert reason_told(draft.claims[2].objection, "en") == "The quote does not hold the name React."


def test_a_summary_tells_more_of_a_document_than_the_quote_that_answers(
    endpoint: Endpoint, assistant: Assistant
) -> None:
    budget = "Den totala budgeten är 22 miljoner kronor"
    period = "Green Port pågår från januari 2022 till december 2024"
    endpoint.behaviour = tells((OF_PORT, OF_PORT), (period, period), (budget, budget))
    answer = assistant.ask("Sammanfatta Green Port")
    assert answer.text == f"{OF_PORT}. [1] {period}. [2] {budget}. [3]"


@pytest.mark.parametrize("behind", ["Den totala budgeten är 22 miljoner kronor"])
def test_what_names_nothing_is_not_told_behind_a_sentence_of_another_place(
    endpoint: Endpoint, assistant: Assistant, behind: str
) -> None:
    for first in (OF_REACT, OF_PORT):
        told = [(OF_PORT, OF_PORT), (OF_REACT, OF_REACT)]
        told.sort(key=lambda one: one[0] == first)
        endpoint.behaviour = tells(*told, (behind, behind))
        answer = assistant.ask("Jämför syftet med React och Green Port")
        assert behind not in answer.text
        assert first in answer.text


@pytest.mark.parametrize("question", ["Jämför React och Green Port.", "Sammanfatta alla dokument"])
def test_what_the_reader_finds_no_answer_to_no_model_is_asked(
    endpoint: Endpoint, assistant: Assistant, question: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status in (Status.NOT_FOUND, Status.OUT_OF_SCOPE)
    assert endpoint.asked == []
