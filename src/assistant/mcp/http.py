"""The tools over the protocol's streamable HTTP, within the limits of the web server.

No call depends on the one before: there are no sessions, each request gets one JSON document, and
nothing is sent that was not asked for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from anyio import to_thread
from mcp.server.transport_security import TransportSecuritySettings
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.headers import SecurityHeaders, SizeLimit
from assistant.api.logs import RequestLog, set_up_logs
from assistant.api.maintenance import ClosedAssistant
from assistant.api.metrics import Metrics
from assistant.api.problems import UnforeseenErrors
from assistant.api.rates import RateLimit
from assistant.api.server import address_of, listen, run
from assistant.api.traces import set_up_traces
from assistant.api.workers import Workers
from assistant.asgi import HttpMiddleware, problem
from assistant.bootstrap import build_assistant, record_opener
from assistant.mcp.serving import build_server
from assistant.mcp.tools import tools_of
from assistant.ports import AnsweringService
from assistant.settings import McpSettings, Settings

PATH = "/mcp"
_LOOKING_UP = 8
"""Calls that list or open something, beside those that wait for an answer."""


def serve_http(settings: Settings) -> None:
    """Serve until interrupted; SIGTERM and Ctrl-C let what is being answered end.

    Raises:
        PortInUseError: another program listens there.
        SettingsError: the address is none of this machine's, or the port is reserved.
    """
    listener = listen(settings.mcp.host, settings.mcp.port)
    set_up_logs(settings.log)
    set_up_traces(settings.log)
    workers = Workers(build_assistant, settings, record_opener(settings))
    print(
        f"Serving other assistants on {address_of(listener)}{PATH} (stop with Ctrl-C)", flush=True
    )
    run(build_app(workers, settings), listener, settings, settings.server.maximum_request_bytes)


def build_app(workers: Workers, settings: Settings) -> ASGIApp:
    """The protocol's server around processes, which run as long as it does."""

    @asynccontextmanager
    async def working() -> AsyncIterator[None]:
        workers.start()
        try:
            yield
        finally:
            await to_thread.run_sync(workers.close)

    closed = settings.maintenance.api
    service: AnsweringService = ClosedAssistant(workers, closed) if closed else workers
    tools = tools_of(service, workers, settings)
    most_at_once = settings.limits.waiting + settings.server.workers + _LOOKING_UP
    most_bytes = settings.server.maximum_request_bytes
    app: ASGIApp = build_server(
        tools, settings.language, most_at_once, working
    ).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=most_bytes,
        transport_security=_allowed(settings.mcp),
    )
    # The last one meets a request first, as in the web server.
    app = UnforeseenErrors(OnlyPosted(app))
    app = RateLimit(SizeLimit(app, most=most_bytes), settings=settings, metrics=Metrics())
    return RequestLog(SecurityHeaders(app, frame_ancestors=()))


class OnlyPosted(HttpMiddleware):
    """Refuses what the protocol has for servers that send by themselves, and would hold a connection."""

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["method"] == "POST" or scope["path"] != PATH:
            await self._app(scope, receive, send)
            return
        refusal = problem(405, f"{PATH} takes POST alone.", Request(scope))
        refusal.headers["Allow"] = "POST"
        await refusal(scope, receive, send)


def _allowed(reached: McpSettings) -> TransportSecuritySettings:
    """By which names it may be asked, so that no page in a browser can do it under a name of its own.

    No page may ask at all: assistants send no `Origin`.
    """
    names = ["127.0.0.1", "localhost", "[::1]", *filter(None, [reached.name])]
    hosts = [allowed for name in names for allowed in (name, f"{name}:*")]
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=[])
