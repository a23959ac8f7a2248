"""What the language model took by day, shared by all workers, and how its answers ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path

from assistant.errors import StorageError
from assistant.system.private import FILE_MODE, make_folder

FILE = "generation.sqlite3"
KEPT_DAYS = 90
PATIENCE = 1.0
"""Seconds to wait for another worker."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS usage (
    day TEXT, outcome TEXT, calls INTEGER, tokens INTEGER, seconds REAL, cost REAL DEFAULT 0,
    PRIMARY KEY (day, outcome)
)"""
_ADD_COST = "ALTER TABLE usage ADD COLUMN cost REAL DEFAULT 0"
"""To a file from before money was counted."""
_FIELDS = "day, outcome, calls, tokens, seconds, cost"
_ADD = f"""
INSERT INTO usage ({_FIELDS}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (day, outcome) DO UPDATE SET
    calls = calls + excluded.calls, tokens = tokens + excluded.tokens,
    seconds = seconds + excluded.seconds, cost = cost + excluded.cost"""


@dataclass(frozen=True, slots=True)
class Used:
    """What the calls and drafts of one day that ended alike took."""

    day: str
    outcome: str
    times: int
    """How many did; a draft that the gate drops counts once more, without what it took."""
    tokens: int
    seconds: float
    cost: float
    """In the currency that was set on that day."""


class Usage:
    """Counts in a file of the data directory; no question and no answer is kept in it."""

    def __init__(self, data_dir: Path) -> None:
        """Take the folder; nothing is made there before the first call."""
        self._path = data_dir / FILE

    def of_day(self, day: str) -> tuple[int, float]:
        """The tokens and the cost of a day, given in ISO 8601.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        with self._open() as file:
            tokens, cost = file.execute(
                "SELECT coalesce(sum(tokens), 0), coalesce(sum(cost), 0) FROM usage WHERE day = ?",
                (day,),
            ).fetchone()
        return int(tokens), float(cost)

    def note(self, used: Used) -> None:
        """Count a call, or several.

        Raises:
            sqlite3.Error, OSError: the file cannot be used.
        """
        with self._open() as file:
            file.execute(_ADD, astuple(used))
            past = (used.day, f"-{KEPT_DAYS} days")
            file.execute("DELETE FROM usage WHERE day < date(?, ?)", past)

    def all(self) -> Sequence[Used]:
        """Everything that is counted, the newest day first; nothing where there was no call.

        Raises:
            StorageError: the file cannot be used.
        """
        if not self._path.exists():
            return []
        ordered = f"SELECT {_FIELDS} FROM usage ORDER BY day DESC, outcome"
        try:
            with self._open() as file:
                return [Used(*row) for row in file.execute(ordered)]
        except (sqlite3.Error, OSError) as error:
            told = f"What the language model took cannot be read from {self._path}: {error}."
            raise StorageError(f"{told} Move that file away to count anew.") from error

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        make_folder(self._path.parent)
        self._path.touch(FILE_MODE)
        with closing(sqlite3.connect(self._path, timeout=PATIENCE)) as file, file:
            file.execute(_SCHEMA)
            if "cost" not in {row[1] for row in file.execute("PRAGMA table_info(usage)")}:
                file.execute(_ADD_COST)
            yield file
