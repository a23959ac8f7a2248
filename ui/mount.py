"""Puts the pages on the web application."""

from __future__ import annotations

import secrets

from fastapi import FastAPI
from pydantic import SecretStr

from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings, disable_telemetry
from assistant.staff.tools import StaffTools
from assistant.suggestions import Suggestions
from ui.document_text import Outline
from ui.facts_page import add_facts_page
from ui.feedback_page import add_feedback_page
from ui.opinions import Opinions
from ui.pages import Pages, add_pages
from ui.well_known import add_well_known
from ui.workbench.door import PATH as WORKBENCH


def mount(
    app: FastAPI,
    service: AnsweringService,
    settings: Settings,
    keeper: FeedbackKeeper | None = None,
    suggestions: Suggestions | None = None,
    outline: Outline = lambda _: (),
    tools: StaffTools | None = None,
) -> FastAPI:
    """Add the citizens' pages and, where it is enabled, the staff's workbench.

    Gradio takes seconds to import, so that happens here and only for the workbench.
    """
    add_light_pages(app, service, settings, keeper, suggestions, outline)
    if settings.workbench.enabled:
        disable_telemetry()
        from ui.workbench.app import add_workbench  # noqa: PLC0415

        add_workbench(app, service, settings, tools or StaffTools())
    return app


def with_token(settings: Settings, token: SecretStr | None = None) -> Settings:
    """The settings with a token for the workbench: where none is set the given one, or a new one."""
    if settings.workbench.token:
        return settings
    token = token or SecretStr(secrets.token_urlsafe(32))
    workbench = settings.workbench.model_copy(update={"token": token})
    return settings.model_copy(update={"workbench": workbench})


def workbench_address(settings: Settings, site: str) -> str:
    """Where staff find the workbench of a site, with the token that opens it unless they log in."""
    address = f"{site}{WORKBENCH}/"
    if settings.workbench.users or not settings.workbench.token:
        return address
    return f"{address}?token={settings.workbench.token.get_secret_value()}"


def add_light_pages(
    app: FastAPI,
    service: AnsweringService,
    settings: Settings,
    keeper: FeedbackKeeper | None = None,
    suggestions: Suggestions | None = None,
    outline: Outline = lambda _: (),
) -> Settings:
    """Add all pages but Gradio's.

    Returns:
        The settings that the pages went by: without a keeper, nobody is asked for an opinion.
    """
    if keeper is None:
        privacy = settings.privacy.model_copy(update={"feedback": False})
        settings = settings.model_copy(update={"privacy": privacy})
    takes = keeper is not None and settings.privacy.takes_feedback
    opinions = Opinions(service, keeper) if keeper and takes else None
    pages = Pages(service, settings, opinions, suggestions, outline)
    add_pages(app, pages)
    add_facts_page(app, pages)
    add_well_known(app, settings)
    if opinions:
        add_feedback_page(app, pages, opinions)
    return settings
