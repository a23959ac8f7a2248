"""Puts the pages on the web application."""

from __future__ import annotations

from typing import get_args

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from assistant.models import Language
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings, disable_telemetry
from ui.facts_page import add_facts_page
from ui.feedback_page import add_feedback_page
from ui.pages import add_pages
from ui.rendering import home


def mount(
    app: FastAPI,
    service: AnsweringService,
    settings: Settings,
    keeper: FeedbackKeeper | None = None,
) -> FastAPI:
    """Add the light pages, and the Gradio chat at `/`.

    Gradio takes seconds to import, so that happens here and not when the package is imported.
    """
    disable_telemetry()
    from ui.chat import mount_chat  # noqa: PLC0415

    settings = add_light_pages(app, service, settings, keeper)
    for language in get_args(Language):
        if language != settings.language:
            _add_slash(app, f"/{language}", home(settings, language) + "/")
    return mount_chat(app, service, settings)


def add_light_pages(
    app: FastAPI,
    service: AnsweringService,
    settings: Settings,
    keeper: FeedbackKeeper | None = None,
) -> Settings:
    """Add all pages but Gradio's.

    Returns:
        The settings that the pages went by: without a keeper, nobody is asked for an opinion.
    """
    if keeper is None:
        privacy = settings.privacy.model_copy(update={"feedback": False})
        settings = settings.model_copy(update={"privacy": privacy})
    add_pages(app, service, settings)
    add_facts_page(app, service, settings)
    if keeper and settings.privacy.takes_feedback:
        add_feedback_page(app, service, settings, keeper)
    return settings


def _add_slash(app: FastAPI, path: str, target: str) -> None:
    """A mount takes `/en/` and what is below it, but not `/en`."""

    @app.get(path, include_in_schema=False)
    def redirect() -> RedirectResponse:
        return RedirectResponse(target)
