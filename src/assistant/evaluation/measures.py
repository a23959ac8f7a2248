"""Figures from judged answers: ranking, quotes, refusal and calibration."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ir_measures
import numpy as np
from ir_measures import RR, R
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from assistant.evaluation.reading import Judged
from assistant.ports import Matrix
from vectorstore.embeddings import TextEmbeddings

BINS = 10


@dataclass(frozen=True)
class Judgements:
    """Questions asked with their own article in the index, and answerable ones without it."""

    inside: Sequence[Judged]
    outside: Sequence[Judged]


def reading(judgements: Judgements) -> dict[str, float]:
    """All figures of questions about the articles that are kept for judging."""
    answerable = [judged for judged in judgements.inside if judged.question.answerable]
    unanswerable = [judged for judged in judgements.inside if not judged.question.answerable]
    return {
        "questions": len(judgements.inside),
        **ranking(answerable),
        "first quote holds gold": share(any(judged.gold[:1]) for judged in answerable),
        "answer holds gold": share(any(judged.gold) for judged in answerable),
        "sentences in an answer": share(len(judged.gold) for judged in answerable),
        "AUC against left-out articles": auc(answerable, judgements.outside),
        **(
            {"AUC against adversarial questions": auc(answerable, unanswerable)}
            if unanswerable
            else {}
        ),
        "calibration error": calibration_error(*confidences(judgements)),
    }


def ranking(answerable: Sequence[Judged]) -> dict[str, float]:
    """MRR@10, R@1 and R@5 of the gold passage."""
    gold = [ir_measures.Qrel(judged.question.id, "gold", 1) for judged in answerable]
    run = [
        ir_measures.ScoredDoc(judged.question.id, document, score)
        for judged in answerable
        for document, score in _ranked(judged)
    ]
    found = ir_measures.calc_aggregate([RR @ 10, R @ 1, R @ 5], gold, run)
    names = {RR @ 10: "MRR@10", R @ 1: "R@1", R @ 5: "R@5"}
    return {names[measure]: float(value) for measure, value in found.items()}


def _ranked(judged: Judged) -> list[tuple[str, float]]:
    """The gold passage at its rank among ten others."""
    others = [(f"other {rank}", -float(rank)) for rank in range(10) if rank != judged.rank]
    return others if judged.rank is None else [*others, ("gold", -float(judged.rank))]


def share(values: object) -> float:
    """The mean of numbers or truth values."""
    return float(np.mean([float(value) for value in values]))  # type: ignore[attr-defined]


def auc(positive: Sequence[Judged], negative: Sequence[Judged]) -> float:
    """The chance that an answerable question has the higher confidence of a random pair."""
    truth = [1] * len(positive) + [0] * len(negative)
    return float(roc_auc_score(truth, [judged.confidence for judged in (*positive, *negative)]))


def confidences(judgements: Judgements) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Confidence and whether the answer holds gold, over all questions asked."""
    both = [*judgements.inside, *judgements.outside]
    return np.array([j.confidence for j in both]), np.array([any(j.gold) for j in both])


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Mean distance of confidence and share of right answers over ten bins, weighted by size."""
    return float(
        sum(abs(told - was) * count for told, was, count in reliability(confidence, right))
        / len(right)
    )


def reliability(
    confidence: NDArray[np.float64], right: NDArray[np.bool_]
) -> list[tuple[float, float, int]]:
    """For each tenth: mean confidence, share of right answers, how many."""
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    return [
        (float(confidence[bins == n].mean()), float(right[bins == n].mean()), int(sum(bins == n)))
        for n in range(BINS)
        if (bins == n).any()
    ]


def plot_calibration(judgements: Judgements, path: Path) -> None:
    """Draw confidence against the share of right answers."""
    import matplotlib as mpl  # noqa: PLC0415 - slow, and only plots need it

    mpl.use("agg")
    import matplotlib.pyplot as plt  # noqa: PLC0415

    told, was, count = zip(*reliability(*confidences(judgements)), strict=True)
    figure, axes = plt.subplots(figsize=(4.5, 4.5), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linewidth=1)
    axes.scatter(told, was, s=[20 + number / 10 for number in count])
    axes.set(xlabel="confidence", ylabel="share of right answers", xlim=(0, 1), ylim=(0, 1))
    figure.savefig(path, dpi=110)
    plt.close(figure)


def cached_vectors(path: Path, texts: Sequence[str], embeddings: TextEmbeddings) -> Matrix:
    """Embed questions once; the file's name tells texts and model."""
    digest = hashlib.sha256("\n".join([embeddings.name, *texts]).encode()).hexdigest()[:12]
    path = path.with_stem(f"{path.stem}-{digest}")
    if not path.is_file():
        np.save(path, embeddings.queries(texts))
    vectors: Matrix = np.load(path)
    return vectors
