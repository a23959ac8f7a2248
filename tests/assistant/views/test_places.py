"""Which sentence stands at a place, where passages share sentences too."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from assistant.models.documents import Passage, Sentence
from assistant.spans import ListedSpans
from assistant.views.places import Places

SENTENCES = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2)), min_size=1, max_size=12)
"""The length of each, and how much is between it and the next."""


def _sentences(lengths: list[tuple[int, int]]) -> list[Sentence]:
    found, start = [], 0
    for length, between in lengths:
        found.append(Sentence("a", start, start + length, "x" * length))
        start += length + between
    return found


@given(SENTENCES, st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)), max_size=6))
def test_the_sentence_that_holds_a_place_is_found_in_the_first_passage_that_has_it(
    lengths: list[tuple[int, int]], cuts: list[tuple[int, int]]
) -> None:
    every = _sentences(lengths)
    passages = []
    for first, count in sorted(cuts):
        if held := tuple(every[first : first + count]):
            passages.append(Passage("a", held[0].start, held[-1].end, "", "", "", held))
    index = SimpleNamespace(documents={"a": None}, passages=ListedSpans(passages))
    places = Places(index)
    for place in range(every[-1].end + 2):
        holding = ((s, p) for p in passages for s in p.sentences if s.start <= place < s.end)
        assert places.at("a", place) == next(holding, None)
    assert places.at("b", 0) is None


def test_no_place_is_of_a_document_that_is_left_out() -> None:
    (sentence,) = _sentences([(5, 0)])
    passages = [Passage("a", 0, 5, "", "", "", (sentence,))]
    index = SimpleNamespace(documents={}, passages=ListedSpans(passages))
    assert Places(index).at("a", 0) is None
