"""Logistic regression as it is stored and used; `evaluation.training` fits and writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from assistant.ports import Vector

LEAST_WORDS = 2
"""Questions with fewer words that carry meaning count as short."""


@dataclass(frozen=True)
class Logistic:
    """A weight for each standardised feature; the sum gives a chance."""

    features: tuple[str, ...]
    mean: tuple[float, ...]
    scale: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def __call__(self, rows: Sequence[Mapping[str, float]]) -> Vector:
        """The chance for each row of named features, shape (rows,), 0 to 1.

        Raises:
            KeyError: a row lacks a feature.
        """
        if not rows:
            return np.zeros(0, np.float32)
        values = np.array([[row[name] for name in self.features] for row in rows])
        standardised = (values - np.array(self.mean)) / np.array(self.scale)
        logit = standardised @ np.array(self.weights) + self.intercept
        chances: Vector = (1.0 / (1.0 + np.exp(-logit))).astype(np.float32)
        return chances


NICETY = 0.15
"""How much it counts that a text says just what is asked, and in the sentence that was picked,
beside that it is about it at all. More tells adversarial questions better, and left-out articles
worse; see docs/evaluation.md."""
LEAST = 1e-6


@dataclass(frozen=True)
class Confidence:
    """The chance that the best sentences answer, as a product of three chances, calibrated.

    `about` tells a text that answers from texts about other things, `says` from a text about the
    same that just fails to answer, and `picks` whether the right sentence of it was picked.
    `calibration` turns the product into the share of right answers; it has the one feature
    `evidence`.
    """

    about: Logistic
    says: Logistic | None
    picks: Logistic
    calibration: Logistic

    def evidence(self, summaries: Sequence[Mapping[str, float]]) -> Vector:
        """How much speaks for an answer, the logarithm of the product, shape (summaries,)."""
        told = _log(self.about(summaries)) + NICETY * _log(self.picks(summaries))
        return told if self.says is None else told + NICETY * _log(self.says(summaries))

    def __call__(self, summary: Mapping[str, float]) -> float:
        """The chance, 0 to 1, from what `evidence.summary` tells."""
        evidence = float(self.evidence([summary])[0])
        return float(self.calibration([{"evidence": evidence}])[0])


def _log(chances: Vector) -> Vector:
    logarithms: Vector = np.log(np.maximum(chances, LEAST)).astype(np.float32)
    return logarithms


@dataclass(frozen=True)
class Learned:
    """What was fitted: which sentence answers, and whether the best one does.

    The confidence is fitted apart for questions of a word or two, whose cosines say little, and
    for questions in another language than the text, whose cosines run lower.
    """

    sentence: Logistic
    confidence: Confidence
    confidence_of_short: Confidence
    confidence_across_languages: Confidence
    provenance: Mapping[str, str]

    def judge(self, summary: Mapping[str, float]) -> float:
        """The chance that the best sentences answer, from what `evidence.summary` tells."""
        if summary["other_language"]:
            return self.confidence_across_languages(summary)
        if summary["question_words"] < LEAST_WORDS:
            return self.confidence_of_short(summary)
        return self.confidence(summary)

    def to_json(self) -> str:
        """The file that `load` reads, one feature a line."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Learned:
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        return cls(
            _logistic(stored["sentence"]),
            _confidence(stored["confidence"]),
            _confidence(stored["confidence_of_short"]),
            _confidence(stored["confidence_across_languages"]),
            stored["provenance"],
        )


def _confidence(stored: Mapping[str, Any]) -> Confidence:
    says = stored["says"]
    return Confidence(
        _logistic(stored["about"]),
        None if says is None else _logistic(says),
        _logistic(stored["picks"]),
        _logistic(stored["calibration"]),
    )


def _logistic(stored: Mapping[str, Any]) -> Logistic:
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()
    }
    return Logistic(**values)  # type: ignore[arg-type]


@cache
def load() -> Learned:
    """The weights that ship with the package."""
    return Learned.from_json(files("assistant").joinpath("learned.json").read_text("utf-8"))
