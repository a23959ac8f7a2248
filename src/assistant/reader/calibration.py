"""From margins to chances that hold: among spans told at 0.9, nine in ten are right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import SettingsError
from assistant.reader.decoding import Candidate
from assistant.reader.reading import Ahead

FORMAT = 6
"""Of the card."""
FEATURES = ("margin", "lead", "peak", "pieces", "rank", "nearest", "mentioned")
FLAT = (0.0,) * (len(FEATURES) + 1)
"""Weights under which nothing tells anything."""
FACT_FEATURES = ("margin", "fields")
"""Of an answer from facts: the margin of what is told or, where that is not clear, of what is quoted if
that is greater, and how many fields its facts have."""
FLAT_FACTS = (0.0,) * (len(FACT_FEATURES) + 1)
BESIDE_FEATURES = ("alone", "words", "sentences")
"""Of an answer from facts beside what was read: the odds of the answer alone, as a logarithm, and how far
what it quotes is ahead of all else, by words and by sentences; see `reading.Ahead`."""
FLAT_BESIDE = (0.0,) * (len(BESIDE_FEATURES) + 1)
NO_SPAN = -20.0
"""The margin of a text without a span, and the least that counts."""
NO_RIVAL = 12.0
"""The lead where no other context has a span, and the most that counts."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A small regression over the features of a span, and two over those of facts."""

    rank_weight: float
    """What a place further down in retrieval takes from a margin when contexts are compared."""
    right: tuple[float, ...]
    """That the span is right: a weight for each of `FEATURES`, then the constant."""
    threshold: float
    """The least chance of being right at which few answers to the questions that it was fitted to are wrong;
    what is told is decided by `settings.answering.threshold`."""
    facts: tuple[float, ...] = FLAT_FACTS
    """That facts answer: a weight for each of `FACT_FEATURES`, then the constant."""
    facts_beside: tuple[float, ...] = FLAT_BESIDE
    """The same where passages were read: a weight for each of `BESIDE_FEATURES`, then the constant."""

    def score(self, candidate: Candidate, rank: int) -> float:
        """What contexts are compared by."""
        return candidate.margin - self.rank_weight * rank

    def features(self, candidates: Sequence[Candidate | None], at: int) -> Mapping[str, float]:
        """The features of one candidate among those of all contexts, by rank."""
        candidate = candidates[at]
        assert candidate is not None
        mine = self.score(candidate, at)
        rivals = [
            self.score(other, rank) for rank, other in enumerate(candidates) if other and rank != at
        ]
        return {
            "margin": candidate.margin,
            "lead": min(NO_RIVAL, mine - max(rivals, default=mine - NO_RIVAL)),
            "peak": candidate.peak,
            "pieces": math.log1p(candidate.pieces),
            "rank": math.log1p(at),
            "nearest": candidate.nearest,
            "mentioned": candidate.mentioned,
        }


def chance(
    weights: Sequence[float], features: Mapping[str, float], names: Sequence[str] = FEATURES
) -> float:
    """The logistic of the weighted features, 0 to 1.

    Args:
        weights: One for each of the names, then the constant.
        features: By name.
        names: Of those that are weighed.
    """
    *slopes, constant = weights
    total = constant + sum(w * features[name] for w, name in zip(slopes, names, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def features_beside(alone: float, ahead: Ahead) -> Mapping[str, float]:
    """The `BESIDE_FEATURES` of a chance, 0 to 1."""
    inside = min(max(alone, 1e-6), 1 - 1e-6)
    return {"alone": math.log(inside / (1 - inside)), **ahead._asdict()}


def load_calibration(card: Path) -> Calibration:
    """The calibration that `reader.json` holds.

    Raises:
        SettingsError: the file is not there or of another format.
    """
    numbers = read_card(card)["calibration"]
    try:
        return Calibration(
            numbers["rank_weight"],
            tuple(numbers["right"]),
            numbers["threshold"],
            tuple(numbers["facts"]),
            tuple(numbers["facts_beside"]),
        )
    except KeyError as error:
        raise SettingsError(f"The reader's {card} cannot be read: {error}") from error


def read_card(card: Path) -> dict[str, Any]:
    """All that `reader.json` holds, `sha256` of its model and `known_reading` among it.

    Raises:
        SettingsError: the file is not there or of another format.
    """
    try:
        told: dict[str, Any] = json.loads(card.read_text("utf-8"))
        if told["format"] != FORMAT:
            raise SettingsError(f"{card} is of format {told['format']}, not {FORMAT}.")
    except (OSError, KeyError, ValueError) as error:
        raise SettingsError(f"The reader's {card} cannot be read: {error}") from error
    return told
