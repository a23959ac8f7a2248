"""What a language model may take in a day, by all workers together."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from datetime import date

from assistant.generation.usage import Usage, Used
from assistant.settings import GenerationSettings

logger = logging.getLogger(__name__)


class Budget:
    """Counts what calls took, and tells when they have taken enough."""

    def __init__(
        self, settings: GenerationSettings, usage: Usage, date_of_today: Callable[[], date]
    ) -> None:
        """Take the bounds, where it is counted, and what tells the day."""
        self._settings = settings
        self._usage = usage
        self._today = date_of_today
        self._writing = threading.Lock()
        self._unwritten: deque[Used] = deque()

    def objection(self) -> str:
        """Why the model is not to be asked now, in a few words; empty where it is."""
        try:
            self._write()  # What cannot be counted would be without bounds.
            tokens, cost = self._usage.of_day(self._today().isoformat())
        except (sqlite3.Error, OSError) as error:
            logger.warning("What the language model took cannot be counted: %s", error)
            return "budget unknown"
        most = self._settings.cost_per_day
        is_used_up = tokens >= self._settings.tokens_per_day or (most is not None and cost >= most)
        return "budget of the day used up" if is_used_up else ""

    def note(self, outcome: str, read: int = 0, written: int = 0, seconds: float = 0.0) -> None:
        """Count how a call or a draft ended, and the tokens and the time that it took."""
        day, cost = self._today().isoformat(), self._settings.cost(read, written)
        self._unwritten.append(Used(day, outcome, 1, read + written, seconds, cost))
        try:
            self._write()
        except (sqlite3.Error, OSError) as error:
            logger.warning("What the language model took cannot be counted: %s", error)

    def _write(self) -> None:
        with self._writing:
            while self._unwritten:
                self._usage.note(self._unwritten[0])
                self._unwritten.popleft()
