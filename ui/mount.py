"""Puts the pages on the web application."""

from __future__ import annotations

from typing import get_args

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from assistant.models import Language
from assistant.ports import AnsweringService
from assistant.settings import Settings, disable_telemetry
from ui.pages import add_pages
from ui.rendering import home


def mount(app: FastAPI, service: AnsweringService, settings: Settings) -> FastAPI:
    """Add the light pages, and the Gradio chat at `/`.

    Gradio takes seconds to import, so that happens here and not when the package is imported.
    """
    disable_telemetry()
    from ui.chat import mount_chat  # noqa: PLC0415

    add_pages(app, service, settings)
    for language in get_args(Language):
        if language != settings.language:
            _add_slash(app, f"/{language}", home(settings, language) + "/")
    return mount_chat(app, service, settings)


def _add_slash(app: FastAPI, path: str, target: str) -> None:
    """A mount takes `/en/` and what is below it, but not `/en`."""

    @app.get(path, include_in_schema=False)
    def redirect() -> RedirectResponse:
        return RedirectResponse(target)
