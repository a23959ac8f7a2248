"""How far something is that takes a while."""

from __future__ import annotations

from collections.abc import Callable

OnProgress = Callable[[str, int, int], None]
"""Told a step, how much of it is done, and how much there is."""


def no_progress(step: str, done: int, total: int) -> None:
    """Nobody waits."""
