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


@given(st.text(alphabet="aå\u030a\u00ad\u200bx ﷺ\u0308.1-\n", max_size=12))
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


@pytest.mark.parametrize(
    ("written_so", "read_so"),
    [
        ("Hamn-\nbryggan är ny", "Hamnbryggan är ny"),
        ("Hamn\u00ad\r\n  bryggan", "Hamnbryggan"),
        ("Eva-\nLotta Ek", "Eva-Lotta Ek"),
        ("EU-\nprojekt och VA-\narbete", "EU-projekt och VA-arbete"),
        ("åren 2024-\n2026", "åren 2024-\n2026"),
        ("in-\noch utfart", "in-\noch utfart"),
        ("ett - \ntvå -\ntre", "ett - \ntvå -\ntre"),
        ("Hamn-\n\nbryggan", "Hamn-\n\nbryggan"),
    ],
)
def test_a_word_on_two_lines_is_one(written_so: str, read_so: str) -> None:
    assert composed(written_so) == read_so == placed(written_so).text
    assert [word.text for word in words(written_so)] == written(read_so)


def test_a_broken_word_has_its_place_on_both_lines() -> None:
    text = "Vid hamn-\n  bryggan."

    assert [text[word.start : word.end] for word in words(text)] == ["Vid", "hamn-\n  bryggan"]


def test_many_line_ends_take_time_by_their_number() -> None:
    assert len(composed("a" * 40 + "-\n") + composed("ordet-\n" * 100_000)) > 400_000
