"""What a site tells of how it is, and how another one takes its place."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from collections.abc import Callable
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

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.requests = 0

    async def __aenter__(self) -> None:
        self.open.append(str(self.settings.contact.email))

    async def __aexit__(self, *error: object) -> None:
        self.open.remove(str(self.settings.contact.email))

    async def wait_until_ready(self, seconds: float) -> None:
        await asyncio.sleep(min(seconds, 0.3))


def serve_until(
    step: Callable[[], None], seconds: float, read_settings: Callable[[], Settings]
) -> list[str]:
    """Live, let a step be done, and end so many seconds later: the sites that were open then."""
    site, told = CurrentSite(under("a@e.se"), read_settings), asyncio.Queue[str]()
    found: list[str] = []

    async def live() -> None:
        async def receive() -> dict[str, str]:
            return {"type": await told.get()}

        async def send(_: object) -> None:
            pass

        told.put_nowait("lifespan.startup")
        living = asyncio.ensure_future(site({"type": "lifespan"}, receive, send))
        await asyncio.sleep(0.05)
        step()
        await asyncio.sleep(seconds)
        found.extend(OpenedSite.open)
        told.put_nowait("lifespan.shutdown")
        await living

    asyncio.run(live())
    return found


def hang_up() -> None:
    os.kill(os.getpid(), signal.SIGHUP)


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

    def hang_up_twice() -> None:
        hang_up()
        asyncio.get_running_loop().call_later(0.05, hang_up)

    assert serve_until(hang_up_twice, 1.5, read_settings) == ["c@e.se"]
    assert OpenedSite.open == []


def test_a_site_that_still_starts_is_ended_with_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("assistant.api.site.Site", OpenedSite)

    assert serve_until(hang_up, 0.15, lambda: under("b@e.se")) == ["a@e.se", "b@e.se"]
    assert OpenedSite.open == []
