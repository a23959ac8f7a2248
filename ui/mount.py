"""Puts the pages on the web application."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.middleware import Middleware

from assistant.asgi import PERSONAL
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings, disable_telemetry
from assistant.staff.tools import StaffTools
from assistant.suggestions import Suggestions
from ui.document_text import Outline
from ui.facts_page import add_facts_page
from ui.feedback_page import add_feedback_page
from ui.opinions import Opinions
from ui.pages import Pages
from ui.routes import add_pages
from ui.well_known import add_well_known
from ui.workbench.door import Door
from ui.workbench.later import ForTheWorkbench, Later


def mount(
    app: FastAPI,
    service: AnsweringService,
    settings: Settings,
    keeper: FeedbackKeeper | None = None,
    suggestions: Suggestions | None = None,
    outline: Outline = lambda _: (),
    tools: Callable[[], StaffTools] = StaffTools,
) -> Later | None:
    """Add the citizens' pages and, where it is enabled, the staff's workbench.

    Gradio takes seconds to import, so that the workbench is built while the site answers already.

    Args:
        app: What answers, with the API on it.
        service: Answers the questions.
        settings: Of the site.
        keeper: Keeps opinions; without one, none are taken.
        suggestions: Knows what to ask.
        outline: Finds the headings, lists and tables of a document.
        tools: Makes what staff work with.

    Returns:
        The workbench, which can be told when to begin, and tells when it is ready.
    """
    add_light_pages(app, service, settings, keeper, suggestions, outline)
    if not settings.workbench.enabled:
        return None
    disable_telemetry()

    def build() -> Starlette:
        from ui.workbench.app import application  # noqa: PLC0415

        return application(service, settings, tools())

    later = Later(build)
    # Innermost, the last first: whatever is asked of the workbench meets the door.
    door = Middleware(Door, pages=Pages(service, settings), settings=settings)
    app.user_middleware += [door, Middleware(ForTheWorkbench, workbench=later)]
    _live_beside(app, later)
    return later


def _live_beside(app: FastAPI, later: Later) -> None:
    """Let the workbench begin and end with the application."""
    alone = app.router.lifespan_context

    @asynccontextmanager
    async def both(given: Any) -> AsyncIterator[Any]:
        async with alone(given) as state, later.living():
            yield state

    app.router.lifespan_context = both


def with_token(settings: Settings, token: SecretStr | None = None) -> Settings:
    """The settings with a token for the workbench: where none is set the given one, or a new one."""
    if settings.workbench.token:
        return settings
    token = token or SecretStr(secrets.token_urlsafe(32))
    workbench = settings.workbench.model_copy(update={"token": token})
    return settings.model_copy(update={"workbench": workbench})


def workbench_address(settings: Settings, site: str) -> str:
    """Where staff find the workbench of a site, with the token that opens it unless they log in."""
    address = f"{site}{PERSONAL}/"
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
) -> None:
    """Add all pages but Gradio's; without a keeper, nobody is asked for an opinion."""
    if keeper is None:
        privacy = settings.privacy.model_copy(update={"feedback": False})
        settings = settings.model_copy(update={"privacy": privacy})
    opinions = Opinions(service, keeper) if keeper and settings.privacy.takes_feedback else None
    pages = Pages(service, settings, opinions, suggestions, outline)
    add_pages(app, pages)
    add_facts_page(app, pages)
    add_well_known(app, settings)
    if opinions:
        add_feedback_page(app, pages, opinions)
