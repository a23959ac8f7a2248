"""What assistive technology is told in each state, on both pages to ask on."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.test_browser import QUESTION, ask, open_page

pytestmark = pytest.mark.browser
CHATS = ["/", "/embed"]
ANSWER = "**/embed/answer"


def tree(page: Page, selector: str = "body") -> str:
    return page.locator(selector).aria_snapshot()


@pytest.mark.parametrize("path", CHATS)
def test_at_first(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    told = tree(page)
    order = [
        'link "Hoppa till frågan"',
        "- banner:",
        'heading "Fråga om Fordonsdalen Stockholm" [level=1]',
        'link "In English"',
        "- main:",
        'heading "Vad vill du veta?" [level=2]',
        'list "Förslag på frågor"',
        'button "Vem leder högnivågruppen?"',
        "- contentinfo:",
        'link "Tillgänglighet (öppnas i ny flik)"',
        'form "Ställ en fråga"',
        'textbox "Din fråga',
        'button "Fråga"',
        "Du frågar en AI.",
    ]
    places = [told.find(name) for name in order]
    assert -1 not in places
    assert places == sorted(places)
    assert told.count("- main:") == 1


@pytest.mark.parametrize("path", CHATS)
def test_while_waiting_and_after_a_failure(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    page.route(ANSWER, lambda _: None)
    ask(page, path, QUESTION)
    expect(page.locator(".waiting")).to_be_visible()
    assert "status: Söker i dokumenten …" in tree(page)
    assert "Förslag på frågor" not in tree(page)
    page.unroute(ANSWER)
    open_page(page, site, path)
    page.route(ANSWER, lambda route: route.fulfill(status=429, body=""))
    ask(page, path, QUESTION)
    expect(page.get_by_role("alert")).not_to_be_empty()
    assert "Många frågar just nu." in tree(page, "[role=alert]:not(:empty)")
    assert f'textbox "Din fråga": {QUESTION}' in tree(page)


@pytest.mark.parametrize("path", CHATS)
def test_an_answer_with_its_source_open(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    ask(page, path, QUESTION)
    page.locator(".answer a.cite").first.click()
    told = tree(page, "#conversation")
    assert f'heading "Din fråga: {QUESTION}" [level=2]' in told
    assert 'link "Källa 1"' in told
    assert "mark: Lars-Henrik Jörnving, vice President, Scania" in told
    assert 'link "Visa i hela dokumentet (öppnas i ny flik)"' in told
    assert 'button "Kopiera svar och källa"' in told
    assert 'button "Nej svaret var inte till hjälp"' in told


@pytest.mark.parametrize("path", CHATS)
def test_a_refusal(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    ask(page, path, "Hur många anställda har högnivågruppen?")
    expect(page.locator(".reply .related")).to_be_visible()
    told = tree(page, "#conversation")
    assert "Det framgår inte av de dokument som jag svarar utifrån." in told
    assert "Andra ställen i dokumenten, som inte ingår i svaret" in told
    assert "Källa 1" not in told
