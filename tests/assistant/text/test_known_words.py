from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from assistant.tables import Numbers
from assistant.text.known_words import LEAST, Column, KnownWords
from assistant.text.words import fold, likeness, spelling

# Few letters, so that many words are alike.
WORD = st.text("aeinstrå", min_size=1, max_size=14) | st.sampled_from(
    "industri fordonsindustrin Epiroc högnivågruppen gruppen projektets Thulins 2023 KTH:s".split()
)


@settings(deadline=None)  # The first word loads a list of all.
@given(WORD, st.lists(WORD, min_size=1, max_size=30))
@example("industrin", ["fordonsindustri", "industriforskning", "industrier"])
@example("fordonsindustrin", ["industri", "fordon"])
@example("forskningschefen", ["froskningschefn", "forskningschef"])
@example("Östnavet", ["Västnavet", "Östnvet"])
def test_near_words_are_those_that_a_comparison_with_all_finds(
    asked: str, words: list[str]
) -> None:
    known = KnownWords.of(words)
    scores = likeness([asked], known.words)[0]
    near = known.near(asked)
    assert near.numbers.tolist() == np.flatnonzero(scores >= LEAST).tolist()
    assert near.scores.tolist() == scores[scores >= LEAST].tolist()
    letters = spelling([asked], known.words)[0]
    assert near.letters.tolist() == letters[near.numbers].tolist()
    like = np.flatnonzero(letters >= 0.75).tolist()
    assert known.spelt_like(asked, 0.75).tolist() == like
    for slips in (0, 1, 2):
        near_by = [at for at in like if OSA.distance(fold(asked), fold(known.words[at])) <= slips]
        assert known.spelt_like(asked, 0.75, slips).tolist() == near_by


def _column(lines: Sequence[Sequence[int]], size: int, codes: Numbers | None = None) -> Column:
    lengths = np.array([len(line) for line in lines])
    return Column.of(np.array([word for line in lines for word in line]), lengths, size, codes)


def test_rows_are_found_by_any_of_their_words() -> None:
    column = _column([[0, 1, 0], [], [1, 2]], 4)
    assert sorted(column.rows([1])) == [0, 2]
    assert sorted(column.rows([0, 1])) == [0, 0, 2]
    assert column.rows([3]).size == column.rows([]).size == 0


def test_rows_that_share_lines_are_found_like_rows_with_their_own() -> None:
    lines = [[0, 1], [], [1, 2], [3]]
    codes = np.array([2, 0, 2, 1, 0])
    shared, own = _column(lines, 4, codes), _column([lines[code] for code in codes], 4)
    for word in range(4):
        assert sorted(shared.rows([word])) == sorted(own.rows([word]))
    assert sorted(shared.rows([1])) == [0, 1, 2, 4]
    assert not shared.rows([3]).size, "a line that no row has"


def test_nothing_is_near_where_nothing_is_known() -> None:
    known = KnownWords.of([])
    assert not known.near("industrin").numbers.size
    assert not known.spelt_like("Sity", 0.75).size
