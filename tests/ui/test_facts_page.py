"""The page of facts, as staff and journalists use it in a real browser."""

from __future__ import annotations

import codecs
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.api import build_app
from assistant.errors import IndexMissingError
from assistant.models import Answer, Document, Fact, Language
from assistant.settings import load_settings
from tests.conftest import serving
from tests.ui.test_browser import assert_accessible
from ui import mount
from ui.facts_page import add_facts_page

pytestmark = pytest.mark.browser
MANY = 450
COPIED = """Ola Boström, forskningschef, Veoneer (medlem, högnivågruppen).
Källa: Region Stockholm samlar Fordonsdalens högnivågrupp om framtidens fordonsindustri, 2021-04: \
“Ola Boström, forskningschef på Veoneer”"""


@pytest.fixture
def facts(page: Page, site: str) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto(site + "/fakta")
    return page


def rows(page: Page, section: str = "people") -> Locator:
    return page.locator(f"#{section} tbody tr:visible")


def names(page: Page) -> list[str]:
    return rows(page).locator("th").all_inner_texts()


def state(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_the_members_come_first_and_the_field_has_the_focus(facts: Page) -> None:
    assert facts.evaluate("document.activeElement.id") == "q"
    assert facts.locator("caption").first.inner_text() == "Personer"
    row = rows(facts).filter(has_text="Lars-Henrik")
    assert row.locator("td:not(.source)").all_inner_texts() == [
        "vice President",
        "Scania",
        "högnivågruppen",
        "medlem",
    ]


def test_every_row_leads_to_its_quote_in_the_document(facts: Page) -> None:
    row = rows(facts).filter(has_text="Lars-Henrik")
    row.locator("summary").click()
    quote = row.locator("blockquote").inner_text()
    assert quote == "Lars-Henrik Jörnving, vice President, Scania"
    row.get_by_role("link", name="Visa i hela dokumentet").click()
    expect(facts.locator("mark#citat")).to_have_text(quote)


def test_typing_filters_without_asking_the_server(facts: Page) -> None:
    asked: list[str] = []
    # Chromium looks at the icon again whenever the address changes.
    facts.on("request", lambda r: None if r.url.endswith("/icon.svg") else asked.append(r.url))
    facts.keyboard.type("FORBUNDSdirektor asa")
    assert names(facts) == ["Åsa Zetterberg"]
    expect(facts.locator("caption:visible")).to_have_count(1)
    expect(facts.locator("#count")).to_have_text("1 uppgift")
    expect(facts.locator("#count")).to_have_role("status")
    expect(facts).to_have_url(re.compile("q=FORBUNDSdirektor"))
    assert asked == []
    facts.reload()
    assert names(facts) == ["Åsa Zetterberg"]


def test_the_number_of_hits_is_told_once_for_a_word(facts: Page) -> None:
    facts.evaluate(
        "window.told = []; new MutationObserver(() => told.push(count.textContent))"
        ".observe(count, {childList: true, characterData: true, subtree: true})"
    )
    facts.keyboard.type("medlem", delay=20)
    expect(facts.locator("#count")).to_have_text("21 uppgifter")
    assert facts.evaluate("window.told") == ["21 uppgifter"]


def test_the_kind_can_be_chosen(facts: Page) -> None:
    facts.get_by_label("Slag").select_option("period")
    expect(facts.locator("caption:visible")).to_have_text(["Perioder"])
    expect(facts).to_have_url(re.compile("kind=period"))


def test_enter_copies_the_first_hit_with_its_source(facts: Page) -> None:
    facts.keyboard.type("veoneer")
    facts.keyboard.press("Enter")
    told = facts.locator("#told")
    expect(told).to_have_text(
        "Kopierat: Ola Boström, forskningschef, Veoneer (medlem, högnivågruppen)"
    )
    expect(told).to_have_role("status")
    assert clipboard(facts) == COPIED
    assert facts.evaluate("document.activeElement.id") == "q"


def test_arrows_choose_what_is_copied_and_escape_clears(facts: Page) -> None:
    facts.keyboard.type("medlem")
    for _ in range(3):
        facts.keyboard.press("ArrowDown")
    facts.keyboard.press("ArrowUp")
    chosen = facts.locator("tr[aria-current]")
    expect(chosen).to_have_count(1)
    expect(facts.locator("#told")).to_contain_text("2 av 21: Annika Stensson Trigell")
    facts.keyboard.press("Enter")
    expect(facts.locator("#told")).to_contain_text("Kopierat: Annika Stensson Trigell")
    assert clipboard(facts).startswith("Annika Stensson Trigell, vicerektor, KTH")
    facts.keyboard.press("Escape")
    expect(facts.locator("#q")).to_have_value("")
    expect(chosen).to_have_count(0)
    assert len(names(facts)) > 21
    expect(facts.locator("#told")).to_have_text("")


def test_a_row_has_a_button_that_copies_it(facts: Page) -> None:
    row = rows(facts).filter(has_text="Veoneer")
    row.locator("summary").click()
    button = row.get_by_role("button", name="Kopiera med källa")
    button.click()
    expect(facts.locator("#told")).to_contain_text("Kopierat: Ola Boström")
    assert clipboard(facts) == COPIED
    expect(button).to_be_focused()


def test_headings_sort_without_a_reload_and_the_address_keeps_it(facts: Page, site: str) -> None:
    facts.evaluate("window.same = true")
    link = facts.locator("#people").get_by_role("link", name="Namn")
    heading = facts.locator("#people").get_by_role("columnheader", name="Namn")
    link.click()
    rising = names(facts)
    assert rising[0] == "Anders Nordborg"
    assert rising[-1] == "Åsa Zetterberg"
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(facts.locator("#told")).to_have_text("Sorterat efter Namn, stigande.")
    link.press("Enter")
    assert names(facts)[0] == "Åsa Zetterberg"
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert facts.evaluate("window.same")
    assert state(facts) == {"sort": ["-people.name"]}
    by_script = names(facts)
    facts.reload()
    assert names(facts) == by_script
    expect(heading).to_have_attribute("aria-sort", "descending")
    facts.goto(site + "/fakta?sort=people.name")
    assert names(facts) == rising


def download(page: Page, name: str) -> bytes:
    address = page.get_by_role("link", name=name).get_attribute("href")
    assert address is not None
    with urlopen(
        address if address.startswith("http") else page.url.split("/fakta")[0] + address
    ) as got:
        content: bytes = got.read()
    return content


def test_the_downloads_hold_what_the_page_shows(facts: Page, site: str) -> None:
    facts.keyboard.type("veoneer")
    expect(facts).to_have_url(re.compile("q=veoneer"))
    content = download(facts, "Ladda ner som CSV")
    assert content.startswith(codecs.BOM_UTF8)
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";")
    assert (row["name"], row["role"]) == ("Ola Boström", "forskningschef")
    (fact,) = json.loads(download(facts, "Hämta som JSON"))
    assert fact["fields"]["organisation"] == "Veoneer"
    facts.goto(site + "/fakta?language=en&kind=person&organisation=kth&group=hogniva")
    content = download(facts, "Download as CSV")
    (row,) = csv.DictReader(content.decode("utf-8-sig").splitlines())
    assert row["name"] == "Annika Stensson Trigell"


def test_english_words_around_quotes_that_stay_swedish(page: Page, site: str) -> None:
    page.goto(site + "/fakta?language=en&q=scania")
    assert page.evaluate("document.documentElement.lang") == "en"
    row = rows(page)
    assert row.locator("td").nth(3).inner_text() == "member"
    expect(row.locator("td").nth(3)).not_to_have_attribute("lang", "sv")
    expect(row.locator("td").nth(0)).to_have_attribute("lang", "sv")
    expect(row.locator("blockquote")).to_have_attribute("lang", "sv")
    page.locator("header a[hreflang=sv]").click()
    assert names(page) == ["Lars-Henrik Jörnving"]
    assert page.evaluate("document.documentElement.lang") == "sv"


def test_the_other_pages_lead_here(page: Page, site: str) -> None:
    for path in ("/dokument", "/embed"):
        page.goto(site + path)
        link = page.locator("footer a", has_text="Fakta med källor")
        assert link.get_attribute("href") == "/fakta?language=sv"


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
        rows(page).first.locator("summary").click()
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
        (1160, "100%", False),
        (1440, "200%", True),
    ],
)
def test_nothing_scrolls_sideways_and_cells_keep_their_labels(
    page: Page, site: str, width: int, text: str, cards: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site + "/fakta")
    page.add_style_tag(content=f"html {{ font-size: {text} }}")
    page.locator(".more summary").click()
    rows(page).first.locator("summary").click()
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
    page.keyboard.press("ArrowDown")
    outline = "getComputedStyle(document.querySelector('tr[aria-current]')).outlineStyle"
    assert page.evaluate(outline) == "solid"


def test_all_of_it_can_be_reached_by_tab(page: Page, site: str) -> None:
    page.goto(site + "/fakta?q=scania")
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
    assert names(page)[0].startswith("Anders Nordborg")
    expect(page.get_by_label("Organisation")).to_have_value("stockholm")
    page.get_by_role("link", name="Namn").click()
    assert names(page)[-1].startswith("Anders Nordborg")
    page.locator("header a[hreflang=en]").click()
    expect(page.locator("#count")).to_have_text("5 facts")
    page.get_by_role("link", name="Show all facts").click()
    expect(page.locator("caption")).not_to_have_count(1)


def test_without_an_index_the_page_says_so() -> None:
    class Empty(ManyFacts):
        def facts(self) -> list[Fact]:
            raise IndexMissingError("none")

    settings = load_settings()
    app = build_app(Empty(), settings)
    add_facts_page(app, Empty(), settings)
    response = TestClient(app).get("/fakta?language=en")
    assert response.status_code == 503
    assert "There are no documents to answer from yet" in response.text


class ManyFacts:
    """An assistant with so many facts that a page cannot hold them, one of them hostile."""

    generation = "g"

    def __init__(self) -> None:
        text = '<img src=x onerror="alert(1)">'
        self._documents = {"d": Document("d", text, text * 9, "d.txt")}
        self._facts = [
            Fact("d", 0, len(text), text, "person", {"name": f"Person {number}", "role": text})
            for number in range(MANY)
        ]

    def documents(self) -> dict[str, Document]:
        return self._documents

    def facts(self) -> list[Fact]:
        return self._facts

    def ask(self, question: str, language: Language | None = None, history: object = ()) -> Answer:
        raise NotImplementedError


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    service = ManyFacts()
    settings = load_settings(data_dir=Path(tmp_path_factory.mktemp("many")))
    with serving(mount(build_app(service, settings), service, settings)) as address:
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
