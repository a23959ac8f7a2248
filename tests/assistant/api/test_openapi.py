"""The API is what it says of itself, whatever is sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.settings import Settings

PATIENT = examples(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = st.text(st.characters(), max_size=60)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
QUESTIONS = st.fixed_dictionaries(
    {"question": WORDS | VALUES},
    optional={
        "language": st.sampled_from(["sv", "en", "fi", None]),
        "history": st.lists(
            st.fixed_dictionaries(
                {"role": st.sampled_from(["user", "assistant"]), "content": WORDS}
            )
            | VALUES,
            max_size=4,
        ),
    },
)


class Keeper:
    """Takes every opinion, and keeps none."""

    def is_full(self) -> bool:
        return False

    def note_feedback(self, words: str, **_: Any) -> bool:
        words.encode()
        return True


@pytest.fixture(scope="module")
def app(assistant: Assistant, settings: Settings) -> Any:
    return build_app(assistant, settings, keeper=Keeper())


@pytest.fixture(scope="module")
def client(app: Any) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


def test_every_route_does_as_described(app: Any) -> None:
    tried = 0
    described: Any = schemathesis.openapi.from_asgi("/api/openapi.json", app)
    for operation in described.get_all_operations():

        @given(case=operation.ok().as_strategy())
        @PATIENT
        def check(case: Any) -> None:
            case.call_and_validate()

        check()
        tried += 1
    assert tried == 9


@given(body=QUESTIONS | VALUES)
@PATIENT
def test_no_body_is_an_error_of_the_server(client: TestClient, body: Any) -> None:
    sent = json.dumps(body).encode()
    response = client.post("/api/ask", content=sent, headers={"content-type": "application/json"})
    assert response.status_code in (200, 400, 422), response.text
    response.json()


@pytest.mark.parametrize(
    "path", ["/api/ask", "/api/v1/ask", "/api/ask/stream", "/api/verify", "/api/feedback"]
)
def test_half_a_surrogate_pair_is_refused_everywhere(client: TestClient, path: str) -> None:
    half = "\ud800"
    bodies: list[dict[str, Any]] = [
        {"question": f"Vem är {half}?"},
        {"question": "Vem?", "history": [{"role": "user", "content": half}]},
        {"useful": True, "words": half},
        {"document": half, "quote": half, "start": 0, "end": 1},
        {"citations": [{"document": "x", "quote": half, "start": 0, "end": 1}]},
    ]
    for body in bodies:
        sent = json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        refused = client.post(path, content=sent, headers=headers)
        assert refused.status_code in (404, 422), refused.text


def test_depth_and_numbers_without_end_are_refused(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    for body in (
        b"[" * 400_000,
        b'{"question":' * 50_000,
        b'{"question": 1' + b"0" * 900_000 + b"}",
    ):
        refused = client.post("/api/ask", content=body, headers=headers)
        assert refused.status_code in (400, 422), refused.text[:200]
