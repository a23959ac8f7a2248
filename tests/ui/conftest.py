"""A real site on a real index, and a real browser."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.ingesting import ingest
from assistant.library import LocalLibrary
from assistant.settings import Settings, load_settings
from assistant.staff.tools import StaffTools
from assistant.staff.trials import Trials
from assistant.suggestions import Suggestions
from bench.chromium import chromium, chromium_path
from bench.in_thread import serving
from ui import mount
from ui.workbench.later import Later

TOKEN = "a-token-that-only-the-tests-know"
FIELD = "#question textarea"
"""Where staff ask."""
DOCUMENTS = Path(__file__).parents[2] / "documents"

expect.set_options(timeout=20_000)  # Of a page on a machine that does other work too.


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings whose data directory holds the documents that ship; localhost may frame."""
    workbench = {"token": TOKEN}
    settings = load_settings(data_dir=tmp_path_factory.mktemp("site"), workbench=workbench)
    server = settings.server.model_copy(update={"frame_ancestors": ("http://localhost:*",)})
    settings = settings.model_copy(update={"server": server})
    ingest([DOCUMENTS], settings)
    return settings


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    """The assistant on that index."""
    return bootstrap.build_assistant(settings)


@pytest.fixture(scope="session")
def site(settings: Settings, assistant: Assistant, browser: Browser) -> Iterator[str]:
    """The address of the whole site.

    After the browser, which brings an event loop: without one, Gradio makes some and leaves them open.
    """
    journal = bootstrap.build_journal(settings)
    suggestions = Suggestions(assistant)
    suggestions.refresh()
    app = build_app(assistant, settings)
    tools = StaffTools(
        LocalLibrary(settings),
        bootstrap.build_inbox(settings, journal),
        Trials(settings.data_dir, assistant),
        bootstrap.build_desk(settings),
    )
    workbench = mount(
        app, assistant, settings, journal, suggestions, bootstrap.outline, lambda: tools
    )
    with serving(app) as address:
        wait_for(workbench)
        yield address


def wait_for(workbench: Later | None) -> None:
    """Until the workbench of a site that is served is there, which a browser would wait for."""
    assert workbench
    until = time.monotonic() + 60
    while not workbench.is_ready:
        assert time.monotonic() < until, "There is no workbench."
        time.sleep(0.05)


@pytest.fixture
def web(site: str) -> Iterator[httpx.Client]:
    """A client of the site; to make one for each request takes longer than the request."""
    with httpx.Client(base_url=site, verify=False) as web:
        yield web


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; missing it fails in CI and skips elsewhere."""
    if chromium_path() is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is not installed.")
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that fails the test on requests to other hosts and on script errors."""
    context = browser.new_context(locale="sv-SE", viewport={"width": 900, "height": 900})
    page = context.new_page()
    outside: list[str] = []
    errors: list[str] = []
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((site, "data:", "blob:", "http://localhost"))
            else outside.append(request.url)
        ),
    )
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) => "
        "console.error('Security Policy', e.violatedDirective, e.blockedURI, e.sample))"
    )
    page.on(
        "console",
        lambda message: errors.append(message.text) if "Security Policy" in message.text else None,
    )
    yield page
    assert outside == []
    assert errors == []
    assert context.cookies() == []
    context.close()


@pytest.fixture
def desk(browser: Browser, site: str) -> Iterator[Page]:
    """The workbench as staff see it; fails on requests to other hosts and on script errors."""
    context = browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 1000})
    page = context.new_page()
    wrong: list[str] = []
    own = (site, "data:", "blob:")
    page.on("request", lambda r: None if r.url.startswith(own) else wrong.append(r.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    open_workbench(page, site)
    yield page
    assert wrong == []
    context.close()


COUNTING = """
  window.events = { begun: 0, open: 0 };
  const send = window.fetch;
  window.fetch = async (...given) => {
    if (!String(given[0].url ?? given[0]).endsWith("/run/predict")) return send(...given);
    events.begun += 1;
    events.open += 1;
    const shown = () => requestAnimationFrame(() => requestAnimationFrame(() => { events.open -= 1; }));
    try {
      const answer = await send(...given);
      await answer.clone().text();
      return answer;
    } finally {
      shown();
    }
  };
"""
"""Counts the events of the workbench that were sent, and those whose answer is not in the page yet."""


def open_workbench(page: Page, site: str) -> None:
    """Open it, and wait until all that it loads is shown."""
    page.add_init_script(COUNTING)
    page.goto(f"{site}/personal/?token={TOKEN}")
    expect(page.locator(FIELD)).to_be_visible(timeout=30_000)
    _wait_for_events(page, 0)


@contextmanager
def answered(desk: Page) -> Iterator[None]:
    """Wait for what the workbench answers to an event that is brought about within, and shows of it.

    Whenever an answer comes, Gradio puts it over what was typed or told meanwhile.
    """
    begun = desk.evaluate("events.begun")
    yield
    _wait_for_events(desk, begun)


def _wait_for_events(desk: Page, begun: int) -> None:
    """Until there were more events than so many, and all are answered."""
    until = time.monotonic() + 60
    while not desk.evaluate("(begun) => events.begun > begun && events.open === 0", begun):
        assert time.monotonic() < until, "The workbench does not answer."
        desk.wait_for_timeout(20)


def open_tab(desk: Page, name: str) -> None:
    """Open a tab that looks for what is new when it is opened."""
    with answered(desk):
        desk.get_by_role("tab", name=name).click()


def violations(page: Page) -> set[str]:
    """What axe finds on a page, once no colour of it is on its way."""
    page.evaluate(
        """() => Promise.allSettled(
            document.getAnimations().filter(one => one instanceof CSSTransition)
            .map(one => one.finished)
        ).then(() => true)"""
    )
    return {one["id"] for one in Axe().run(page).response["violations"]}
