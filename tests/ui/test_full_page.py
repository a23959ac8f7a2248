"""What the pages to ask on are before, without and beside their scripts."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.settings import ContactSettings, SenderSettings, Settings, load_settings
from tests.ui.test_browser import FIELD, QUESTION, ask, assert_accessible, open_page
from tests.ui.test_sender import PNG, SVG
from ui.mount import add_light_pages

CHATS = ["/", "/embed"]


@pytest.mark.parametrize(
    ("path", "language", "title"),
    [
        ("/", "sv", "Fråga om Fordonsdalen Stockholm"),
        ("/en", "en", "Ask about Fordonsdalen Stockholm"),
        ("/embed?language=en", "en", "Ask about Fordonsdalen Stockholm"),
    ],
)
def test_the_source_says_what_the_page_is(
    web: httpx.Client, path: str, language: str, title: str
) -> None:
    source = web.get(path).text
    assert f'<html lang="{language}">' in source
    assert f"<title>{title}</title>" in source
    assert f'property="og:title" content="{title}"' in source
    assert 'property="og:site_name" content="Region Stockholm"' in source
    assert 'name="description"' in source
    assert "<h1>" + title in source
    assert "AI" in source.partition('id="note"')[2]


def test_a_page_that_is_not_there_is_told_to_people_and_to_programs(web: httpx.Client) -> None:
    page = web.get("/nope?language=en", headers={"Accept": "text/html"})
    assert (page.status_code, "There is no such page" in page.text) == (404, True)
    assert '<html lang="en">' in page.text
    problem = web.get("/nope")
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == 404


@pytest.mark.parametrize(
    ("path", "told", "words"),
    [
        ("/", "Här finns inga dokument ännu", "Vad vill du veta?"),
        ("/en", "There are no documents here yet", "What would you like to know?"),
        ("/embed", "Här finns inga dokument ännu", "Vad vill du veta?"),
    ],
)
def test_without_an_index_nobody_is_invited_to_ask(
    path: str, told: str, words: str, tmp_path: Path
) -> None:
    contact = ContactSettings(name="Nykvarn", email="fraga@nykvarn.se")
    settings = load_settings(data_dir=tmp_path).model_copy(update={"contact": contact})
    assistant = bootstrap.build_assistant(settings)
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    web = TestClient(app)
    for page in (web.get(path), web.post(path, data={"question": "Vem?"})):
        assert f">{told}</h2>" in page.text
        assert "mailto:fraga@nykvarn.se" in page.text
        assert words not in page.text
        assert "<form" not in page.text
        assert "conversation.js" not in page.text
        assert str(tmp_path) not in page.text


def test_a_link_to_the_page_is_shown_with_its_address_and_picture_where_both_are_set(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    def page(path: str, logo: str, **server: str) -> str:
        given = {
            "sender": SenderSettings(logo=tmp_path / logo),
            "server": settings.server.model_copy(update=server),
        }
        changed = settings.model_copy(update=given)
        app = build_app(assistant, changed)
        add_light_pages(app, assistant, changed)
        return TestClient(app).get(path).text

    (tmp_path / "a.png").write_bytes(PNG)
    (tmp_path / "a.svg").write_bytes(SVG)
    own = {"address": "https://region.se", "root_path": "/fraga"}
    full = page("/en", "a.png", **own)
    assert '<meta property="og:url" content="https://region.se/fraga/en">' in full
    assert re.search(r'"og:image" content="https://region.se/fraga/avsandare/\w+\.png"', full)
    assert "og:image" not in page("/", "a.svg", **own)
    assert "og:url" not in page("/fakta", "a.png", **own)
    assert not re.search("og:(url|image)", page("/", "a.png"))


def test_files_are_kept_by_browsers_and_text_is_compressed(web: httpx.Client) -> None:
    source = web.get("/").text
    files = re.findall(r'(?:src|href)="(/ui/[^"]+)"', source)
    assert len(files) >= 4
    for file in files:
        assert "max-age=31536000, immutable" in web.get(file).headers["cache-control"]
    for path in ("/", "/fakta", "/embed"):
        assert web.get(path).headers["content-encoding"] == "gzip"


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_a_first_visit_is_light(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    loaded: list[int] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: loaded.append(event["encodedDataLength"]))
    open_page(page, site, path)
    page.wait_for_load_state("networkidle")
    assert sum(loaded) < 25_000
    assert len(loaded) <= 10
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_without_scripts_a_failure_is_the_first_that_is_told(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    page.get_by_label("Din fråga").fill(" ")
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page).to_have_title("Fel: Fråga om Fordonsdalen Stockholm")
    expect(page.get_by_role("alert")).to_be_focused()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_without_scripts_the_page_asks_as_well(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + path)
    expect(page.get_by_text("Du frågar en AI.")).to_be_visible()
    page.get_by_label("Din fråga").fill(QUESTION)
    page.get_by_role("button", name="Fråga", exact=True).click()
    expect(page.locator(".answer")).to_contain_text("Jörnving")
    expect(page.locator("button.copy")).to_be_hidden()
    page.locator("a.cite").first.click()
    marked = page.locator(".quotes > :target mark").first
    assert marked.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    page.get_by_role("button", name="Vem leder högnivågruppen?").click()
    expect(page.locator(".answer")).to_contain_text("Gustav Hemming")
    page.get_by_role("link", name="Ny konversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    context.close()


@pytest.mark.browser
def test_the_language_is_that_of_the_page_and_not_of_the_browser(
    browser: Browser, site: str
) -> None:
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    open_page(page, site, "/")
    assert page.evaluate("document.documentElement.lang") == "sv"
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_links_leave_the_conversation_where_it_is(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    switch = page.locator("header a[hreflang]")
    expect(switch).not_to_have_attribute("target", "_blank")
    page.locator("#start button").first.click()
    expect(page.locator(".answer a.cite").first).to_be_visible()
    for link in [switch, *page.locator("footer a").all()]:
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_contain_text("(öppnas i ny flik)")
    with page.context.expect_page() as opened:
        switch.click()
    expect(opened.value.get_by_label("Your question")).to_be_visible()
    expect(page.locator(".answer")).to_be_visible()
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_a_new_conversation_begins_where_the_page_began(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    fresh = page.get_by_role("link", name="Ny konversation")
    expect(fresh).to_have_count(0)
    ask(page, path, QUESTION)
    expect(page.locator(".answer a.cite").first).to_be_visible()
    fresh.click()
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_only_the_newest_answer_suggests_what_was_not_asked_yet(
    page: Page, site: str, path: str
) -> None:
    open_page(page, site, path)
    page.get_by_role("button", name="Vem leder högnivågruppen?").click()
    suggested = page.locator(".next button")
    expect(suggested).to_have_count(3)
    suggested.filter(has_text="Hur länge pågår projektet?").click()
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator(".turn").last.locator(".cite").first).to_be_visible()
    shown = suggested.filter(visible=True)
    expect(shown).to_have_count(3)
    asked = {"Vem leder högnivågruppen?", "Hur länge pågår projektet?"}
    assert asked.isdisjoint(shown.all_inner_texts())


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
def test_a_citation_marks_its_words_in_answer_and_quote(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    ask(page, path, "Hur länge pågår projektet?")
    cite = page.locator("a.cite").first
    background = "e => getComputedStyle(e).backgroundColor"
    marks = page.locator(".answer mark, .sources blockquote mark")
    expect(marks).to_have_count(2)

    def grounds() -> set[str]:
        return {mark.evaluate(background) for mark in marks.all()}

    (none,) = grounds()
    cite.focus()
    assert none not in grounds()
    page.locator(FIELD).focus()
    assert grounds() == {none}
    cite.hover()
    assert none not in grounds()
    page.mouse.move(0, 0)
    assert grounds() == {none}
    cite.click()
    page.locator(FIELD).focus()
    page.mouse.move(0, 0)
    assert none not in grounds()
    page.locator(".quotes summary").first.click()
    expect(page.locator(".quotes details[open]")).to_have_count(0)
    page.locator(FIELD).focus()
    expect(page.locator(".turn .on")).to_have_count(0)
    assert grounds() == {none}


@pytest.mark.browser
def test_quotes_of_one_document_share_a_card_and_a_long_list_is_folded(
    page: Page, site: str
) -> None:
    open_page(page, site, "/")
    ask(page, "/", "Vilka deltar i högnivågruppen?")
    expect(page.locator(".sources > li")).to_have_count(1)
    expect(page.locator(".quotes > li")).to_have_count(2)
    expect(page.locator(".from")).to_contain_text("april 2021")
    expect(page.get_by_text("Johanna Engman", exact=True)).to_be_hidden()
    page.get_by_text("Visa 15 till").click()
    expect(page.get_by_text("Johanna Engman", exact=True)).to_be_visible()
    assert_accessible(page)


@pytest.mark.browser
@pytest.mark.parametrize("path", CHATS)
@pytest.mark.parametrize("works", [True, False])
def test_whether_copying_worked_is_told(page: Page, site: str, path: str, works: bool) -> None:
    page.add_init_script(
        "navigator.clipboard.writeText = () => Promise.reject(); "
        f"document.execCommand = () => {str(works).lower()};"
    )
    page.clock.install(time=0)
    open_page(page, site, path)
    page.locator("#start button").first.click()
    button = page.locator("button.copy")
    expect(button).to_be_visible()
    page.clock.pause_at(3_600_000)
    button.click()
    page.clock.run_for(100)
    told = "Kopierat" if works else "Det gick inte att kopiera."
    expect(button).to_contain_text(told)
    expect(button).to_be_focused()
    expect(page.locator("#announce")).to_contain_text(told)
    page.clock.fast_forward(2200)
    expect(button).to_have_text("Kopiera svar och källa")
    expect(page.locator("#announce")).to_contain_text(told)
