"""Fits the two regressions of `evidence` to the reading set, and judges them across articles.

Nothing is judged on an article that it was fitted to: the folds are cut by article. What ships is
fitted to all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from assistant.evaluation.reading import Weighed
from assistant.evidence import RIVAL, summary
from assistant.learned import Learned, Logistic
from assistant.models import Evidence, Hit, Passage, Sentence

FOLDS = 5
Array = NDArray[np.float64]
_NOWHERE = Sentence("", 0, 0, "")
_NO_HIT = Hit(Passage("", 0, 0, "", "", ()), 0, 0.0, 0.0, 0.0, 0.0, kept=True)


@dataclass(frozen=True)
class Judged:
    """What a question got under weights that had not seen its article."""

    first_is_gold: bool
    whole_is_gold: bool
    sentences: int
    confidence: float


def fit(
    inside: Sequence[Weighed], outside: Sequence[Weighed], provenance: Mapping[str, str]
) -> Learned:
    """Fit both regressions.

    Args:
        inside: Questions weighed with their own article in the index.
        outside: Answerable questions weighed with it left out.
        provenance: What to note beside the weights.
    """
    answerable = [weighed for weighed in inside if weighed.question.answerable]
    sentence = _regression(
        [row for weighed in answerable for row in weighed.rows],
        [gold for weighed in answerable for gold in weighed.gold],
    )
    everything = [*inside, *outside]
    confidence = _regression(
        [summary(_rank(weighed, sentence)) for weighed in everything],
        [w.question.answerable for w in inside] + [False] * len(outside),
    )
    return Learned(sentence, confidence, provenance)


def cross_validate(
    inside: Sequence[Weighed], outside: Sequence[Weighed], maximum_sentences: int
) -> tuple[list[Judged], list[Judged]]:
    """Judge every question with weights fitted to the other folds, in the order given."""
    articles = sorted({weighed.question.article for weighed in inside})
    number = {article: index for index, article in enumerate(articles)}
    groups = np.array([number[weighed.question.article] for weighed in inside])
    fold_of: dict[str, int] = {}
    for fold, (_, held) in enumerate(GroupKFold(FOLDS).split(groups, groups=groups)):
        fold_of |= {inside[int(i)].question.article: fold for i in held}
    learned = [
        fit(
            [w for w in inside if fold_of[w.question.article] != fold],
            [w for w in outside if fold_of[w.question.article] != fold],
            {},
        )
        for fold in range(FOLDS)
    ]

    def judge(weighed: Weighed) -> Judged:
        return _judge(weighed, learned[fold_of[weighed.question.article]], maximum_sentences)

    return [judge(weighed) for weighed in inside], [judge(weighed) for weighed in outside]


def _judge(weighed: Weighed, learned: Learned, maximum_sentences: int) -> Judged:
    ranked = _rank(weighed, learned.sentence)
    order = np.argsort([-score for score in learned.sentence(weighed.rows)], kind="stable")
    chosen = [
        bool(weighed.gold[i])
        for evidence, i in zip(ranked[:maximum_sentences], order, strict=False)
        if evidence.score >= RIVAL * ranked[0].score
    ]
    confidence = float(learned.confidence([summary(ranked)])[0])
    return Judged(chosen[0], any(chosen), len(chosen), confidence)


def _rank(weighed: Weighed, sentence: Logistic) -> list[Evidence]:
    scores = sentence(weighed.rows)
    order = np.argsort(-scores, kind="stable")
    return [Evidence(_NOWHERE, _NO_HIT, weighed.rows[i], float(scores[i])) for i in order]


def _regression(rows: Sequence[Mapping[str, float]], labels: Sequence[bool]) -> Logistic:
    features = tuple(rows[0])
    values: Array = np.array([[row[name] for name in features] for row in rows])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(max_iter=2000).fit(scaler.transform(values), np.array(labels))
    return Logistic(
        features,
        _rounded(scaler.mean_),
        _rounded(scaler.scale_),
        _rounded(model.coef_[0]),
        round(float(model.intercept_[0]), 5),
    )


def _rounded(values: Array) -> tuple[float, ...]:
    return tuple(round(float(value), 5) for value in values)
