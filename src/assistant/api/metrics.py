"""What the server counts and measures of itself, as Prometheus reads it; nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from ipaddress import ip_network

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    generate_latest,
)
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.traces import trace_answer
from assistant.asgi import HttpMiddleware, looked_at, peer_address
from assistant.errors import BusyError, FordonsdalenError
from assistant.models.answers import Answer
from assistant.models.drafts import Draft
from assistant.ports import AnsweringService, PassingOn
from assistant.reasons import Reason

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """The figures of one server."""

    def __init__(self) -> None:
        """Register the figures."""
        self.registry = CollectorRegistry()
        counter = partial(Counter, registry=self.registry)
        self.answers = counter(
            "fordonsdalen_answers",
            "Questions answered, by status, language and what the answer rests on.",
            ("status", "language", "by"),
        )
        self.composed = counter(
            "fordonsdalen_composed",
            "Questions answered, by who put the answer into words.",
            ("by",),
        )
        self.drafts = counter(
            "fordonsdalen_drafts",
            "Drafts of a language model that were asked for, by what came of them.",
            ("outcome",),
        )
        self.steps = Histogram(
            "fordonsdalen_step_seconds",
            "Time that the steps of an answer take.",
            ("step",),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.refused = counter(
            "fordonsdalen_refused", "Requests that ran into a limit, by limit.", ("limit",)
        )
        self.requests = counter(
            "fordonsdalen_requests", "Requests, by method and status.", ("method", "status")
        )

    def watch(self, name: str, told: str, value: Callable[[], float]) -> None:
        """Add a figure that is looked up when somebody asks for it."""
        Gauge(f"fordonsdalen_{name}", told, registry=self.registry).set_function(value)


class MeasuredAssistant(PassingOn):
    """An assistant whose answers are counted and timed."""

    def __init__(self, service: AnsweringService, metrics: Metrics) -> None:
        """Take who answers and where it is counted."""
        super().__init__(service)
        self._metrics = metrics

    def _answered(self, ask: Callable[[], Answer]) -> Answer:
        try:
            answer = ask()
        except BusyError:
            self._metrics.refused.labels("queue").inc()
            raise
        self._metrics.answers.labels(
            answer.status.value, answer.question.language, _rests_on(answer)
        ).inc()
        self._metrics.composed.labels(answer.composed_by).inc()
        for draft in answer.explanation.drafts:
            self._metrics.drafts.labels(_came_to(draft)).inc()
        for step, spent in answer.timings_ms.items():
            self._metrics.steps.labels(step).observe(spent / 1000)
        trace_answer(answer)
        return answer


class CountedRequests(HttpMiddleware):
    """Counts the requests that pass."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Take where they are counted."""
        super().__init__(app)
        self._metrics = metrics

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST") else "other"

        def count(start: Message) -> None:
            self._metrics.requests.labels(method, str(start["status"])).inc()

        await self._app(scope, receive, looked_at(send, count))


def metrics_router(metrics: Metrics, networks: Sequence[str]) -> APIRouter:
    """`/metrics`, for those networks alone."""
    router = APIRouter(include_in_schema=False)
    allowed = [ip_network(network) for network in networks]

    @router.get("/metrics")
    def show(request: Request) -> Response:
        """Tell all figures."""
        address = peer_address(request.client.host if request.client else "")
        if address is None or not any(address in network for network in allowed):
            raise HTTPException(404)
        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router


def _rests_on(answer: Answer) -> str:
    if not answer.status.has_evidence:
        return "nothing"
    return "facts" if answer.explanation.from_facts else "text"


def _came_to(draft: Draft) -> str:
    """`told`, or why not all of it was, in a few words such as `left alone after failures`."""
    ended = draft.fallback or draft.cut
    why = ended.values.get("why", ended)
    return str(why.key if isinstance(why, Reason) else why) or "told"


def or_nothing(value: Callable[[], float]) -> Callable[[], float]:
    """The value, or -1 while there is none."""

    def read() -> float:
        try:
            return value()
        except FordonsdalenError:
            return -1.0

    return read
