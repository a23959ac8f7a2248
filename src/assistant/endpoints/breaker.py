"""Leaves an endpoint alone that fails, so that it slows nobody down."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MADE_UP = 0.5
"""Of a failure, by a call that went well."""
LONGEST_REST = 3600.0
"""Seconds that an endpoint is believed when it asks to be left alone."""
_LONGEST_HEADER = 40
"""Characters, of a date; a number of seconds has fewer."""


def asked_rest(headers: Mapping[str, str]) -> float:
    """The seconds that an endpoint asks to be left alone by `Retry-After`, 0 where it does not."""
    told = str(headers.get("retry-after", "")).strip()
    seconds = 0.0
    if len(told) > _LONGEST_HEADER:
        return seconds
    if told.isascii() and told.isdigit():
        seconds = float(told)
    else:
        with suppress(ValueError, TypeError, OverflowError):  # A date without a zone is TypeError.
            seconds = (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
    return min(max(seconds, 0.0), LONGEST_REST)


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

    def note(self, *, failed: bool, at_once: bool = False, asked_rest: float = 0.0) -> None:
        """Count what a call came to; one that fails after a rest opens it again at once.

        A call that went well makes up for half of one that failed: an endpoint that fails every other
        time costs as much time as one that is dead half of the day.

        Args:
            failed: Whether it failed.
            at_once: Whether it took so long to that no other one is to wait for the same.
            asked_rest: For how many seconds the endpoint asks to be left alone, which it is at least.
        """
        least = self._most if at_once else 0
        is_tried = self._failed >= self._most
        made_up = 0.0 if is_tried else max(0.0, self._failed - MADE_UP)
        self._failed = max(self._failed + 1, least) if failed else made_up
        rest = max(self._rest if self._failed >= self._most else 0.0, asked_rest)
        self._until = self._now() + rest if rest else 0.0
