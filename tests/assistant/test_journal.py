"""What is kept of conversations, on days that the tests choose."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

from assistant.answering import Assistant
from assistant.journal import FILE, Journal, JournalingAssistant
from assistant.models import Answer, Status
from assistant.settings import PrivacySettings

SILENT = "Vem representerar Tesla Motors?"
TOLD = "Vem kommer från Scania?"
PERSONAL = "Mitt kort är 4111 1111 1111 1111"
DAY = date(2026, 5, 1)


@pytest.fixture(scope="module")
def answers(assistant: Assistant) -> Sequence[Answer]:
    """One without an answer, one with, one that is turned away."""
    return [assistant.ask(question) for question in (SILENT, TOLD, PERSONAL)]


def journal(folder: Path, day: date = DAY, **privacy: Any) -> Journal:
    return Journal(folder, PrivacySettings(**privacy), lambda: day)


def held(folder: Path) -> bytes:
    """All bytes of the files that a journal keeps."""
    return b"".join(path.read_bytes() for path in folder.glob("journal*"))


def test_by_default_only_counts_are_kept(tmp_path: Path, answers: Sequence[Answer]) -> None:
    kept = journal(tmp_path)
    for answer in (*answers, answers[1]):
        kept.note(answer)
    assert {(c.day, c.status, c.number) for c in kept.counts()} == {
        ("2026-05-01", "answered", 2),
        ("2026-05-01", "not_found", 1),
        ("2026-05-01", "rejected", 1),
    }
    for text in ("Tesla", "Scania", "4111"):
        assert text.encode() not in held(tmp_path)


def test_questions_without_an_answer_are_kept_where_that_is_set(
    tmp_path: Path, answers: Sequence[Answer]
) -> None:
    kept = journal(tmp_path, keep="questions")
    for answer in answers:
        kept.note(answer)
    assert kept.unanswered() == [("2026-05-01", SILENT)]
    assert b"Scania" not in held(tmp_path)
    assert b"4111" not in held(tmp_path)


def test_nothing_means_no_file(tmp_path: Path, answers: Sequence[Answer]) -> None:
    kept = journal(tmp_path, keep="nothing")
    kept.note(answers[0])
    assert list(tmp_path.iterdir()) == []
    assert kept.counts() == []
    assert not PrivacySettings(keep="nothing").takes_feedback


def test_what_is_older_than_the_retention_is_deleted(
    tmp_path: Path, answers: Sequence[Answer]
) -> None:
    first = journal(tmp_path, keep="questions", days=30)
    first.note(answers[0])
    first.note_feedback("Bra!", useful=True)
    assert [o.words for o in first.opinions()] == ["Bra!"]
    last_day = journal(tmp_path, date(2026, 5, 31), days=30)
    last_day.note(answers[1])
    assert len(last_day.counts()) == 2
    day_after = journal(tmp_path, date(2026, 6, 1), days=30)
    day_after.note(answers[1])
    assert [(c.day, c.number) for c in day_after.counts()] == [("2026-06-01", 1), ("2026-05-31", 1)]
    assert day_after.unanswered() == []
    assert day_after.opinions() == []


def write_many(folder: Path, times: int) -> None:
    kept = journal(folder)
    for _ in range(times):
        kept.note_feedback("", useful=True)


def test_threads_and_processes_lose_nothing(tmp_path: Path) -> None:
    spawn = get_context("spawn")
    others = [spawn.Process(target=write_many, args=(tmp_path, 25)) for _ in range(2)]
    for process in others:
        process.start()
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: write_many(tmp_path, 10), range(8)))
    for process in others:
        process.join()
        assert process.exitcode == 0
    assert len(journal(tmp_path).opinions()) == 130


def test_a_journal_that_cannot_be_written_fails_no_answer(
    tmp_path: Path, assistant: Assistant, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_bytes(b"this is no database" * 100)
    answer = JournalingAssistant(assistant, journal(tmp_path)).ask(TOLD)
    assert answer.status is Status.ANSWERED
    assert "cannot be written" in caplog.text
    assert "Scania" not in caplog.text


def test_each_answer_is_noted_once(tmp_path: Path, assistant: Assistant) -> None:
    kept = journal(tmp_path)
    noting = JournalingAssistant(assistant, kept)
    assert noting.ask(TOLD).text == assistant.ask(TOLD).text
    noting.ask("Who represents Scania?")
    assert [(c.language, c.number) for c in kept.counts()] == [("en", 1), ("sv", 1)]
    assert noting.documents() == assistant.documents()
    assert noting.facts() == assistant.facts()
    assert noting.generation == assistant.generation


def test_the_file_is_a_database_that_others_can_read(
    tmp_path: Path, answers: Sequence[Answer]
) -> None:
    journal(tmp_path).note(answers[1])
    with sqlite3.connect(tmp_path / FILE) as database:
        assert database.execute("SELECT sum(number) FROM answers").fetchone() == (1,)
    database.close()


def test_a_journal_from_before_opinions_told_their_answer_is_read_and_written(
    tmp_path: Path,
) -> None:
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("CREATE TABLE feedback (day TEXT, useful INTEGER, words TEXT)")
        database.execute("INSERT INTO feedback VALUES ('2026-04-30', 1, 'Bra!')")
    kept = journal(tmp_path)
    kept.note_feedback("Nej.", useful=False, status="answered", documents=["d"])
    assert [(o.words, o.status, o.documents) for o in kept.opinions()] == [
        ("Nej.", "answered", ("d",)),
        ("Bra!", "", ()),
    ]


def test_nobody_else_can_open_the_journal(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        (tmp_path / "data").mkdir(mode=0o700)
        (tmp_path / "data" / FILE).touch(mode=0o644)
        for folder in (tmp_path / "new", tmp_path / "data"):
            kept = journal(folder)
            kept.note_feedback("bra", useful=True)
            with sqlite3.connect(folder / FILE) as reading:
                reading.execute("select count(*) from feedback").fetchone()
                kept.note_feedback("dåligt", useful=False)
                modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
            reading.close()
            assert modes == {FILE: 0o600, f"{FILE}-shm": 0o600, f"{FILE}-wal": 0o600}
            assert folder.stat().st_mode & 0o777 == 0o700
    finally:
        os.umask(before)
