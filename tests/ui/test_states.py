"""What the pages say when an answer is slow, or does not come."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, Route, expect

from tests.ui.test_browser import ask, assert_accessible, open_page

pytestmark = pytest.mark.browser
QUESTION = "Vem företräder Scania?"
NO_INDEX = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": "."}


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (429, "<h1>Too Many Requests</h1>", "Många frågar just nu."),
        (502, "<h1>Bad Gateway</h1>", "Tjänsten startar om."),
        (503, "<h1>Unavailable</h1>", "Tjänsten startar om."),
        (503, json.dumps(NO_INDEX), "Det finns inga dokument att svara utifrån ännu."),
        (500, "", "Något gick fel hos oss."),
    ],
)
def test_a_failure_is_told_in_words_and_the_question_is_kept(
    page: Page, site: str, status: int, body: str, told: str
) -> None:
    open_page(page, site, "/embed")
    page.route("**/embed/answer", lambda route: route.fulfill(status=status, body=body))
    ask(page, "/embed", QUESTION)
    problem = page.get_by_role("alert")
    expect(problem).to_contain_text(told)
    assert page.input_value("#question") == QUESTION
    assert_accessible(page)
    page.unroute("**/embed/answer")
    ask(page, "/embed", QUESTION)
    expect(page.locator(".answer a.cite")).to_be_visible()
    expect(problem).to_be_empty()


def test_no_contact_is_told(page: Page, site: str) -> None:
    open_page(page, site, "/embed")
    page.context.set_offline(True)
    ask(page, "/embed", QUESTION)
    expect(page.get_by_role("alert")).to_contain_text("Ingen kontakt med servern.")
    assert page.input_value("#question") == QUESTION


def test_a_slow_answer_is_told_of_and_still_comes(page: Page, site: str) -> None:
    page.clock.install()
    open_page(page, site, "/embed")
    held: list[Route] = []
    page.route("**/embed/answer", lambda route: held.append(route))  # noqa: PLW0108
    ask(page, "/embed", QUESTION)
    expect(page.locator("#working")).to_have_text("Söker i dokumenten …")
    page.clock.fast_forward(6000)
    expect(page.locator("#working")).to_contain_text("längre tid än vanligt")
    held[0].continue_()
    expect(page.locator(".answer a.cite")).to_be_visible()
    expect(page.locator("#working")).to_be_hidden()


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_refusal_shows_what_is_near_apart_from_the_answer(
    page: Page, site: str, path: str
) -> None:
    open_page(page, site, path)
    ask(page, path, "Hur många anställda har högnivågruppen?")
    related = page.locator(".answer .related")
    expect(related).to_contain_text("som inte ingår i svaret", timeout=20_000)
    expect(page.locator(".answer a.cite")).to_have_count(0)
    passage = related.locator("blockquote").first
    expect(passage).to_be_hidden()
    related.locator("summary").first.click()
    expect(passage).to_be_visible()
    assert_accessible(page)
