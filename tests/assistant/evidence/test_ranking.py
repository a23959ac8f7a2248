"""The best of many are those that sorting all of them would give."""

import numpy as np
import pytest

from assistant.evidence.ranking import highest


@pytest.mark.parametrize("distinct", [1, 3, 1000])
@pytest.mark.parametrize("count", [1, 20, 500, 501])
def test_the_first_of_all_sorted(distinct: int, count: int) -> None:
    scores = np.random.default_rng(distinct).integers(0, distinct, 500).astype(np.float32)
    assert highest(scores, count).tolist() == np.argsort(-scores, kind="stable")[:count].tolist()


def test_of_none_there_is_none() -> None:
    assert highest(np.zeros(0, np.float32), 50).tolist() == []
