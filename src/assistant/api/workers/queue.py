"""Who gets the next free process."""

from __future__ import annotations

import heapq
import itertools
import threading

from assistant.api.workers.process import Worker
from assistant.errors import BusyError
from assistant.settings import LimitsSettings


class FreeWorkers:
    """Gives out free workers: ordinary questions first, then in the order of their coming."""

    def __init__(self, limits: LimitsSettings, told: str) -> None:
        """Take how many may wait for a worker and how long, and what the others are told."""
        self._most = limits.waiting
        self._seconds = limits.wait_seconds
        self._told = told
        self._free: list[Worker] = []
        self._waiting: list[tuple[bool, int]] = []
        self._numbers = itertools.count()
        self._changed = threading.Condition()

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._waiting)

    def put(self, worker: Worker) -> None:
        """Offer a worker."""
        with self._changed:
            self._free.append(worker)
            self._changed.notify_all()

    def discard(self, worker: Worker) -> None:
        """Offer it no longer, if it is still offered."""
        with self._changed:
            if worker in self._free:
                self._free.remove(worker)

    def take(self, *, is_long: bool) -> Worker:
        """Wait for a worker.

        Raises:
            BusyError: too many wait already, or none got free in time.
        """
        with self._changed:
            if len(self._waiting) >= self._most:
                raise BusyError(self._told)
            ticket = (is_long, next(self._numbers))
            heapq.heappush(self._waiting, ticket)
            try:
                if not self._changed.wait_for(lambda: self._is_next(ticket), self._seconds):
                    raise BusyError(self._told)
                return self._free.pop(0)
            finally:
                self._waiting.remove(ticket)
                heapq.heapify(self._waiting)
                self._changed.notify_all()

    def _is_next(self, ticket: tuple[bool, int]) -> bool:
        return bool(self._free) and self._waiting[0] == ticket
