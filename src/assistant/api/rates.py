"""How often one client may ask."""

from __future__ import annotations

import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.api.metrics import Metrics
from assistant.asgi import HttpMiddleware, client_key, looked_at, problem
from assistant.messages.service import TOO_OFTEN
from assistant.settings import Settings


class RateLimit(HttpMiddleware):
    """Counts what each client sends, and refuses with 429 what is too much.

    The count is kept in memory for as long as its window lasts, and nowhere else.
    """

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        """Take the rate."""
        super().__init__(app)
        self._rate = parse(settings.limits.questions)
        self._limiter = FixedWindowRateLimiter(MemoryStorage())
        self._counts_this_machine = settings.limits.count_this_machine
        self._told = TOO_OFTEN[settings.language]
        self._metrics = metrics

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_counted = scope["method"] == "POST"
        client = client_key(scope, self._counts_this_machine) if is_counted else None
        if client is None:
            await self._app(scope, receive, send)
            return
        is_within = self._limiter.hit(self._rate, client)
        window = self._limiter.get_window_stats(self._rate, client)
        seconds = max(1, round(window.reset_time - time.time()))
        headers = {
            "RateLimit-Limit": str(self._rate.amount),
            "RateLimit-Remaining": str(window.remaining),
            "RateLimit-Reset": str(seconds),
        }
        if not is_within:
            self._metrics.refused.labels("rate").inc()
            refusal = problem(429, self._told.format(seconds=seconds), Request(scope))
            refusal.headers.update({**headers, "Retry-After": str(seconds)})
            await refusal(scope, receive, send)
            return

        def tell(start: Message) -> None:
            MutableHeaders(scope=start).update(headers)

        await self._app(scope, receive, looked_at(send, tell))
