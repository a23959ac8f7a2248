"""Processes that answer: none of them, and no question, stops the others."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.api.workers import InQuotes, Workers
from assistant.errors import BusyError, FordonsdalenError, InvalidInputError
from assistant.models.answers import Status, Turn
from assistant.ports import Away, SearchIndex
from assistant.progress import Said
from assistant.settings import LimitsSettings, ServerSettings, load_settings
from tests.assistant.api import stubborn

pytestmark = pytest.mark.alone
Open = Callable[..., Workers]


@pytest.fixture
def open_workers(tmp_path: Path) -> Iterator[Open]:
    opened: list[Workers] = []

    def start(number: int = 1, **limits: Any) -> Workers:
        given = {"question_seconds": 1.0, "wait_seconds": 20.0, **limits}
        settings = load_settings(
            data_dir=tmp_path,
            server=ServerSettings(workers=number),
            limits=LimitsSettings.model_validate(given),
        )
        record = cast(SearchIndex, stubborn.StubbornIndex(settings))
        opened.append(Workers(stubborn.build, settings, lambda: record))
        opened[-1].start()
        return opened[-1]

    yield start
    for workers in opened:
        workers.close()


def process_of(workers: Workers) -> int:
    return int(workers.ask("who").text.split()[0])


def test_what_nobody_asked_is_answered_without_a_language_model(
    open_workers: Open, tmp_path: Path
) -> None:
    workers = open_workers()
    workers.ask("who")
    assert not (tmp_path / "quoted").exists()
    asked = InQuotes(workers)
    assert asked.ask("who").generation == asked.generation
    assert (tmp_path / "quoted").exists()


def test_an_answer_arrives_whole(open_workers: Open) -> None:
    workers = open_workers()
    answer = workers.ask("who", "en", [Turn("user", "before")])
    assert answer.text.split()[0] != str(os.getpid())
    assert answer.question.language == "en"
    assert answer.explanation.evidence[0].span == stubborn.SENTENCE
    assert workers.generation == answer.generation


@pytest.mark.parametrize("question", ["hang", "spin"])
def test_a_question_without_end_is_told_and_costs_only_its_process(
    open_workers: Open, question: str
) -> None:
    workers = open_workers()
    before = process_of(workers)
    answer = workers.ask(question, "en")
    assert answer.status is Status.REJECTED
    assert "too long" in answer.text
    assert process_of(workers) != before


def test_a_process_that_dies_idle_is_replaced(open_workers: Open) -> None:
    workers = open_workers()
    before = process_of(workers)
    os.kill(before, signal.SIGKILL)
    assert process_of(workers) != before


def test_a_question_that_a_process_died_of_is_tried_once_more(open_workers: Open) -> None:
    workers = open_workers(2)
    assert workers.ask("die-once mark").status is Status.ANSWERED
    assert workers.ask("die").status is Status.REJECTED
    assert workers.ask("who").status is Status.ANSWERED


def test_errors_come_back_and_the_process_stays(open_workers: Open) -> None:
    workers = open_workers()
    before = process_of(workers)
    with pytest.raises(InvalidInputError, match="refused"):
        workers.ask("refuse")
    with pytest.raises(FordonsdalenError, match="could not be answered") as failed:
        workers.ask("fail")
    assert "secret" not in str(failed.value)
    assert process_of(workers) == before


def test_the_steps_of_a_process_are_heard(open_workers: Open) -> None:
    heard: list[str | Said] = []
    assert open_workers().ask("who", on_step=heard.append).status is Status.ANSWERED
    assert heard == ["read", Said("One sentence. [1]")]


def test_it_is_quiet_only_while_nothing_is_asked(open_workers: Open) -> None:
    workers = open_workers()
    workers.ask("who")
    assert workers.quiet_seconds < 0.3
    time.sleep(0.5)
    assert workers.quiet_seconds >= 0.5
    asking = threading.Thread(target=workers.ask, args=("wait 1",))
    asking.start()
    time.sleep(0.5)
    assert workers.quiet_seconds == 0.0, "it is at work"
    asking.join()
    assert workers.quiet_seconds < 0.3, "it was until just now"


def test_limits_are_checked_before_a_process_sees_anything(open_workers: Open) -> None:
    workers = open_workers()
    with pytest.raises(InvalidInputError, match="2001"):
        workers.ask("x" * 2001)
    many = [Turn("user", "y" * 100_000)] * 3000
    assert workers.ask("who", None, many).text.split()[1] == "10"


def test_a_full_queue_refuses_at_once_and_a_long_wait_ends(open_workers: Open) -> None:
    workers = open_workers(1, waiting=1, wait_seconds=0.5, question_seconds=30.0)
    workers.wait_until_ready(20)
    refused: list[float] = []

    def ask() -> None:
        begun = time.monotonic()
        try:
            workers.ask("wait 2")
        except BusyError:
            refused.append(time.monotonic() - begun)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join()
    assert len(refused) == 3, "one is answered, one waits in vain, two find the queue full"
    assert sum(spent > 0.4 for spent in refused) == 1


@pytest.mark.parametrize(("wait_seconds", "told"), [(20.0, "short"), (1.6, "long")])
def test_ordinary_questions_go_before_long_ones_for_a_while(
    open_workers: Open, wait_seconds: float, told: str
) -> None:
    workers = open_workers(1, question_seconds=30.0, wait_seconds=wait_seconds)
    assert workers.wait_until_ready(30)
    answered: list[str] = []

    def ask(question: str) -> None:
        workers.ask(question)
        answered.append(question.split(maxsplit=1)[0])

    asked = ("wait 1.5", 0.1), ("long " + "x" * 1000, 0.9), ("short", 0.0)
    threads = []
    for question, pause in asked:
        threads.append(threading.Thread(target=ask, args=(question,)))
        threads[-1].start()
        time.sleep(pause)
    for thread in threads:
        thread.join()
    assert answered[:2] == ["wait", told]


def test_what_runs_may_end_and_nothing_is_left(open_workers: Open) -> None:
    workers = open_workers(2, question_seconds=5.0)
    processes = {process_of(workers) for _ in range(20)}
    told: list[str] = []
    asking = threading.Thread(target=lambda: told.append(workers.ask("wait 1").text))
    asking.start()
    time.sleep(0.3)
    for process in processes:
        os.kill(process, signal.SIGTERM)
    asking.join()
    workers.close()
    assert told
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_processes_that_cannot_start_are_tried_again_with_pauses(
    open_workers: Open, tmp_path: Path
) -> None:
    (tmp_path / "broken").touch()
    workers = open_workers(1, wait_seconds=0.5)
    with pytest.raises(BusyError, match="startar"):
        workers.ask("who")
    with pytest.raises(BusyError, match="startar"):
        _ = workers.generation
    (tmp_path / "broken").unlink()
    assert workers.wait_until_ready(30)
    assert workers.ask("who").status is Status.ANSWERED


def test_it_is_ready_while_its_process_is_replaced_and_not_when_none_can_be(
    open_workers: Open, tmp_path: Path
) -> None:
    workers = open_workers(1, wait_seconds=3.0)
    process = process_of(workers)
    (tmp_path / "broken").touch()
    os.kill(process, signal.SIGKILL)
    assert workers.is_ready
    with pytest.raises(BusyError, match="startar"):
        workers.ask("who")
    until(lambda: not workers.is_ready)
    with pytest.raises(BusyError, match="startar"):
        _ = workers.generation
    (tmp_path / "broken").unlink()
    until(lambda: workers.is_ready)


def test_a_process_tells_that_its_search_fails_and_that_it_is_well_again(
    open_workers: Open, tmp_path: Path
) -> None:
    (tmp_path / "degraded").touch()
    workers = open_workers(2)
    assert workers.wait_until_ready(30)
    assert workers.away == Away.CHROMA
    (tmp_path / "degraded").unlink()
    until(lambda: not workers.away)


def until(met: Callable[[], bool]) -> None:
    ends = time.monotonic() + 60
    while not met():
        assert time.monotonic() < ends
        time.sleep(0.05)
