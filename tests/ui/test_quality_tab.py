"""Quality and questions without an answer, in the workbench."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import pytest
from playwright.sync_api import Browser, Page, expect

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.messages.curation import CURATION
from assistant.messages.inbox import INBOX
from assistant.messages.quality import QUALITY
from assistant.settings import PrivacySettings, Settings
from assistant.staff.tools import StaffTools
from assistant.staff.trials import questions_file
from bench.in_thread import serving
from tests.ui.conftest import answered, open_tab, open_workbench, violations
from ui import mount
from ui.workbench.figures import drawn, read_evaluation
from ui.workbench.quality import add_figures

Q = QUALITY["sv"]
IN = INBOX["sv"]
EVALUATION = Path(__file__).parents[2] / "docs" / "evaluation.json"
SLOW = 30_000


def test_the_figures_that_ship_are_read_and_drawn() -> None:
    found = read_evaluation(EVALUATION)
    assert found
    names = {str(name) for name, _, _ in found.rows()}
    assert {"reading set", "development", "right answers by confidence"} <= names
    bars = {bar.name: bar for bar in found.sets()}
    right, _, asked = found.figures["seed"]["right"].partition(" of ")
    assert bars["seed"].share == int(right) / int(asked)
    assert all(0 < bar.share <= 1 for bar in bars.values())
    for bar in found.calibration():
        low, high = (float(part) for part in bar.name.split("–"))
        assert low < (bar.expected or 0) < high
    assert len(found.calibration()) >= 4
    assert f"seed: {right} / {asked}" in drawn("Rätt", found.sets())


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"commit": "a", "at": "b", "figures": {"a": 1}}', "[" * 100_000, '{"figures": {}}'],
)
def test_a_file_that_is_none_is_no_evaluation(tmp_path: Path, text: str) -> None:
    path = tmp_path / "evaluation.json"
    path.write_text(text, "utf-8")
    assert read_evaluation(path) is None
    assert read_evaluation(tmp_path / "none.json") is None


@pytest.mark.usefixtures("browser")  # It brings an event loop.
def test_where_there_is_no_evaluation_its_whole_path_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with gr.Blocks() as blocks:
        add_figures(Path("docs/evaluation.json"), "sv")
    told = [str(block.value) for block in blocks.blocks.values() if isinstance(block, gr.Markdown)]
    assert f"Ingen utvärdering finns i {tmp_path}/docs/evaluation.json." in told[-1]


def test_what_a_file_says_is_drawn_as_text(tmp_path: Path) -> None:
    figures = {'"><script>alert(1)</script>': {"right": "1 of 2"}}
    path = tmp_path / "evaluation.json"
    path.write_text(json.dumps({"commit": "a", "at": "b", "figures": figures}), "utf-8")
    found = read_evaluation(path)
    assert found
    assert "<script>" not in drawn("Rätt", found.sets())


@pytest.mark.browser
def test_staff_write_test_questions_and_run_them(desk: Page, settings: Settings) -> None:
    open_tab(desk, Q.title)
    outcome = desk.locator("#trials-outcome")
    expect(outcome).to_contain_text(Q.none_yet, timeout=SLOW)
    cells = desk.get_by_role("grid", name=Q.outcomes, exact=True).get_by_role("gridcell")
    for question, holds in (("Vem leder högnivågruppen?", "Hemming"), ("Vem är vd?", "Eva")):
        desk.locator("#trial-question textarea").fill(question)
        desk.locator("#trial-holds textarea").fill(holds)
        with answered(desk):
            desk.get_by_role("button", name=Q.save).click()
        expect(cells.filter(has_text=question)).to_be_visible(timeout=SLOW)
        expect(outcome).to_contain_text(Q.saved)
        expect(desk.locator("#trial-question textarea")).to_have_value("")
    desk.get_by_role("button", name=Q.run).click()
    expect(outcome).to_contain_text("1 av 2 rätt", timeout=SLOW)
    expect(cells.filter(has_text="saknar ”Eva”")).to_be_visible()
    cells.filter(has_text="Vem är vd?").first.click()
    expect(desk.locator("#trial-holds textarea")).to_have_value("Eva")
    desk.get_by_role("button", name=Q.delete).click()
    expect(outcome).to_contain_text(Q.deleted)
    expect(cells.filter(has_text="Vem är vd?")).to_have_count(0)
    by_hand = questions_file(settings.data_dir).path
    for written, told in (("- question: Vem är rektor?", Q.stale), ("- question: [", "line 1")):
        by_hand.write_text(written, "utf-8")
        desk.get_by_role("tab", name=IN.title).click()
        open_tab(desk, Q.title)
        expect(outcome).to_contain_text(told, timeout=SLOW)
        expect(cells.filter(has_text="Vem är rektor?")).to_have_count(int(told == Q.stale))
    by_hand.unlink()
    picture = desk.get_by_role("img", name=Q.sets)
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 100
    assert violations(desk) == set()


@pytest.fixture
def open_desk(
    browser: Browser, settings: Settings, assistant: Assistant, tmp_path: Path
) -> Iterator[Page]:
    """A workbench on an index where questions are kept, and some were asked in vain."""
    privacy = PrivacySettings(keep="questions")
    journal = bootstrap.build_journal(
        settings.model_copy(update={"data_dir": tmp_path, "privacy": privacy})
    )
    with journal:
        for question in ("Hur söker man bidrag?", "Hur ansöker jag om bidrag?", "Vad blir vädret?"):
            journal.note("not_found", "sv", question)
    own = settings.model_copy(update={"privacy": privacy, "data_dir": tmp_path})
    tools = StaffTools(inbox=bootstrap.build_inbox(own, journal))
    app = build_app(assistant, own)
    mount(app, assistant, own, tools=lambda: tools)
    page = browser.new_page(viewport={"width": 1440, "height": 1000})
    with serving(app) as address:
        open_workbench(page, address)
        yield page
    page.close()


@pytest.mark.browser
def test_staff_look_after_what_was_asked_in_vain(open_desk: Page) -> None:
    page = open_desk
    open_tab(page, IN.title)
    cells = page.get_by_role("grid", name=IN.table, exact=True).get_by_role("gridcell")
    with answered(page):
        cells.filter(has_text="bidrag").first.click()
    wordings = page.locator("#unanswered-wordings textarea")
    expect(wordings).to_have_value("Hur ansöker jag om bidrag?\nHur söker man bidrag?")
    page.locator("#unanswered-owner textarea").fill("Anna Ek")
    page.get_by_role("button", name=IN.save).click()
    expect(page.locator("#unanswered-outcome")).to_have_text(IN.saved)
    expect(cells.filter(has_text="Anna Ek")).to_be_visible()
    assert violations(page) <= {"color-contrast"}  # Of a part of Gradio's own.
    with answered(page):
        page.get_by_role("button", name=IN.answer).click()
    expect(page.locator("#curated-question textarea")).to_have_value("Hur ansöker jag om bidrag?")
    expect(page.locator("#curated-variants textarea")).to_have_value("Hur söker man bidrag?")
    expect(page.get_by_role("tab", name=CURATION["sv"].title)).to_have_attribute(
        "aria-selected", "true"
    )
    for name, value in (
        ("url", "https://example.se/bidrag"),
        ("owner", "Bo Ek"),
        ("review_by", "2099-01-01"),
        ("answer", "Sök hos regionen."),
    ):
        page.locator(f"#curated-{name} textarea").fill(value)
    page.get_by_role("button", name=CURATION["sv"].save, exact=True).click()
    expect(page.locator("#curated-outcome")).to_have_text(CURATION["sv"].saved)
    open_tab(page, IN.title)
    new = IN.states["new"]
    expect(cells.filter(has_text=IN.curated.format(state=new))).to_have_count(1)
    expect(page.get_by_label(IN.state, exact=True)).to_have_value(new)


@pytest.mark.browser
def test_where_questions_are_not_kept_it_says_so(desk: Page) -> None:
    desk.get_by_role("tab", name=IN.title).click()
    expect(desk.get_by_text("privacy.keep är ”counts”")).to_be_visible()
