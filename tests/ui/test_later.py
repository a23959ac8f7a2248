"""The workbench is built while the site answers already."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.workbench.later import NOT_THERE, ForTheWorkbench, Later


async def page(scope: Scope, receive: Receive, send: Send) -> None:
    """What citizens see."""
    await PlainTextResponse("the page")(scope, receive, send)


def workbench() -> Starlette:
    return Starlette(
        routes=[Route("/personal/", lambda _: PlainTextResponse("inside"))],
    )


def asking(later: Later) -> httpx.AsyncClient:
    app: ASGIApp = ForTheWorkbench(page, later)
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://site")


def run(visit: Coroutine[Any, Any, None]) -> None:
    """In a thread: where a browser is open, this one has an event loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asyncio.wait_for(visit, 20)).result()


def test_who_comes_early_waits_and_nobody_else_does() -> None:
    go_on = threading.Event()

    def build() -> Starlette:
        assert go_on.wait(20)
        return workbench()

    async def visit() -> None:
        up = False
        later = Later(build)
        later.hold_until(lambda _: up)
        async with asking(later) as web, later.living():
            early = asyncio.create_task(web.get("/personal/"))
            assert (await web.get("/")).text == "the page"
            assert (await web.get("/personal")).text == "the page"
            assert not later.is_ready
            up = True
            await asyncio.sleep(0.2)
            assert not early.done()
            go_on.set()
            assert (await early).text == "inside"
            assert later.is_ready
        assert not later.is_ready

    run(visit())


def test_it_is_held_back_until_somebody_waits_for_it() -> None:
    async def visit() -> None:
        later = Later(workbench)
        later.hold_until(lambda awaited: awaited)
        async with asking(later) as web, later.living():
            assert (await web.get("/")).text == "the page"
            await asyncio.sleep(0.3)
            assert not later.is_ready
            assert (await web.get("/personal/")).text == "inside"

    run(visit())


@pytest.mark.parametrize("up", [True, False])
def test_it_can_be_ended_before_it_has_begun(up: bool) -> None:
    async def visit() -> None:
        later = Later(workbench)
        later.hold_until(lambda _: up)
        async with later.living():
            pass
        async with asking(later) as web:
            assert (await web.get("/personal/")).status_code == 503

    run(visit())


def fails() -> Starlette:
    raise RuntimeError("no room")


def test_what_cannot_be_built_is_told_and_stops_nothing_else(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def visit(build: Callable[[], Starlette]) -> None:
        later = Later(build)
        async with asking(later) as web, later.living():
            answer = await web.get("/personal/")
            assert (answer.status_code, answer.json()["detail"]) == (503, NOT_THERE)
            assert (await web.get("/")).text == "the page"

    with caplog.at_level(logging.ERROR):
        run(visit(fails))
    assert "no room" in caplog.text
