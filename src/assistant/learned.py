"""Logistic regression as it is stored and used; `evaluation.training` fits and writes it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from assistant.ports import Vector

LEAST_WORDS = 3
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


@dataclass(frozen=True)
class Learned:
    """What was fitted: which sentence answers, and whether the best one does.

    The confidence is fitted apart for questions of a word or two, whose cosines say little, and
    for questions in another language than the text, whose cosines run lower.
    """

    sentence: Logistic
    confidence: Logistic
    confidence_of_short: Logistic
    confidence_across_languages: Logistic
    provenance: Mapping[str, str]

    def judge(self, summary: Mapping[str, float]) -> float:
        """The chance that the best sentences answer, from what `evidence.summary` tells."""
        if summary["other_language"]:
            model = self.confidence_across_languages
        elif summary["question_words"] < LEAST_WORDS:
            model = self.confidence_of_short
        else:
            model = self.confidence
        return float(model([summary])[0])

    def to_json(self) -> str:
        """The file that `load` reads, one feature a line."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Learned:
        """Read what `to_json` wrote."""
        stored = json.loads(text)
        return cls(
            _logistic(stored["sentence"]),
            _logistic(stored["confidence"]),
            _logistic(stored["confidence_of_short"]),
            _logistic(stored["confidence_across_languages"]),
            stored["provenance"],
        )


def _logistic(stored: Mapping[str, object]) -> Logistic:
    values = {
        key: tuple(value) if isinstance(value, list) else value for key, value in stored.items()
    }
    return Logistic(**values)  # type: ignore[arg-type]


@cache
def load() -> Learned:
    """The weights that ship with the package."""
    return Learned.from_json(files("assistant").joinpath("learned.json").read_text("utf-8"))
