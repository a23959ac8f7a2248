"""What a citizen does, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from playwright.sync_api import Browser, Page, expect

from bench.in_thread import serving

pytestmark = pytest.mark.browser
QUESTION = "Vem företräder Scania?"
QUOTE = "Lars-Henrik Jörnving, vice President, Scania"
FIELD = "#question"


def open_page(page: Page, site: str, path: str) -> None:
    page.goto(site + path)
    expect(page.locator(FIELD)).to_be_visible(timeout=20_000)


def stop_clock(page: Page) -> None:
    """Let no time pass on the page but what a test lets pass, however slow the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(1_000)


def ask(page: Page, path: str, question: str) -> None:
    page.fill(FIELD, question)
    page.keyboard.press("Enter")


def assert_accessible(page: Page) -> None:
    results = Axe().run(page).response
    told = [
        (violation["id"], violation["impact"], [node["html"][:120] for node in violation["nodes"]])
        for violation in results["violations"]
    ]
    assert told == []


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_question_is_answered_and_its_source_opens(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    assert page.evaluate("document.documentElement.lang") == "sv"
    assert_accessible(page)
    ask(page, path, QUESTION)
    cite = page.locator(".answer a.cite").first
    expect(cite).to_be_visible(timeout=20_000)
    expect(page.locator(".sources blockquote").first).to_have_text(QUOTE)
    mark = page.locator(".sources details mark").first
    expect(mark).to_be_hidden()
    cite.click()
    expect(mark).to_be_visible()
    expect(mark).to_have_text(QUOTE)
    expect(page.locator(".sources blockquote").first).to_be_hidden()
    assert "Annika Stensson Trigell" in page.locator(".sources details .said").first.inner_text()
    assert_accessible(page)
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
        0,
        0,
        "",
    ]
    link = page.locator(".sources details a").first.get_attribute("href")
    assert link is not None
    page.goto(site + link)
    expect(page.locator("mark#citat")).to_have_text(QUOTE)
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_what_the_documents_do_not_say_is_told(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    ask(page, path, "Hur bakar man sockerkaka?")
    expect(page.locator(".answer")).to_contain_text("Kontakta gärna", timeout=20_000)
    expect(page.locator(".answer a.cite")).to_have_count(0)


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_follow_up_is_understood(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    ask(page, path, "Vem kommer från Veoneer?")
    expect(page.locator(".answer")).to_contain_text("Ola Boström", timeout=20_000)
    ask(page, path, "Och från Epiroc?")
    expect(page.locator(".answer").last).to_contain_text("Jonas Albertso", timeout=20_000)


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_every_suggested_question_has_an_answer(page: Page, site: str, path: str) -> None:
    buttons = "#start button"
    open_page(page, site, path)
    count = page.locator(buttons).count()
    assert count >= 3
    for number in range(count):
        open_page(page, site, path)
        page.locator(buttons).nth(number).click()
        expect(page.locator(".answer a.cite").first).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("path", ["/", "/embed"])
@pytest.mark.parametrize(
    "text", ["<img src=x onerror=alert(1)>", "[1](http://evil.example) **fet**"]
)
def test_what_is_typed_is_shown_and_not_run(page: Page, site: str, path: str, text: str) -> None:
    open_page(page, site, path)
    ask(page, path, text)
    expect(page.locator(".asked").last).to_have_text(text, timeout=20_000)
    assert page.locator(".asked img, .asked a, .asked strong").count() == 0


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_answer_is_announced_once_in_its_language_and_focus_stays(
    page: Page, site: str, path: str
) -> None:
    open_page(page, site, path)
    page.evaluate(
        """window.told = []; new MutationObserver(() => told.push(announce.textContent))
        .observe(announce, { childList: true })"""
    )
    ask(page, path, "Who represents Scania?")
    status = page.locator("#announce")
    expect(status).to_contain_text("Svaret är klart", timeout=20_000)
    expect(status).to_have_role("status")
    expect(status.locator("> [lang=en]")).to_contain_text("Jörnving")
    expect(page.locator(".asked")).to_have_attribute("lang", "en")
    assert status.locator("a, button").count() == 0
    assert sum("Svaret är klart" in text for text in page.evaluate("told")) == 1
    expect(page.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize(
    "path",
    ["/embed?language=en", "/dokument", "/integritet", "/tillganglighet", "/api/docs", "/nope"],
)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_accessible(page: Page, site: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + path)
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/en", "/embed?language=en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_english_answer_is_accessible(page: Page, site: str, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + path)
    page.get_by_role("button", name="Who leads the high-level group?").click()
    page.locator(".answer a.cite").first.click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert_accessible(page)


@pytest.mark.parametrize("path", ["/", "/embed"])
@pytest.mark.parametrize("width", [320, 768])
def test_nothing_scrolls_sideways(page: Page, site: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    open_page(page, site, path)
    ask(page, path, QUESTION)
    expect(page.locator(".answer a.cite").first).to_be_visible(timeout=20_000)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_light_page_works_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + "/embed")
    page.fill("#question", "Vem kommer från Veoneer?")
    page.locator("#ask .send").click()
    expect(page.locator(".answer")).to_contain_text("Ola Boström")
    page.fill("#question", "Och från Epiroc?")
    page.locator("#ask .send").click()
    expect(page.locator(".answer")).to_contain_text("Jonas Albertso")
    page.locator(".sources summary").first.click()
    expect(page.locator(".sources details mark").first).to_be_visible()


@contextmanager
def host_page(site: str, path: str) -> Iterator[str]:
    """A page on another origin that frames one of ours."""
    app = FastAPI()

    @app.get("/")
    def framing() -> HTMLResponse:
        return HTMLResponse(
            f'<iframe src="{site}{path}" title="x" width="400" height="600"></iframe>'
        )

    with serving(app) as address:
        yield address.replace("127.0.0.1", "localhost")


def test_only_the_light_page_can_be_framed_elsewhere(page: Page, site: str) -> None:
    with host_page(site, "/embed") as address:
        page.goto(address)
        frame = page.frame_locator("iframe")
        frame.locator("#question").fill(QUESTION)
        frame.locator("#question").press("Enter")
        expect(frame.locator(".answer a.cite").first).to_be_visible(timeout=20_000)


def test_the_other_pages_cannot_be_framed(browser: Browser, site: str) -> None:
    page = browser.new_context().new_page()
    with host_page(site, "/dokument") as address:
        page.goto(address)
        expect(page.frame_locator("iframe").locator("main")).to_have_count(0)
