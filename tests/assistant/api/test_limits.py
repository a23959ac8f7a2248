"""How often one client may ask, who that is, and what is told of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from fastapi.responses import PlainTextResponse
from fastapi.testclient import TestClient
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.api.metrics import MeasuredAssistant, Metrics
from assistant.api.server import as_mapped
from assistant.asgi import client_key
from assistant.settings import LimitsSettings, MaintenanceSettings, ServerSettings, Settings

QUESTION = {"question": "Vem kommer från Scania?"}


@contextmanager
def client_of(
    assistant: Assistant, settings: Settings, address: str = "203.0.113.7", **update: Any
) -> Iterator[TestClient]:
    metrics = Metrics()
    app = build_app(
        MeasuredAssistant(assistant, metrics), settings.model_copy(update=update), metrics
    )
    with TestClient(app, client=(address, 5000)) as client:
        yield client


def test_a_client_that_asks_too_often_is_told_when_to_come_back(
    assistant: Assistant, settings: Settings
) -> None:
    limits = LimitsSettings(questions="2/hour")
    with client_of(assistant, settings, limits=limits) as client:
        first = client.post("/api/ask", json=QUESTION)
        assert first.status_code == 200
        assert first.headers["RateLimit-Limit"] == "2"
        assert first.headers["RateLimit-Remaining"] == "1"
        assert client.post("/api/v1/ask", json=QUESTION).status_code == 200
        refused = client.post("/api/ask", json=QUESTION)
        assert refused.status_code == 429
        assert refused.headers["content-type"] == "application/problem+json"
        assert 0 < int(refused.headers["Retry-After"]) <= 3600
        assert refused.headers["Retry-After"] in refused.json()["detail"]
        assert client.get("/api/documents").status_code == 200, "pages go on"


@pytest.mark.parametrize(
    ("address", "counted", "key"),
    [
        ("203.0.113.7", False, "203.0.113.7"),
        ("2001:db8:1:2:3::4", False, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::5", False, "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", False, "203.0.113.7"),
        ("::ffff:127.0.0.1", False, None),
        ("127.0.0.1", False, None),
        ("::1", False, None),
        ("127.0.0.1", True, "127.0.0.1"),
    ],
)
def test_who_is_one_client(address: str, counted: bool, key: str | None) -> None:
    assert client_key({"client": (address, 1)}, counted) == key


def test_questions_are_counted_by_status_and_by_limit(
    assistant: Assistant, settings: Settings
) -> None:
    limits = LimitsSettings(questions="1/hour", count_this_machine=True)
    with client_of(assistant, settings, "127.0.0.1", limits=limits) as client:
        client.post("/api/ask", json=QUESTION)
        client.post("/api/ask", json=QUESTION)
        told = client.get("/metrics").text
    assert 'fordonsdalen_answers_total{by="facts",language="sv",status="answered"} 1.0' in told
    assert 'fordonsdalen_composed_total{by="quotes"} 1.0' in told
    assert 'fordonsdalen_refused_total{limit="rate"} 1.0' in told
    assert 'fordonsdalen_step_seconds_count{step="total"} 1.0' in told
    assert 'fordonsdalen_requests_total{method="POST",status="429"} 1.0' in told
    assert "Scania" not in told


def test_figures_are_for_those_networks_alone(assistant: Assistant, settings: Settings) -> None:
    with client_of(assistant, settings) as client:
        assert client.get("/metrics").status_code == 404
    server = ServerSettings(metrics_for=("203.0.113.0/24",))
    for address in ("203.0.113.7", "::ffff:203.0.113.7"):
        with client_of(assistant, settings, address, server=server) as client:
            assert client.get("/metrics").status_code == 200


def test_a_proxy_is_believed_on_a_port_of_both_families() -> None:
    async def tell(scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse(scope["client"][0])(scope, receive, send)

    trusted = ["192.0.2.0/24", "2001:db8::/32"]
    app = ProxyHeadersMiddleware(tell, [*trusted, *as_mapped(trusted)])
    for address, is_believed in [
        ("192.0.2.1", True),
        ("::ffff:192.0.2.1", True),
        ("2001:db8::1", True),
        ("::ffff:192.0.3.1", False),
    ]:
        client = TestClient(cast(ASGIApp, app), client=(address, 1))
        told = client.get("/", headers={"X-Forwarded-For": "203.0.113.7"}).text
        assert told == ("203.0.113.7" if is_believed else address)


def test_an_api_that_is_turned_off_says_why_and_documents_stay(
    assistant: Assistant, settings: Settings
) -> None:
    off = MaintenanceSettings(api="Stängt till måndag.")
    with client_of(assistant, settings, maintenance=off) as client:
        for path in ("/api/ask", "/api/v1/ask"):
            refused = client.post(path, json=QUESTION)
            assert refused.status_code == 503
            assert refused.json()["detail"] == "Stängt till måndag."
            assert "Retry-After" in refused.headers
        streamed = client.post("/api/ask/stream", json=QUESTION).text
        assert json.loads(streamed.split("data: ")[-1])["detail"] == "Stängt till måndag."
        assert client.get("/api/documents").status_code == 200
