"""Leaves an endpoint alone that fails, so that it slows nobody down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Opens after a number of failures in a row; after a rest one call may try again."""

    def __init__(
        self, failures: int, rest_seconds: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Take how many failures open it, and for how long."""
        self._most = failures
        self._rest = rest_seconds
        self._now = now
        self._failed = 0
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

        Args:
            failed: Whether it failed.
            at_once: Whether it took so long to that no other one is to wait for the same.
        """
        least = self._most if at_once else 0
        self._failed = max(self._failed + 1, least) if failed else 0
        self._until = self._now() + self._rest if self._failed >= self._most else 0.0
