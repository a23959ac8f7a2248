"""Builds the workbench while the site answers already, since Gradio takes seconds to import."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.asgi import PERSONAL, HttpMiddleware, path_of, problem

logger = logging.getLogger(__name__)
_LOOK_SECONDS = 0.1
"""Between two looks at whether building may begin."""
NOT_THERE = "The workbench is not there. The server's log tells why."


class Later:
    """An application that is built in a thread; who asks for it before that waits."""

    def __init__(self, build: Callable[[], Starlette]) -> None:
        """Take what builds it."""
        self._build = build
        self._may_begin: Callable[[bool], bool] = lambda _: True
        self._is_awaited = False
        self._settled = asyncio.Event()
        self._ending = asyncio.Event()
        self._ending.set()
        self._built: Starlette | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it answers."""
        return self._built is not None

    def hold_until(self, may_begin: Callable[[bool], bool]) -> None:
        """Begin only when nothing more urgent is to be done; it is told whether anybody waits for it."""
        self._may_begin = may_begin

    @asynccontextmanager
    async def living(self) -> AsyncIterator[None]:
        """Build it meanwhile, and end what it started."""
        self._ending.clear()
        task = asyncio.create_task(self._live())
        try:
            yield
        finally:
            self._ending.set()
            await task

    async def _live(self) -> None:
        try:
            while not self._may_begin(self._is_awaited):
                if self._ending.is_set():
                    return
                await asyncio.sleep(_LOOK_SECONDS)
            built = await to_thread.run_sync(asyncio.run, self._with_a_loop())
            async with built.router.lifespan_context(built):
                self._built = built
                self._settled.set()
                await self._ending.wait()
        except Exception:
            logger.exception("There is no workbench")
        finally:
            self._built = None
            self._settled.set()

    async def _with_a_loop(self) -> Starlette:
        """Gradio asks for an event loop; without one it makes some and leaves them open."""
        return self._build()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request once it can be."""
        if not self._ending.is_set():
            self._is_awaited = True
            await self._settled.wait()
        answering = self._built or problem(503, NOT_THERE, Request(scope))
        await answering(scope, receive, send)


class ForTheWorkbench(HttpMiddleware):
    """Passes on what is for the workbench, behind the door."""

    def __init__(self, app: ASGIApp, workbench: ASGIApp) -> None:
        """Take the application for everything else, and the workbench."""
        super().__init__(app)
        self._workbench = workbench

    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        is_inside = path_of(scope).startswith(f"{PERSONAL}/")
        await (self._workbench if is_inside else self._app)(scope, receive, send)
