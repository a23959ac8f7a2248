"""Chromium without a window, as pages are measured, shown and tested in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright


def chromium_path() -> str | None:
    """Where it is installed; None where it is not."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Start it, with more flags than it always gets."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", *flags]
        )
        yield browser
        browser.close()
