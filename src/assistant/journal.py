"""What is kept of conversations: counts, and no more than the operator set.

One SQLite file in the data directory, which several threads and processes may write at once. What
is older than the retention is deleted with the first note of a day. Texts never reach a log.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assistant.clock import today
from assistant.models import Answer, Document, Fact, Language, Status, Turn
from assistant.ports import AnsweringService
from assistant.private import make_file, make_folder
from assistant.settings import PrivacySettings

FILE = "journal.sqlite3"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    day TEXT, status TEXT, language TEXT, number INTEGER, PRIMARY KEY (day, status, language)
);
CREATE TABLE IF NOT EXISTS unanswered (day TEXT, question TEXT);
CREATE TABLE IF NOT EXISTS feedback (day TEXT, useful INTEGER, words TEXT);
"""
_ADDED = ("status", "documents")
"""Columns of `feedback` that the first journals lack."""
_COUNT = "INSERT INTO answers VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET number = number + 1"
Change = tuple[str, tuple[object, ...]]
"""A statement with its values."""
_TABLES = ("answers", "unanswered", "feedback")
PATIENCE = 5.0
"""Seconds to wait for another writer."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Count:
    """How many answers of a status were given on a day in a language."""

    day: str
    status: str
    language: str
    number: int


@dataclass(frozen=True)
class Opinion:
    """What somebody said of an answer, with its status and the documents that it rests on."""

    day: str
    useful: bool
    words: str
    status: str
    documents: tuple[str, ...]


class Journal:
    """Keeps what the settings allow."""

    def __init__(
        self, data_dir: Path, privacy: PrivacySettings, date_of_today: Callable[[], date] = today
    ) -> None:
        """Take where to keep it, what and for how long; nothing is opened before the first note."""
        self._path = data_dir / FILE
        self._privacy = privacy
        self._today = date_of_today

    def note(self, answer: Answer) -> None:
        """Count an answer, and keep its question where that is set and it had none."""
        if self._privacy.keep == "nothing":
            return
        day, status = self._today().isoformat(), answer.status
        changes: list[Change] = [(_COUNT, (day, status.value, answer.question.language))]
        if self._privacy.keep == "questions" and status in (
            Status.NOT_FOUND,
            Status.OUT_OF_SCOPE,
        ):
            changes.append(("INSERT INTO unanswered VALUES (?, ?)", (day, answer.question.text)))
        self._write(day, changes)

    def note_feedback(
        self, words: str, *, useful: bool, status: str = "", documents: Sequence[str] = ()
    ) -> None:
        """Keep an opinion, with its day and nothing that tells whose it is."""
        day = self._today().isoformat()
        values = (day, useful, words, status, json.dumps(documents))
        self._write(day, [("INSERT INTO feedback VALUES (?, ?, ?, ?, ?)", values)])

    def counts(self) -> list[Count]:
        """All counts, the newest day first."""
        return [Count(*row) for row in self._read("answers", "day DESC, status, language")]

    def unanswered(self) -> list[tuple[str, str]]:
        """Days and questions that had no answer, the newest first."""
        return [(day, question) for day, question in self._read("unanswered", "rowid DESC")]

    def opinions(self) -> list[Opinion]:
        """All opinions, the newest first."""
        rows = self._read("feedback", "rowid DESC")
        return [
            Opinion(day, bool(useful), words, status or "", tuple(json.loads(documents or "[]")))
            for day, useful, words, status, documents in rows
        ]

    def _read(self, table: str, order: str) -> list[tuple[Any, ...]]:
        if not self._path.is_file():
            return []
        with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as database:
            _prepare(database)
            return database.execute(f"SELECT * FROM {table} ORDER BY {order}").fetchall()

    def _write(self, day: str, changes: Sequence[Change]) -> None:
        """Make changes in one transaction; a failure is told in the log and fails nothing else."""
        oldest = (date.fromisoformat(day) - timedelta(days=self._privacy.days)).isoformat()
        forget = [(f"DELETE FROM {table} WHERE day < ?", (oldest,)) for table in _TABLES]
        try:
            make_folder(self._path.parent)
            make_file(self._path)
            with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as database:
                database.execute("PRAGMA journal_mode = WAL")
                _prepare(database)
                with database:
                    for statement, values in (*forget, *changes):
                        database.execute(statement, values)
        except (sqlite3.Error, OSError) as error:
            logger.warning("The journal cannot be written: %s", type(error).__name__)


def _prepare(database: sqlite3.Connection) -> None:
    database.executescript(_SCHEMA)
    there = {row[1] for row in database.execute("PRAGMA table_info(feedback)")}
    for column in _ADDED:
        if column not in there:
            with suppress(sqlite3.OperationalError):  # Another process has just added it.
                database.execute(f"ALTER TABLE feedback ADD COLUMN {column} TEXT")


class JournalingAssistant:
    """An assistant that notes each answer it gives."""

    def __init__(self, service: AnsweringService, journal: Journal) -> None:
        """Take who answers and where it is noted."""
        self._service = service
        self._journal = journal

    @property
    def generation(self) -> str:
        """Name of the generation of the index that answers right now."""
        return self._service.generation

    def ask(
        self, question: str, language: Language | None = None, history: Sequence[Turn] = ()
    ) -> Answer:
        """Answer one question, as the assistant itself does."""
        answer = self._service.ask(question, language, history)
        self._journal.note(answer)
        return answer

    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order in which they were read."""
        return self._service.documents()

    def facts(self) -> Sequence[Fact]:
        """All facts, in the order of their documents."""
        return self._service.facts()
