"""How often Python looks for garbage."""

from __future__ import annotations

import gc

_AFTER = 100_000
"""New objects between two collections."""


def collect_seldom() -> None:
    """Look for garbage less often than Python does by default.

    Imports, and opening an index, make up to millions of objects that all live on. Looking through
    them so often takes a quarter of that time, and of the first questions.
    """
    gc.set_threshold(_AFTER)
