from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.composing import composed, placed
from assistant.text.words import single_spaced, words, written

SHOWN = "Björns å är 3 m bred"
APART = unicodedata.normalize("NFD", SHOWN)
HIDDEN = "Bjö\u00adrns å\u200b är 3 m bre\u2060d"


@pytest.mark.parametrize("text", [APART, HIDDEN, unicodedata.normalize("NFD", HIDDEN)])
def test_words_are_those_that_are_read_and_stand_where_they_are_written(text: str) -> None:
    found = words(text)

    assert [word.text for word in found] == SHOWN.split() == written(text)
    assert [composed(text[word.start : word.end]) for word in found] == SHOWN.split()
    assert composed(text) == placed(text).text == single_spaced(text) == SHOWN


@given(st.text(alphabet="aå\u030a\u00ad\u200bx ﷺ\u0308.1", max_size=12))
def test_places_lead_back_to_what_was_written(text: str) -> None:
    read = placed(text)

    assert len(read.starts) == len(read.text) + 1
    assert list(read.starts) == sorted(read.starts)
    assert read.starts[-1] == len(text)
    for at in range(len(read.text)):
        begin, end = read.starts[at], read.starts[at + 1]
        assert begin == end or read.text[at] in composed(text[begin:end])
        assert read.starts[read.within(begin)] == begin


def test_text_that_is_whole_takes_no_list_of_places() -> None:
    assert placed(SHOWN).starts == range(len(SHOWN) + 1)
