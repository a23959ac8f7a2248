"""Each kind of answer with a language model set: which it words, and how the reply and the pages tell."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.contract import reply
from assistant.generation.prompts import VERSION
from assistant.settings import Settings
from assistant.staff.curated import CuratedAnswer
from tests import processes
from tests.assistant.generation.conftest import Open
from tests.assistant.generation.endpoint import Endpoint, repeats, says
from tests.assistant.generation.test_composer import ASKED, WORDED
from ui.mount import add_light_pages

CUT = "Det handlar om omställningen till mer hållbara transportsystem"
READ = "Vad handlar omställningen om?"
FALSE = "Scania betalar 40 miljoner"
CURATED = CuratedAnswer(
    question="Vem leder högnivågruppen?",
    answer="Sedan maj leder Åsa Ny högnivågruppen.",
    document="hognivagruppen",
    quote="Gustav Hemming leder högnivågruppen.",
    owner="Anna Ek",
    review_by=date(2099, 12, 31),
)


def curated(question: str) -> CuratedAnswer | None:
    return CURATED if question == CURATED.question else None


@pytest.mark.parametrize(
    ("question", "composed_by"),
    [
        (ASKED, "model"),
        (READ, "model"),
        ("Vad kostar React?", "quotes"),
        ("Vem är vd på Volvo?", "fixed"),
    ],
    ids=["people", "read", "other facts", "no answer"],
)
def test_what_a_model_only_repeats_is_the_same_answer(
    endpoint: Endpoint, worded: Open, assistant: Assistant, question: str, composed_by: str
) -> None:
    endpoint.behaviour = repeats
    given, plain = reply(worded().ask(question)), reply(assistant.ask(question))
    assert given.composed_by == composed_by
    assert len(endpoint.asked) == (composed_by == "model")
    assert plain.composed_by == ("quotes" if plain.citations else "fixed")
    quoted = [(one.document, one.start, one.end) for one in given.citations]
    assert quoted == [(one.document, one.start, one.end) for one in plain.citations]
    assert (given.status, given.confidence) == (plain.status, plain.confidence)


def test_what_staff_wrote_is_not_put_into_other_words(endpoint: Endpoint, worded: Open) -> None:
    endpoint.behaviour = says(WORDED)
    assistant = worded(curated=curated)
    given = reply(assistant.ask(CURATED.question))
    assert endpoint.asked == []
    assert given.composed_by == "curated"
    both = reply(assistant.ask(f"{CURATED.question} {ASKED}"))
    for one in (given, both):
        assert one.answer.startswith(f"{CURATED.answer} [1]\n")
    assert "vem leder" not in json.dumps(endpoint.asked).casefold()
    assert "vice President, som är där för Scania. [2]" in both.answer
    assert both.composed_by == "model"
    assert both.curator
    assert both.curator.owner == "Anna Ek"
    assert [one.number for one in both.citations] == [1, 2, 3]


def test_pages_and_streams_show_only_what_passed(
    endpoint: Endpoint, worded: Open, settings: Settings
) -> None:
    endpoint.behaviour = says(f"{WORDED} {FALSE} [1].")
    for path, note in (("/embed/answer", "Formulerat av en språkmodell."), ("/api/ask/stream", "")):
        assistant = worded()
        app = build_app(assistant, settings)
        add_light_pages(app, assistant, settings)
        client = TestClient(app)
        headers = {"Accept": "text/event-stream"}
        told = client.post(path, json={"question": ASKED}, headers=headers).text
        *before, last = re.findall(r"event: (\w+)\ndata: (.*)\n", told)
        assert [json.loads(data)["state"] for name, data in before if name == "status"] == [
            "searching",
            "wording",
        ]
        assert last[0] == "done"
        shown = " ".join(json.loads(last[1]).values() if note else [json.loads(last[1])["answer"]])
        assert "som är där för Scania" in shown
        assert note in shown
        assert FALSE not in told


def test_what_was_dropped_is_explained(
    endpoint: Endpoint, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORDONSDALEN_GENERATION__MODEL", "openai:scripted")
    monkeypatch.setenv("FORDONSDALEN_GENERATION__BASE_URL", endpoint.url)
    monkeypatch.setenv("FORDONSDALEN_GENERATION__SECONDS", "60")
    endpoint.behaviour = says(f"{CUT} [1]. Volvo betalar 40 kronor [1].")
    given = ["--data-dir", str(settings.data_dir), "ask"]
    told = processes.run(processes.command_line, *given, "--explain", READ).stdout
    told = " ".join(told.split())
    assert told.startswith(f"{CUT}, tätare samverkan mellan industrin och forskningen")
    assert f"Draft of the model (prompt {VERSION})" in told
    assert "The quote does not hold the number 40." in told
    assert "Made of: model." in told
    assert (
        json.loads(processes.run(processes.command_line, *given, "--json", READ).stdout)[
            "composed_by"
        ]
        == "model"
    )
