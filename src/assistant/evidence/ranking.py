"""The best of many."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Vector


def highest(scores: Vector, count: int) -> NDArray[np.intp]:
    """The rows with the highest scores, best first, of equal ones the first; at most `count`, 1 or more.

    Only these are sorted: of 100,000 scores that takes a tenth of the time of sorting all.
    """
    rows = np.arange(len(scores))
    if len(scores) > count:
        rows = np.flatnonzero(scores >= np.partition(scores, -count)[-count])
    best: NDArray[np.intp] = rows[np.argsort(-scores[rows], kind="stable")][:count]
    return best
