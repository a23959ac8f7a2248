"""An answer as events."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.settings import Settings


@pytest.fixture(scope="module")
def client(assistant: Assistant, settings: Settings) -> TestClient:
    return TestClient(build_app(assistant, settings))


def events(client: TestClient, question: str) -> list[tuple[str, Any]]:
    response = client.post("/api/ask/stream", json={"question": question})
    assert response.headers["content-type"].startswith("text/event-stream")
    found = []
    for block in response.text.strip().split("\n\n"):
        name, data = block.split("\n")
        found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


def test_the_pieces_make_the_reply(client: TestClient) -> None:
    told = events(client, "Vem kommer från Scania och vem kommer från Epiroc?")
    names = [name for name, _ in told]
    assert names[0] == "status"
    assert names[-1] == "done"
    assert set(names[1:-1]) == {"sentence", "citation"}
    whole = told[-1][1]
    asked = {"question": "Vem kommer från Scania och vem kommer från Epiroc?"}
    plain = client.post("/api/ask", json=asked).json()
    assert whole | {"timings_ms": {}} == plain | {"timings_ms": {}}
    sentences = [data["text"] for name, data in told if name == "sentence"]
    assert "".join("".join(sentences).split()) == "".join(whole["answer"].split())
    assert [data for name, data in told if name == "citation"] == whole["citations"]


def test_reading_is_told_of_only_where_it_reads(client: TestClient) -> None:
    searching = {"state": "searching", "documents": 2}
    for question, also in (
        ("Vem företräder Scania?", []),
        ("Vad handlar omställningen om egentligen?", [{"state": "reading"}]),
    ):
        told = [data for name, data in events(client, question) if name == "status"]
        assert told == [searching, *also]


def test_a_question_that_cannot_be_used_is_a_problem(client: TestClient) -> None:
    told = events(client, "?!")
    assert told[-1][0] == "problem"
    assert told[-1][1]["status"] == 422
    assert client.post("/api/ask/stream", json={}).status_code == 422
