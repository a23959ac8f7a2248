"""What the language model took by day, shared by all workers, and how its answers ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.private import FILE_MODE, make_folder

FILE = "generation.sqlite3"
KEPT_DAYS = 90
PATIENCE = 1.0
"""Seconds to wait for another worker."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS usage (
    day TEXT, outcome TEXT, calls INTEGER, tokens INTEGER, seconds REAL, PRIMARY KEY (day, outcome)
)"""
_ADD = """
INSERT INTO usage VALUES (?, ?, 1, ?, ?) ON CONFLICT (day, outcome) DO UPDATE SET
    calls = calls + 1, tokens = tokens + excluded.tokens, seconds = seconds + excluded.seconds"""


@dataclass(frozen=True, slots=True)
class Used:
    """What the calls of one day that ended alike took."""

    day: str
    outcome: str
    calls: int
    tokens: int
    seconds: float


class Usage:
    """Counts in a file of the data directory; no question and no answer is kept in it."""

    def __init__(self, data_dir: Path) -> None:
        """Take the folder; nothing is made there before the first call."""
        self._path = data_dir / FILE

    def tokens(self, day: str) -> int:
        """How many were used on a day, given in ISO 8601.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        with self._open() as file:
            (total,) = file.execute(
                "SELECT coalesce(sum(tokens), 0) FROM usage WHERE day = ?", (day,)
            ).fetchone()
        return int(total)

    def note(self, day: str, outcome: str, tokens: int, seconds: float) -> None:
        """Count a call.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        with self._open() as file:
            file.execute(_ADD, (day, outcome, tokens, seconds))
            file.execute("DELETE FROM usage WHERE day < date(?, ?)", (day, f"-{KEPT_DAYS} days"))

    def all(self) -> Sequence[Used]:
        """Everything that is counted, the newest day first; nothing where there was no call.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        if not self._path.exists():
            return []
        with self._open() as file:
            rows = file.execute("SELECT * FROM usage ORDER BY day DESC, outcome").fetchall()
        return [Used(*row) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        make_folder(self._path.parent)
        self._path.touch(FILE_MODE)
        with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as file, file:
            file.execute(_SCHEMA)
            yield file
