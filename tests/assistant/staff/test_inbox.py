"""Questions without an answer: grouped by meaning, looked after, and gone with the journal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from assistant.journal.file import FILE
from assistant.journal.journal import Journal
from assistant.ports import Matrix
from assistant.settings import PrivacySettings
from assistant.staff.inbox import Handling, Inbox

ASKED = (
    "Vad kostar det?",
    "Hur söker man bidrag?",
    "hur soker man bidrag",
    "Hur ansöker jag om bidrag?",
    "Hur söker man bidrag?",
)


def embed(questions: Sequence[str]) -> Matrix:
    """Those about grants are near each other."""
    rows = [[1.0, 0.0] if "bidrag" in each else [0.0, 1.0] for each in questions]
    return np.array(rows, np.float32)


def journal(folder: Path, day: date = date(2026, 5, 1), keep: str = "questions") -> Journal:
    privacy = PrivacySettings.model_validate({"keep": keep, "days": 30})
    return Journal(folder, privacy, lambda: day)


@pytest.fixture
def kept(tmp_path: Path) -> Journal:
    kept = journal(tmp_path)
    with kept:
        for question in ASKED:
            kept.note("not_found", "sv", question)
    return kept


def test_they_are_grouped_by_meaning_and_by_how_often(kept: Journal) -> None:
    first, second = Inbox(kept, embed).groups()
    assert first.questions[0] == "Hur söker man bidrag?"
    assert set(first.questions) == set(ASKED[1:])
    assert (first.times, first.latest) == (4, "2026-05-01")
    assert second.questions == ("Vad kostar det?",)
    assert second.handling == Handling("", "new")


def test_what_is_done_about_a_group_stays_with_it_as_it_grows(
    kept: Journal, tmp_path: Path
) -> None:
    inbox = Inbox(kept, embed)
    inbox.handle(inbox.groups()[0], Handling("Anna Ek", "working"))
    inbox.handle(inbox.groups()[0], Handling("Anna Ek", "answered"))
    with journal(tmp_path) as again:
        again.note("not_found", "sv", "Finns det bidrag?")
    first = inbox.groups()[0]
    assert "Finns det bidrag?" in first.questions
    assert first.handling == Handling("Anna Ek", "answered")


def test_it_goes_with_the_questions(kept: Journal, tmp_path: Path) -> None:
    late = Inbox(journal(tmp_path, date(2026, 5, 30)), embed)
    late.handle(late.groups()[0], Handling("Anna Ek", "working"))
    assert kept.handled()
    with journal(tmp_path, date(2026, 6, 5)) as later:
        assert later.handled() == {}
    assert b"Anna Ek" not in (tmp_path / FILE).read_bytes()


def test_a_group_is_answered_once_each_wording_has_a_curated_answer(kept: Journal) -> None:
    """As the curated answers are now, unless staff saved another state: what is deleted waits again."""
    answered = set(ASKED[1:3])
    inbox = Inbox(kept, embed, lambda asked: "Bo Ek" if asked in answered else None)
    assert inbox.groups()[0].handling == Handling("", "new")

    answered.update(ASKED)
    assert [group.handling for group in inbox.groups()] == [Handling("Bo Ek", "answered")] * 2
    inbox.handle(inbox.groups()[0], Handling("Anna Ek", "working"))
    first, second = inbox.groups()
    assert (first.handling, first.is_curated) == (Handling("Anna Ek", "working"), True)
    assert (second.handling, second.is_curated) == (Handling("Bo Ek", "answered"), True)

    answered.clear()
    first, second = inbox.groups()
    assert (first.handling, first.is_curated) == (Handling("Anna Ek", "working"), False)
    assert (second.handling, second.is_curated) == (Handling("", "new"), False)


@pytest.mark.parametrize("keep", ["counts", "nothing"])
def test_where_questions_are_not_kept_nothing_is_said_of_them(
    kept: Journal, tmp_path: Path, keep: str
) -> None:
    inbox = Inbox(kept, embed)
    group = inbox.groups()[0]
    inbox.handle(group, Handling("Anna Ek", "working"))
    with journal(tmp_path, keep=keep) as other:
        other.handle(group.questions, Handling("Bo Ek", "working"))
        assert other.handled() == {}
        assert Inbox(other, embed).groups() == []
