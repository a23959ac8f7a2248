"""Puts the pages on the web application."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings, disable_telemetry
from ui.facts_page import add_facts_page
from ui.feedback_page import add_feedback_page
from ui.pages import Pages, add_pages


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
    from ui.chat import add_chat  # noqa: PLC0415

    settings = add_light_pages(app, service, settings, keeper)
    add_chat(app, Pages(service, settings))
    return app


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
