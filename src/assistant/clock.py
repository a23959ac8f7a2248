"""Time: how long the steps of an answer take, and which day it is."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from assistant.progress import Said


def today() -> date:
    """The date where the machine stands."""
    return datetime.now().astimezone().date()


class Clock:
    """Times named steps, in milliseconds; a step that comes again adds to its time."""

    def __init__(self, on_step: Callable[[str | Said], None] = lambda _: None) -> None:
        """Take who is told of each step as it begins, and of what is said before the end."""
        self._on_step = on_step
        self._start = time.perf_counter()
        self._steps: defaultdict[str, float] = defaultdict(float)

    def say(self, sentence: str) -> None:
        """Tell a sentence of the answer before the others."""
        self._on_step(Said(sentence))

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        """Time what happens inside."""
        self._on_step(step)
        start = time.perf_counter()
        try:
            yield
        finally:
            self._steps[step] += (time.perf_counter() - start) * 1000

    @property
    def timings(self) -> dict[str, float]:
        """Milliseconds of each step so far, of what lies between them, and in total."""
        total = (time.perf_counter() - self._start) * 1000
        return {"total": total, **self._steps, "other": total - sum(self._steps.values())}
