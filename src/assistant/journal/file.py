"""The file that the journal is kept in: SQLite, for several threads and processes at once.

Nobody but the owner may read it. What is deleted leaves no bytes behind in it. A file that is
damaged, or no journal, is set aside under another name and never written to.
"""

from __future__ import annotations

import fcntl
import logging
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from assistant.errors import StorageError
from assistant.system.private import FILE_MODE, make_folder

FILE = "journal.sqlite3"
TABLES: Mapping[str, Sequence[str]] = {
    "answers": ["day", "status", "language", "number"],
    "unanswered": ["day", "question"],
    "feedback": ["day", "useful", "words", "status", "documents"],
    "handled": ["day", "question", "owner", "state"],
}
"""The columns of each table; `day` is an ISO date."""
LAST_DAY = "9999-12-31"
"""Before this day is all that there is."""
_ADDED = ("status", "documents")
"""Columns of `feedback` that the first journals lack."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS answers (
    day TEXT, status TEXT, language TEXT, number INTEGER, PRIMARY KEY (day, status, language)
);
CREATE TABLE IF NOT EXISTS unanswered (day TEXT, question TEXT);
CREATE TABLE IF NOT EXISTS feedback (
    day TEXT, useful INTEGER, words TEXT, status TEXT, documents TEXT
);
CREATE TABLE IF NOT EXISTS handled (day TEXT, question TEXT, owner TEXT, state TEXT);
"""
_CLEAN = 1
"""`user_version` of a file in which deleting has always meant overwriting."""
PATIENCE = 1.0
"""Seconds to wait for another writer."""
_OUTSIDE = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)
"""Errors for which the disk or the machine is to blame, and not what the file holds."""
Change = tuple[str, tuple[object, ...]]
"""A statement with its values."""
logger = logging.getLogger(__name__)


class LockedError(StorageError):
    """Another program holds the journal; it can be used later."""


class DamagedJournalError(StorageError):
    """The file is damaged, or it is something else than a journal."""


class JournalFile:
    """One file, opened anew for each use, so that it may be set aside or deleted in between."""

    def __init__(self, data_dir: Path) -> None:
        """Take the folder; nothing is made there before the first change."""
        self._path = data_dir / FILE

    def change(self, changes: Sequence[Change]) -> None:
        """Make changes, all or none.

        Raises:
            StorageError: it could not be done; `LockedError` and `DamagedJournalError` say why.
        """
        with self._opened(create=True) as database, database:
            for statement, values in changes:
                database.execute(statement, values)

    def read(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query; none where there is no file.

        Raises:
            StorageError: it could not be done; `LockedError` and `DamagedJournalError` say why.
        """
        if not self._is_there():
            return []
        with self._opened() as database:
            return database.execute(query, values).fetchall()

    def delete_before(self, days: Mapping[str, str]) -> int:
        """Delete the rows of tables that are older than a day, so that no byte of them stays.

        Returns:
            The number of rows.

        Raises:
            StorageError: not all could be deleted; calling it again goes on.
        """
        if not self._is_there():
            return 0
        with self._opened() as database:
            with database:
                # Also what has a day that is none, which would else stay for ever.
                statement = "DELETE FROM {} WHERE NOT coalesce(day >= ? AND day < ?, 0)"
                deleted = sum(
                    database.execute(statement.format(table), (day, LAST_DAY)).rowcount
                    for table, day in days.items()
                )
            if deleted or not _is_clean(database):
                database.execute("VACUUM")
                database.execute(f"PRAGMA user_version = {_CLEAN}")
            (is_busy, *_) = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise LockedError(f"The journal {self._path} is being read. Try again later.")
        return deleted

    def set_aside_if_damaged(self) -> None:
        """Give a damaged file another name, and say so in the log.

        Raises:
            StorageError: it is locked, or cannot be renamed.
        """
        if not self._is_there():
            return
        try:
            # One at a time, and each looks for itself: another process may have begun a new one.
            with self._alone():
                try:
                    self._inspect()
                except DamagedJournalError:
                    self._set_aside()
        except OSError as error:
            raise self._told(error) from error

    def remove(self, *, aside_before: str | None = None) -> None:
        """Delete the files that were set aside before a day or, without one, all files there are.

        Raises:
            StorageError: they cannot be deleted.
        """
        try:
            for path in self._path.parent.glob(f"{FILE}*"):
                stamp = path.name.partition(".broken-")[2]
                if aside_before is None or (stamp and stamp < aside_before):
                    path.unlink(missing_ok=True)
        except OSError as error:
            raise self._told(error) from error

    def _is_there(self) -> bool:
        try:
            return self._path.exists()
        except OSError as error:
            raise self._told(error) from error

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Let no other process make or rename the file meanwhile."""
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _inspect(self) -> None:
        with self._connected() as database:
            if database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise DamagedJournalError(self._damaged())

    def _set_aside(self) -> None:
        name = f"{FILE}.broken-{datetime.now().astimezone():%Y-%m-%dT%H%M%S.%f}"
        # The write-ahead log first: beside a new file it would be taken for that file's.
        for suffix in ("-shm", "-wal", ""):
            path = self._path.with_name(FILE + suffix)
            if path.exists():
                path.chmod(FILE_MODE)
                path.rename(self._path.with_name(name + suffix))
        logger.warning("The journal was damaged. It is set aside as %s and a new one begun.", name)

    @contextmanager
    def _opened(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection to a file with all tables."""
        with self._connected(create=create) as database:
            if _columns(database) != TABLES:
                with self._alone():
                    _make_tables(database)
            yield database

    @contextmanager
    def _connected(self, *, create: bool = False) -> Iterator[sqlite3.Connection]:
        """A connection to a file that is a journal, or empty."""
        try:
            if create:
                make_folder(self._path.parent)
                self._path.touch(FILE_MODE)
            for suffix in ("", "-wal", "-shm"):
                _keep_to_owner(self._path.with_name(FILE + suffix))
            # `rw` never makes a file, which all could read.
            address = f"{self._path.absolute().as_uri()}?mode=rw"
            with closing(sqlite3.connect(address, timeout=PATIENCE, uri=True)) as database:
                database.text_factory = lambda text: text.decode("utf-8", "replace")
                database.execute("PRAGMA secure_delete = ON")
                database.execute("PRAGMA temp_store = MEMORY")
                database.execute("PRAGMA synchronous = NORMAL")
                there = _columns(database)
                if not all(name in TABLES and _are_ours(name, there[name]) for name in there):
                    raise DamagedJournalError(self._damaged())
                yield database
        # What SQLite says of a damaged schema quotes from it, and cannot always be decoded.
        except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
            raise self._told(error) from error

    def _told(self, error: Exception) -> StorageError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return LockedError(f"The journal {self._path} is locked by another program.")
        if isinstance(error, OSError) or code in _OUTSIDE:
            reason = getattr(error, "strerror", None) or error
            return StorageError(f"The journal {self._path} cannot be used: {reason}.")
        return DamagedJournalError(self._damaged())

    def _damaged(self) -> str:
        return (
            f"{self._path} is damaged, or no journal. The server sets it aside when it starts, and "
            "begins a new one."
        )


def _keep_to_owner(path: Path) -> None:
    with suppress(FileNotFoundError):
        if path.stat().st_mode & 0o077:
            path.chmod(FILE_MODE)


def _columns(database: sqlite3.Connection) -> dict[str, list[str]]:
    """The columns of each table that is there."""
    rows = database.execute(
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
        " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid"
    )
    return {table: [name for _, name in columns] for table, columns in groupby(rows, itemgetter(0))}


def _make_tables(database: sqlite3.Connection) -> None:
    if not _columns(database):
        database.execute("PRAGMA journal_mode = WAL")
        database.execute(f"PRAGMA user_version = {_CLEAN}")
    database.executescript(_SCHEMA)
    for column in _ADDED:
        if column not in _columns(database)["feedback"]:
            database.execute(f"ALTER TABLE feedback ADD COLUMN {column} TEXT")


def _are_ours(table: str, columns: Sequence[str]) -> bool:
    """Whether a table has our columns, or those of the first journals."""
    first = [column for column in TABLES[table] if column not in _ADDED]
    return columns == TABLES[table] or (table == "feedback" and columns == first)


def _is_clean(database: sqlite3.Connection) -> bool:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (unused,) = database.execute("PRAGMA freelist_count").fetchone()
    return bool(version == _CLEAN and not unused)
