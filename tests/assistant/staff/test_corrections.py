"""Corrections of facts: they win, say who stands behind them, and are lost to nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.cli import archive, doctor, restoring
from assistant.cli.commands import app as commands
from assistant.composition.response import Response
from assistant.contract import reply
from assistant.evidence.choosing import choose
from assistant.generation.asked import Asked
from assistant.models.answers import Hit, Question, Status, Turn
from assistant.models.documents import Fact
from assistant.models.drafts import Rephrasing
from assistant.question.understanding import understand
from assistant.reader.reading import Context, Reading
from assistant.settings import Settings, load_settings
from assistant.staff.corrections import Corrections, FactCorrection, FactsDesk, corrections_file
from assistant.staff.entries import ClashError
from tests.assistant.evidence.test_choosing import Scripted
from tests.assistant.made import ingested as index_of
from ui.mount import add_light_pages

PRESS = """# Fordonsrådet

I Fordonsrådet sitter Anna Ek, vd, Elbåtarna, Bo Lund, rektor, KTH, och Eva Berg, chef, Scania. \
Gustav Hemming leder Fordonsrådet.

Elvägen pågår från juli 2021 till oktober 2023. Elvägen har en budget på 15,7 miljoner kronor.
"""
GOALS = """# Elvägen samlar sin högnivågrupp

Syftet med högnivågruppen är att skapa synergier, säger Bo Lund.

## Fakta om Elvägen

Elvägen ska stärka branschen.
"""
MONEY = """# Elvägen

Elvägen finansieras av Vinnova.

Elvägen får också pengar från KTH.
"""
ARENA = """# Arenan

Arenan drivs av Region Ö. Syftet med Arenan är att skapa synergier.
"""
NOTICE = (
    "Rättat av Åsa Frisk, kommunikation: Till: december 2024 i stället för oktober 2023. "
    "Styrgruppen förlängde. Rättelsen ska ses över senast 31 januari 2099."
)
Correct = Callable[..., FactCorrection]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An index of one page."""
    return index_of(tmp_path, {"press.md": PRESS})


@pytest.fixture
def assistant(settings: Settings) -> Assistant:
    return bootstrap.build_assistant(settings)


def read_of(settings: Settings, value: str) -> Fact:
    """The fact that has a value, as it was read."""
    facts = bootstrap.build_index(settings).facts
    return next(fact for fact in facts if value in fact.fields.values())


@pytest.fixture
def correct(settings: Settings) -> Correct:
    """Corrects the fact that has a value; withdraws it where no field is given."""

    def correct(value: str, *, of_all: bool = False, **corrected: str) -> FactCorrection:
        fact = read_of(settings, value)
        entry = FactCorrection(
            document="" if of_all else fact.document,
            kind=fact.kind,
            read=dict(fact.fields),
            quote=fact.text,
            corrected={name.rstrip("_"): text for name, text in corrected.items()},
            reason="Styrgruppen förlängde",
            owner="Åsa Frisk, kommunikation",
            review_by=date(2099, 1, 31),
        )
        corrections_file(settings.data_dir).change(None, entry)
        return entry

    return correct


def test_a_corrected_period_answers_without_the_quote_that_says_otherwise(
    assistant: Assistant, correct: Correct
) -> None:
    assert "oktober 2023. [1]" in assistant.ask("Hur länge pågår Elvägen?").text
    correct("2023-10", to="2024-12")
    given = reply(assistant.ask("Hur länge pågår Elvägen?"))
    assert given.answer.splitlines() == [
        "Period (Elvägen): från juli 2021 till december 2024. Datumet har passerat.",
        NOTICE,
    ]
    assert given.citations == []
    assert (given.status, given.composed_by) == ("answered", "curated")
    assert given.curator
    assert given.curator.owner == "Åsa Frisk, kommunikation"
    assert assistant.ask("Pågår Elvägen fortfarande?").text.startswith("Nej. Period (Elvägen)")
    in_english = assistant.ask("How long does Elvägen run?").text
    assert "Corrected by Åsa Frisk, kommunikation: Until: December 2024" in in_english


def test_what_staff_say_wins_over_two_sources_that_disagree(
    assistant: Assistant, correct: Correct, tmp_path: Path
) -> None:
    others = {
        f"{name}.md": f"# Elvägen\n\nElvägen pågår till {end}.\n"
        for name, end in (("old", "mars 2022"), ("new", "juni 2024"))
    }
    index_of(tmp_path, {"press.md": PRESS, **others})
    assert assistant.ask("När slutar Elvägen?").status is Status.CONFLICTING
    correct("2023-10", to="2025-12")
    given = assistant.ask("När slutar Elvägen?")
    assert given.status is Status.ANSWERED
    assert "december 2025" in given.text


def test_people_are_told_as_corrected_apart_from_those_who_are_quoted(
    assistant: Assistant, correct: Correct
) -> None:
    correct("Eva Berg", name="Maj Vik")
    assert "Maj Vik" in assistant.ask("Vem kommer från Scania?").text
    assert assistant.ask("Vem är Maj Vik?").status is Status.ANSWERED
    everybody = assistant.ask("Vilka sitter i Fordonsrådet?")
    lines = everybody.text.splitlines()
    assert "- Maj Vik, chef, Scania (rättat)" in lines
    assert "- Bo Lund, rektor, KTH" in lines
    assert everybody.citations
    # The list is quoted as it stands, and what it has wrong is told below.
    assert "Namn: Maj Vik i stället för Eva Berg." in lines[-1]
    both = assistant.ask("Vilka sitter i Fordonsrådet? Vem kommer från Scania?").text
    assert both.count("Rättat av") == 1
    assert "Maj Vik, chef, Scania, ingår i Fordonsrådet." in both


def test_what_is_withdrawn_answers_no_more_and_is_told_of_where_it_is_quoted(
    assistant: Assistant, correct: Correct
) -> None:
    correct("leader")
    correct("Anna Ek")
    correct("15700000")
    for question in ("Vem leder Fordonsrådet?", "Vilken budget har Elvägen?"):
        assert assistant.ask(question).status is Status.NOT_FOUND
    given = assistant.ask("Hur många sitter i Fordonsrådet?")
    assert given.text.startswith("2 personer ingår i Fordonsrådet")
    told = "”Anna Ek, vd, Elbåtarna (medlem, Fordonsrådet)” stämmer inte."
    assert any("Anna Ek" in citation.quote for citation in given.citations)
    assert told in given.text
    assert not any("Anna Ek" in str(fact.fields) for fact in assistant.snapshot().facts)


def test_what_comes_next_does_not_answer_in_the_place_of_what_is_withdrawn(
    settings: Settings, assistant: Assistant, correct: Correct, tmp_path: Path
) -> None:
    index_of(tmp_path, {"goals.md": GOALS, "money.md": MONEY})
    asked = "Vad är målet för högnivågruppen?"
    assert "skapa synergier" in assistant.ask(asked).text
    correct("högnivågruppen")
    assert assistant.ask(asked).status is Status.NOT_FOUND
    assert "stärka branschen" in assistant.ask("Vad är målet för Elvägen?").text
    # Of several facts that answered, those that are left go on.
    asked = "Vilka ger pengar till Elvägen?"
    assert "Vinnova" in assistant.ask(asked).text
    correct("Vinnova")
    assert "pengar från KTH" in assistant.ask(asked).text
    assert "Vinnova" not in assistant.ask(asked).text


def test_what_the_reader_finds_is_told_as_corrected(
    settings: Settings, assistant: Assistant, correct: Correct, tmp_path: Path
) -> None:
    index_of(tmp_path, {"arena.md": ARENA})
    owner, goal = "Vem driver Arenan?", "Vad är syftet med Arenan?"
    assert "Region Ö" in assistant.ask(owner).text
    assert "skapa synergier" in assistant.ask(goal).text
    correct("Region Ö", organisation="Region Ek")
    correct("skapa synergier", goal="skapa arbete")
    for asked, told in (
        (owner, "Ägare (Arenan): Region Ek."),
        (goal, "Mål (Arenan): skapa arbete."),
    ):
        given = assistant.ask(asked)
        assert given.text.startswith(told)
        assert "Rättat av Åsa Frisk, kommunikation" in given.text
        assert given.citations == ()


class Wording:
    """Words answers, and counts them."""

    def __init__(self) -> None:
        self.asked = 0

    def compose(self, asked: Asked) -> Response:
        self.asked += 1
        return asked.response

    def rephrase(self, question: Question, seconds: float) -> Rephrasing:
        raise AssertionError(question, seconds)

    def warm_up(self) -> None:
        """Nothing."""


def test_a_language_model_does_not_word_what_staff_corrected(
    settings: Settings, correct: Correct
) -> None:
    wording = Wording()
    open_index = bootstrap.corrected(settings, bootstrap.build_reader(settings))
    assistant = Assistant(open_index, bootstrap.open_reader, settings, composer=wording)
    assistant.ask("Vem kommer från Scania?")
    assert wording.asked == 1
    correct("Anna Ek")
    assert "Eva Berg" in assistant.ask("Vem kommer från Scania?").text
    assert wording.asked == 1


class Pointing(Scripted):
    """Points at given words, and remembers what it saw."""

    seen: Sequence[Context] = ()

    def read(
        self,
        question: str,
        contexts: Sequence[Context],
        history: Sequence[Turn] = (),
        enough: float = 1.0,
    ) -> Reading:
        self.seen = contexts
        return super().read(question, contexts, history, enough)


def test_the_reader_does_not_bring_back_what_staff_corrected(
    settings: Settings, correct: Correct
) -> None:
    correct("2023-10", to="2024-12")
    correct("leader")
    index = Corrections(settings.data_dir).applied(bootstrap.build_reader(settings).current())
    hits = [Hit(p, row, 0.0, 0.0, 0.0, 2.0, kept=True) for row, p in enumerate(index.passages)]
    question = understand("Vad är på gång?", None, (), default="sv", maximum=2000)
    reader = Pointing({"till oktober 2023": 0.9, "15,7 miljoner": 0.8})
    choice = choose(index, question, hits, reader, 0.5)
    assert [fact.fields["to"] for fact in choice.corrected] == ["2024-12"]
    (evidence,) = choice.chosen
    assert evidence.span.text == "Elvägen har en budget på 15,7 miljoner kronor."
    assert choice.confidence == 0.9
    assert not any("Hemming leder" in context.text for context in reader.seen)
    assert [len(context.text) for context in reader.seen] == [len(p.text) for p in index.passages]


def test_it_meets_the_fact_after_each_ingest_and_stays_when_that_is_gone(
    settings: Settings, assistant: Assistant, correct: Correct, tmp_path: Path
) -> None:
    entry = correct("2023-10", to="2024-12")

    def ingested(text: str) -> FactsDesk:
        index_of(tmp_path, {"press.md": text})
        return bootstrap.build_desk(settings)

    moved = PRESS.replace(
        "# Fordonsrådet\n", "# Fordonsrådet\n\nNytt: Cykelvägen kostar 3 kronor.\n"
    )
    assert ingested(moved).without_object() == []
    assert "december 2024" in assistant.ask("Hur länge pågår Elvägen?").text
    desk = ingested(PRESS.replace("oktober 2023", "mars 2026"))
    assert desk.without_object() == [entry]
    assert "mars 2026" in assistant.ask("Hur länge pågår Elvägen?").text
    (found,) = (each for each in doctor.examine(settings) if each.check == "corrections")
    assert (found.well, "1 of what no document says" in found.told) == (False, True)
    assert ingested(PRESS).without_object() == []
    assert "december 2024" in assistant.ask("Hur länge pågår Elvägen?").text


def test_it_is_of_its_own_document_or_of_all_that_say_the_same(
    settings: Settings, correct: Correct, tmp_path: Path
) -> None:
    index_of(tmp_path, {"press.md": PRESS, "again.md": PRESS + "\nMer finns att säga.\n"})
    assistant = bootstrap.build_assistant(settings)

    def ends() -> list[str]:
        return [f.fields["to"] for f in assistant.snapshot().facts if f.kind == "period"]

    correct("2023-10", to="2024-12")
    assert sorted(ends()) == ["2023-10", "2024-12"]
    # What staff stand behind is no conflict with the other, which says what they corrected.
    assert assistant.ask("När slutar Elvägen?").status is Status.ANSWERED
    correct("2023-10", of_all=True, to="2025-05")
    assert sorted(ends()) == ["2024-12", "2025-05"]


def test_all_lists_tell_it_as_the_word_of_staff(
    settings: Settings, assistant: Assistant, correct: Correct
) -> None:
    correct("2023-10", to="2024-12")
    app = build_app(assistant, settings)
    add_light_pages(app, assistant, settings)
    web = TestClient(app)
    (fact,) = web.get("/api/facts", params={"kind": "period"}).json()
    assert fact["fields"]["to"] == "2024-12"
    assert fact["citation"] is None
    told = fact["correction"]
    assert (told["owner"], told["reason"]) == ("Åsa Frisk, kommunikation", "Styrgruppen förlängde")
    assert told["read"]["to"] == "2023-10"
    assert told["citation"]["quote"] in PRESS
    table = web.get("/api/facts", params={"kind": "period", "format": "csv"}).content
    (row,) = csv.DictReader(io.StringIO(table.decode("utf-8-sig")))
    assert (row["to"], row["quote"], row["document"]) == ("2024-12", "", "")
    assert (row["corrected_by"], row["review_by"]) == ("Åsa Frisk, kommunikation", "2099-01-31")
    page = web.get("/fakta").text
    assert "december 2024" in page
    assert NOTICE in page
    assert page.count("Rättat av personalen") == 1
    printed = CliRunner().invoke(
        commands, ["--data-dir", str(settings.data_dir), "facts", "--kind", "period"]
    )
    flat = " ".join(printed.output.split())
    assert "to December 2024" in flat
    assert "corrected by Åsa Frisk, kommunikation until 31 January 2099" in flat


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"corrected": {"to": "snart"}}, "'to'"),
        ({"corrected": {"to": "2020-01"}}, "'to'"),
        ({"corrected": {"to": "", "from": ""}}, "'to'"),
        ({"corrected": {"goal": "fred"}}, "'goal'"),
        ({"corrected": {"to": "2023-10"}}, "corrects nothing"),
        ({"kind": "wish"}, "no kind of fact"),
        ({"read": {}}, "read"),
        ({"reason": " "}, "reason"),
        ({"owner": ""}, "owner"),
        ({"review_by": "snart"}, "review_by"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"corrected": {"subject": "x" * 1_001}}, "subject"),
    ],
)
def test_what_cannot_be_used_is_refused(values: dict[str, object], told: str) -> None:
    right: dict[str, object] = {
        "document": "press",
        "kind": "period",
        "read": {"subject": "Elvägen", "from": "2021-07", "to": "2023-10"},
        "corrected": {"to": "2024-12"},
        "reason": "Förlängt",
        "owner": "Åsa",
        "review_by": "2099-01-31",
    }
    assert FactCorrection.model_validate(right).fields["to"] == "2024-12"
    with pytest.raises(ValueError, match=told):
        FactCorrection.model_validate({**right, **values})


def test_one_of_a_kind_that_is_read_no_more_stays_in_its_file_and_does_nothing(
    settings: Settings, assistant: Assistant, correct: Correct
) -> None:
    of_count = {"document": "press", "kind": "count", "read": {"value": "3", "of": "dem"}}
    about = {"reason": "De är fyra", "owner": "Åsa", "review_by": "2020-01-31"}
    old = FactCorrection.model_validate({**of_count, "corrected": {"value": "4"}, **about})
    file = corrections_file(settings.data_dir)
    file.change(None, old)
    (told,) = (each for each in doctor.examine(settings) if each.check == "corrections")
    assert (told.well, told.told) == (True, "No facts are corrected.")
    entry = correct("2023-10", to="2024-12")
    assert list(file.read()) == [old, entry]
    assert "december 2024" in assistant.ask("Hur länge pågår Elvägen?").text
    desk = bootstrap.build_desk(settings)
    assert desk.without_object() == []


def test_a_broken_file_changes_nothing_and_a_backup_holds_it(
    settings: Settings, assistant: Assistant, correct: Correct, tmp_path: Path
) -> None:
    entry = correct("2023-10", to="2024-12")
    with pytest.raises(ClashError, match="corrected twice"):
        correct("2023-10", to="2025-12")
    archive.back_up(settings, tmp_path / "backup.tar")
    other = load_settings(data_dir=tmp_path / "other")
    assert "corrections.yaml" in restoring.restore(other, tmp_path / "backup.tar").put_back
    file = corrections_file(other.data_dir)
    assert file.read() == (entry,)
    restored = bootstrap.build_assistant(other)
    assert "december 2024" in restored.ask("Hur länge pågår Elvägen?").text
    file.path.write_text("- document: [", "utf-8")
    assert "december 2024" in restored.ask("Hur länge pågår Elvägen?").text
    file.path.unlink()
    assert "oktober 2023. [1]" in restored.ask("Hur länge pågår Elvägen?").text
