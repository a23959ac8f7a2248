"""Leaves an endpoint alone that fails, so that it slows nobody down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

MADE_UP = 0.5
"""Of a failure, by a call that went well."""


class Breaker:
    """Opens after a number of failures in a row, or of more than one in three.

    After a rest one call may try again.
    """

    def __init__(
        self, failures: int, rest_seconds: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Take how many failures open it, and for how long."""
        self._most = failures
        self._rest = rest_seconds
        self._now = now
        self._failed = 0.0
        self._until = 0.0
        self._trying = threading.Lock()

    @property
    def is_open(self) -> bool:
        """Whether the endpoint is to be left alone."""
        return self._now() < self._until

    def lets_try(self) -> bool:
        """Whether a call may be made now; of those that come after a rest only the first one may."""
        with self._trying:
            if self.is_open:
                return False
            if self._failed >= self._most:
                self._until = self._now() + self._rest
            return True

    def note(self, *, failed: bool, at_once: bool = False) -> None:
        """Count what a call came to; one that fails after a rest opens it again at once.

        A call that went well makes up for half of one that failed: an endpoint that fails every other
        time costs as much time as one that is dead half of the day.

        Args:
            failed: Whether it failed.
            at_once: Whether it took so long to that no other one is to wait for the same.
        """
        least = self._most if at_once else 0
        is_tried = self._failed >= self._most
        made_up = 0.0 if is_tried else max(0.0, self._failed - MADE_UP)
        self._failed = max(self._failed + 1, least) if failed else made_up
        self._until = self._now() + self._rest if self._failed >= self._most else 0.0
