"""What people meet who wait for an answer: one that does not come ends, and nothing is asked twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from assistant.answering.assistant import Assistant
from assistant.errors import BusyError
from tests.ui.test_browser import FIELD, QUESTION, ask, open_page, stop_clock
from tests.ui.test_states import ANSWER, CHATS
from ui.exchange import BEAT

pytestmark = pytest.mark.browser
OTHER = "Vilka deltar i högnivågruppen?"


@pytest.fixture
def silence(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Lets the site begin to answer and then tell nothing more, until it is set."""
    ended = threading.Event()

    def begin(*given: Any) -> None:
        given[-1]("look up")
        ended.wait(60)
        raise BusyError("It has ended.")

    monkeypatch.setattr(assistant, "ask", begin)
    yield ended
    ended.set()


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Lets nothing come through any more of answers that had begun, as behind a lost connection."""
    over = threading.Event()

    def begin(*_: Any) -> Iterator[str]:
        yield BEAT
        yield 'event: status\ndata: {"told": "Läser …"}\n\n'
        over.wait(60)

    monkeypatch.setattr("ui.routes.events", begin)
    yield
    over.set()


@pytest.fixture
def probes(page: Page) -> list[str]:
    """Which pages the script asked for whether the server is there."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.method == "HEAD" else None)
    return asked


PROBED = """
  const send = window.fetch;
  window.probed = 0;
  window.fetch = async (...given) => {
    const answer = await send(...given);
    if (given[1]?.method === "HEAD") window.probed += 1;
    return answer;
  };
"""


def wait_in_vain(page: Page) -> None:
    """Let so much time pass that the page asks whether the server is there, and hears that it is."""
    before = page.evaluate("probed")
    page.clock.fast_forward(15_000)
    until = time.monotonic() + 20
    while page.evaluate("probed") == before:
        assert time.monotonic() < until, "The page does not ask."
        page.wait_for_timeout(20)


def given_up(page: Page) -> Locator:
    """Where the page says that it has no contact."""
    return page.get_by_role("alert").and_(page.locator(".answer")).filter(has_text="Ingen kontakt")


@pytest.mark.parametrize("path", CHATS)
@pytest.mark.usefixtures("lost")
def test_a_server_that_falls_silent_in_an_answer_is_not_waited_for(
    page: Page, site: str, probes: list[str], path: str
) -> None:
    """As behind a connection that is lost on its way, of whose end the browser does not hear."""
    stop_clock(page)
    open_page(page, site, path)
    ask(page, path, QUESTION)
    step = page.locator(".step")
    expect(step).to_have_text("Läser …")
    page.clock.fast_forward(14_000)
    expect(step).to_contain_text("längre tid än vanligt")
    with page.expect_event("requestfailed"):
        page.clock.fast_forward(2_000)
    expect(given_up(page)).to_be_visible()
    expect(page.locator(FIELD)).to_have_value(QUESTION)
    expect(page.locator(".waiting")).to_have_count(0)
    assert probes == []


def test_a_server_that_says_that_it_works_is_waited_for(
    page: Page,
    site: str,
    silence: threading.Event,
    probes: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However long it takes: the server knows when an answer is to end."""
    monkeypatch.setattr("ui.exchange.BEAT_SECONDS", 0.02)
    page.add_init_script("""
        const of = ReadableStreamDefaultReader.prototype, read = of.read;
        window.heard = 0;
        of.read = async function () { const told = await read.call(this); window.heard += 1; return told; };
    """)
    stop_clock(page)
    open_page(page, site, CHATS[0])
    ask(page, CHATS[0], QUESTION)
    expect(page.locator(".step")).to_have_text("Söker i 1 dokument …")
    for _ in range(5):
        before = page.evaluate("heard")
        while page.evaluate("heard") < before + 2:
            page.wait_for_timeout(20)
        page.clock.fast_forward(14_000)
    expect(page.locator(".waiting")).to_have_count(1)
    silence.set()
    expect(page.get_by_role("alert").and_(page.locator(".answer"))).to_contain_text("It has ended.")
    assert probes == []


def test_a_connection_that_never_answers_is_not_waited_for(page: Page, site: str) -> None:
    stop_clock(page)
    open_page(page, site, CHATS[0])
    page.route(ANSWER, lambda _: None)
    page.route("**/", lambda route: route.abort())
    ask(page, CHATS[0], QUESTION)
    expect(page.locator(".waiting")).to_have_count(1)
    page.clock.fast_forward(16_000)
    expect(given_up(page)).to_be_visible()
    page.unroute(ANSWER)
    page.get_by_role("button", name="Försök igen").click()
    expect(page.locator(".answer a.cite").first).to_be_visible()


def test_an_answer_that_is_held_back_on_its_way_is_waited_for(page: Page, site: str) -> None:
    """As by a proxy that passes on nothing before the end; the server says that it is there."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.add_init_script(PROBED)
    stop_clock(page)
    open_page(page, site, CHATS[0])
    page.route(ANSWER, hold)
    ask(page, CHATS[0], QUESTION)
    expect(page.locator(".waiting")).to_have_count(1)
    for _ in range(3):
        wait_in_vain(page)
    held[0].continue_()
    expect(page.locator(".answer a.cite").first).to_be_visible()


def test_one_that_never_comes_is_not_waited_for_though_the_server_is_there(
    page: Page, site: str
) -> None:
    page.add_init_script(PROBED)
    stop_clock(page)
    open_page(page, site, CHATS[0])
    page.route(ANSWER, lambda _: None)
    ask(page, CHATS[0], QUESTION)
    expect(page.locator(".waiting")).to_have_count(1)
    for _ in range(20):
        wait_in_vain(page)
    page.clock.fast_forward(15_000)
    expect(given_up(page)).to_be_visible()


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
