"""Puts the web application together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware

from assistant.api.headers import HeadAsGet, PlainRequests, SecurityHeaders, SizeLimit
from assistant.api.logs import RequestLog
from assistant.api.maintenance import ClosedAssistant
from assistant.api.metrics import CountedRequests, Metrics, metrics_router
from assistant.api.problems import UnforeseenErrors, add_problem_handlers
from assistant.api.rates import RateLimit
from assistant.api.reference import reference
from assistant.api.routes import router
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings

DESCRIPTION = """Answers questions about Fordonsdalen Stockholm with quotes that can be checked.

Errors are problem documents (RFC 9457, `application/problem+json`) whose `detail` says what to do.
Everything under `/api` is also under `/api/v1`, where it will not change."""


class _Api(FastAPI):
    """Tells in its description how long a question may be, which is a setting."""

    def __init__(self, most: int, **given: Any) -> None:
        super().__init__(**given)
        self._most = most

    def openapi(self) -> dict[str, Any]:
        """The description; made when it is first asked for, in a third of a second."""
        described = super().openapi()
        asked = described["components"]["schemas"]["AskRequest"]["properties"]["question"]
        asked["maxLength"] = self._most
        return described


def build_app(
    service: AnsweringService,
    settings: Settings,
    metrics: Metrics | None = None,
    keeper: FeedbackKeeper | None = None,
    is_degraded: Callable[[], bool] = lambda: False,
    is_hindered: Callable[[], bool] = lambda: False,
) -> FastAPI:
    """The JSON API around an assistant, without the pages.

    Args:
        service: Answers the questions.
        settings: Who may frame the embedded page, what is too much, and who may see the figures.
        metrics: Where requests are counted.
        keeper: Keeps opinions; without one, none are taken.
        is_degraded: Whether it answers more slowly than it should, see `SearchIndex.is_degraded`.
        is_hindered: Whether it answers from another index than it should, or from a damaged one.
    """
    metrics = metrics or Metrics()
    server = settings.server
    app = _Api(
        settings.answering.maximum_question_characters,
        title="Fordonsdalen assistant",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        telemetry={"tracing": False, "metrics": False, "logs": False},
        # A redirect would repeat whatever host the client claims to have asked.
        redirect_slashes=False,
    )
    told = settings.maintenance.api
    app.state.service = ClosedAssistant(service, told) if told else service
    app.state.keeper = keeper if settings.privacy.takes_feedback else None
    app.state.is_degraded, app.state.is_hindered = is_degraded, is_hindered
    app.include_router(reference)
    app.include_router(metrics_router(metrics, server.metrics_for))
    app.include_router(router)
    add_problem_handlers(app)
    # The last one added meets a request first.
    app.add_middleware(UnforeseenErrors)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    # FastAPI's own limit answers in plain text, and errors here are problem documents.
    most_upload = settings.workbench.most_upload_bytes
    app.add_middleware(SizeLimit, most=server.maximum_request_bytes, most_upload=most_upload)
    app.add_middleware(HeadAsGet)
    app.add_middleware(PlainRequests)
    app.add_middleware(RateLimit, settings=settings, metrics=metrics)
    # No page of another site reads answers; its browser is told so before it asks.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(SecurityHeaders, frame_ancestors=server.frame_ancestors)
    app.add_middleware(CountedRequests, metrics=metrics)
    app.add_middleware(RequestLog)
    return app
