"""What a language model took: by day, by all workers together, whatever the endpoint tells of it."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from assistant.generation.model import TimedModel
from assistant.generation.streamed import NoDraftError
from assistant.generation.usage import Usage, Used
from assistant.settings import GenerationSettings
from tests.assistant.generation.endpoint import Endpoint, fails, says

PROMPT = [HumanMessage("Vem leder gruppen? " * 20)]
SECONDS = 60.0
USED_UP = "budget of the day used up"


def given(endpoint: Endpoint, **more: object) -> GenerationSettings:
    return GenerationSettings.model_validate(
        {"model": "openai:scripted", "base_url": endpoint.url, **more}
    )


def test_a_day_ends_at_midnight_and_neither_at_a_restart_nor_in_another_worker(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    day = [date(2026, 1, 1)]

    def worker() -> TimedModel:
        return TimedModel(settings, Usage(tmp_path), date_of_today=lambda: day[0])

    settings = given(endpoint, tokens_per_day=100)
    endpoint.behaviour = says("Ja.", usage=(50, 10))
    one, other = worker(), worker()
    assert one.draft(PROMPT, SECONDS) == other.draft(PROMPT, SECONDS) == "Ja."
    for model in (one, other, worker()):
        with pytest.raises(NoDraftError, match=USED_UP):
            model.draft(PROMPT, SECONDS)
    day[0] = date(2026, 1, 2)
    assert one.draft(PROMPT, SECONDS) == "Ja."
    told = [(used.day, used.outcome, used.times, used.tokens) for used in Usage(tmp_path).all()]
    assert told == [("2026-01-02", "drafted", 1, 60), ("2026-01-01", "drafted", 2, 120)]


@pytest.mark.parametrize("told", [(-500, -20), (0, 0), (10**12, 10**12), (10**30, 10**30)], ids=str)
def test_an_endpoint_that_tells_nonsense_of_its_tokens_is_not_believed(
    endpoint: Endpoint, tmp_path: Path, told: tuple[int, int]
) -> None:
    endpoint.behaviour = says("Ja, " * 30, usage=told)
    TimedModel(given(endpoint), Usage(tmp_path)).draft(PROMPT, SECONDS)
    (used,) = Usage(tmp_path).all()
    assert used.tokens == len(str(PROMPT[0].content)) // 3 + len("Ja, " * 30) // 3


def test_one_that_turns_questions_away_takes_no_tokens(endpoint: Endpoint, tmp_path: Path) -> None:
    endpoint.behaviour = fails(503)
    with pytest.raises(NoDraftError):
        TimedModel(given(endpoint), Usage(tmp_path)).draft(PROMPT, SECONDS)
    (used,) = Usage(tmp_path).all()
    assert (used.outcome, used.times, used.tokens) == ("status 503", 1, 0)


def test_what_cannot_be_counted_is_counted_later_and_nothing_is_asked_before(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    class Full(Usage):
        is_full = True

        def note(self, used: Used) -> None:
            if self.is_full:
                raise sqlite3.OperationalError("database or disk is full")
            super().note(used)

    usage = Full(tmp_path)
    endpoint.behaviour = says("Ja.", usage=(50, 10))
    model = TimedModel(given(endpoint), usage)
    assert model.draft(PROMPT, SECONDS) == "Ja."
    with pytest.raises(NoDraftError, match="budget unknown"):
        model.draft(PROMPT, SECONDS)
    usage.is_full = False
    assert model.draft(PROMPT, SECONDS) == "Ja."
    (used,) = usage.all()
    assert (used.times, used.tokens) == (2, 120)
