"""Writes to the journal beside the way of an answer: what comes in waits for one thread."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from threading import Condition, Thread

from assistant.errors import StorageError
from assistant.journal.file import Change, DamagedJournalError, JournalFile

ROOM = 1000
"""Notes that may wait to be written."""
FLUSH_WITHIN = 5.0
"""Seconds that the end of the program waits at most for what is to be written."""
KNOWN_WITHIN = 2.0
"""Seconds after which what somebody waits for counts as not written, if it is not begun."""
GATHER = 0.2
"""Seconds that notes wait for others, unless somebody waits: opening the file costs more than a note."""
RETRY = 1.0
"""Seconds after a failure before it is tried again."""
LOOK_AGAIN = 60.0
"""Seconds between two looks at the chores, and between two lines in the log on lost notes."""
Note = Callable[[], Sequence[Change]]
"""Makes the changes that are to be written; called by the thread that writes."""
logger = logging.getLogger(__name__)


class JournalWriter:
    """One thread that writes all that waits in one go, from `start` to `close`."""

    def __init__(self, file: JournalFile, chores: Callable[[], object]) -> None:
        """Take where to write, and what else to do before each writing and every minute."""
        self._file = file
        self._chores = chores
        self._notes: deque[Note] = deque()
        self._awaited: list[tuple[Change, Future[bool]]] = []
        self._lost = 0
        self._told_lost_at = -LOOK_AGAIN
        self._failing: set[str] = set()
        self._ends_at: float | None = None
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="journal", daemon=True)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def close(self) -> None:
        """Write what waits, for at most `FLUSH_WITHIN` seconds, and stop."""
        with self._changed:
            self._ends_at = time.monotonic() + FLUSH_WITHIN
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(FLUSH_WITHIN)
        self._lost += len(self._notes)
        self._tell_lost()

    def put(self, note: Note) -> None:
        """Have something written soon, unless too much is waiting already; never waits."""
        with self._changed:
            if len(self._notes) < ROOM:
                self._notes.append(note)
                self._changed.notify_all()
            else:
                self._lost += 1

    def write(self, change: Change) -> bool:
        """Have something written, and wait to know whether it was."""
        if not self._thread.is_alive():
            return self._write([change])
        written: Future[bool] = Future()
        with self._changed:
            self._awaited.append((change, written))
            self._changed.notify_all()
        with suppress(TimeoutError):
            return written.result(KNOWN_WITHIN)
        return False if written.cancel() else written.result()

    def attempt(self, what: str, action: Callable[[], object]) -> bool:
        """Do something with the file; the first failure of a row is told in the log.

        Args:
            what: What cannot be done if it fails, for the log.
            action: Does it, or raises a `StorageError`.

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

    def _run(self) -> None:
        """Write what comes in until the end, and then as long as there is time."""
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._notes or self._awaited or self._ends_at, LOOK_AGAIN
                )
                self._changed.wait_for(
                    lambda: self._awaited or self._ends_at or len(self._notes) >= ROOM / 2, GATHER
                )
                ends_at = self._ends_at
            self._chores()
            if time.monotonic() - self._told_lost_at >= LOOK_AGAIN:
                self._tell_lost()
            if self._write_waiting():
                if ends_at:
                    return
            elif ends_at and time.monotonic() + RETRY > ends_at:
                return
            else:
                time.sleep(RETRY)

    def _write_waiting(self) -> bool:
        """Write all in one go; what somebody waits for gets no second try."""
        with self._changed:
            notes, awaited, self._awaited = list(self._notes), self._awaited, []
        awaited = [one for one in awaited if one[1].set_running_or_notify_cancel()]
        changes = [change for note in notes for change in self._changes(note)]
        is_hopeless = False
        try:
            done = self._write([*changes, *(change for change, _ in awaited)])
        except Exception as error:
            # A value that no database takes: a second try would not mend it.
            logger.warning("Notes for the journal cannot be written: %s.", type(error).__name__)
            done, is_hopeless = False, True
        for _, written in awaited:
            written.set_result(done)
        if done or is_hopeless:
            with self._changed:
                self._lost += len(notes) if is_hopeless else 0
                for _ in notes:
                    self._notes.popleft()
        return done or is_hopeless

    def _changes(self, note: Note) -> Sequence[Change]:
        """What a note is to change: nothing where it cannot be made, lest it hold up all others."""
        try:
            return note()
        except Exception as error:
            logger.warning("A note for the journal cannot be made: %s.", type(error).__name__)
            return ()

    def _write(self, changes: Sequence[Change]) -> bool:
        def write() -> None:
            try:
                self._file.change(changes)
            except DamagedJournalError:
                self._file.set_aside_if_damaged()
                self._file.change(changes)

        return not changes or self.attempt("The journal cannot be written", write)

    def _tell_lost(self) -> None:
        with self._changed:
            lost, self._lost = self._lost, 0
            self._told_lost_at = time.monotonic()
        if lost:
            logger.warning("%d answers could not be noted in the journal.", lost)
