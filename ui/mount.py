"""Puts the pages on the web application."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.ports import AnsweringService
from assistant.settings import Settings, disable_telemetry
from ui.facts_page import add_facts_page
from ui.pages import add_pages


def mount(app: FastAPI, service: AnsweringService, settings: Settings) -> FastAPI:
    """Add the light pages, and the Gradio chat at `/`.

    Gradio takes seconds to import, so that happens here and not when the package is imported.
    """
    disable_telemetry()
    from ui.chat import mount_chat  # noqa: PLC0415

    add_pages(app, service, settings)
    add_facts_page(app, service, settings)
    return mount_chat(app, service, settings)
