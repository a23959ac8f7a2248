"""The page of facts, as staff and journalists use it in a real browser."""

from __future__ import annotations

import codecs
import csv
import json
import re
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
COPIED = """Ola Boström, forskningschef, Veoneer (medlem, högnivågruppen).
Källa: Region Stockholm samlar Fordonsdalens högnivågrupp om framtidens fordonsindustri, april 2021: \
”Ola Boström, forskningschef på Veoneer”"""


@pytest.fixture
def facts(page: Page, site: str) -> Page:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto(site + "/fakta")
    expect(page.locator("#q")).to_be_focused()
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


@pytest.mark.parametrize(
    ("typed", "found", "near"),
    [
        ("Vestbreg", "Anton Västberg", "”Västberg”"),
        ("Jörnvnig Scania", "Lars-Henrik Jörnving", "”Jörnving Scania”"),
    ],
)
def test_a_slip_is_forgiven_by_the_script_and_by_the_server(
    facts: Page, typed: str, found: str, near: str
) -> None:
    facts.keyboard.type(typed)
    expect(facts.locator("#count")).to_contain_text(f"Visar det som ligger närmast: {near}")
    assert names(facts) == [found]
    expect(facts.locator("#timeline")).to_be_hidden()
    facts.goto(facts.url.partition("?")[0] + "?q=" + typed)
    expect(facts.locator("#corrected")).to_contain_text(f"Visar det som ligger närmast: {near}")
    assert names(facts) == [found]


def test_every_row_shows_how_to_copy_it(facts: Page) -> None:
    expect(rows(facts).first.get_by_role("button", name="Kopiera")).to_be_visible()
    assert rows(facts).get_by_role("button").filter(visible=True).count() == rows(facts).count()


def test_nobody_stands_in_two_rows(facts: Page) -> None:
    assert len(names(facts)) == len(set(names(facts)))
    leader = rows(facts).filter(has_text="Gustav Hemming")
    assert "regionråd" in leader.inner_text()
    assert "ledare" in leader.inner_text()


def test_a_timeline_is_drawn_and_told(facts: Page) -> None:
    expect(facts.locator("#timeline svg")).to_be_visible()
    expect(facts.locator("#timeline li")).to_contain_text(
        "Fordonsdalen Stockholm: till december 2022"
    )
    facts.set_viewport_size({"width": 360, "height": 700})
    expect(facts.locator("#timeline svg")).to_be_hidden()
    expect(facts.locator("#timeline li")).to_be_visible()


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
    facts.clock.install(time=0)
    facts.clock.pause_at(1_000)
    for letter in "medlem":
        facts.keyboard.type(letter)
        facts.clock.run_for(300)
    assert facts.evaluate("window.told") == []
    facts.clock.run_for(300)
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
    expect(page.locator("html")).to_have_attribute("lang", "sv")
    assert names(page) == ["Lars-Henrik Jörnving"]


def test_the_other_pages_lead_here(page: Page, site: str) -> None:
    for path in ("/dokument", "/embed"):
        page.goto(site + path)
        link = page.locator("footer a", has_text="Fakta med källor")
        assert link.get_attribute("href") == "/fakta?language=sv"
