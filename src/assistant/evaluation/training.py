"""Fits the regressions of `evidence` to the reading set, and judges them across articles.

Nothing is judged on an article that it was fitted to: the folds are cut by article. What ships is
fitted to all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from assistant.evaluation.reading import Weighed
from assistant.evidence import RIVAL, summary, weigh
from assistant.learned import Confidence, Learned, Logistic
from assistant.models import Evidence, Hit, Passage, Sentence
from assistant.ports import Vector

FOLDS = 5
ADVERSARIAL_WEIGHT = 0.25
"""People ask rarely what a near-identical text just fails to say; half of the set does."""
LEFT_OUT = frozenset({"other_language", "strictly_lacks", "own"})
"""Features that never vary in the reading set, or decide by themselves."""
NEGATIONS = frozenset({"negation_missed", "negation_met", "negation_added"})
"""Tell whether a sentence answers at all, and not which one does."""
COSINES = frozenset(
    "cosine passage_cosine passage_score passage_lexical best_cosine best_passage_cosine says"
    " question_words".split()
)
"""Features that mean something else for short questions and across languages."""
Array = NDArray[np.float64]
_UNCALIBRATED = Logistic(("evidence",), (0.0,), (1.0,), (1.0,), 0.0)
_NOWHERE = Sentence("", 0, 0, "")
_NO_HIT = Hit(Passage("", 0, 0, "", "", ()), 0, 0.0, 0.0, 0.0, 0.0, kept=True)


@dataclass(frozen=True)
class Judged:
    """What a question got under weights that had not seen its article."""

    first_is_gold: bool
    whole_is_gold: bool
    sentences: int
    confidence: float


@dataclass(frozen=True)
class Weighings:
    """Questions weighed with their own article in the index, and answerable ones without it."""

    inside: Sequence[Weighed]
    outside: Sequence[Weighed]

    def where(self, keep: Callable[[Weighed], bool]) -> Weighings:
        """Those that are kept."""
        return Weighings([w for w in self.inside if keep(w)], [w for w in self.outside if keep(w)])


def fit(same: Weighings, across: Weighings, provenance: Mapping[str, str]) -> Learned:
    """Fit all regressions.

    Args:
        same: Questions in the language of the text.
        across: Questions in another language.
        provenance: What to note beside the weights.
    """
    answerable = [weighed for weighed in same.inside if weighed.question.answerable]
    sentence = _regression(
        [row for weighed in answerable for row in weighed.rows],
        [gold for weighed in answerable for gold in weighed.gold],
        leave_out=LEFT_OUT | NEGATIONS,
    )
    return Learned(
        sentence,
        _fit_confidence(sentence, same, LEFT_OUT),
        _fit_confidence(sentence, same, LEFT_OUT | COSINES),
        _fit_confidence(sentence, across, LEFT_OUT, regularisation=30.0),
        provenance,
    )


def _fit_confidence(
    sentence: Logistic,
    weighings: Weighings,
    leave_out: frozenset[str],
    regularisation: float = 1.0,
) -> Confidence:
    """Fit what tells answers from other texts, from near misses and from wrong picks."""
    inside, outside = weighings.inside, weighings.outside
    every = [*inside, *outside]
    summaries = [summary(_rank(weighed, sentence)) for weighed in every]
    answerable = np.array([w.question.answerable for w in inside] + [False] * len(outside))
    adversarial = np.array([not weighed.question.answerable for weighed in every])

    right = np.array([_holds_gold(w, sentence) for w in inside] + [False] * len(outside))

    def tell(labels: NDArray[np.bool_], among: NDArray[np.bool_]) -> Logistic:
        rows = [row for row, is_among in zip(summaries, among, strict=True) if is_among]
        return _regression(rows, labels[among], None, leave_out, regularisation)

    says = tell(answerable, answerable | adversarial) if adversarial.any() else None
    about, picks = tell(answerable, ~adversarial), tell(right, answerable)
    uncalibrated = Confidence(about, says, picks, _UNCALIBRATED)
    calibration = _regression(
        [{"evidence": float(value)} for value in uncalibrated.evidence(summaries)],
        right,
        np.where(adversarial, ADVERSARIAL_WEIGHT, 1.0),
    )
    return replace(uncalibrated, calibration=calibration)


def _holds_gold(weighed: Weighed, sentence: Logistic) -> bool:
    """Whether the sentences that would be quoted hold a gold span."""
    return any(weighed.gold[i] for i in _chosen(weigh(sentence, weighed.rows)))


def _chosen(scores: Vector, maximum_sentences: int = 3) -> list[int]:
    """The sentences that `evidence.choose` would choose, best first."""
    order = [int(i) for i in np.argsort(-scores, kind="stable")[:maximum_sentences]]
    return [i for i in order if scores[i] >= RIVAL * scores[order[0]]]


@dataclass(frozen=True)
class Judgements:
    """What every question got, in the order of its weighings."""

    inside: Sequence[Judged]
    outside: Sequence[Judged]


def cross_validate(same: Weighings, across: Weighings) -> tuple[Judgements, Judgements]:
    """Judge every question with weights fitted to the other folds."""
    articles = sorted({weighed.question.article for weighed in same.inside})
    groups = np.array([articles.index(weighed.question.article) for weighed in same.inside])
    fold_of: dict[str, int] = {}
    for fold, (_, held) in enumerate(GroupKFold(FOLDS).split(groups, groups=groups)):
        fold_of |= {same.inside[int(i)].question.article: fold for i in held}
    learned = []
    for fold in range(FOLDS):

        def is_kept(weighed: Weighed, fold: int = fold) -> bool:
            return fold_of[weighed.question.article] != fold

        learned.append(fit(same.where(is_kept), across.where(is_kept), {}))

    def judge(weighings: Weighings) -> Judgements:
        def one(weighed: Weighed) -> Judged:
            return _judge(weighed, learned[fold_of[weighed.question.article]])

        return Judgements([*map(one, weighings.inside)], [*map(one, weighings.outside)])

    return judge(same), judge(across)


def _judge(weighed: Weighed, learned: Learned) -> Judged:
    scores = weigh(learned.sentence, weighed.rows)
    if scores.max() == 0.0:
        return Judged(first_is_gold=False, whole_is_gold=False, sentences=0, confidence=0.0)
    chosen = [weighed.gold[i] for i in _chosen(scores)]
    confidence = learned.judge(summary(_rank(weighed, learned.sentence)))
    return Judged(chosen[0], any(chosen), len(chosen), confidence)


def _rank(weighed: Weighed, sentence: Logistic) -> list[Evidence]:
    scores = weigh(sentence, weighed.rows)
    order = np.argsort(-scores, kind="stable")
    return [Evidence(_NOWHERE, _NO_HIT, weighed.rows[i], float(scores[i])) for i in order]


def _regression(
    rows: Sequence[Mapping[str, float]],
    labels: Sequence[bool] | NDArray[np.bool_],
    sample_weights: Array | None = None,
    leave_out: frozenset[str] = frozenset(),
    regularisation: float = 1.0,
) -> Logistic:
    features = tuple(name for name in rows[0] if name not in leave_out)
    values: Array = np.array([[row[name] for name in features] for row in rows])
    scaler = StandardScaler().fit(values)
    model = LogisticRegression(C=1 / regularisation, max_iter=2000)
    model.fit(scaler.transform(values), np.array(labels), sample_weights)
    return Logistic(
        features,
        _rounded(scaler.mean_),
        _rounded(scaler.scale_),
        _rounded(model.coef_[0]),
        round(float(model.intercept_[0]), 5),
    )


def _rounded(values: Array) -> tuple[float, ...]:
    return tuple(round(float(value), 5) for value in values)
