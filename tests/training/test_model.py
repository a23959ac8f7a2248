from __future__ import annotations

import math
from dataclasses import replace

import pytest
import torch

from training.model import JOINT_WEIGHT, Batch, Outputs, losses
from training.prepared import UNKNOWN, Encoded, Prepared
from training.train import Plan, order


def _batch(starts: list[list[bool]], question: list[int]) -> Batch:
    gold = torch.tensor(starts)
    unknown = torch.full((len(starts),), UNKNOWN)
    return Batch(
        numbers=torch.zeros_like(gold, dtype=torch.long),
        mask=torch.ones_like(gold),
        allowed=torch.ones_like(gold),
        starts=gold,
        ends=gold,
        inside=torch.zeros_like(gold),
        verdict=unknown,
        carried=unknown,
        question=torch.tensor(question),
    )


def _joint(logits: list[list[float]], batch: Batch) -> float:
    places = torch.tensor(logits, requires_grad=True)
    verdict = torch.zeros((len(batch), 4))
    loss = losses(Outputs(places, places, places, verdict), batch)["joint"]
    torch.autograd.backward(loss)
    assert places.grad is not None
    assert torch.isfinite(places.grad).all()
    return loss.item() / JOINT_WEIGHT


def test_places_are_weighed_against_those_of_all_texts_of_a_question() -> None:
    batch = _batch([[False, True, False], [True, False, False]], [0, 0])
    leads = [2.0, 0.0, 3.0, -1.0]
    expected = math.log(1 + sum(math.exp(lead) for lead in leads)) - leads[0]
    # What a text says without an answer is its own measure, whatever it is.
    assert _joint([[1.0, 3.0, 1.0], [-5.0, -2.0, -6.0]], batch) == pytest.approx(expected)


def test_without_an_answer_no_place_of_any_text_should_lead() -> None:
    batch = _batch([[True, False], [True, False]], [0, 0])
    expected = math.log(1 + math.exp(2.0) + math.exp(-1.0))
    assert _joint([[0.0, 2.0], [0.0, -1.0]], batch) == pytest.approx(expected)


def test_a_single_text_is_not_counted_twice() -> None:
    batch = _batch([[False, True], [True, False]], [0, 1])
    assert _joint([[0.0, 2.0], [0.0, -1.0]], batch) == 0.0


def test_the_texts_of_a_question_stay_in_one_batch() -> None:
    sizes = [(question, 5 + question % 7) for question in range(1, 60) for _ in range(3)]
    encoded = Encoded((0,) * 5, 2, ((0, 0),))
    prepared = Prepared.of(
        replace(encoded, numbers=(0,) * size, question=question) for question, size in sizes
    )
    batches = order(prepared, Plan(pieces=40))
    assert sorted(row for rows in batches for row in rows) == list(range(len(prepared)))
    for rows in batches:
        asked = prepared.question[rows].tolist()
        assert all(asked.count(question) == 3 for question in asked)
        assert len(rows) * prepared.lengths[rows].max() <= 40
