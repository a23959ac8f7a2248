"""A model elsewhere, and the one here that takes its place while it is away."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from assistant import bootstrap
from assistant.cli.doctor import CHECKS, examine
from assistant.ingesting import ingest
from assistant.ports import Away
from assistant.reader.elsewhere import SureModel
from assistant.reader.endpoint import EndpointModel
from assistant.reader.onnx import Logits
from assistant.reader.tokens import Pair
from assistant.settings import ReaderSettings, load_settings
from tests.assistant.reader import model_server as ways

PAIR = Pair([0, 5, 2, 2, 7, 2], [(0, 0)] * 6, 4)
HERE = np.zeros((6, 3), np.float32), np.zeros(4, np.float32)
REST = 0.2


class Here:
    """Tells what nothing else tells."""

    loaded = 0

    def __init__(self) -> None:
        Here.loaded += 1

    def logits(self, pairs: Sequence[Pair]) -> list[Logits]:
        return [HERE for _ in pairs]

    def is_degraded(self) -> bool:
        return False


@pytest.fixture
def model(settings: ReaderSettings) -> SureModel:
    Here.loaded = 0
    EndpointModel(settings.model_copy(update={"seconds": 60.0})).logits([PAIR])
    return SureModel(lambda: EndpointModel(settings), settings.seconds, Here, REST)


def is_here(model: SureModel) -> bool:
    (found,) = model.for_question().logits([PAIR])
    return found is HERE


def test_while_it_answers_nothing_is_loaded_here(model: SureModel) -> None:
    assert not is_here(model)
    assert not model.is_degraded()
    assert not Here.loaded


def test_what_fails_is_read_here_and_left_alone_for_a_while(
    server: ways.ModelServer, model: SureModel, caplog: pytest.LogCaptureFixture
) -> None:
    assert not is_here(model)
    server.behaviour = ways.fails(503)
    server.asked.clear()
    assert all(is_here(model) for _ in range(5))
    assert len(server.asked) == 1
    assert Here.loaded == 1
    assert model.is_degraded()
    server.behaviour = ways.Handler.tell
    assert is_here(model)
    time.sleep(1.5 * REST)
    assert not model.is_degraded()
    assert not is_here(model)
    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 2
    assert "status 503" in told[0]
    assert "answers again" in told[1]


def test_it_is_checked_before_it_is_believed_and_whenever_it_was_away(
    server: ways.ModelServer, model: SureModel
) -> None:
    other = ways.changed("whole", data=lambda data: [data[0] + 0.1, *data[1:]])
    server.behaviour = other
    assert is_here(model)
    time.sleep(1.5 * REST)
    assert model.is_degraded()
    server.behaviour = ways.Handler.tell
    time.sleep(1.5 * REST)
    assert not is_here(model)
    server.behaviour = ways.closes
    assert is_here(model)
    server.behaviour = other
    time.sleep(1.5 * REST)
    assert is_here(model)


def test_another_model_behind_the_address_never_answers(
    server: ways.ModelServer, model: SureModel
) -> None:
    assert not is_here(model)
    server.behaviour = ways.changed("made_of", data=[7] * 32)
    assert is_here(model)


def test_a_question_waits_so_long_for_all_that_is_read(
    server: ways.ModelServer, model: SureModel, settings: ReaderSettings
) -> None:
    assert not is_here(model)
    server.behaviour = ways.slow(0.4 * settings.seconds)
    asked = model.for_question()
    begun = time.monotonic()
    found = [asked.logits([PAIR])[0] is HERE for _ in range(6)]
    assert found == [False, False, True, True, True, True]
    assert time.monotonic() - begun < 1.5 * settings.seconds


def test_it_is_checked_within_the_same_time(
    server: ways.ModelServer, model: SureModel, settings: ReaderSettings
) -> None:
    server.behaviour = ways.slow(0.7 * settings.seconds)
    begun = time.monotonic()
    assert is_here(model)
    assert time.monotonic() - begun < 1.3 * settings.seconds


def test_connections_that_hang_keep_nothing_from_being_well_again(
    server: ways.ModelServer, model: SureModel
) -> None:
    assert not is_here(model)
    server.behaviour = ways.dribbles_its_head
    assert model.for_question().logits([PAIR] * 20) == [HERE] * 20
    server.behaviour = ways.Handler.tell
    time.sleep(1.5 * REST)
    assert not model.is_degraded()


def test_answers_are_the_same_wherever_they_are_read(
    server: ways.ModelServer, settings: ReaderSettings, tmp_path: Path
) -> None:
    plain = load_settings(data_dir=tmp_path)
    ingest([Path("documents")], plain)
    elsewhere = plain.model_copy(update={"reader": settings.model_copy(update={"seconds": 30.0})})
    here, there = bootstrap.build_assistant(plain), bootstrap.build_assistant(elsewhere)
    for question in (
        "Varför finns Höghastighetsgruppen?",
        "Vem leder Green Port?",
        "Vad kostar det?",
    ):
        one, other = here.ask(question), there.ask(question)
        assert (one.text, one.citations, one.confidence) == (
            other.text,
            other.citations,
            other.confidence,
        )
    assert server.asked
    assert there.away() == Away(0)
    server.behaviour = ways.fails(500)
    assert there.ask("Vad är syftet?").text == here.ask("Vad är syftet?").text
    assert there.away() == Away.READER


def test_doctor_tells_whether_it_is_there_and_the_same(
    server: ways.ModelServer, settings: ReaderSettings, tmp_path: Path
) -> None:
    told = load_settings(data_dir=tmp_path, reader=settings)
    number = [name for name, _ in CHECKS].index("reader")
    assert examine(told)[number].well
    server.behaviour = ways.changed("made_of", data=[7] * 32)
    found = examine(told)[number]
    assert not found.well
    assert "another model" in found.told
    assert "training.served" in found.mend
