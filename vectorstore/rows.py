"""Rows of a record that stay on the disk, and are told apart from what the file becomes later."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from assistant.tables import Numbers
from vectorstore.faults import DamagedError, damaged


def connect(path: Path) -> sqlite3.Connection:
    """A record to read, in one thread at a time; nobody writes to it any more."""
    where = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(where, uri=True, check_same_thread=False)


class Database:
    """The file, which is closed when nothing is read from it any more."""

    def __init__(self, path: Path) -> None:
        """Open it; it may be deleted meanwhile.

        Raises:
            DamagedError: it cannot be read.
        """
        self._path = path
        self.is_damaged = False
        """Whether something in it was found not to be as it was."""
        try:
            self._opened = connect(path)
        except sqlite3.Error as error:
            raise self.damaged() from error
        weakref.finalize(self, self._opened.close)
        self._lock = threading.Lock()
        self._tables = {name for (name,) in self.rows("select name from sqlite_master")}

    def has(self, table: str) -> bool:
        """Whether there is such a table; the first versions wrote fewer."""
        return table in self._tables

    def rows(self, query: str, *values: object) -> list[Any]:
        """What a query finds.

        Raises:
            DamagedError: the file is not as it was written.
        """
        try:
            with self._lock:
                return self._opened.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self.damaged() from error

    def each(self, query: str) -> Iterator[Any]:
        """What a query finds, one row after the other; raises likewise."""
        try:
            with self._lock:
                yield from self._opened.execute(query)
        except sqlite3.Error as error:
            raise self.damaged() from error

    def damaged(self) -> DamagedError:
        """What tells of damage, which is remembered."""
        self.is_damaged = True
        folder = self._path.parent
        return damaged(folder.parent.parent, f"{folder.name}/{self._path.name}")


class Rows:
    """The rows that a query finds, by number, 0 and up.

    All are read once when this is made, just after the checksum of the whole file was compared, and a
    hash of each, 64 bits, is what it is compared with whenever it is read again.
    """

    def __init__(
        self,
        database: Database,
        query: str,
        owner_of: Callable[[Any], int],
        row_id: str = "rowid",
        before: int = 1,
    ) -> None:
        """Look through them.

        Args:
            database: Where they are.
            query: Finds them, without conditions.
            owner_of: Gives the number of what a row belongs to; a `KeyError` where that is nothing.
            row_id: What they are numbered by in the file, without gaps.
            before: What the first of them has for that.

        Raises:
            DamagedError: they cannot be read, or belong to nothing.
        """
        self._database = database
        self._query = f"{query} where {row_id} between ? and ?"
        self._before = before
        found = ((owner_of(row), hash(row)) for row in database.each(f"{query} order by {row_id}"))
        try:
            told = np.fromiter(found, np.dtype((np.int64, 2)))
        except (LookupError, ValueError, TypeError, OverflowError) as error:
            raise database.damaged() from error
        self._owners, self._hashes = told[:, 0], told[:, 1].copy()

    def __len__(self) -> int:
        return len(self._hashes)

    def first_of(self, count: int) -> Numbers:
        """Where the rows of each of some owners begin, and behind the last; those of one stand together.

        Raises:
            DamagedError: they do not.
        """
        owners, self._owners = self._owners, self._owners[:0]
        is_sorted = not (np.diff(owners, prepend=0) < 0).any()
        if not is_sorted or owners.max(initial=-1) >= count:
            raise self._database.damaged()
        return np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count))])

    def read(self, first: int, end: int) -> list[Any]:
        """Some that follow each other.

        Raises:
            DamagedError: one is not as it was.
        """
        if first == end:
            return []
        rows = self._database.rows(self._query, first + self._before, end - 1 + self._before)
        if [hash(row) for row in rows] != self._hashes[first:end].tolist():
            raise self._database.damaged()
        return rows
