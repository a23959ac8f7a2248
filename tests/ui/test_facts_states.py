"""The page of facts in every state: colours, widths, without scripts, without facts and with many."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Page, expect

from assistant.api import build_app
from assistant.errors import IndexMissingError
from assistant.models.answers import Answer
from assistant.models.documents import Document, EarlierVersion, Fact
from assistant.ports import Snapshot
from assistant.settings import load_settings
from assistant.spans import ListedSpans
from bench.in_thread import serving
from tests.ui.test_browser import assert_accessible
from tests.ui.test_facts_page import names, rows
from ui import mount
from ui.facts_page import add_facts_page
from ui.pages import Pages

pytestmark = pytest.mark.browser
MANY = 450
STATES = {
    "all": "/fakta",
    "english": "/fakta?language=en",
    "filtered": "/fakta?q=veoneer&sort=-people.name&organisation=veo",
    "empty": "/fakta?q=sockerkaka",
}


@pytest.mark.parametrize("name", STATES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_is_accessible(page: Page, site: str, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(site + STATES[name])
    assert_accessible(page)
    if name == "all":
        rows(page).first.locator("summary").first.click()
        page.focus("#q")
        page.keyboard.press("ArrowDown")
        assert_accessible(page)


def test_nothing_found_is_told(page: Page, site: str) -> None:
    page.goto(site + STATES["empty"])
    expect(page.locator("#count")).to_contain_text("Inga uppgifter hittades")
    expect(page.locator("table")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "text", "cards"),
    [
        (320, "100%", True),
        (640, "200%", True),
        (768, "100%", True),
        (1200, "100%", False),
        (1440, "200%", True),
    ],
)
def test_nothing_scrolls_sideways_and_cells_keep_their_labels(
    page: Page, site: str, width: int, text: str, cards: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + "/fakta")
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
    page.locator(".more summary").click()
    rows(page).first.locator("summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    label = "getComputedStyle(document.querySelector('tbody td'), '::before').content"
    assert (page.evaluate(label) != "none") == cards
    assert_accessible(page)


def test_cards_are_still_a_table_to_a_screen_reader(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(site + "/fakta?q=scania")
    table = page.get_by_role("table", name="Personer")
    expect(table.get_by_role("columnheader", name="Organisation")).to_be_visible()
    expect(table.get_by_role("rowheader", name="Lars-Henrik Jörnving")).to_be_visible()
    expect(table.get_by_role("cell", name="Organisation: Scania")).to_be_visible()


def test_the_chosen_row_is_seen_with_forced_colours(page: Page, site: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site + "/fakta")
    page.locator("#q").press("ArrowDown")
    expect(page.locator("tr[aria-current]")).to_have_css("outline-style", "solid")


def test_all_of_it_can_be_reached_by_tab(page: Page, site: str) -> None:
    page.goto(site + "/fakta?q=scania")
    # A key pressed before the page has given the field its focus starts at the top of the page.
    expect(page.locator("#q")).to_be_focused()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
    steps = ["Sök", "Fler filter", "Ladda ner som CSV (för Excel)", "Namn", "Medverkar som"]
    places = [reached.index(step) for step in steps]
    assert places == sorted(places)
    assert any(text.startswith("Citat ur") for text in reached)


def test_it_all_works_without_scripts(browser: Browser, site: str) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(site + "/fakta")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.locator("button.copy:visible")).to_have_count(0)
    page.fill("#q", "medlem")
    page.get_by_label("Slag").select_option("person")
    page.locator(".more summary").click()
    page.get_by_label("Organisation").fill("stockholm")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("5 uppgifter")
    page.get_by_role("link", name="Namn").click()
    expect(rows(page).first.locator("th")).to_have_text("Anders Nordborg")
    expect(page.get_by_label("Organisation")).to_have_value("stockholm")
    page.get_by_role("link", name="Namn").click()
    expect(rows(page).last.locator("th")).to_have_text("Anders Nordborg")
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("#count")).to_have_text("5 facts")
    page.get_by_role("link", name="Show all facts").click()
    expect(page.locator("caption")).not_to_have_count(1)


def test_without_an_index_the_page_says_so() -> None:
    class Empty(ManyFacts):
        def snapshot(self) -> Snapshot:
            raise IndexMissingError("none")

    settings = load_settings()
    app = build_app(Empty(), settings)
    add_facts_page(app, Pages(Empty(), settings))
    response = TestClient(app).get("/fakta?language=en")
    assert response.status_code == 503
    assert "There are no documents to answer from yet" in response.text


class ManyFacts:
    """An assistant with so many facts that a page cannot hold them, one of them hostile."""

    generation = "g"

    def __init__(self) -> None:
        text = '<img src=x onerror="alert(1)">'
        self.documents = {"d": Document("d", text, text * 9, "d.txt")}
        self.facts = ListedSpans(
            Fact("d", 0, len(text), text, "person", {"name": f"Person {number}", "role": text})
            for number in range(MANY)
        )

    def snapshot(self) -> Snapshot:
        return self

    def earlier(self, document: str) -> list[EarlierVersion]:  # noqa: ARG002
        return []

    def ask(self, *_: object, **__: object) -> Answer:
        raise NotImplementedError


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    service = ManyFacts()
    settings = load_settings(data_dir=Path(tmp_path_factory.mktemp("many")))
    app = build_app(service, settings)
    mount(app, service, settings)
    with serving(app) as address:
        yield address


def test_more_facts_than_a_page_holds_are_found_by_asking_the_server(
    browser: Browser, many: str
) -> None:
    page = browser.new_context().new_page()
    page.goto(many + "/fakta")
    expect(rows(page)).to_have_count(200)
    expect(page.locator("#count")).to_have_text(f"{MANY} uppgifter")
    expect(page.locator(".cut")).to_contain_text(f"Tabellen visar 200 av {MANY}.")
    assert page.locator("td img").count() == 0
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("person 44")
    expect(page.locator("#count")).to_contain_text("2 uppgifter bland dem som visas här.")
    page.keyboard.type("9")
    expect(page.locator("#count")).to_contain_text("0 uppgifter bland dem som visas här.")
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("1 uppgift")
    assert names(page) == ["Person 449"]
    page.goto(many + "/fakta")
    page.get_by_role("link", name="Namn").click()
    expect(rows(page).nth(1).locator("th")).to_have_text("Person 1")
    page.get_by_role("link", name="Namn").click()
    expect(rows(page).first.locator("th")).to_have_text("Person 99")
    assert_accessible(page)


@pytest.mark.browser
def test_on_paper_there_are_the_facts_alone(page: Page, site: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{site}/fakta")
    assert not page.locator("#search").is_visible()
    assert not page.locator(".copy").first.is_visible()
    row = page.locator("tbody tr").first
    assert row.is_visible()
    assert row.evaluate("row => getComputedStyle(row).breakInside") == "avoid"
