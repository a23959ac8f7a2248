"""Weighs first page loads in headless Chromium: `python -m bench.pages`.

Ours, from the documents that ship, beside a Gradio chat as it comes; medians of five cold loads.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from playwright.sync_api import Browser

from assistant import bootstrap
from assistant.api import build_app
from assistant.ingesting import ingest
from assistant.settings import disable_telemetry, load_settings
from bench.chromium import chromium
from bench.in_thread import serving
from ui import mount

LOADS = 5
PAGES = {"/": "#question", "/embed": "#question", "/fakta": "input[name=q]"}
"""Paths with the field that people wait for."""


def ours(data_dir: Path) -> FastAPI:
    """The whole site."""
    settings = load_settings(data_dir=data_dir)
    ingest([Path("documents")], settings)
    service = bootstrap.build_assistant(settings)
    app = build_app(service, settings)
    mount(app, service, settings)
    return app


def default_chat() -> FastAPI:
    """Gradio's chat with nothing changed."""
    disable_telemetry()
    import gradio as gr  # noqa: PLC0415

    mounted: FastAPI = gr.mount_gradio_app(
        FastAPI(), gr.ChatInterface(lambda message, _: message), path="/"
    )
    return mounted


def load(browser: Browser, address: str, field: str) -> tuple[int, int, float]:
    """Bytes, requests and seconds to the field of one cold load."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        loaded.append(int(event["encodedDataLength"]))

    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", finished)
    start = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(field)
    spent = time.perf_counter() - start
    page.wait_for_timeout(500)
    context.close()
    return sum(loaded), len(loaded), spent


def main() -> None:
    """Print one line for each page."""
    print(f"{'page':<22}{'bytes':>10}{'requests':>10}{'seconds':>9}")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(ours(Path(folder))) as site,
        serving(default_chat()) as default,
        chromium() as browser,
    ):
        pages = [(path, site + path, field) for path, field in PAGES.items()]
        for name, address, field in [*pages, ("default Gradio chat", default, "textarea")]:
            loads = [load(browser, address, field) for _ in range(LOADS)]
            size, requests, spent = (
                statistics.median(values) for values in zip(*loads, strict=True)
            )
            print(f"{name:<22}{size:>10,.0f}{requests:>10.0f}{spent:>9.2f}")


if __name__ == "__main__":
    main()
