"""How well a model does on examples that it does not learn from, told while it is trained."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

from training.model import Batch, Batches, Outputs, ReaderModel, losses, run
from training.prepared import VERDICTS, Prepared

_TOGETHER = 64
"""Examples that are read at once, and those of the last question."""
_YES, _NO, _, _OPEN = range(len(VERDICTS))


def watch(model: ReaderModel, batches: Batches, most: int) -> dict[str, float]:
    """The losses by head, and shares of what is right, over the same examples each time.

    Args:
        model: Is left in the mode of evaluation.
        batches: What was kept for validation.
        most: Examples to look at.
    """
    model.eval()
    chosen = _chosen(batches.prepared, most)
    count = sum(map(len, chosen))
    sums: dict[str, float] = defaultdict(float)
    told: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    for rows in chosen:
        batch = batches.collate(rows)
        words = batches.words(batch)
        with torch.no_grad(), torch.autocast(words.device.type, torch.bfloat16):
            outputs = run(model, words, batch)
            for name, loss in losses(outputs, batch).items():
                sums[f"{name} loss"] += loss.item() / count
        for name, values in _by_example(outputs, batch).items():
            told[name].append(values.float().cpu().numpy())
    return sums | _figures({name: np.concatenate(parts) for name, parts in told.items()})


def _chosen(prepared: Prepared, most: int) -> list[list[int]]:
    """Rows by batch, of about equal length: questions drawn with all of their texts."""
    questions, widths = prepared.questions()
    drawn = np.random.default_rng(0).permutation(len(questions))
    drawn = drawn[np.cumsum([len(questions[at]) for at in drawn]) <= most]
    batches: list[list[int]] = [[]]
    for at in drawn[np.argsort(widths[drawn], kind="stable")].tolist():
        if len(batches[-1]) >= _TOGETHER:
            batches.append([])
        batches[-1] += questions[at]
    return batches


def _by_example(outputs: Outputs, batch: Batch) -> dict[str, torch.Tensor]:
    """What tells right from wrong, a number an example."""
    start, end = outputs.start[:, 1:].argmax(1) + 1, outputs.end[:, 1:].argmax(1) + 1
    meets = batch.starts.gather(1, start[:, None])[:, 0] | batch.ends.gather(1, end[:, None])[:, 0]
    best = outputs.start[:, 1:].amax(1) + outputs.end[:, 1:].amax(1)
    chances = outputs.verdict.softmax(1)
    return {
        "answerable": ~batch.starts[:, 0],
        "margin": best - outputs.start[:, 0] - outputs.end[:, 0],
        "meets": meets,
        "verdict": batch.verdict,
        "said": outputs.verdict[:, :_OPEN].argmax(1),
        "yes": chances[:, _YES],
        "no": chances[:, _NO],
        "carried": batch.carried,
    }


def _figures(seen: dict[str, NDArray[np.float32]]) -> dict[str, float]:
    is_claim = seen["carried"] >= 0
    answerable = (seen["answerable"] == 1) & ~is_claim
    settled = np.isin(seen["verdict"], (_YES, _NO))
    known = settled | (seen["verdict"] == VERDICTS.index("unsettled"))
    return {
        "spans met": _mean(seen["meets"][answerable]),
        "AUC answerable": _auc(answerable[~is_claim], seen["margin"][~is_claim]),
        "verdicts right": _mean((seen["said"] == seen["verdict"])[known]),
        "AUC yes against no": _auc(
            seen["verdict"][settled] == _YES, (seen["yes"] - seen["no"])[settled]
        ),
        "AUC claims": _auc(seen["carried"][is_claim] == 1, seen["yes"][is_claim]),
    }


def _mean(values: NDArray[np.generic]) -> float:
    return float(values.mean()) if len(values) else 0.0


def _auc(truth: NDArray[np.bool_], scores: NDArray[np.float32]) -> float:
    """A half where there is nothing to tell apart."""
    return float(roc_auc_score(truth, scores)) if len(set(truth.tolist())) == 2 else 0.5
