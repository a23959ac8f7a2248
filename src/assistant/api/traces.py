"""Sends how long requests and the steps of answers take to an OpenTelemetry collector.

Only where the settings name one; without, the spans go nowhere and cost next to nothing. None holds
a question, an answer or an address; FastAPI's own spans, which hold what was searched for on the
page of facts, are turned off.
"""

from __future__ import annotations

import time

from opentelemetry import trace
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from assistant.models.answers import Answer
from assistant.settings import LogSettings

TRACER = trace.get_tracer("fordonsdalen")
_NANOSECONDS = 1_000_000
"""In a millisecond."""


def set_up_traces(settings: LogSettings) -> None:
    """Send spans where the settings say, if they say anything."""
    if settings.traces_to is None:
        return
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import (  # noqa: PLC0415 - loads grpc
        OTLPSpanExporter,
    )

    provider = TracerProvider(resource=Resource.create({"service.name": "fordonsdalen"}))
    is_plain = settings.traces_to.startswith("http://")
    exporter = OTLPSpanExporter(settings.traces_to, insecure=is_plain)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    trace.set_tracer_provider(provider)


def trace_answer(answer: Answer) -> None:
    """Add a span for an answer that was just given, with one for each of its steps."""
    end = time.time_ns()
    timings = {step: int(spent * _NANOSECONDS) for step, spent in answer.timings_ms.items()}
    begun = end - timings.pop("total", 0)
    told = {"status": answer.status.value, "language": answer.question.language}
    span = TRACER.start_span("answer", attributes=told, start_time=begun)
    inside = trace.set_span_in_context(span)
    for step, spent in timings.items():
        TRACER.start_span(step, inside, start_time=begun).end(begun + spent)
        begun += spent
    span.end(end)
