"""What is kept of conversations: counts, and no more than the operator set.

Answers are noted beside their way to whoever asked: they wait until one thread writes them, and only
so many may wait. What the settings do not allow, or no longer, is deleted at the start and every day. No
address reaches this module, and no text that somebody wrote reaches a log.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Self

from assistant.clock import today
from assistant.errors import StorageError
from assistant.journal.file import LAST_DAY, TABLES, Change, JournalFile
from assistant.journal.writer import JournalWriter
from assistant.models.answers import Answer, Status
from assistant.ports import AnsweringService, PassingOn
from assistant.settings import PrivacySettings
from assistant.staff.inbox import STATES, Handling
from assistant.text.personal import mask

WITHOUT_ANSWER = (Status.NOT_FOUND, Status.OUT_OF_SCOPE)
"""Whose questions may be kept."""
_COUNT = "INSERT INTO answers VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET number = number + 1"

_HANDLE = (
    "INSERT INTO handled SELECT max(day), question, ?, ? FROM unanswered "
    "WHERE question = ? GROUP BY question"
)
_WORDLESS = (
    "SELECT max(rowid) FROM feedback "
    "WHERE day = ?1 AND useful = ?2 AND words = '' AND status = ?4 AND documents = ?5"
)


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
    """Keeps what the settings allow, from `start` to `close`, which a `with` calls as well."""

    def __init__(
        self, data_dir: Path, privacy: PrivacySettings, date_of_today: Callable[[], date] = today
    ) -> None:
        """Take where to keep it, what and for how long; nothing is opened before the start."""
        self._file = JournalFile(data_dir)
        self._privacy = privacy
        self._today = date_of_today
        self._expired_on: date | None = None
        self._writer = JournalWriter(self._file, self._expire_daily)

    def start(self) -> None:
        """Set a damaged file aside, delete what may not be kept any longer, and begin to write."""
        self._writer.attempt("The journal cannot be checked", self._file.set_aside_if_damaged)
        self._expire_daily()
        self._writer.start()

    def close(self) -> None:
        """Write what waits, for at most `journal.writer.FLUSH_WITHIN` seconds, and stop."""
        self._writer.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def note(self, status: str, language: str, question: str = "") -> None:
        """Count an answer, and keep its question where that is set and it had none; never waits."""
        if self._privacy.keep == "nothing":
            return
        self._writer.put(
            partial(self._changes, self._today().isoformat(), status, language, question)
        )

    def note_feedback(
        self,
        words: str,
        *,
        useful: bool,
        status: str = "",
        documents: Sequence[str] = (),
        adds: bool = False,
    ) -> bool:
        """Keep an opinion, with its day and nothing that tells whose it is.

        With `adds`, the words take the place of such an opinion that was kept without any: since
        these tell nothing of whose they are, one is as good as the other.

        Returns:
            Whether it is kept; where others hold the file, that is known within some seconds.
        """
        if not self._privacy.takes_feedback:
            return False
        day = self._today().isoformat()
        values = (day, useful, _encodable(words), status, json.dumps(documents))
        replaced = _WORDLESS if adds else "NULL"
        statement = (
            "INSERT OR REPLACE INTO feedback (rowid, day, useful, words, status, documents) "
            f"VALUES (({replaced}), ?1, ?2, ?3, ?4, ?5)"
        )
        return self._writer.write((statement, values))

    def is_full(self) -> bool:
        """Whether as many opinions were kept today as may be kept on a day."""
        query = "SELECT count(*) FROM feedback WHERE day = ?"
        try:
            rows = self._file.read(query, (self._today().isoformat(),))
        except StorageError:
            return False  # To keep one more will fail, and say so.
        return bool(rows) and rows[0][0] >= self._privacy.feedback_per_day

    def counts(self) -> list[Count]:
        """All counts, the newest day first; raises `StorageError`, as all that read here."""
        query = "SELECT * FROM answers ORDER BY day DESC, status, language"
        return [Count(*row) for row in self._file.read(query)]

    def unanswered(self) -> list[tuple[str, str]]:
        """Days and questions that had no answer, the newest first."""
        query = "SELECT day, question FROM unanswered ORDER BY rowid DESC"
        return [(day, question) for day, question in self._file.read(query)]

    def handled(self) -> dict[str, Handling]:
        """How questions without an answer are handled, where somebody said so."""
        rows = self._file.read("SELECT question, owner, state FROM handled")
        return {
            question: Handling(owner or "", state if state in STATES else "new")
            for question, owner, state in rows
        }

    def handle(self, questions: Sequence[str], handling: Handling) -> None:
        """Say how questions are handled; it is kept for as long as these are."""
        if self._privacy.keep != "questions":
            return
        changes: list[Change] = []
        for question in questions:
            changes.append(("DELETE FROM handled WHERE question = ?", (question,)))
            values = (_encodable(handling.owner), handling.state, question)
            changes.append((_HANDLE, values))
        self._file.change(changes)

    def opinions(self) -> list[Opinion]:
        """All opinions, the newest first."""
        rows = self._file.read("SELECT * FROM feedback ORDER BY rowid DESC")
        return [
            Opinion(day, bool(useful), words, status or "", _names(documents or "[]"))
            for day, useful, words, status, documents in rows
        ]

    def delete(self, before: date | None = None) -> int:
        """Delete what is older than a day, or all; also of damaged files that were set aside.

        Returns:
            How many counts, questions and opinions it was, without those in damaged files.

        Raises:
            StorageError: it is not all gone.
        """
        day = LAST_DAY if before is None else before.isoformat()
        if before is None:
            self._file.set_aside_if_damaged()
        deleted = self._file.delete_before(dict.fromkeys(TABLES, day))
        self._file.remove(aside_before=day)
        return deleted

    def _expire(self) -> None:
        """Delete what the settings do not allow, or no longer."""
        privacy = self._privacy
        if privacy.keep == "nothing":
            self._file.remove()
            return
        oldest = (self._today() - timedelta(days=privacy.days)).isoformat()
        before = {
            "answers": oldest,
            "unanswered": oldest if privacy.keep == "questions" else LAST_DAY,
            "handled": oldest if privacy.keep == "questions" else LAST_DAY,
            "feedback": oldest if privacy.takes_feedback else LAST_DAY,
        }
        self._file.delete_before(before)
        self._file.remove(aside_before=oldest)

    def _expire_daily(self) -> None:
        day = self._today()
        if day != self._expired_on and self._writer.attempt(
            "Nothing old is deleted yet", self._expire
        ):
            self._expired_on = day

    def _changes(self, day: str, status: str, language: str, question: str) -> list[Change]:
        changes: list[Change] = [(_COUNT, (day, status, language))]
        if self._privacy.keep == "questions" and status in WITHOUT_ANSWER:
            told = _encodable(mask(question))
            changes.append(("INSERT INTO unanswered VALUES (?, ?)", (day, told)))
        return changes


def _names(documents: str) -> tuple[str, ...]:
    """Names as they were kept; none where the file has come to hold something else."""
    with suppress(ValueError, TypeError):
        return tuple(map(str, json.loads(documents)))
    return ()


def _encodable(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


class JournalingAssistant(PassingOn):
    """An assistant that notes each answer it gives."""

    def __init__(self, service: AnsweringService, journal: Journal) -> None:
        """Take who answers and where it is noted."""
        super().__init__(service)
        self._journal = journal

    def _answered(self, ask: Callable[[], Answer]) -> Answer:
        answer = ask()
        self._journal.note(answer.status.value, answer.question.language, answer.question.text)
        return answer
