"""What a page hears of an answer while it waits for it."""

from __future__ import annotations

import threading

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.errors import BusyError
from assistant.ports import OnStep
from assistant.settings import Settings
from ui.exchange import BEAT, Exchange, events
from ui.mount import add_light_pages


def test_a_server_that_works_says_so_while_there_is_nothing_to_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ui.exchange.BEAT_SECONDS", 0.01)
    ended = threading.Event()

    def ask(on_step: OnStep) -> Exchange:
        on_step("look up")
        ended.wait(60)
        raise BusyError("It has ended.")

    told = events(ask, 1, "sv")
    heard = [next(told) for _ in range(4)]
    assert heard.count(BEAT) == 3
    ended.set()
    last = [one for one in told if one != BEAT]
    assert [one.partition("\n")[0] for one in last] == ["event: problem"]


def test_proxies_are_told_to_pass_each_event_on(settings: Settings, assistant: Assistant) -> None:
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    asked = {"question": "Vem leder högnivågruppen?"}
    answer = TestClient(app).post(
        "/embed/answer", json=asked, headers={"Accept": "text/event-stream"}
    )
    assert answer.headers["x-accel-buffering"] == "no"
    assert answer.text.count("event: done") == 1
