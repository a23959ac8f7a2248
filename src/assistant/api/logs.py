"""What the server writes of itself: lines for people or for programs, each with its request."""

from __future__ import annotations

import logging
import time
from contextvars import ContextVar
from uuid import uuid4

from pythonjsonlogger.json import JsonFormatter
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from assistant.api.traces import TRACER
from assistant.asgi import HttpMiddleware, looked_at
from assistant.settings import LogSettings

logger = logging.getLogger(__name__)
_FIELDS = "%(asctime)s %(levelname)s %(name)s %(message)s %(request)s"
_LONGEST_PATH = 200
_REQUEST: ContextVar[str] = ContextVar("request", default="-")


def set_up_logs(settings: LogSettings) -> None:
    """Send the log to the standard error, in the form of the settings."""
    handler = logging.StreamHandler()
    handler.addFilter(_name_request)
    handler.setFormatter(
        JsonFormatter(_FIELDS) if settings.form == "json" else logging.Formatter(_FIELDS)
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    # What clients do wrong is for them to read, and would fill the log.
    for library in ("uvicorn.error", "mcp"):
        logging.getLogger(library).setLevel(logging.ERROR)
    logger.setLevel(logging.INFO if settings.requests else logging.WARNING)


def _name_request(record: logging.LogRecord) -> bool:
    record.request = _REQUEST.get()
    return True


class RequestLog(HttpMiddleware):
    """Gives each request a name, which the response carries, and a line when it is over.

    A line tells the path without what was asked for on it, and not who asked.
    """

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        name, begun, status = uuid4().hex, time.perf_counter(), 0
        token = _REQUEST.set(name)

        def named(start: Message) -> None:
            nonlocal status
            status = start["status"]
            MutableHeaders(scope=start)["X-Request-ID"] = name

        try:
            with TRACER.start_as_current_span(scope["method"], attributes={"request": name}):
                await self._app(scope, receive, looked_at(send, named))
        finally:
            spent = (time.perf_counter() - begun) * 1000
            path = scope["raw_path"].decode("ascii", "replace")[:_LONGEST_PATH]
            logger.info("%s %s %d %.1f ms", scope["method"], path, status, spent)
            _REQUEST.reset(token)
