"""What is kept of conversations, on days that the tests choose."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import pytest

from assistant.answering.assistant import Assistant
from assistant.errors import StorageError
from assistant.journal import writer as writing
from assistant.journal.file import FILE, Change, JournalFile
from assistant.journal.journal import Journal, JournalingAssistant
from assistant.models.answers import Status
from assistant.settings import PrivacySettings
from assistant.text.personal import MASK
from tests.conftest import closed_copy, without_rights

SILENT = "Vem representerar Kvarnsveden?"
TOLD = "Vem kommer från Scania?"
DAY = date(2026, 5, 1)
NOTES = [("not_found", "sv", SILENT), ("answered", "sv", TOLD), ("answered", "sv", TOLD)]


def journal(folder: Path, day: date = DAY, **privacy: Any) -> Journal:
    return Journal(folder, PrivacySettings(**privacy), lambda: day)


def noted(
    folder: Path, notes: Sequence[tuple[str, str, str]], day: date = DAY, **privacy: Any
) -> Journal:
    """A journal that kept some answers and is closed."""
    with journal(folder, day, **privacy) as kept:
        for note in notes:
            kept.note(*note)
    return kept


def held(folder: Path) -> bytes:
    """All bytes of all files in a folder."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def until(holds: Callable[[], bool]) -> None:
    """Wait for something to hold, for half a minute at most."""
    end = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < end, "it never held"
        time.sleep(0.01)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep all others from writing, and from reading where there is no write-ahead log."""
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as database:
        database.execute("BEGIN EXCLUSIVE")
        yield
        database.execute("ROLLBACK")


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "RETRY", 0.02)
    monkeypatch.setattr(writing, "LOOK_AGAIN", 0.05)


def test_by_default_only_counts_are_kept(tmp_path: Path) -> None:
    kept = noted(tmp_path, [*NOTES, ("rejected", "en", "My card is 4111 1111 1111 1111")])
    assert {(c.day, c.status, c.language, c.number) for c in kept.counts()} == {
        ("2026-05-01", "answered", "sv", 2),
        ("2026-05-01", "not_found", "sv", 1),
        ("2026-05-01", "rejected", "en", 1),
    }
    for text in ("Kvarnsveden", "Scania", "4111"):
        assert text.encode() not in held(tmp_path)


def test_questions_without_an_answer_are_kept_where_that_is_set(tmp_path: Path) -> None:
    personal = "Vem är 811218–9876 på anna＠example.se?"
    notes = [*NOTES, ("out_of_scope", "sv", personal), ("rejected", "sv", "0701740605")]
    kept = noted(tmp_path, notes, keep="questions")
    assert kept.unanswered() == [
        ("2026-05-01", f"Vem är {MASK} på {MASK}?"),
        ("2026-05-01", SILENT),
    ]
    for text in ("Scania", "9876", "anna", "0701740605"):
        assert text.encode() not in held(tmp_path)


def test_nothing_means_no_file(tmp_path: Path) -> None:
    kept = noted(tmp_path, NOTES, keep="nothing")
    assert not kept.note_feedback("Bra!", useful=True)
    assert list(tmp_path.iterdir()) == []
    assert kept.counts() == []


def test_words_that_follow_a_press_make_one_opinion_with_it(tmp_path: Path) -> None:
    kept = noted(tmp_path, [])
    for documents in (["a"], ["b"]):
        assert kept.note_feedback("", useful=False, status="answered", documents=documents)

    def add(words: str, *, useful: bool) -> bool:
        return kept.note_feedback(
            words, useful=useful, status="answered", documents=["a"], adds=True
        )

    assert add("Datum saknas", useful=False)
    assert sorted((o.words, o.documents) for o in kept.opinions()) == [
        ("", ("b",)),
        ("Datum saknas", ("a",)),
    ]
    # Where the press was deleted meanwhile, or belongs to others, nothing is lost.
    assert add("Bra", useful=True)
    assert len(kept.opinions()) == 3


def test_what_is_older_than_the_retention_is_deleted(tmp_path: Path) -> None:
    first = noted(tmp_path, NOTES[:1], keep="questions", days=30)
    assert first.note_feedback("Kalasbra!", useful=True)
    assert [o.words for o in first.opinions()] == ["Kalasbra!"]
    last_day = noted(tmp_path, NOTES[1:2], date(2026, 5, 31), keep="questions", days=30)
    assert len(last_day.counts()) == 2
    assert b"Kalasbra!" in held(tmp_path)
    with journal(tmp_path, date(2026, 6, 1), keep="questions", days=30) as day_after:
        assert [(c.day, c.number) for c in day_after.counts()] == [("2026-05-31", 1)]
    assert day_after.unanswered() == []
    assert day_after.opinions() == []
    for text in ("Kalasbra!", "Kvarnsveden"):
        assert text.encode() not in held(tmp_path)


def test_what_is_old_is_deleted_while_the_server_runs(tmp_path: Path) -> None:
    noted(tmp_path, NOTES, keep="questions", days=30)
    days = [date(2026, 5, 20)]
    with Journal(tmp_path, PrivacySettings(keep="questions", days=30), lambda: days[0]) as kept:
        assert kept.unanswered()
        days[0] = date(2026, 6, 1)
        until(lambda: not kept.unanswered())
        until(lambda: b"Kvarnsveden" not in held(tmp_path))


@pytest.mark.parametrize(
    ("privacy", "gone", "stays"),
    [
        ({"keep": "nothing"}, ["Kvarnsveden", "Kalasbra!", "2026-05-01"], []),
        ({"keep": "counts"}, ["Kvarnsveden"], ["Kalasbra!", "2026-05-01"]),
        ({"keep": "questions", "feedback": False}, ["Kalasbra!"], ["Kvarnsveden"]),
        ({"keep": "questions"}, [], ["Kvarnsveden", "Kalasbra!", "2026-05-01"]),
    ],
)
def test_the_start_deletes_what_the_settings_no_longer_allow(
    tmp_path: Path, privacy: dict[str, Any], gone: list[str], stays: list[str]
) -> None:
    noted(tmp_path, NOTES * 50, keep="questions").note_feedback("Kalasbra!", useful=True)
    (tmp_path / f"{FILE}.broken-2026-01-01T120000.0").write_bytes(b"old")
    with journal(tmp_path, date(2026, 5, 2), **privacy):
        pass
    for text in (*gone, "old"):
        assert text.encode() not in held(tmp_path)
    for text in stays:
        assert text.encode() in held(tmp_path)


def test_bytes_that_earlier_programs_left_behind_go_too(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("CREATE TABLE unanswered (day TEXT, question TEXT)")
        for number in range(100):
            values = ("2026-04-30", f"{SILENT} {number}")
            database.execute("INSERT INTO unanswered VALUES (?, ?)", values)
        database.commit()
        database.execute("DELETE FROM unanswered")
        database.commit()
    assert b"Kvarnsveden" in held(tmp_path)
    with journal(tmp_path):
        pass
    assert b"Kvarnsveden" not in held(tmp_path)


@pytest.mark.parametrize("before", [None, date(2026, 5, 2)])
def test_deleting_leaves_no_bytes_while_the_server_writes(
    tmp_path: Path, before: date | None
) -> None:
    with journal(tmp_path, keep="questions") as serving:
        for number in range(200):
            serving.note("not_found", "sv", f"{SILENT} {number}")
        until(lambda: len(serving.unanswered()) == 200)
        serving.note_feedback("Kalasbra!", useful=False)
        assert journal(tmp_path).delete(before) == 202
        for text in ("Kvarnsveden", "Kalasbra!"):
            assert text.encode() not in held(tmp_path)
        serving.note("answered", "sv")
    assert [c.number for c in serving.counts()] == [1]


def test_deleting_what_is_older_keeps_the_rest(tmp_path: Path) -> None:
    noted(tmp_path, NOTES)
    later = noted(tmp_path, NOTES, date(2026, 5, 2))
    assert later.delete(date(2026, 5, 2)) == 2
    assert {c.day for c in later.counts()} == {"2026-05-02"}


def test_a_locked_journal_holds_up_no_answer_and_loses_none(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    noted(tmp_path, NOTES[:1])
    with journal(tmp_path, keep="questions") as kept:
        with locked(tmp_path):
            start = time.monotonic()
            for note in NOTES * 100:
                kept.note(*note)
            assert time.monotonic() - start < 1
            assert not kept.note_feedback("Kalasbra!", useful=True)
            until(lambda: "The journal cannot be written" in caplog.text)
        until(lambda: sum(c.number for c in kept.counts()) == 301)
    assert caplog.text.count("The journal cannot be written") == 1
    assert "Kvarnsveden" not in caplog.text
    assert "Kalasbra!" not in caplog.text


def test_what_finds_no_room_is_counted_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(writing, "ROOM", 5)
    monkeypatch.setattr(writing, "LOOK_AGAIN", 1000)
    noted(tmp_path, NOTES)
    with journal(tmp_path) as kept, locked(tmp_path):
        for _ in range(20):
            kept.note("answered", "sv")
    assert sum(c.number for c in kept.counts()) == len(NOTES) + 5
    assert "15 answers could not be noted" in caplog.text


def test_notes_that_come_one_after_the_other_are_written_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "GATHER", 30)
    written: list[int] = []
    change = JournalFile.change

    def counted(file: JournalFile, changes: Sequence[Change]) -> None:
        written.append(len(changes))
        change(file, changes)

    monkeypatch.setattr(JournalFile, "change", counted)
    with journal(tmp_path) as kept:
        for _ in range(20):
            kept.note("answered", "sv")
            time.sleep(0.002)
        assert not written, "the first waits for the others"
    assert len(written) == 1, "the end waits for nothing"
    assert sum(c.number for c in kept.counts()) == 20


def test_many_notes_are_written_before_there_is_no_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "GATHER", 1000)
    monkeypatch.setattr(writing, "ROOM", 10)
    with journal(tmp_path) as kept:
        for _ in range(5):
            kept.note("answered", "sv")
        until(lambda: sum(c.number for c in kept.counts()) == 5)


@pytest.mark.parametrize("bad", [lambda: 1 // 0, lambda: [("SELECT ?", (2**70,))]])
def test_a_note_that_cannot_be_written_holds_up_no_other(
    tmp_path: Path, bad: writing.Note, caplog: pytest.LogCaptureFixture
) -> None:
    writer = writing.JournalWriter(JournalFile(tmp_path), lambda: None)
    writer.start()
    writer.put(bad)
    until(lambda: "cannot be" in caplog.text)
    assert writer.write(("INSERT INTO feedback (day) VALUES (?)", ("2026-05-01",)))
    writer.close()
    assert len(caplog.records) <= 2


def test_the_end_writes_what_waits(tmp_path: Path) -> None:
    assert sum(c.number for c in noted(tmp_path, NOTES * 100).counts()) == 300


def test_the_end_does_not_wait_for_ever(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "FLUSH_WITHIN", 0.5)
    noted(tmp_path, NOTES)
    kept = journal(tmp_path)
    kept.start()
    with locked(tmp_path):
        kept.note("answered", "sv")
        start = time.monotonic()
        kept.close()
        assert time.monotonic() - start < 5
    assert "1 answers could not be noted" in caplog.text


def keep_many(folder: Path) -> None:
    """Note 50 answers and 50 opinions from five threads."""
    with journal(folder) as kept, ThreadPoolExecutor(5) as threads:

        def keep_ten(_: int) -> None:
            for _ in range(10):
                kept.note("answered", "sv")
                assert kept.note_feedback("", useful=True)

        list(threads.map(keep_ten, range(5)))


def keep_at_once(folder: Path) -> Journal:
    """Three processes keep 50 answers and 50 opinions each."""
    others = [get_context("spawn").Process(target=keep_many, args=(folder,)) for _ in range(2)]
    for process in others:
        process.start()
    keep_many(folder)
    for process in others:
        process.join()
        assert process.exitcode == 0
    return journal(folder)


def test_threads_and_processes_lose_nothing(tmp_path: Path) -> None:
    kept = keep_at_once(tmp_path)
    assert len(kept.opinions()) == 150
    assert [c.number for c in kept.counts()] == [150]


def damaged(folder: Path) -> bytes:
    """A journal with a page that is overwritten."""
    noted(folder, NOTES * 100, keep="questions")
    path = folder / FILE
    text = bytearray(path.read_bytes())
    text[4096:8192] = b"\xff" * 4096
    path.write_bytes(text)
    return bytes(text)


def garbage(folder: Path) -> bytes:
    (folder / FILE).write_bytes(b"this is no database" * 100)
    return (folder / FILE).read_bytes()


def foreign(folder: Path) -> bytes:
    with closing(sqlite3.connect(folder / FILE)) as database:
        database.execute("CREATE TABLE answers (id INTEGER, words TEXT)")
        database.commit()
    return (folder / FILE).read_bytes()


DAMAGES = [damaged, garbage, foreign]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_journal_is_set_aside_and_a_new_one_begun(
    tmp_path: Path, damage: Callable[[Path], bytes], caplog: pytest.LogCaptureFixture
) -> None:
    before = damage(tmp_path)
    with pytest.raises(StorageError, match="damaged, or no journal"):
        journal(tmp_path).counts()
    kept = noted(tmp_path, NOTES)
    assert kept.note_feedback("Bra!", useful=True)
    assert sum(c.number for c in kept.counts()) == 3
    (aside,) = tmp_path.glob(f"{FILE}.broken-*")
    assert aside.read_bytes() == before
    assert stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert caplog.text.count(aside.name) == 1
    journal(tmp_path).delete()
    assert not list(tmp_path.glob("*broken*"))


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_stops_the_journal(tmp_path: Path, seed: int) -> None:
    noted(tmp_path, NOTES * 20, keep="questions").note_feedback(
        "Bra!", useful=True, documents=["d"]
    )
    text = bytearray((tmp_path / FILE).read_bytes())
    random = Random(seed)
    for _ in range(random.choice([1, 10, 1000])):
        text[random.randrange(len(text))] = random.randrange(256)
    (tmp_path / FILE).write_bytes(text[: random.choice([len(text), random.randrange(len(text))])])
    for read in (
        journal(tmp_path).counts,
        journal(tmp_path).unanswered,
        journal(tmp_path).opinions,
    ):
        with suppress(StorageError):
            read()
    kept = noted(tmp_path, [("answered", "fi", "")], keep="questions")
    assert ("fi", 1) in {(count.language, count.number) for count in kept.counts()}
    assert kept.note_feedback("Bra!", useful=True)
    kept.delete()
    assert b"Kvarnsveden" not in held(tmp_path)


def test_a_journal_that_is_damaged_meanwhile_is_mended(tmp_path: Path) -> None:
    log = tmp_path / f"{FILE}-wal"
    with journal(tmp_path) as kept:
        kept.note("answered", "sv")
        # SQLite keeps its log until the writer has closed; one that closes later mends the damage.
        until(lambda: len(kept.counts()) == 1 and not log.exists())
        garbage(tmp_path)
        kept.note("not_found", "sv")
        assert kept.note_feedback("Bra!", useful=True)
    assert [c.status for c in kept.counts()] == ["not_found"]


def test_processes_that_find_it_damaged_set_it_aside_once(tmp_path: Path) -> None:
    garbage(tmp_path)
    kept = keep_at_once(tmp_path)
    assert len(kept.opinions()) == 150
    assert len(list(tmp_path.glob("*broken*"))) == 1


@pytest.mark.parametrize("damage", [*DAMAGES, lambda _: b""])
def test_nobody_else_may_read_it(tmp_path: Path, damage: Callable[[Path], bytes]) -> None:
    before = os.umask(0)
    try:
        damage(tmp_path)
        with journal(tmp_path) as kept, closing(sqlite3.connect(tmp_path / FILE)) as reading:
            kept.note("answered", "sv")
            until(lambda: bool(kept.counts()))
            reading.execute("SELECT * FROM answers").fetchall()
            names = {path.name for path in tmp_path.iterdir()}
            assert {FILE, f"{FILE}-wal", f"{FILE}-shm"} <= names
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert set(modes.values()) == {0o600}


def test_a_journal_that_all_could_read_is_closed_to_them(tmp_path: Path) -> None:
    noted(tmp_path, NOTES)
    (tmp_path / FILE).chmod(0o644)
    noted(tmp_path, NOTES)
    assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600


def test_a_journal_that_cannot_be_written_fails_no_answer(
    tmp_path: Path,
    assistant: Assistant,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(writing, "FLUSH_WITHIN", 0.5)
    (tmp_path / FILE).mkdir()
    with journal(tmp_path) as kept:
        answer = JournalingAssistant(assistant, kept).ask(TOLD)
        assert answer.status is Status.ANSWERED
        assert not kept.note_feedback("Bra!", useful=True)
    assert "cannot be used" in caplog.text
    assert "Scania" not in caplog.text


def test_each_answer_is_noted_once(tmp_path: Path, assistant: Assistant) -> None:
    with journal(tmp_path, keep="questions") as kept:
        noting = JournalingAssistant(assistant, kept)
        assert noting.ask(TOLD).text == assistant.ask(TOLD).text
        noting.ask("Who represents Scania?")
        noting.ask(SILENT)
    assert [(c.language, c.number) for c in kept.counts()] == [("en", 1), ("sv", 1), ("sv", 1)]
    assert kept.unanswered() == [("2026-05-01", SILENT)]
    assert noting.snapshot().documents == assistant.snapshot().documents
    assert noting.snapshot().facts == assistant.snapshot().facts
    assert noting.generation == assistant.generation


def test_halves_of_characters_are_no_trouble(tmp_path: Path) -> None:
    kept = noted(tmp_path, [("not_found", "sv", "Vem \ud800?")], keep="questions")
    assert kept.note_feedback("\udfff", useful=True)
    assert kept.unanswered() == [("2026-05-01", "Vem ??")]


def test_nothing_of_what_people_write_reaches_a_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for damage in DAMAGES:
        folder = tmp_path / damage.__name__
        folder.mkdir()
        damage(folder)
        noted(folder, NOTES, keep="questions").note_feedback("Kalasbra!", useful=True)
    for text in ("Kvarnsveden", "Scania", "Kalasbra!"):
        assert text not in caplog.text


def test_opinions_have_a_limit_a_day(tmp_path: Path) -> None:
    kept = noted(tmp_path, [], feedback_per_day=2)
    assert not kept.is_full()
    for _ in range(2):
        assert kept.note_feedback("", useful=True)
    assert kept.is_full()
    assert not journal(tmp_path, date(2026, 5, 2), feedback_per_day=2).is_full()


def test_the_file_is_a_database_that_others_can_read(tmp_path: Path) -> None:
    noted(tmp_path, NOTES[1:])
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        assert database.execute("SELECT sum(number) FROM answers").fetchone() == (2,)


def test_a_journal_from_before_opinions_told_their_answer_is_read_and_written(
    tmp_path: Path,
) -> None:
    with closing(sqlite3.connect(tmp_path / FILE)) as database:
        database.execute("CREATE TABLE feedback (day TEXT, useful INTEGER, words TEXT)")
        database.execute("INSERT INTO feedback VALUES ('2026-04-30', 1, 'Bra!')")
        database.commit()
    with journal(tmp_path) as kept:
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


def test_a_journal_that_may_not_be_opened_costs_no_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    noted(tmp_path, NOTES)
    with closed_copy(tmp_path, ".") as copy, without_rights():
        with journal(copy):
            pass
        with pytest.raises(StorageError, match="cannot be used: Permission denied"):
            journal(copy).counts()
    assert "Permission denied" in caplog.text
