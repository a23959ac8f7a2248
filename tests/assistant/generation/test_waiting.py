"""A worker is left for whoever needs no model, however slow the model is."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from langchain_core.messages import HumanMessage

from assistant.generation.model import CROWDED, TimedModel
from assistant.generation.streamed import NoDraftError
from assistant.generation.usage import Usage
from assistant.generation.waiting import Waiting
from assistant.settings import GenerationSettings
from tests.assistant.generation.endpoint import Endpoint, pauses, says

PROMPT = [HumanMessage("?")]


@pytest.mark.parametrize(("workers", "most"), [(1, 1), (2, 1), (3, 2)])
def test_all_workers_but_one_may_wait(tmp_path: Path, workers: int, most: int) -> None:
    several = [Waiting(tmp_path / "data", workers) for _ in range(most)]
    with several[0].taken() as first, several[-1].taken() as last:
        assert (first, last) == (True, most > 1)
        with Waiting(tmp_path / "data", workers).taken() as more:
            assert not more
    with several[0].taken() as again:
        assert again


def test_who_finds_no_place_gets_the_quotes_at_once_and_is_counted(
    endpoint: Endpoint, tmp_path: Path
) -> None:
    goes_on = threading.Event()
    endpoint.behaviour = pauses("Ja", goes_on, says(", ja."))
    settings = GenerationSettings(model="openai:scripted", base_url=endpoint.url)
    one, other = (
        TimedModel(settings, Usage(tmp_path), waiting=Waiting(tmp_path, 2)) for _ in range(2)
    )
    pieces = one.stream(PROMPT, 20.0)
    assert next(pieces) == "Ja"
    with pytest.raises(NoDraftError, match=CROWDED):
        other.draft(PROMPT, 20.0)
    assert len(endpoint.asked) == 1
    goes_on.set()
    assert "".join(pieces) == ", ja."
    endpoint.behaviour = says("Ja.")
    assert other.draft(PROMPT, 20.0) == "Ja."
    told = {used.outcome: (used.times, used.tokens > 0) for used in Usage(tmp_path).all()}
    assert told == {CROWDED: (1, False), "drafted": (2, True)}
