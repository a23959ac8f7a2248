"""The page with Gradio in it: what it is before, without and beside Gradio's scripts."""

from __future__ import annotations

import re

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.test_browser import QUESTION, assert_accessible, open_page

CLOSED = [
    "gradio_api/queue/join",
    "gradio_api/upload",
    "gradio_api/info",
    "gradio_api/app_id",
    "config",
    "static/img/logo.svg",
    "assets/../../../etc/passwd",
    "",
]


@pytest.mark.parametrize(
    ("path", "language", "title"),
    [
        ("/", "sv", "Fråga om Fordonsdalen Stockholm"),
        ("/en", "en", "Ask about Fordonsdalen Stockholm"),
    ],
)
def test_the_source_says_what_the_page_is(site: str, path: str, language: str, title: str) -> None:
    source = httpx.get(site + path).text
    assert f'<html lang="{language}">' in source
    assert f"<title>{title}</title>" in source
    assert f'property="og:title" content="{title}"' in source
    assert 'name="description"' in source
    assert "AI" in source.partition("</header>")[0]
    assert "githubusercontent" not in source


@pytest.mark.parametrize("path", CLOSED)
def test_the_chat_opens_no_way_into_gradio(site: str, path: str) -> None:
    for method in ("GET", "POST"):
        answer = httpx.request(method, f"{site}/gradio/sv/{path}")
        assert answer.status_code in (404, 405)
        assert answer.headers["content-type"] == "application/problem+json"


def test_a_page_that_is_not_there_is_told_to_people_and_to_programs(site: str) -> None:
    page = httpx.get(site + "/nope?language=en", headers={"Accept": "text/html"})
    assert (page.status_code, "There is no such page" in page.text) == (404, True)
    assert '<html lang="en">' in page.text
    problem = httpx.get(site + "/nope")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


def test_files_are_small_and_kept(site: str) -> None:
    source = httpx.get(site + "/").text
    files = re.findall(r'(?:src|href)="(/(?:ui|gradio)/[^"]+)"', source)
    assert len(files) >= 6
    for file in files:
        assert "max-age=31536000, immutable" in httpx.get(site + file).headers["cache-control"]
    for path in ("/", "/fakta", "/embed"):
        assert httpx.get(site + path).headers["content-encoding"] == "gzip"


@pytest.mark.browser
@pytest.mark.parametrize(("path", "most"), [("/", 240_000), ("/embed", 15_000)])
def test_a_first_visit_is_light(browser: Browser, site: str, path: str, most: int) -> None:
    """60 per cent of what Gradio's chat takes as it comes would be 252,000 bytes."""
    context = browser.new_context()
    page = context.new_page()
    loaded: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    open_page(page, site, path)
    page.wait_for_load_state("networkidle")
    assert sum(loaded) < most
    context.close()


@pytest.mark.browser
def test_without_scripts_a_failure_is_the_first_that_is_told(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/embed")
    page.get_by_label("Din fråga").fill(" ")
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page).to_have_title("Fel: Fråga om Fordonsdalen Stockholm")
    expect(page.get_by_role("alert")).to_be_focused()
    context.close()


@pytest.mark.browser
def test_without_scripts_the_page_asks_as_well(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/")
    expect(page.locator(".notice")).to_contain_text("AI-system")
    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.locator(".answer")).to_contain_text("Jörnving")
    expect(page.locator("button.copy")).to_be_hidden()
    context.close()


@pytest.mark.browser
def test_the_language_is_that_of_the_page_and_not_of_the_browser(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    open_page(page, site, "/")
    page.wait_for_timeout(500)
    assert page.evaluate("document.documentElement.lang") == "sv"
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/embed"])
def test_links_leave_the_conversation_where_it_is(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    switch = page.locator("header a[hreflang]")
    expect(switch).not_to_have_attribute("target", "_blank")
    page.locator("#suggestions button").first.click()
    expect(page.locator(".answer")).to_be_visible()
    for link in [switch, *page.locator("footer a").all()]:
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_contain_text("(öppnas i ny flik)")
    with page.context.expect_page() as opened:
        switch.click()
    expect(opened.value.get_by_label("Your question")).to_be_visible()
    expect(page.locator(".answer")).to_be_visible()
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize("path", ["/", "/embed"])
@pytest.mark.parametrize("works", [True, False])
def test_whether_copying_worked_is_told(page: Page, site: str, path: str, works: bool) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); "
        f"document.execCommand = () => {str(works).lower()};"
    )
    open_page(page, site, path)
    page.locator("#suggestions button").first.click()
    button = page.locator(".answer button.copy")
    button.click()
    told = "Kopierat" if works else "Det gick inte att kopiera."
    expect(button).to_contain_text(told)
    expect(button).to_be_focused()
    expect(page.locator("#announce")).to_contain_text(told)
    page.wait_for_timeout(2200)
    expect(button).to_have_text("Kopiera svar och källa")
    expect(page.locator("#announce")).to_contain_text(told)
