"""Puts the web application together."""

from __future__ import annotations

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from fastapi.middleware.gzip import GZipMiddleware

from assistant.api.headers import HeadAsGet, SecurityHeaders, SizeLimit
from assistant.api.problems import UnforeseenErrors, add_problem_handlers
from assistant.api.reference import reference
from assistant.api.routes import router
from assistant.ports import AnsweringService
from assistant.settings import Settings

DESCRIPTION = """Answers questions about Fordonsdalen Stockholm with quotes that can be checked.

Errors are problem documents (RFC 9457, `application/problem+json`) whose `detail` says what to do."""


def build_app(service: AnsweringService, settings: Settings) -> FastAPI:
    """The JSON API around an assistant, without the pages.

    Args:
        service: Answers the questions.
        settings: Who may frame the embedded page, and the largest request.
    """
    app = FastAPI(
        title="Fordonsdalen assistant",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.service = service
    app.include_router(reference)
    app.include_router(router)
    add_problem_handlers(app)
    app.add_middleware(UnforeseenErrors)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(SizeLimit, most=settings.server.maximum_request_bytes)
    app.add_middleware(HeadAsGet)
    # An explicit, empty list: without one, Gradio lets every origin in, with credentials.
    app.add_middleware(CORSMiddleware, allow_origins=[])
    app.add_middleware(SecurityHeaders, frame_ancestors=settings.server.frame_ancestors)
    return app
