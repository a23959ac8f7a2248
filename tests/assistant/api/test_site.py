"""What a site tells of how it is, and how another one takes its place."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar

import pytest
from fastapi.testclient import TestClient

from assistant.api.site import CurrentSite, Site
from assistant.ports import Away
from assistant.settings import ContactSettings, Settings
from tests.vectorstore.test_in_force import flip


def test_a_site_tells_that_another_index_answers_than_the_one_in_force(
    settings: Settings, tmp_path: Path
) -> None:
    shutil.copytree(settings.data_dir, tmp_path / "data")
    own = settings.model_copy(update={"data_dir": tmp_path / "data"})
    site = Site(own)
    assert site.app.state.away() == Away(0)
    site._record.current()
    flip(own.data_dir / "current", 3)
    site._record.current()
    assert site.app.state.away() == Away.INDEX
    client = TestClient(site.app, client=("127.0.0.1", 1))
    assert "\nfordonsdalen_index_away 1.0\n" in client.get("/metrics").text


class OpenedSite:
    """A site that does nothing, and notes which of them are open."""

    open: ClassVar[list[str]] = []
    is_ready: ClassVar[bool] = True

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.requests = 0

    async def __aenter__(self) -> None:
        self.open.append(str(self.settings.contact.email))

    async def __aexit__(self, *error: object) -> None:
        self.open.remove(str(self.settings.contact.email))

    async def wait_until_ready(self, _: float) -> None:
        while not self.is_ready:
            await asyncio.sleep(0.01)


def serve_until_open(
    awaited: list[str], hang_ups: int, read_settings: Callable[[], Settings]
) -> None:
    """Live, hang up so often, and end once these sites are open, and no other, for good."""
    site = CurrentSite(under("a@e.se"), read_settings)

    async def live() -> None:
        told, handlers = asyncio.Queue[str](), list[Callable[[], None]]()

        async def receive() -> dict[str, str]:
            return {"type": await told.get()}

        async def send(_: object) -> None:
            pass

        # Only the main thread may have signals handled.
        loop = asyncio.get_running_loop()
        loop.add_signal_handler = lambda _, handler: handlers.append(handler)  # type: ignore[method-assign, assignment, misc]
        told.put_nowait("lifespan.startup")
        living = asyncio.ensure_future(site({"type": "lifespan"}, receive, send))
        async with asyncio.timeout(30):
            await until(lambda: bool(handlers))
            for _ in range(hang_ups):
                handlers[0]()
            await until(lambda: OpenedSite.open == awaited)
        await asyncio.sleep(0.3)
        assert OpenedSite.open == awaited
        told.put_nowait("lifespan.shutdown")
        loop.call_later(0.1, setattr, OpenedSite, "is_ready", True)
        await living

    # In a thread of its own, since a browser that other tests share keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, live()).result()
    assert OpenedSite.open == []


async def until(comes_true: Callable[[], bool]) -> None:
    """Wait for something that has to come."""
    while not comes_true():
        await asyncio.sleep(0.01)


def under(email: str) -> Settings:
    return Settings(contact=ContactSettings(email=email))


def test_settings_that_were_read_last_are_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.api.site.Site", OpenedSite)
    read = iter([under("b@e.se"), under("c@e.se")])

    def read_settings() -> Settings:
        settings = next(read)
        if settings == under("b@e.se"):
            time.sleep(0.2)
        return settings

    serve_until_open(["c@e.se"], 2, read_settings)


def test_a_site_that_still_starts_is_ended_with_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.api.site.Site", OpenedSite)
    monkeypatch.setattr(OpenedSite, "is_ready", False)

    serve_until_open(["a@e.se", "b@e.se"], 1, lambda: under("b@e.se"))
