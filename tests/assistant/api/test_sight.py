"""What the server tells of itself: log lines and spans, with nothing of what was asked."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.api.logs import set_up_logs
from assistant.api.metrics import MeasuredAssistant, Metrics
from assistant.settings import LogSettings, Settings

ASKED = {"question": "Vem kommer från Scania?"}


@pytest.fixture
def client(assistant: Assistant, settings: Settings) -> TestClient:
    metrics = Metrics()
    return TestClient(build_app(MeasuredAssistant(assistant, metrics), settings, metrics))


@pytest.fixture
def logged() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("assistant.api.logs").setLevel(logging.NOTSET)


@pytest.mark.usefixtures("logged")
def test_a_request_is_one_line_that_names_it_and_not_what_was_asked(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(LogSettings(form="json", requests=True))
    name = client.post("/api/ask?secret=1", json=ASKED).headers["X-Request-ID"]
    client.get("/api/documents/a%0Aforged%20line")
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert lines[0]["request"] == name
    assert lines[0]["message"].startswith("POST /api/ask 200 ")
    assert "%0A" in lines[1]["message"]
    assert len(lines) == 2
    assert "Scania" not in str(lines)
    assert "secret" not in str(lines)
    assert "testclient" not in str(lines)


@pytest.mark.usefixtures("logged")
def test_requests_are_not_logged_unless_the_settings_say_so(
    client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(LogSettings())
    client.post("/api/ask", json=ASKED)
    assert capsys.readouterr().err == ""


def test_an_answer_is_a_span_with_its_steps_and_without_its_words(client: TestClient) -> None:
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    trace.set_tracer_provider(provider)
    # One that was not asked before is looked for.
    client.post("/api/ask?secret=1", json={"question": "Vem är där från Epiroc?"})
    spans = {span.name: span for span in kept.get_finished_spans()}
    assert {"POST", "answer", "look up", "verify"} <= set(spans)
    answer = spans["answer"]
    assert answer.parent == spans["POST"].context
    assert spans["look up"].parent == answer.context
    assert answer.attributes == {"status": "answered", "language": "sv"}
    told = str([span.to_json() for span in kept.get_finished_spans()])
    for hidden in ("Epiroc", "secret", "testclient"):
        assert hidden not in told
