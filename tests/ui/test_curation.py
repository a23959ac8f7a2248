"""Curated answers in the workbench, and what citizens see of them."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.clock import today
from assistant.messages.curation import CURATION
from assistant.settings import Settings
from assistant.staff.curated import CuratedAnswer, curated_file
from tests.ui.conftest import answered, open_tab, violations
from ui.mount import add_light_pages
from ui.workbench.curation import Curation, Form
from ui.workbench.editing import RefusedError

T = CURATION["sv"]
QUESTION = "Hur blir vi en del av Fordonsdalen?"
ANSWER = "Skriv till oss så berättar vi mer."
QUOTE = "Gustav Hemming leder högnivågruppen."
FORM = Form("", QUESTION, "", ANSWER, "hognivagruppen", QUOTE, "", "Anna Ek", "2099-01-31", "")


@pytest.fixture
def curation(settings: Settings) -> Curation:
    return Curation(curated_file(settings.data_dir), "sv")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"owner": " "}, "Fyll i ansvarig."),
        ({"question": ""}, "Fyll i fråga."),
        ({"answer": "x" * 4_001}, "Svar är för långt."),
        ({"variants": "\n".join(f"Fråga {n}?" for n in range(51))}, f"{T.variants} är för långt."),
        ({"review_by": "snart"}, T.no_date),
        ({"url": "javascript:alert(1)"}, T.no_address),
        ({"document": "", "quote": ""}, T.no_source),
        ({"quote": "Gustav Hemming (M)"}, T.not_quoted),
        ({"before": "{"}, T.changed),
    ],
)
def test_what_cannot_be_kept_is_told_in_words(
    curation: Curation, assistant: Assistant, typed: dict[str, str], told: str
) -> None:
    with pytest.raises(RefusedError) as raised:
        curation.save(FORM._replace(**typed), assistant.snapshot().documents)
    assert str(raised.value) == told
    assert curation.questions() == []


def test_two_at_the_same_answer(curation: Curation, assistant: Assistant) -> None:
    first = curation.save(
        FORM._replace(quote="Gustav\n Hemming  leder högnivågruppen."),
        assistant.snapshot().documents,
    )
    assert first.quote == QUOTE
    with pytest.raises(RefusedError, match="Ett annat svar"):
        curation.save(FORM._replace(question=QUESTION.upper()), assistant.snapshot().documents)
    second = curation.save(first._replace(answer="Ring."), assistant.snapshot().documents)
    for change in (
        lambda: curation.save(first._replace(answer="Mejla."), assistant.snapshot().documents),
        lambda: curation.delete(first),
    ):
        with pytest.raises(RefusedError, match="Någon annan"):
            change()
    curation.delete(second)
    assert curation.questions() == []


def test_citizens_see_text_and_not_markup(settings: Settings, assistant: Assistant) -> None:
    hostile = CuratedAnswer(
        question="Är det farligt?",
        answer="Nej <img src=x onerror=alert(1)>",
        url="https://e.se/?a=1&b=<x>",
        owner="<b>Anna</b>",
        review_by=today(),
    )
    file = curated_file(settings.data_dir)
    file.change(None, hostile)
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    web = TestClient(app)
    page = web.post("/", data={"question": "är det farligt"}).text
    file.change(hostile, None)
    assert "&lt;img src=x" in page
    assert "<img src=x" not in page
    assert "<b>Anna" not in page
    assert '<a href="https://e.se/?a=1&amp;b=&lt;x&gt;"' in page


@pytest.mark.browser
def test_staff_write_an_answer_and_citizens_get_it(desk: Page, page: Page, site: str) -> None:
    open_tab(desk, T.title)
    outcome = desk.locator("#curated-outcome")
    expect(desk.locator("#curated-review_by textarea")).not_to_have_value("")
    for name, text in (("question", QUESTION), ("answer", ANSWER), ("owner", "Anna <b>Ek</b>")):
        desk.locator(f"#curated-{name} textarea").fill(text)
    desk.locator("#curated-review_by textarea").fill("2099-01-31")
    with answered(desk):
        desk.get_by_role("button", name=T.save).click()
    expect(outcome).to_have_text(T.no_source)
    desk.locator("#curated-document input").click()
    desk.get_by_role("option").nth(1).click()
    desk.locator("#curated-quote textarea").fill(QUOTE)
    desk.get_by_role("button", name=T.save).click()
    expect(outcome).to_have_text(T.saved)
    cells = desk.get_by_role("grid", name=T.table, exact=True).get_by_role("gridcell")
    expect(cells.filter(has_text=T.in_force)).to_be_visible()
    desk.get_by_role("button", name=T.attempt).click()
    expect(outcome).to_contain_text("Ansvarig för svaret: Anna <b>Ek</b>. Det ska ses över")
    assert violations(desk) == set()

    page.goto(site)
    page.get_by_role("textbox").fill("hur blir vi en del av fordonsdalen")
    page.keyboard.press("Enter")
    answer = page.locator("article.turn")
    expect(answer).to_contain_text(ANSWER, timeout=30_000)
    expect(answer).to_contain_text(
        "Ansvarig för svaret: Anna <b>Ek</b>. Det ska ses över senast 31"
    )
    expect(answer.locator("blockquote")).to_contain_text(QUOTE)
    assert violations(page) == set()

    # It is opened by its row, which takes back what was typed and not saved, changed, and deleted.
    desk.locator("#curated-owner textarea").fill("Bo Ek")
    with answered(desk):
        cells.filter(has_text=QUESTION).click()
    expect(desk.locator("#curated-owner textarea")).to_have_value("Anna <b>Ek</b>")
    desk.locator("#curated-answer textarea").fill("Ring oss.")
    with answered(desk):
        desk.get_by_role("button", name=T.save).click()
    expect(cells.filter(has_text="Ring oss.")).to_be_visible()
    desk.get_by_role("button", name=T.delete).click()
    expect(outcome).to_have_text(T.deleted)
    expect(cells.filter(has_text="Ring oss.")).to_have_count(0)
