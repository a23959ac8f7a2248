"""Saying whether an answer was of use, with and without scripts."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from assistant.answering import Assistant
from assistant.api import build_app
from assistant.journal import Journal
from assistant.settings import PrivacySettings, Settings
from tests.ui.test_browser import assert_accessible
from ui.mount import add_light_pages


def client(
    assistant: Assistant, settings: Settings, folder: Path, **privacy: object
) -> tuple[TestClient, Journal]:
    settings = settings.model_copy(update={"privacy": PrivacySettings.model_validate(privacy)})
    journal = Journal(folder, settings.privacy)
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings, journal)
    return TestClient(app), journal


def test_an_opinion_is_kept_with_what_it_is_about(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    asked = web.post("/embed", data={"question": "Vem leder högnivågruppen?"})
    link = re.search(r'href="(/omdome[^"]*useful=no)"', asked.text)
    assert link
    form = web.get(unescape(link.group(1))).text
    assert re.search(r'value="no"\s+checked', form)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    given = web.post(
        "/omdome", data={**hidden, "useful": "no", "words": " Jag saknar\nett datum. "}
    )
    assert given.status_code == 200
    assert "Omdömet är sparat" in given.text
    (kept,) = journal.opinions()
    assert (kept.useful, kept.words) == (False, "Jag saknar ett datum.")
    assert (kept.status, kept.documents) == ("answered", ("hognivagruppen",))


def test_nothing_else_can_be_brought_in_by_a_link(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    web.post("/omdome", data={"useful": "yes", "status": "Kalle Anka", "document": "070-1234567"})
    (kept,) = journal.opinions()
    assert (kept.status, kept.documents) == ("", ())


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, "Välj ja eller nej."),
        ({"useful": "maybe"}, "Välj ja eller nej."),
        ({"useful": "yes", "words": "x" * 501}, "för lång"),
        ({"useful": "yes", "words": "Ring 070-123 45 67"}, "telefonnummer"),
    ],
)
def test_what_cannot_be_kept_is_told_and_not_lost(
    assistant: Assistant, settings: Settings, tmp_path: Path, data: dict[str, str], told: str
) -> None:
    web, journal = client(assistant, settings, tmp_path)
    refused = web.post("/omdome", data=data)
    assert refused.status_code == 422
    assert told in refused.text
    assert data.get("words", "") in refused.text
    assert journal.opinions() == []


@pytest.mark.parametrize("privacy", [{"keep": "nothing"}, {"feedback": False}])
def test_nobody_is_asked_where_nothing_is_kept(
    assistant: Assistant, settings: Settings, tmp_path: Path, privacy: dict[str, object]
) -> None:
    web, _ = client(assistant, settings, tmp_path, **privacy)
    asked = web.post("/embed", data={"question": "Vem leder högnivågruppen?"})
    assert "Gustav Hemming" in asked.text
    assert "/omdome" not in asked.text
    assert "omdömet" not in web.get("/omdome").text


@pytest.mark.parametrize(
    ("privacy", "told", "untold"),
    [
        ({}, "sparas i 90 dagar och säger inget om vem", "Frågor som dokumenten inte svarar på"),
        (
            {"keep": "questions", "days": 7},
            "sparas i 7 dagar, utan uppgift om vem",
            "räknas heller",
        ),
        ({"keep": "nothing"}, "Ingenting räknas heller.", "Omdömen"),
    ],
)
def test_the_privacy_page_tells_what_is_set(
    assistant: Assistant,
    settings: Settings,
    tmp_path: Path,
    privacy: dict[str, object],
    told: str,
    untold: str,
) -> None:
    web, _ = client(assistant, settings, tmp_path, **privacy)
    text = web.get("/integritet").text
    assert told in text
    assert untold not in text


@pytest.mark.browser
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_is_accessible_in_every_state(page: Page, site: str, language: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{site}/omdome?language={language}")
    assert_accessible(page)
    page.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith(("Fel: ", "Error: "))
    assert_accessible(page)
    assert page.evaluate("document.scrollingElement.scrollWidth <= 320")
    page.get_by_role("radio").first.check()
    page.get_by_role("button").click()
    expect(page.get_by_role("status")).to_be_focused()
    assert_accessible(page)


@pytest.mark.browser
def test_it_needs_no_script(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "/embed")
    page.get_by_label("Din fråga").fill("Vem leder högnivågruppen?")
    page.get_by_role("button", name="Fråga").click()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Nej svaret var inte till hjälp").click()
    page = opened.value
    expect(page.get_by_role("radio", name="Nej")).to_be_checked()
    page.get_by_role("button", name="Skicka omdömet").click()
    expect(page.get_by_role("status")).to_contain_text("Tack.")
    context.close()
