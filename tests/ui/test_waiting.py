"""What people meet who wait for an answer: one that does not come ends, and nothing is asked twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assistant.answering import Assistant
from assistant.errors import BusyError
from tests.ui.test_browser import FIELD, QUESTION, ask, open_page
from tests.ui.test_states import ANSWER, CHATS

pytestmark = pytest.mark.browser
OTHER = "Vilka deltar i högnivågruppen?"


@pytest.fixture
def silence(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Lets the site begin to answer and then say nothing more, until it is set."""
    ended = threading.Event()

    def begin(*given: Any) -> None:
        given[-1]("look up")
        ended.wait(60)
        raise BusyError("It has ended.")

    monkeypatch.setattr(assistant, "ask", begin)
    yield ended
    ended.set()


@pytest.mark.parametrize("path", CHATS)
def test_a_server_that_falls_silent_in_an_answer_is_not_waited_for(
    page: Page, site: str, silence: threading.Event, path: str
) -> None:
    """As behind a connection that is lost on its way, of whose end the browser does not hear."""
    page.clock.install()
    open_page(page, site, path)
    ask(page, path, QUESTION)
    step = page.locator(".step")
    expect(step).to_have_text("Söker i 1 dokument …")
    page.clock.fast_forward(19_000)
    expect(step).to_contain_text("längre tid än vanligt")
    with page.expect_event("requestfailed"):
        page.clock.fast_forward(2_000)
    expect(page.get_by_role("alert").and_(page.locator(".answer"))).to_contain_text("Ingen kontakt")
    expect(page.locator(FIELD)).to_have_value(QUESTION)
    expect(page.locator(".waiting")).to_have_count(0)


def test_a_connection_that_never_answers_is_not_waited_for(page: Page, site: str) -> None:
    page.clock.install()
    open_page(page, site, CHATS[0])
    page.route(ANSWER, lambda _: None)
    ask(page, CHATS[0], QUESTION)
    expect(page.locator(".waiting")).to_have_count(1)
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("alert").and_(page.locator(".answer"))).to_contain_text("Ingen kontakt")
    page.unroute(ANSWER)
    page.get_by_role("button", name="Försök igen").click()
    expect(page.locator(".answer a.cite").first).to_be_visible()


@pytest.mark.parametrize("path", CHATS)
def test_who_sends_while_an_answer_comes_is_told_to_wait_and_keeps_the_words(
    page: Page, site: str, silence: threading.Event, path: str
) -> None:
    sent: list[str] = []
    page.on(
        "request",
        lambda request: sent.append(request.url) if "embed/answer" in request.url else None,
    )
    open_page(page, site, path)
    ask(page, path, QUESTION)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Fråga", exact=True).dblclick()
    expect(page.locator(".step")).to_have_text("Söker i 1 dokument …")
    ask(page, path, OTHER)
    for told in (page.locator(".step"), page.locator("#announce")):
        expect(told).to_have_text(
            "Svaret på förra frågan är på väg. Skicka den nya när det har kommit."
        )
    expect(page.locator(FIELD)).to_have_value(OTHER)
    expect(page.locator(".turn")).to_have_count(1)
    silence.set()
    expect(page.get_by_role("alert").and_(page.locator(".answer"))).to_be_visible()
    expect(page.locator(FIELD)).to_have_value(OTHER)
    assert len(sent) == 1


def test_an_opinion_that_never_arrives_is_not_waited_for(page: Page, site: str) -> None:
    page.add_init_script("AbortSignal.timeout = () => AbortSignal.abort()")
    open_page(page, site, CHATS[0])
    ask(page, CHATS[0], QUESTION)
    page.route("**/omdome*", lambda _: None)
    button = page.locator(".opinion").get_by_role("button").first
    button.click()
    expect(page.locator(".opinion .outcome")).not_to_be_empty()
    expect(button).not_to_have_attribute("aria-pressed", "true")
