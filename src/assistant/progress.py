"""What is told of something that takes a while, before it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

OnProgress = Callable[[str, int, int], None]
"""Told a step, how much of it is done, and how much there is."""


def no_progress(step: str, done: int, total: int) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of an answer that is sure to be told."""

    text: str
    """With the numbers of its citations."""
