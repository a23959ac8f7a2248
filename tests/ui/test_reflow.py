"""Small screens, large text, forced colours and no motion."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.test_browser import FIELD, QUESTION

pytestmark = pytest.mark.browser
CHATS = ["/", "/en/", "/embed"]
PAGES = [
    "/dokument",
    "/dokument/hognivagruppen",
    "/integritet",
    "/tillganglighet",
    "/fakta",
    "/omdome",
    "/nope",
    "/api/docs",
]
NO_SIDEWAYS = "document.scrollingElement.scrollWidth <= document.documentElement.clientWidth"
TOO_SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select, textarea")]
  .filter((e) => e.checkVisibility() && !e.matches("p a:not(.links a), li a, td a, .skip, .vh *"))
  .map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
  .map(([html, box]) => `${Math.round(box.width)}x${Math.round(box.height)} ${html}`)"""


def show_answer(page: Page, site: str, path: str) -> None:
    """An answer with its source open."""
    page.goto(site + path)
    field = page.locator(FIELD)
    expect(field).to_be_visible(timeout=20_000)
    field.fill(QUESTION)
    field.press("Enter")
    page.locator(".answer a.cite").first.click(timeout=20_000)
    expect(page.locator(".sources details mark").first).to_be_visible()


@pytest.mark.parametrize("path", CHATS)
@pytest.mark.parametrize(("width", "size"), [(320, "100%"), (1280, "200%"), (640, "200%")])
def test_a_chat_never_scrolls_sideways(
    page: Page, site: str, path: str, width: int, size: str
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    show_answer(page, site, path)
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
    assert page.evaluate(NO_SIDEWAYS)


@pytest.mark.parametrize("path", CHATS)
@pytest.mark.parametrize("size", ["100%", "200%"])
def test_the_field_leaves_two_thirds_of_a_phone_to_the_answer(
    page: Page, site: str, path: str, size: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    show_answer(page, site, path)
    page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
    page.evaluate("scrollTo(0, 0)")
    field = page.locator(".composer .field").bounding_box()
    assert field
    assert 844 * 2 / 3 < field["y"] < field["y"] + field["height"] <= 844
    page.locator("#note").scroll_into_view_if_needed()
    expect(page.locator("#note")).to_be_in_viewport(ratio=0.9)


SIZES = """() => [...document.querySelectorAll("body *")]
  .filter((e) => !e.closest("svg[role=img]"))  // A picture; a list beside it says the same.
  .filter((e) => e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .concat(...document.querySelectorAll("textarea"))
  .map((e) => [`${e.tagName} ${e.textContent.trim().slice(0, 40)}`, parseFloat(getComputedStyle(e).fontSize)])"""


@pytest.mark.parametrize("path", [*CHATS, *PAGES])
def test_every_text_doubles_where_readers_double_it(page: Page, site: str, path: str) -> None:
    if path in CHATS:
        show_answer(page, site, path)
        # As it is while somebody types the next question, and after a question that failed.
        page.evaluate("problem.textContent = 'Fel'")
    else:
        page.goto(site + path)
    before = page.evaluate(SIZES)
    assert len(before) > 5
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    after = page.evaluate(SIZES)
    assert [(name, round(size)) for name, size in after] == [
        (name, round(size * 2)) for name, size in before
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_never_scrolls_sideways(page: Page, site: str, path: str) -> None:
    for width, size in ((320, "100%"), (1280, "200%"), (640, "200%")):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(site + path)
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", size)
        assert page.evaluate(NO_SIDEWAYS), (width, size)


@pytest.mark.parametrize("path", [*CHATS, *PAGES[:-1]])
def test_what_is_pressed_is_large_enough(page: Page, site: str, path: str) -> None:
    if path in CHATS:
        show_answer(page, site, path)
    else:
        page.goto(site + path)
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_forced_colours_keep_the_quote_and_the_buttons_apart(
    browser: Browser, site: str, path: str
) -> None:
    context = browser.new_context(forced_colors="active", locale="sv-SE")
    page = context.new_page()
    show_answer(page, site, path)
    marked, around = (
        page.locator(f".sources details {name}").first.evaluate(
            "e => getComputedStyle(e).backgroundColor"
        )
        for name in ("mark", ".said")
    )
    assert marked != around
    border = page.locator("button.copy").evaluate("e => getComputedStyle(e).borderTopWidth")
    assert float(border.removesuffix("px")) >= 1
    context.close()


def colours(page: Page, selector: str) -> list[str]:
    """The ground and the text of what is found first."""
    read = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
    found: list[str] = page.locator(selector).first.evaluate(read)
    return found


def test_forced_colours_tell_what_was_pressed(browser: Browser, site: str) -> None:
    context = browser.new_context(forced_colors="active", locale="sv-SE")
    page = context.new_page()
    show_answer(page, site, "/")
    page.get_by_role("button", name="Ja").click()
    expect(page.locator(".outcome")).to_contain_text("Tack")
    pressed = colours(page, ".opinion [aria-pressed=true]")
    assert pressed != colours(page, ".opinion button:not([aria-pressed=true])")
    assert colours(page, ".quotes .on .n") == pressed
    context.close()


def test_words_for_an_opinion_open_below_what_was_pressed_alone(page: Page, site: str) -> None:
    """The button to copy stays in the line of the question."""
    page.set_viewport_size({"width": 768, "height": 800})
    show_answer(page, site, "/")
    tops = "() => ['.copy', '.opinion button'].map((e) => document.querySelector(e).offsetTop)"
    before = page.evaluate(tops)
    assert before[0] == before[1]
    page.get_by_role("button", name="Nej").click()
    expect(page.locator(".words label")).to_be_visible()
    assert page.evaluate(tops) == before


def test_on_paper_the_quote_is_told_apart_without_a_ground(page: Page, site: str) -> None:
    """And the title of its document is whole, since nothing there can be pressed."""
    show_answer(page, site, "/")
    page.emulate_media(media="print")
    mark = page.locator(".sources details mark").first
    assert "underline" in mark.evaluate("e => getComputedStyle(e).textDecorationLine")
    number = page.locator(".quotes .on .n").first
    unpressed = page.locator(".quotes li:not(.on) .n").first
    colour = "e => getComputedStyle(e).color"
    assert number.evaluate(colour) == unpressed.evaluate(colour)
    whole = page.locator(".from [data-whole]").first
    shown = whole.evaluate("e => getComputedStyle(e, '::after').content")
    assert shown.strip('"').startswith(whole.inner_text().removesuffix("\N{NO-BREAK SPACE}…"))
    assert not shown.strip('"').endswith("…")


BARE = """() => [...document.querySelectorAll("button")].filter((e) => e.checkVisibility())
  .filter((e) => parseFloat(getComputedStyle(e).borderTopWidth) < 1).map((e) => e.textContent)"""


@pytest.mark.parametrize("path", ["/", "/embed", "/omdome", "/fakta"])
def test_forced_colours_leave_no_button_bare(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(forced_colors="active", locale="sv-SE")
    page = context.new_page()
    page.goto(site + path)
    expect(page.locator("button").first).to_be_visible()
    assert page.evaluate(BARE) == []
    context.close()


@pytest.mark.parametrize("path", ["/", "/embed", "/fakta"])
def test_nothing_moves_for_those_who_ask_for_that(browser: Browser, site: str, path: str) -> None:
    context = browser.new_context(reduced_motion="reduce", locale="sv-SE")
    page = context.new_page()
    page.goto(site + path)
    expect(page.locator("button").first).to_be_visible()
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].map((e) => getComputedStyle(e))
          .filter((s) => [s.transitionDuration, s.animationDuration].some((d) => parseFloat(d) > 0.01))
          .length"""
    )
    assert moving == 0
    context.close()
