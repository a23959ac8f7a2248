"""What is kept of conversations: counts, and no more than the operator set.

Answers are noted beside their way to whoever asked: they wait until one thread writes them, and only
so many may wait. What the settings do not allow, or no longer, is deleted at the start and every day. No
address reaches this module, and no text that somebody wrote reaches a log.
"""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from threading import Condition, Thread
from typing import NamedTuple, Self

from assistant.clock import today
from assistant.errors import StorageError
from assistant.journal_file import TABLES, Change, DamagedError, JournalFile
from assistant.models import Answer, Document, Fact, Language, Status, Turn
from assistant.personal import mask
from assistant.ports import AnsweringService
from assistant.settings import PrivacySettings

WITHOUT_ANSWER = (Status.NOT_FOUND, Status.OUT_OF_SCOPE)
"""Whose questions may be kept."""
ROOM = 1000
"""Notes that may wait to be written."""
FLUSH_WITHIN = 5.0
"""Seconds that the end of the program waits at most for what is to be written."""
KNOWN_WITHIN = 3.0
"""Seconds after which an opinion that is not being written yet counts as not kept."""
RETRY = 1.0
"""Seconds after a failure before it is tried again."""
LOOK_AGAIN = 60.0
"""Seconds after which it is looked whether a new day has begun, and lost notes are told."""
_FOREVER = "9999-12-31"
_COUNT = "INSERT INTO answers VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET number = number + 1"
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


class _Note(NamedTuple):
    day: str
    status: str
    language: str
    question: str


class Journal:
    """Keeps what the settings allow, from `start` to `close`, which a `with` calls as well."""

    def __init__(
        self, data_dir: Path, privacy: PrivacySettings, date_of_today: Callable[[], date] = today
    ) -> None:
        """Take where to keep it, what and for how long; nothing is opened before the start."""
        self._file = JournalFile(data_dir)
        self._privacy = privacy
        self._today = date_of_today
        self._notes: deque[_Note] = deque()
        self._opinions: list[tuple[Change, Future[bool]]] = []
        self._lost = 0
        self._told_lost_at = -LOOK_AGAIN
        self._failing: set[str] = set()
        self._expired_on: date | None = None
        self._ends_at: float | None = None
        self._changed = Condition()
        self._writer = Thread(target=self._write_all, name="journal", daemon=True)

    def start(self) -> None:
        """Set a damaged file aside, delete what may not be kept any longer, and begin to write."""
        self._try("The journal cannot be checked", self._file.set_aside_if_damaged)
        self._expire_daily()
        self._writer.start()

    def close(self) -> None:
        """Write what waits, for at most `FLUSH_WITHIN` seconds, and stop."""
        with self._changed:
            self._ends_at = time.monotonic() + FLUSH_WITHIN
            self._changed.notify_all()
        if self._writer.is_alive():
            self._writer.join(FLUSH_WITHIN)
        self._lost += len(self._notes)
        self._tell_lost()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def note(self, status: str, language: str, question: str = "") -> None:
        """Count an answer, and keep its question where that is set and it had none; never waits."""
        if self._privacy.keep == "nothing":
            return
        note = _Note(self._today().isoformat(), status, language, question)
        with self._changed:
            if len(self._notes) < ROOM:
                self._notes.append(note)
                self._changed.notify_all()
            else:
                self._lost += 1

    def note_feedback(
        self, words: str, *, useful: bool, status: str = "", documents: Sequence[str] = ()
    ) -> bool:
        """Keep an opinion, with its day and nothing that tells whose it is.

        Returns:
            Whether it is kept; where others hold the file, that is known within some seconds.
        """
        if not self._privacy.takes_feedback:
            return False
        day = self._today().isoformat()
        values = (day, useful, _encodable(words), status, json.dumps(documents))
        change = ("INSERT INTO feedback VALUES (?, ?, ?, ?, ?)", values)
        if not self._writer.is_alive():
            return self._write([change])
        kept: Future[bool] = Future()
        with self._changed:
            self._opinions.append((change, kept))
            self._changed.notify_all()
        with suppress(TimeoutError):
            return kept.result(KNOWN_WITHIN)
        return False if kept.cancel() else kept.result()

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

    def opinions(self) -> list[Opinion]:
        """All opinions, the newest first."""
        rows = self._file.read("SELECT * FROM feedback ORDER BY rowid DESC")
        return [
            Opinion(day, bool(useful), words, status or "", tuple(json.loads(documents or "[]")))
            for day, useful, words, status, documents in rows
        ]

    def delete(self, before: date | None = None) -> int:
        """Delete what is older than a day, or all; also of damaged files that were set aside.

        Returns:
            How many counts, questions and opinions it was, without those in damaged files.

        Raises:
            StorageError: it is not all gone.
        """
        day = _FOREVER if before is None else before.isoformat()
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
            "unanswered": oldest if privacy.keep == "questions" else _FOREVER,
            "feedback": oldest if privacy.takes_feedback else _FOREVER,
        }
        self._file.delete_before(before)
        self._file.remove(aside_before=oldest)

    def _expire_daily(self) -> None:
        day = self._today()
        if day != self._expired_on and self._try("Nothing old is deleted yet", self._expire):
            self._expired_on = day

    def _write_all(self) -> None:
        """Write what comes in until the end, and then as long as there is time."""
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._notes or self._opinions or self._ends_at, LOOK_AGAIN
                )
                ends_at = self._ends_at
            self._expire_daily()
            if time.monotonic() - self._told_lost_at >= LOOK_AGAIN:
                self._tell_lost()
            if self._write_once():
                if ends_at:
                    return
            elif ends_at and time.monotonic() + RETRY > ends_at:
                return
            else:
                time.sleep(RETRY)

    def _write_once(self) -> bool:
        """Write what waits in one go; opinions get no second try, since somebody is waiting."""
        with self._changed:
            notes, opinions, self._opinions = list(self._notes), self._opinions, []
        opinions = [one for one in opinions if one[1].set_running_or_notify_cancel()]
        changes = [change for note in notes for change in self._changes(note)]
        done = self._write([*changes, *(change for change, _ in opinions)])
        for _, kept in opinions:
            kept.set_result(done)
        if done:
            with self._changed:
                for _ in notes:
                    self._notes.popleft()
        return done

    def _changes(self, note: _Note) -> list[Change]:
        changes: list[Change] = [(_COUNT, (note.day, note.status, note.language))]
        if self._privacy.keep == "questions" and note.status in WITHOUT_ANSWER:
            question = _encodable(mask(note.question))
            changes.append(("INSERT INTO unanswered VALUES (?, ?)", (note.day, question)))
        return changes

    def _write(self, changes: Sequence[Change]) -> bool:
        def write() -> None:
            try:
                self._file.change(changes)
            except DamagedError:
                self._file.set_aside_if_damaged()
                self._file.change(changes)

        return not changes or self._try("The journal cannot be written", write)

    def _try(self, what: str, action: Callable[[], object]) -> bool:
        """Do something with the file; the first failure of a row is told in the log.

        Returns:
            Whether it could be done.
        """
        try:
            action()
        except StorageError as error:
            if what not in self._failing:
                logger.warning("%s: %s", what, error)
            self._failing.add(what)
            return False
        self._failing.discard(what)
        return True

    def _tell_lost(self) -> None:
        with self._changed:
            lost, self._lost = self._lost, 0
            self._told_lost_at = time.monotonic()
        if lost:
            logger.warning("%d answers could not be noted in the journal.", lost)


def _encodable(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


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
        self._journal.note(answer.status.value, answer.question.language, answer.question.text)
        return answer

    def documents(self) -> Mapping[str, Document]:
        """All documents by id, in the order in which they were read."""
        return self._service.documents()

    def facts(self) -> Sequence[Fact]:
        """All facts, in the order of their documents."""
        return self._service.facts()
