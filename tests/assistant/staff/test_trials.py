"""Staff's own test questions: asked again, judged, and compared with the last time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import cast

import pytest
from typer.testing import CliRunner

from assistant import bootstrap
from assistant.api.site import Site
from assistant.api.workers import Workers
from assistant.cli.commands import app as commands
from assistant.errors import BusyError
from assistant.ingesting import ingest
from assistant.models.answers import Answer, Explanation, Question, Status
from assistant.ports import AnsweringService
from assistant.settings import load_settings
from assistant.staff.curated import CuratedAnswer, curated_file
from assistant.staff.entries import ClashError
from assistant.staff.tools import StaffTools
from assistant.staff.trials import MOST_RUNS, TrialQuestion, Trials, changes, questions_file
from ingest import runs
from tests.assistant.generation.endpoint import running


@dataclass
class Told:
    """Answers as it was told to; not at all where there is nothing to say."""

    answers: Mapping[str, str] = field(default_factory=dict)
    generation: str = "g1"

    def ask(self, question: str) -> Answer:
        text = self.answers[question]
        if text == "busy":
            raise BusyError("Many people are asking.")
        asked = Question(question, question, "sv", "sv", "")
        status = Status.ANSWERED if text else Status.NOT_FOUND
        return Answer(asked, status, text, (), 1.0, self.generation, Explanation(asked))


def trials(folder: Path, told: Told) -> Trials:
    return Trials(folder, cast(AnsweringService, told))


def keep(folder: Path, *questions: TrialQuestion) -> None:
    for each in questions:
        trials(folder, Told()).questions.change(None, each)


@pytest.mark.parametrize(
    ("status", "holds", "answer", "fault"),
    [
        ("answered", ["asa"], "Åsa leder.", ""),
        ("answered", ["Åsa", "2030"], "Åsa leder.", "2030"),
        ("answered", [], "", "status"),
        ("unanswered", [], "", ""),
        ("unanswered", [], "Åsa leder.", "status"),
        ("answered", [], "busy", "Many people are asking."),
    ],
)
def test_an_answer_is_judged(
    tmp_path: Path, status: str, holds: list[str], answer: str, fault: str
) -> None:
    asked = {"question": "Vem leder?", "status": status, "holds": holds}
    keep(tmp_path, TrialQuestion.model_validate(asked))
    (outcome,) = trials(tmp_path, Told({"Vem leder?": answer})).run().outcomes
    assert outcome.fault == fault
    assert outcome.right == (not fault)


def test_what_changed_since_the_last_run_is_told(tmp_path: Path) -> None:
    names = ("Ett?", "Två?", "Tre?", "Fyra?")
    keep(tmp_path, *(TrialQuestion(question=name) for name in names))
    trials(tmp_path, Told({"Ett?": "a", "Två?": "", "Tre?": "a", "Fyra?": "a"})).run()
    keep(tmp_path, TrialQuestion(question="Fem?"))
    after = Told({"Ett?": "", "Två?": "a", "Tre?": "b", "Fyra?": "a", "Fem?": "a"}, "g2")
    run = trials(tmp_path, after).run()
    assert (run.right, run.generation) == (4, "g2")
    assert dict(changes(trials(tmp_path, after).runs())) == {
        "Ett?": "broken",
        "Två?": "mended",
        "Tre?": "other",
        "Fyra?": "",
        "Fem?": "added",
    }


def test_runs_are_bounded_and_a_broken_file_of_them_begins_anew(tmp_path: Path) -> None:
    keep(tmp_path, TrialQuestion(question="Ett?"))
    asked = trials(tmp_path, Told({"Ett?": "a"}))
    for _ in range(MOST_RUNS + 2):
        asked.run()
    assert len(asked.runs()) == MOST_RUNS
    (tmp_path / "test_runs.json").write_text("[{", "utf-8")
    assert asked.runs() == ()
    asked.run()
    assert len(asked.runs()) == 1
    with pytest.raises(ClashError):
        asked.questions.change(None, TrialQuestion(question="ETT!"))


def test_an_ingest_that_changes_something_asks_them_and_records_what_changed(
    tmp_path: Path,
) -> None:
    page, settings = tmp_path / "page.md", load_settings(data_dir=tmp_path / "data")
    ask = ["--data-dir", str(settings.data_dir)]

    def ingested(leader: str) -> runs.Tested | None:
        page.write_text(f"# Rådet\n\n{leader} leder rådet. Rådet pågår till 2030.\n", "utf-8")
        ingest([page], settings)
        return runs.read_runs(settings.data_dir)[-1].tested

    assert ingested("Anna Ek") is None
    keep(
        settings.data_dir,
        TrialQuestion(question="Vem leder rådet?", holds=("Anna",)),
        TrialQuestion(question="Hur länge pågår rådet?", holds=("2030",)),
    )
    assert ingested("Eva Berg, chef,") == runs.Tested(asked=2, right=1)
    told = ingested("Anna Lund")
    assert told == runs.Tested(asked=2, right=2, mended=["Vem leder rådet?"])
    # Nothing changed, so that there is nothing to ask again.
    assert ingested("Anna Lund") is None
    assert ingested("Eva Berg") == runs.Tested(asked=2, right=1, broken=["Vem leder rådet?"])
    (last,) = Trials(settings.data_dir, bootstrap.build_assistant(settings)).runs()[-1:]
    assert last.after_ingest
    assert last.generation == runs.read_runs(settings.data_dir)[-1].generation
    status = CliRunner().invoke(commands, [*ask, "status"]).output
    assert "Test questions: 1 of 2 right.\nWrong now: Vem leder rådet?" in status
    assert (
        "1 of 2 right, 1 wrong" in CliRunner().invoke(commands, [*ask, "status", "--runs"]).output
    )
    # What cannot be asked is told, and the documents are in force all the same.
    questions_file(settings.data_dir).path.write_text("- question: [", "utf-8")
    told = ingested("Bo Ek")
    assert told
    assert "line 1" in told.problem
    assert "Bo Ek" in bootstrap.build_assistant(settings).ask("Vem leder rådet?").text
    assert "could not be asked" in CliRunner().invoke(commands, [*ask, "status"]).output


def test_a_rollback_and_what_staff_write_make_them_due_again(tmp_path: Path) -> None:
    page, settings = tmp_path / "page.md", load_settings(data_dir=tmp_path / "data")
    for leader in ("Anna Ek", "Eva Berg"):
        page.write_text(f"# Rådet\n\n{leader} leder rådet.\n", "utf-8")
        ingest([page], settings)
    keep(settings.data_dir, TrialQuestion(question="Vem leder rådet?", holds=("Eva",)))
    assistant = bootstrap.build_assistant(settings)
    asked = Trials(settings.data_dir, assistant)
    run = asked.run_if_due(assistant.generation)
    assert run
    assert run.right == 1
    assert asked.run_if_due(assistant.generation) is None
    told = CliRunner().invoke(commands, ["--data-dir", str(settings.data_dir), "rollback"]).output
    assert "Test questions: 0 of 1 right.\nWrong now: Vem leder rådet?" in told
    assert not asked.is_due(assistant.generation)
    answer = CuratedAnswer(
        question="Vem leder rådet?",
        answer="Eva Berg leder rådet.",
        url="https://e.se/radet",
        owner="Åsa",
        review_by=date(2099, 1, 31),
    )
    curated_file(settings.data_dir).change(None, answer)
    run = asked.run_if_due(assistant.generation)
    assert run
    assert changes(asked.runs()) == {"Vem leder rådet?": "mended"}
    by_hand = questions_file(settings.data_dir).path
    by_hand.write_text(by_hand.read_text("utf-8").replace("Eva", "Anna"), "utf-8")
    assert asked.is_due(assistant.generation)


def test_an_ingest_asks_no_language_model(tmp_path: Path) -> None:
    with running() as endpoint:
        told = {"model": "openai:scripted", "base_url": endpoint.url}
        settings = load_settings(data_dir=tmp_path / "data", generation=told)
        page = tmp_path / "page.md"
        page.write_text("# Rådet\n\nAnna Ek leder rådet.\n", "utf-8")
        keep(settings.data_dir, TrialQuestion(question="Vem leder rådet?", holds=("Anna",)))
        ingest([page], settings)
        assert runs.read_runs(settings.data_dir)[-1].tested == runs.Tested(asked=1, right=1)
        assert not endpoint.asked


def test_staff_who_try_them_ask_no_language_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Callable[[], StaffTools]] = []
    asked: list[bool] = []

    def ask(_: Workers, question: str, *__: object, is_worded: bool = True) -> Answer:
        asked.append(is_worded)
        return Told({question: "Anna"}).ask(question)

    monkeypatch.setattr("assistant.api.site.mount", lambda *given: made.append(given[-1]))
    monkeypatch.setattr(Workers, "ask", ask)
    settings = load_settings(data_dir=tmp_path)
    Site(settings)
    keep(tmp_path, TrialQuestion(question="Vem leder rådet?"))
    trials_of_staff = made[0]().trials
    assert trials_of_staff
    trials_of_staff.run()
    assert asked == [False]
