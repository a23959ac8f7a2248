from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.reader.calibration import FEATURES, FLAT, Calibration, chance
from assistant.reader.decoding import Candidate, best_span
from assistant.reader.onnx import judge
from assistant.reader.reading import Verdict
from assistant.reader.tokens import Pair

TEXT = "Deltagare är Vindeln, Robertsfors och Nordmaling."
WORDS = [(0, 9), (10, 12), (13, 20), (20, 21), (22, 33), (34, 37), (38, 48), (48, 49)]
PAIR = Pair([0, 7, 2, 2, *range(10, 18), 2], [(0, 0)] * 4 + WORDS + [(0, 0)], 4)
BY_MARGIN = (1.0, *FLAT[1:])
PLAIN = Calibration(1.0, BY_MARGIN, 0.5)
OPEN = Verdict(0.0, 0.0, 0.0, 1.0)


def _logits(start: int, end: int, inside: tuple[int, ...] = (), null: float = 0.0) -> np.ndarray:
    logits = np.full((len(PAIR.numbers), 3), -5.0, np.float32)
    logits[0, :2] = null
    logits[PAIR.first + start, 0] = logits[PAIR.first + end, 1] = 5.0
    logits[[PAIR.first + place for place in inside], 2] = 5.0
    return logits


def test_the_span_is_a_slice_of_the_text() -> None:
    found = best_span(_logits(2, 4), PAIR)
    assert found is not None
    assert TEXT[found.start : found.end] == "Vindeln, Robertsfors"
    assert found.margin == 10.0
    assert found.peak == pytest.approx(0.0, abs=1e-3)


def test_it_never_ends_before_it_starts_nor_outside_of_the_text() -> None:
    logits = _logits(6, 2)
    logits[1:4, :2] = 50.0
    logits[-1, :2] = 50.0
    found = best_span(logits, PAIR)
    assert found is not None
    assert 0 <= found.start < found.end <= len(TEXT)


def test_the_other_pieces_of_a_list_come_apart() -> None:
    found = best_span(_logits(2, 2, inside=(2, 4, 6)), PAIR)
    assert found is not None
    assert [TEXT[a:b] for a, b, _ in found.others] == ["Robertsfors", "Nordmaling"]


def test_a_context_without_text_has_no_span() -> None:
    assert best_span(np.zeros((5, 3), np.float32), Pair([0, 7, 2, 2, 2], [(0, 0)] * 5, 4)) is None


def _candidate(margin: float) -> Candidate:
    return Candidate(0, 4, margin, -0.1, 2, ())


def test_what_retrieval_ranks_lower_must_lead() -> None:
    near = judge(PLAIN, [_candidate(2.0), _candidate(2.5)], [OPEN, OPEN])
    far = judge(PLAIN, [_candidate(2.0), _candidate(3.5)], [OPEN, OPEN])
    assert near.spans[0].context == 0
    assert far.spans[0].context == 1


def test_without_any_span_there_is_no_answer() -> None:
    assert judge(PLAIN, [None], [OPEN]).spans == ()


def test_chances_grow_with_the_margin_and_stay_within_bounds() -> None:
    told = [judge(PLAIN, [_candidate(m)], [OPEN]).spans[0].chance for m in (-1e9, -1.0, 1.0, 1e9)]
    assert told == sorted(told)
    assert all(0.0 <= one <= 1.0 for one in told)
    assert chance(FLAT, dict.fromkeys(FEATURES, 3.0)) == 0.5


def test_the_weight_of_a_name_that_a_page_does_not_mention_is_learnt() -> None:
    weights = (*FLAT[:-2], 2.0, 0.0)
    plain = Calibration(1.0, weights, 0.5)
    told, untold = (
        judge(plain, [replace(_candidate(1.0), mentioned=share)], [OPEN]).spans[0].chance
        for share in (1.0, 0.0)
    )
    assert told > 0.8
    assert untold == 0.5
