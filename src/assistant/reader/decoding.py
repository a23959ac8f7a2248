"""From the logits of one context to the spans that answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.reader.tokens import Pair

Floats = NDArray[np.float32]

LONGEST = 60
"""Pieces of the longest answer."""
_IS_INSIDE = 0.5
"""The chance from which a piece counts as inside of an answer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The best span of a context, and what tells whether it answers."""

    start: int
    end: int
    """In characters of the context's text."""
    margin: float
    """Log odds of this span against no answer, unbounded."""
    peak: float
    """Log chance of this span among all spans, if there is an answer at all; at most 0."""
    pieces: int
    """Its length in pieces."""
    others: tuple[tuple[int, int, float], ...]
    """Further spans of a list, in reading order: start, end and mean chance inside."""
    nearest: float = 0.0
    mentioned: float = 1.0
    """Both of its context."""


def best_span(by_piece: Floats, pair: Pair) -> Candidate | None:
    """The best span of a context; None where the context has no text.

    Args:
        by_piece: Logits of start, end and inside, shape (pieces, 3).
        pair: The same pieces.
    """
    first, last = pair.first, len(pair.places) - 1
    count = last - first
    has_text = np.array([start < end for start, end in pair.places[first:last]], bool)
    if not has_text.any():
        return None
    null = float(by_piece[0, 0] + by_piece[0, 1])
    sums = by_piece[first:last, 0][:, None] + by_piece[first:last, 1]
    length = np.arange(count) - np.arange(count)[:, None]
    allowed = (length >= 0) & (length < LONGEST) & has_text & has_text[:, None]
    sums = np.where(allowed, sums, -np.inf)
    begin, stop = divmod(int(sums.argmax()), count)
    best = float(sums[begin, stop])
    everything = float(np.logaddexp.reduce(sums, axis=None))
    start, end = pair.places[first + begin][0], pair.places[first + stop][1]
    return Candidate(
        start,
        end,
        best - null,
        best - everything,
        stop - begin + 1,
        tuple(
            (a, b, chance)
            for a, b, chance in _inside(by_piece[first:last, 2], pair.places[first:last])
            if b <= start or end <= a
        ),
    )


def _inside(logits: Floats, places: list[tuple[int, int]]) -> list[tuple[int, int, float]]:
    """Runs of pieces that are likely inside of an answer, as spans with their mean chance."""
    chances = 1 / (1 + np.exp(-logits))
    is_inside = np.concatenate(([False], chances > _IS_INSIDE, [False]))
    (edges,) = np.nonzero(np.diff(is_inside.astype(np.int8)))
    return [
        (places[a][0], places[b - 1][1], float(chances[a:b].mean()))
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        if places[a][0] < places[b - 1][1]
    ]
