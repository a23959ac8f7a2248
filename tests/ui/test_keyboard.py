"""The chat without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.ui.test_browser import FIELD, QUESTION, open_page

pytestmark = pytest.mark.browser
FOCUSED = """() => {
  const e = document.activeElement;
  const s = getComputedStyle(e.closest(".box") ?? e); // The field is drawn by the box around it.
  const shown = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
  return [e.tagName, (e.innerText || e.labels?.[0]?.innerText || "").trim(), shown || s.boxShadow !== "none"];
}"""


def tab_through(page: Page, most: int = 40) -> list[tuple[str, str, bool]]:
    """What the Tab key reaches, in order, until it begins again or leaves the page."""
    reached: list[tuple[str, str, bool]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        tag, name, visible = page.evaluate(FOCUSED)
        if tag == "BODY" or (reached and (tag, name) == reached[0][:2]):
            break
        reached.append((tag, name, visible))
    return reached


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_tab_reaches_everything_in_order_and_shows_where_it_is(
    page: Page, site: str, path: str
) -> None:
    open_page(page, site, path)
    page.wait_for_timeout(500)
    reached = tab_through(page)
    names = [name for _, name, _ in reached]
    assert names[0] == "Hoppa till frågan"
    ask, privacy = (
        names.index("Fråga"),
        next(i for i, name in enumerate(names) if name.startswith("Integritet")),
    )
    assert "Vilka deltar i högnivågruppen?" in names
    assert privacy < ask
    assert [name for _, name, visible in reached if not visible] == []


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_the_skip_link_leads_to_the_field(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    page.wait_for_timeout(500)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_enter_sends_and_shift_enter_begins_a_line(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    field = page.locator(FIELD)
    field.focus()
    page.keyboard.type("Vem företräder")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Scania?")
    assert field.input_value() == "Vem företräder\nScania?"
    assert page.locator(".answer").count() == 0
    page.keyboard.press("Enter")
    expect(page.locator(".answer a.cite").first).to_be_visible(timeout=20_000)
    expect(field).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/embed"])
@pytest.mark.parametrize(
    ("question", "told"),
    [
        (QUESTION, ["Källa 1", "Kopiera svar och källa", "Ja svaret var till hjälp"]),
        ("Hur många anställda har högnivågruppen?", ["Ja svaret var till hjälp"]),
        ("Tack!", []),
        ("", ["Försök igen"]),
    ],
)
def test_after_an_answer_all_of_it_is_reached_and_an_opinion_is_given(
    page: Page, site: str, path: str, question: str, told: list[str]
) -> None:
    open_page(page, site, path)
    if not question:
        page.route("**/embed/answer", lambda route: route.abort())
    page.fill(FIELD, question or QUESTION)
    page.keyboard.press("Enter")
    expect(page.locator(".answer:not(.waiting)")).to_be_visible(timeout=20_000)
    page.locator("#conversation").focus()
    reached = tab_through(page)
    names = [" ".join(name.split()) for _, name, _ in reached]
    assert [names.index(name) for name in told] == sorted(names.index(name) for name in told)
    assert "Fråga" in names
    assert [name for _, name, visible in reached if not visible] == []
    if len(told) > 1:
        page.get_by_role("button", name="Nej").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".outcome")).to_contain_text("Tack")
        page.keyboard.press("Tab")
        page.keyboard.type("Det var fel person.")
        page.keyboard.press("Shift+Enter")
        expect(page.locator(".words")).to_be_visible()
        if path == "/embed":
            page.keyboard.press("Tab")  # The button sends as well.
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url))
        for _ in range(3):  # Held down, which repeats it.
            page.keyboard.down("Enter")
        page.keyboard.up("Enter")
        expect(page.locator(".words")).to_be_hidden()
        assert len(sent) == 1


@pytest.mark.parametrize("path", ["/", "/embed"])
def test_a_source_opens_and_closes_and_the_focus_follows(page: Page, site: str, path: str) -> None:
    open_page(page, site, path)
    page.fill(FIELD, QUESTION)
    page.keyboard.press("Enter")
    cite = page.locator(".answer a.cite").first
    expect(cite).to_be_visible(timeout=20_000)
    cite.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".sources details mark").first).to_be_visible()
    expect(page.locator(".sources summary").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".sources details mark").first).to_be_hidden()
    expect(cite).to_be_focused()
