"""Fits the few numbers that make chances of margins, on looks at what was not learnt from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from assistant.reader.calibration import (
    BESIDE_FEATURES,
    FACT_FEATURES,
    FEATURES,
    FLAT,
    FLAT_BESIDE,
    FLAT_FACTS,
    Calibration,
    chance,
    features_beside,
)
from training.facts import FactAnswer
from training.looking import Look
from training.practice import is_right

MOST_WRONG = 0.05
"""Of all questions asked, answerable or not, so many may get a wrong answer."""
SWAPPED_WEIGHT = 0.3
"""Of a question whose name was swapped, beside one that was asked: they are half as many, and people
seldom ask so."""
PAGE_WEIGHT = 0.4
"""Of a question about a page, beside one of a set: they are three times as many."""
_RANK_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)


def calibrate(looks: Sequence[Look], swapped: Sequence[Look], pages: Sequence[Look]) -> Calibration:
    """The calibration under which most best spans are right, with its chances and threshold.

    Args:
        looks: At questions of sets; the weight of the rank and the threshold are chosen by them.
        swapped: At questions about what no text names, to learn what a missing name weighs.
        pages: At questions about pages that nothing was learnt from.
    """
    plain = max(
        (Calibration(weight, FLAT, 0.0) for weight in _RANK_WEIGHTS),
        key=lambda calibration: sum(_right(look, calibration) for look in looks),
    )
    asked, none = (*looks, *pages), [False] * len(swapped)
    rows = [_features(look, plain) for look in (*asked, *swapped)]
    weights = [1.0] * len(looks) + [PAGE_WEIGHT] * len(pages) + [SWAPPED_WEIGHT] * len(swapped)
    right = _fit(rows, [_right(look, plain) for look in asked] + none, weights)
    fitted = Calibration(plain.rank_weight, right, 0.0)
    return replace(fitted, threshold=_threshold(looks, fitted))


def _best(look: Look, calibration: Calibration) -> int | None:
    ranks = [at for at, candidate in enumerate(look.found) if candidate]
    return max(ranks, key=lambda at: _score(look, calibration, at)) if ranks else None


def _score(look: Look, calibration: Calibration, at: int) -> float:
    candidate = look.found[at]
    return -np.inf if candidate is None else calibration.score(candidate, at)


def _right(look: Look, calibration: Calibration) -> bool:
    reading = look.reading(calibration)
    return bool(reading.spans) and is_right(look, reading)


def _features(look: Look, calibration: Calibration) -> dict[str, float]:
    at = _best(look, calibration)
    if at is None:
        return dict.fromkeys(FEATURES, 0.0)
    return dict(calibration.features(look.found, at))


def calibrate_facts(
    calibration: Calibration, of_sets: Sequence[FactAnswer], of_pages: Sequence[FactAnswer]
) -> Calibration:
    """The calibration with the weights of facts; flat where all their answers are right, or none."""
    told = (*of_sets, *of_pages)
    labels = [one.right for one in told]
    if len(set(labels)) < 2:
        return replace(calibration, facts=FLAT_FACTS, facts_beside=FLAT_BESIDE)
    weights = [1.0] * len(of_sets) + [PAGE_WEIGHT] * len(of_pages)
    alone = _fit([one.features for one in told], labels, weights, FACT_FEATURES)
    rows = [features_beside(chance(alone, one.features, FACT_FEATURES), one.ahead) for one in told]
    beside = _fit(rows, labels, weights, BESIDE_FEATURES)
    return replace(calibration, facts=alone, facts_beside=beside)


def _fit(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool],
    weights: Sequence[float],
    names: Sequence[str] = FEATURES,
) -> tuple[float, ...]:
    values = np.array([[row[name] for name in names] for row in rows])
    spread = values.std(0) + 1e-9
    model = LogisticRegression(C=1.0, max_iter=2000).fit(values / spread, labels, weights)
    slopes = model.coef_[0] / spread
    return tuple(round(float(number), 4) for number in (*slopes, model.intercept_[0]))


def _threshold(looks: Sequence[Look], calibration: Calibration) -> float:
    """The least chance from which at most `MOST_WRONG` of the questions get a wrong answer."""
    told = sorted(
        (
            (
                chance(calibration.right, _features(look, calibration)),
                _right(look, calibration),
            )
            for look in looks
        ),
        reverse=True,
    )
    wrong, threshold = 0, 1.0
    for confidence, is_so in told:
        wrong += not is_so
        if wrong > MOST_WRONG * len(looks):
            break
        threshold = confidence
    return round(threshold, 3)
