"""Curated answers: they win, say who answers for them, and are lost to nothing."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path

import pytest

from assistant import bootstrap
from assistant.answering.assistant import Assistant
from assistant.cli import archive, doctor, restoring
from assistant.contract import reply
from assistant.errors import SettingsError
from assistant.ingesting import Options, ingest
from assistant.models.answers import Status, Turn
from assistant.reader.reading import Reader
from assistant.settings import Settings, load_settings
from assistant.staff.curated import CuratedAnswer, CuratedAnswers, curated_file
from assistant.staff.entries import ChangedMeanwhileError, ClashError, EntriesError
from tests.assistant.made import ingested

LEADER = {
    "question": "Vem leder högnivågruppen?",
    "variants": ["Who leads the high-level group?"],
    "answer": "Sedan maj leder Åsa Ny högnivågruppen.",
    "document": "press",
    "quote": "Gustav Hemming (C), regionråd",
    "owner": "Anna Ek, kommunikation",
    "review_by": "2026-12-31",
}
PRESS = """# Högnivågruppen

Gustav Hemming (C), regionråd, leder högnivågruppen. Fordonsdalen pågår till 2030.
"""


def made(**values: object) -> CuratedAnswer:
    return CuratedAnswer.model_validate({**LEADER, **values})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An index of one page, with a curated answer."""
    settings = ingested(tmp_path, {"press.md": PRESS})
    curated_file(settings.data_dir).change(None, made())
    return settings


def asking(settings: Settings, day: str = "2026-06-01") -> Assistant:
    return Assistant(
        bootstrap.build_reader(settings).current,
        bootstrap.open_reader,
        settings,
        lambda: date.fromisoformat(day),
        CuratedAnswers(settings.data_dir).find,
    )


@pytest.fixture
def assistant(settings: Settings) -> Assistant:
    """Asked on a day before the review."""
    return asking(settings)


@pytest.mark.parametrize(
    "question",
    [
        "Vem leder högnivågruppen?",
        "vem leder hognivagruppen",
        "VEM LEDER HÖGNIVÅGRUPPEN??",
        "Hej! Jag undrar vem leder högnivågruppen, tack på förhand!",
    ],
)
def test_the_same_question_gets_it_with_its_author_and_its_date(
    assistant: Assistant, question: str
) -> None:
    given = reply(assistant.ask(question))
    assert given.answer == (
        "Sedan maj leder Åsa Ny högnivågruppen. [1]\n"
        "Ansvarig för svaret: Anna Ek, kommunikation. Det ska ses över senast 31 december 2026."
    )
    assert given.composed_by == "curated"
    assert given.curator
    assert given.curator.model_dump() == {
        "owner": "Anna Ek, kommunikation",
        "review_by": "2026-12-31",
        "is_overdue": False,
        "url": None,
    }
    (citation,) = given.citations
    assert PRESS[citation.start : citation.end] == citation.quote == LEADER["quote"]
    assert given.status == "answered"


def test_it_is_given_where_no_reader_can_be_opened(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_reader() -> Reader:
        raise SettingsError("There is no model.")

    monkeypatch.setattr("assistant.bootstrap.open_reader", no_reader)
    assert asking(settings).ask("Vem leder högnivågruppen?").composed_by == "curated"
    with pytest.raises(SettingsError):
        asking(settings).ask("Vad är Fordonsdalen?")


def test_a_variant_is_answered_in_its_own_language(assistant: Assistant) -> None:
    given = assistant.ask("Who leads the high-level group?")
    assert "Anna Ek, kommunikation. It is to be reviewed by 31 December 2026." in (given.text)


@pytest.mark.parametrize(
    "question",
    [
        "Vem leder inte högnivågruppen?",
        "Vem ledde högnivågruppen?",
        "Vilka leder högnivågruppen?",
        "Hur länge pågår Fordonsdalen?",
    ],
)
def test_another_question_does_not(assistant: Assistant, question: str) -> None:
    given = assistant.ask(question)
    assert given.composed_by != "curated"
    assert "Åsa Ny" not in given.text


def test_it_answers_its_part_of_a_question_and_within_a_conversation(assistant: Assistant) -> None:
    both = assistant.ask("Vem leder högnivågruppen? Hur länge pågår Fordonsdalen?")
    assert "Åsa Ny" in both.text
    assert "2030" in both.text
    assert both.composed_by == "curated"
    assert [citation.number for citation in both.citations] == [1, 2]
    turns = [Turn("user", "Hur länge pågår Fordonsdalen?"), Turn("assistant", "Till 2030. [1]")]
    assert "Åsa Ny" in assistant.ask("Vem leder högnivågruppen?", None, turns).text


def test_personal_data_are_turned_away_all_the_same(
    settings: Settings, assistant: Assistant
) -> None:
    question = "Vem har personnummer 19811218-9876?"
    curated_file(settings.data_dir).change(None, made(question=question, variants=[]))
    assert assistant.ask(question).status is Status.REJECTED


def test_after_its_date_it_warns(settings: Settings) -> None:
    assert "Obs!" not in asking(settings, "2026-12-31").ask("Vem leder högnivågruppen?").text
    given = asking(settings, "2027-01-01").ask("Vem leder högnivågruppen?")
    assert given.text.endswith(
        "Obs! Svaret skulle ha setts över senast 31 december 2026 och kan vara inaktuellt. "
        "Ansvarig för svaret: Anna Ek, kommunikation."
    )
    assert given.curator
    assert given.curator.is_overdue


def test_it_survives_an_ingest_and_tells_of_a_quote_that_is_gone(
    settings: Settings, assistant: Assistant, tmp_path: Path
) -> None:
    ingested(tmp_path, {"press.md": PRESS.replace("Gustav Hemming", "Bo Ek")})
    given = assistant.ask("Vem leder högnivågruppen?")
    assert given.text.startswith("Sedan maj leder Åsa Ny högnivågruppen.\n")
    assert given.text.endswith("Obs! Det som svaret stöder sig på står inte längre i dokumenten.")
    assert not given.citations
    (tmp_path / "press.md").unlink()
    (tmp_path / "empty").mkdir()
    ingest([tmp_path / "empty"], settings, options=Options(may_be_empty=True))
    assert "Åsa Ny" in assistant.ask("Vem leder högnivågruppen?").text
    assert assistant.ask("Hur länge pågår Fordonsdalen?").status is Status.NOT_FOUND


def test_an_address_is_told_as_its_source(settings: Settings, assistant: Assistant) -> None:
    entry = made(question="Vem är du?", variants=[], document="", quote="", url="https://e.se/om")
    curated_file(settings.data_dir).change(None, entry)
    given = assistant.ask("Vem är du?")
    assert "\nKälla: https://e.se/om\n" in given.text
    assert given.curator
    assert given.curator.url == "https://e.se/om"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"quote": "", "document": ""}, "it needs a source"),
        ({"quote": ""}, "it needs a source"),
        ({"owner": " "}, "owner"),
        ({"answer": ""}, "answer"),
        ({"question": "?!"}, "it has no word"),
        ({"review_by": "snart"}, "review_by"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_cannot_be_used_is_refused(values: dict[str, object], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        made(**values)


def test_the_file_is_readable_and_changed_by_hand(settings: Settings, assistant: Assistant) -> None:
    path = curated_file(settings.data_dir).path
    text = path.read_text("utf-8")
    assert text.startswith("# Curated answers")
    assert "question: Vem leder högnivågruppen?\n" in text
    assert path.stat().st_mode & 0o077 == 0
    path.write_text(text.replace("Åsa Ny", "Eva Nyast"), "utf-8")
    assert "Eva Nyast" in assistant.ask("Vem leder högnivågruppen?").text


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        ("- question: [", "line 1: expected"),
        ("question: Vem?", "it must be a list"),
        ("- question: Vem leder?\n  answer: Eva", "entry 1, owner: Field required"),
        ("- " * 5_000 + "a", "cannot be used"),
        ("#" * 1_000_001, "more than 1,000,000 bytes"),
        ("\xff", "entry|list|cannot"),
    ],
)
def test_a_broken_file_is_told_in_a_line_and_left_alone(
    settings: Settings,
    assistant: Assistant,
    broken: str,
    told: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    file = curated_file(settings.data_dir)
    assistant.ask("Vem leder högnivågruppen?")
    file.path.write_text(broken, "latin-1")
    with pytest.raises(EntriesError, match=told) as raised:
        file.change(None, made(question="Något annat?", variants=[]))
    assert "\n" not in str(raised.value)
    assert file.path.read_text("latin-1") == broken
    # What it held last goes on, the log has one line, and the doctor tells.
    for _ in range(2):
        assert "Åsa Ny" in assistant.ask("Vem leder högnivågruppen?").text
    assert len([record for record in caplog.records if "stay as they were" in record.message]) == 1
    (found,) = (each for each in doctor.examine(settings) if each.check == "curated")
    assert not found.well
    assert str(file.path) in found.told


def test_two_who_write_lose_nothing(settings: Settings) -> None:
    file = curated_file(settings.data_dir)

    def write(writer: int) -> None:
        for number in range(5):
            question = f"Vad är {writer} och {number}?"
            curated_file(settings.data_dir).change(None, made(question=question, variants=[]))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(file.read()) == 21
    mine, theirs = made(answer="Mitt"), made(answer="Deras")
    file.change(made(), theirs)
    with pytest.raises(ChangedMeanwhileError):
        file.change(made(), mine)
    with pytest.raises(ChangedMeanwhileError):
        file.change(made(), None)
    with pytest.raises(ClashError, match="answered twice"):
        file.change(None, made(variants=[]))
    assert theirs in file.read()
    file.change(theirs, None)
    assert len(file.read()) == 20
    assert "Deras" in file.path.with_name("curated.yaml.before").read_text("utf-8")


def test_a_backup_holds_it(settings: Settings, tmp_path: Path) -> None:
    archive.back_up(settings, tmp_path / "backup.tar")
    other = load_settings(data_dir=tmp_path / "other")
    done = restoring.restore(other, tmp_path / "backup.tar")
    assert "curated.yaml" in done.put_back
    assert curated_file(other.data_dir).read() == (made(),)
