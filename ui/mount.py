"""Puts the pages on the web application."""

from __future__ import annotations

from fastapi import FastAPI

from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings
from ui.facts_page import add_facts_page
from ui.feedback_page import add_feedback_page
from ui.pages import add_pages
from ui.well_known import add_well_known


def mount(
    app: FastAPI,
    service: AnsweringService,
    settings: Settings,
    keeper: FeedbackKeeper | None = None,
) -> FastAPI:
    """Add the citizens' pages."""
    add_light_pages(app, service, settings, keeper)
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
    add_well_known(app, settings)
    if keeper and settings.privacy.takes_feedback:
        add_feedback_page(app, service, settings, keeper)
    return settings
