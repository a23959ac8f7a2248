"""Who gets the next free process."""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from assistant.api.workers.process import Worker
from assistant.errors import BusyError
from assistant.settings import LimitsSettings

_LATER = 0.5
"""Of the time that a question waits at most: so much later a long one is taken to have come."""


@dataclass(order=True)
class _Ticket:
    """A question that waits; the least one is the next."""

    came: float
    number: int
    given: SimpleQueue[Worker] = field(default_factory=SimpleQueue, compare=False)
    """Its worker, as soon as there is one."""


class FreeWorkers:
    """Gives out free workers in the order in which questions come.

    Ordinary questions go before long ones, but only if they come soon after: else one with a long
    conversation before it would wait in vain for as long as many people ask. A worker goes to the
    question that is next, and wakes no other that waits.
    """

    def __init__(self, limits: LimitsSettings, told: Callable[[], str]) -> None:
        """Take how many may wait for a worker and how long, and what tells the others why."""
        self._most = limits.waiting
        self._seconds = limits.wait_seconds
        self._told = told
        self._free: list[Worker] = []
        self._waiting: list[_Ticket] = []
        self._numbers = itertools.count()
        self._changing = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many questions wait."""
        return len(self._waiting)

    def put(self, worker: Worker) -> None:
        """Offer a worker."""
        with self._changing:
            if self._waiting:
                heapq.heappop(self._waiting).given.put(worker)
            else:
                self._free.append(worker)

    def discard(self, worker: Worker) -> None:
        """Offer it no longer, if it is still offered."""
        with self._changing:
            if worker in self._free:
                self._free.remove(worker)

    def take(self, *, is_long: bool) -> Worker:
        """Wait for a worker.

        Raises:
            BusyError: too many wait already, or none got free in time.
        """
        with self._changing:
            if self._free:
                return self._free.pop(0)
            if len(self._waiting) >= self._most:
                raise BusyError(self._told())
            later = _LATER * self._seconds if is_long else 0.0
            ticket = _Ticket(time.monotonic() + later, next(self._numbers))
            heapq.heappush(self._waiting, ticket)
        try:
            return ticket.given.get(timeout=self._seconds)
        except Empty:
            return self._given_after_all(ticket)

    def _given_after_all(self, ticket: _Ticket) -> Worker:
        with self._changing:
            if ticket not in self._waiting:
                return ticket.given.get_nowait()
            self._waiting.remove(ticket)
            heapq.heapify(self._waiting)
        raise BusyError(self._told())
