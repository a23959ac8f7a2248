"""Facts that staff correct in the workbench, and what citizens see of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.facts.selection import FactFilter
from assistant.messages.correcting import CORRECTING
from assistant.models.documents import Document, Fact
from assistant.settings import Settings
from assistant.staff.corrections import FactsDesk, corrections_file
from assistant.staff.trials import RUNS, TrialQuestion, Trials
from tests.ui.conftest import answered, open_tab, violations
from ui.workbench.correcting import WRONG, About, Correcting, Form
from ui.workbench.editing import RefusedError

T = CORRECTING["sv"]
ABOUT = About("Ny titel i höst", "", "Anna <b>Ek</b>", "2099-01-31", "")
SLOW = 30_000
DOCUMENT = Document("hognivagruppen", "Gruppen", "x", "a.txt")


@pytest.fixture
def desk_of_facts(settings: Settings) -> FactsDesk:
    return bootstrap.build_desk(settings)


@pytest.fixture
def correcting(desk_of_facts: FactsDesk) -> Correcting:
    return Correcting(desk_of_facts, "sv")


@pytest.fixture
def documents(settings: Settings) -> dict[str, Document]:
    return dict(bootstrap.build_index(settings).documents)


def row(correcting: Correcting, documents: dict[str, Document], words: str) -> list[str | float]:
    return correcting.rows(FactFilter(text=words), documents)[0]


def begun(correcting: Correcting, documents: dict[str, Document], words: str) -> Form:
    """The form of the first fact that holds some words, filled in but for what is right."""
    form, _ = correcting.form(str(row(correcting, documents, words)[-1]))
    return replace(form, about=ABOUT)


@pytest.mark.parametrize(
    ("fields", "about", "told"),
    [
        ({}, ABOUT, T.unchanged),
        ({"name": ""}, ABOUT, "Namn går inte att ha så."),
        ({"role": "x" * 1_001}, ABOUT, "Roll är för långt."),
        ({"role": "vd"}, ABOUT._replace(owner=" "), "Fyll i ansvarig för rättelsen."),
        ({"role": "vd"}, ABOUT._replace(reason=""), "Fyll i varför."),
        ({"role": "vd"}, ABOUT._replace(review_by="snart"), T.no_date),
        ({"role": "vd"}, ABOUT._replace(url="javascript:alert(1)"), T.no_address),
    ],
)
def test_what_cannot_be_kept_is_told_in_words(
    correcting: Correcting,
    documents: dict[str, Document],
    settings: Settings,
    fields: dict[str, str],
    about: About,
    told: str,
) -> None:
    form = begun(correcting, documents, "Epiroc")
    with pytest.raises(RefusedError) as raised:
        correcting.save(replace(form, fields={**form.fields, **fields}, about=about))
    assert str(raised.value).startswith(told)
    assert corrections_file(settings.data_dir).read() == ()


def test_facts_are_told_apart_by_their_marks(
    desk_of_facts: FactsDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The first 32 bits of what these two are told by are the same.
    goals = [{"goal": "Mål 17689"}, {"goal": "Mål 79367"}]
    facts = [Fact("hognivagruppen", 0, 1, "x", "goal", fields) for fields in goals]
    correcting = Correcting(desk_of_facts, "sv")
    monkeypatch.setattr(desk_of_facts, "facts", lambda: facts)
    rows = correcting.rows(FactFilter(), dict.fromkeys(["hognivagruppen"], DOCUMENT))
    assert [correcting.form(str(row[-1]))[0].fields for row in rows] == goals
    with pytest.raises(RefusedError, match=T.choose_first):
        correcting.save(Form(mark=str(rows[0][-1])[:8]))


def test_one_is_made_changed_shown_without_object_and_taken_back(
    correcting: Correcting, documents: dict[str, Document], settings: Settings
) -> None:
    with pytest.raises(RefusedError, match=T.choose_first):
        correcting.save(Form())
    fresh = begun(correcting, documents, "Epiroc")
    correcting.save(replace(fresh, fields={**fresh.fields, "role": "vd"}))
    with pytest.raises(RefusedError, match=T.twice):
        correcting.save(replace(fresh, fields={**fresh.fields, "role": "chef"}))
    told = row(correcting, documents, "Epiroc")
    assert told[1:3] == [
        "Jonas Albertso, vd, Epiroc (medlem, högnivågruppen)",
        "I dokumentet: ”Jonas Albertso, president på Epiroc”",
    ]
    assert told[5] == "rättat av Anna <b>Ek</b>, ses över senast 31 januari 2099"
    kept, _ = correcting.form(fresh.mark)
    assert kept.fields["role"] == "vd"
    correcting.save(replace(kept, verdict=WRONG))
    with pytest.raises(RefusedError, match="Någon annan"):
        correcting.delete(kept)
    assert str(row(correcting, documents, "Epiroc")[5]).startswith("struket av Anna")
    (entry,) = corrections_file(settings.data_dir).read()
    gone = entry.model_copy(update={"read": {**entry.read, "role": "chef"}})
    corrections_file(settings.data_dir).change(entry, gone)
    lost = correcting.rows(FactFilter(text="Epiroc"), documents, only=True)
    assert [told[5] for told in lost] == [T.state_without.format(owner="Anna <b>Ek</b>")]
    form, subject = correcting.form(str(lost[0][-1]))
    assert subject
    assert subject.quote == "Jonas Albertso, president på Epiroc"
    correcting.delete(form)
    assert corrections_file(settings.data_dir).read() == ()


@pytest.fixture
def asked_before(settings: Settings, assistant: Assistant) -> Iterator[None]:
    """A test question of staff that was right the last time."""
    trials = Trials(settings.data_dir, assistant)
    kept = TrialQuestion(question="Vem kommer från Epiroc?", holds=("Albertso, president",))
    trials.questions.change(None, kept)
    assert {each.question: each.right for each in trials.run().outcomes}[kept.question]
    yield
    trials.questions.change(kept, None)
    (settings.data_dir / RUNS).unlink()


@pytest.mark.browser
@pytest.mark.usefixtures("asked_before")
def test_staff_correct_a_fact_and_citizens_get_it(desk: Page, page: Page, site: str) -> None:
    open_tab(desk, "Fakta")
    outcome = desk.locator("#facts-outcome")
    cells = desk.get_by_role("gridcell")
    expect(cells.filter(has_text="Gustav Hemming").first).to_be_visible(timeout=SLOW)
    desk.get_by_label("Ord").fill("epiroc")
    expect(cells.filter(has_text="Gustav Hemming")).to_have_count(0, timeout=SLOW)
    with answered(desk):
        cells.filter(has_text="Jonas Albertso").first.click()
    role = desk.locator("#fact-role textarea")
    expect(role).to_have_value("president", timeout=SLOW)
    expect(desk.locator("#fact-goal")).to_have_count(0)
    role.fill("vd <i>sedan</i> i höst")
    for name, text in zip(About._fields, ABOUT, strict=True):
        desk.locator(f"#fact-{name} textarea").fill(text)
    desk.locator("#fact-owner textarea").fill("")
    with answered(desk):
        desk.get_by_role("button", name=T.save).click()
    expect(outcome).to_have_text("Fyll i ansvarig för rättelsen.", timeout=SLOW)
    expect(role).to_have_value("vd <i>sedan</i> i höst")
    desk.locator("#fact-owner textarea").fill(ABOUT.owner)
    desk.get_by_role("button", name=T.save).click()
    expect(outcome).to_have_text(T.saved, timeout=SLOW)
    expect(cells.filter(has_text="rättat av Anna <b>Ek</b>")).to_be_visible()
    tested = desk.locator("#facts-tested")
    expect(tested).to_contain_text("Fel nu: Vem kommer från Epiroc?", timeout=SLOW)
    assert violations(desk) <= {"color-contrast"}  # Of a part of Gradio's own.

    page.goto(site)
    page.get_by_role("textbox").fill("Vem kommer från Epiroc?")
    page.keyboard.press("Enter")
    answer = page.locator("article.turn")
    expect(answer).to_contain_text("Jonas Albertso, vd <i>sedan</i> i höst, Epiroc", timeout=SLOW)
    expect(answer).to_contain_text(
        "Rättat av Anna <b>Ek</b>: Roll: vd <i>sedan</i> i höst i stället för president. Ny titel"
    )
    expect(answer.locator("blockquote")).to_have_count(0)
    assert violations(page) == set()
    page.goto(f"{site}/fakta?q=epiroc")
    listed = page.get_by_role("row").filter(has_text="Jonas Albertso")
    listed.get_by_text("Rättat av personalen").click()
    expect(listed).to_contain_text("Så här står det i")
    expect(listed.locator("blockquote")).to_have_text("Jonas Albertso, president på Epiroc")
    assert violations(page) == set()

    desk.get_by_role("button", name=T.delete).click()
    expect(outcome).to_have_text(T.deleted, timeout=SLOW)
    expect(cells.filter(has_text="rättat av")).to_have_count(0)
    expect(role).to_have_value("president")
    expect(tested).to_contain_text("1 av 1 rätt", timeout=SLOW)
