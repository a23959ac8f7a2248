"""The documented snippets on pages of another origin, under the documented policy and no more."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.ui.hosts import host, page_of, policy, snippet
from tests.ui.test_browser import QUESTION, assert_accessible

pytestmark = pytest.mark.browser
FIXED, GROWING, BUTTON, TARGET = range(4)
NAME = "Fråga om Fordonsdalen Stockholm"


@contextmanager
def embedded(
    page: Page, site: str, number: int, *, language: str = "sv", body: str = ""
) -> Iterator[FrameLocator]:
    """The page of another site with a snippet on it; fails on whatever its policy blocks."""
    with host({"/": page_of(body + snippet(number, site), language)}, policy(site)) as address:
        page.goto(address)
        yield page.frame_locator("iframe")


def ask(frame: FrameLocator) -> None:
    field = frame.get_by_label("Din fråga")
    field.fill(QUESTION, timeout=20_000)
    field.press("Enter")
    expect(frame.locator(".answer a.cite").first).to_be_visible(timeout=20_000)


def height(page: Page) -> float:
    return float(page.evaluate("document.querySelector('iframe').getBoundingClientRect().height"))


def fitting_height(page: Page, frame: FrameLocator) -> float:
    """That of the frame, once it is that of what it holds."""
    until = time.monotonic() + 20
    while True:
        inside = frame.locator("html").evaluate("e => e.getBoundingClientRect().height")
        if height(page) == pytest.approx(inside, abs=1):
            return height(page)
        assert time.monotonic() < until, "The frame does not fit what it holds."
        page.wait_for_timeout(50)


def test_the_plain_frame_answers_at_280_pixels(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 296, "height": 700})
    with embedded(page, site, FIXED) as frame:
        ask(frame)
        assert frame.locator("body").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_the_frame_grows_with_the_answer_and_then_stands_still(page: Page, site: str) -> None:
    with embedded(page, site, GROWING) as frame:
        expect(frame.get_by_label("Din fråga")).to_be_visible(timeout=20_000)
        before = fitting_height(page, frame)
        ask(frame)
        frame.locator(".answer a.cite").first.click()
        expect(frame.locator(".sources details[open]")).to_have_count(1)
        grown = fitting_height(page, frame)
        assert grown > before
        page.wait_for_timeout(500)
        assert height(page) == grown
        assert_accessible(page)


def test_the_frame_goes_where_the_target_is_in_the_language_and_name_set(
    page: Page, site: str
) -> None:
    with embedded(page, site, TARGET) as frame:
        expect(frame.get_by_label("Your question")).to_be_visible(timeout=20_000)
        assert page.locator("#assistant iframe").get_attribute("title") == "Ask us"


def test_the_button_opens_a_panel_for_the_keyboard(page: Page, site: str) -> None:
    with embedded(page, site, BUTTON) as frame:
        button = page.get_by_role("button", name=NAME)
        expect(button).to_have_attribute("aria-expanded", "false")
        assert page.locator("iframe").count() == 0
        button.focus()
        page.keyboard.press("Enter")
        expect(button).to_have_attribute("aria-expanded", "true")
        field = frame.get_by_label("Din fråga")
        expect(field).to_be_focused(timeout=20_000)
        page.keyboard.type(QUESTION)
        page.keyboard.press("Enter")
        expect(frame.locator(".answer a.cite").first).to_be_visible(timeout=20_000)
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Enter")
        expect(frame.locator(".answer a.cite").first).to_be_visible()
        page.get_by_role("button", name="Stäng").click()
        expect(button).to_be_focused()


OUTSIDE = """() => [...document.querySelector("fordonsdalen-assistant").shadowRoot.querySelectorAll("*")]
  .filter((e) => e.checkVisibility()).map((e) => [e.tagName, e.getBoundingClientRect()])
  .filter(([, box]) => box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight)"""


@pytest.mark.parametrize("width", [280, 360, 1280])
def test_the_panel_has_a_title_and_stays_on_the_screen(page: Page, site: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    with embedded(page, site, BUTTON) as frame:
        assert page.evaluate(OUTSIDE) == []
        page.get_by_role("button", name=NAME).click()
        expect(page.get_by_role("heading", name=NAME)).to_be_visible()
        expect(frame.get_by_label("Din fråga")).to_be_focused(timeout=20_000)
        assert page.evaluate(OUTSIDE) == []
        # It is told once to those who see it, and the page in the frame keeps its own heading.
        heading = frame.get_by_role("heading", name=NAME, level=1)
        expect(heading).to_have_count(1)
        assert heading.evaluate("e => e.closest('.brand').getBoundingClientRect().width") <= 1
        assert_accessible(page)


def test_messages_of_others_are_not_heard(page: Page, site: str) -> None:
    with embedded(page, site, GROWING) as frame:
        expect(frame.get_by_label("Din fråga")).to_be_visible(timeout=20_000)
        before = fitting_height(page, frame)
        # From another window, though with the right form: the page around itself.
        page.evaluate("postMessage({ fordonsdalen: 'height', height: 9000 }, '*')")
        page.evaluate(
            "(origin) => dispatchEvent(new MessageEvent('message', "
            "{ origin, source: window, data: { fordonsdalen: 'height', height: 9000 } }))",
            site,
        )
        page.wait_for_timeout(200)
        assert height(page) == before


def test_the_frame_tells_nothing_to_a_page_that_is_not_listed(browser: Browser, site: str) -> None:
    """Framing itself is refused by the browser; so is the telling, where that is not."""
    page = browser.new_page()
    page.goto(site + "/embed")
    told = page.evaluate(
        """async () => {
          const { matches } = await import(document.querySelector("[src$='frame.js']").src);
          const cases = [["https://a.se", "https://a.se"], ["https://a.se", "https://b.a.se"],
            ["https://*.a.se", "https://b.a.se"], ["https://*.a.se", "https://a.se"],
            ["https://a.se", "https://axse"], ["http://localhost:*", "http://localhost:81"],
            ["http://localhost:*", "http://localhost.evil.se"], ["http://a.se", "https://a.se"],
            ["'self'", location.origin], ["'none'", "https://a.se"]];
          return cases.map(([source, origin]) => matches(source, origin));
        }"""
    )
    assert told == [True, False, True, False, False, True, False, True, True, False]
    page.close()


def test_nothing_is_stored_on_either_side(page: Page, site: str) -> None:
    with embedded(page, site, GROWING) as frame:
        ask(frame)
        kept = "[localStorage.length, sessionStorage.length, document.cookie]"
        assert page.evaluate(kept) == [0, 0, ""]
        assert page.context.cookies() == []
        assert page.context.storage_state()["origins"] == []


def test_the_script_is_small(page: Page, site: str) -> None:
    response = page.request.get(site + "/embed.js")
    assert response.headers["content-type"].startswith(
        ("text/javascript", "application/javascript")
    )
    assert len(response.body()) < 8_000
