from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.composing import composed
from assistant.text.words import fold, likeness, weight, words


@pytest.mark.parametrize(
    ("asked", "found", "least", "most"),
    [
        ("projektet", "projekt", 0.6, 1.0),
        ("Epirok", "Epiroc", 0.9, 0.9),
        ("Teknikforetagen", "Teknikföretagen", 1.0, 1.0),
        ("industri", "fordonsindustri", 0.7, 0.8),
        ("Thulins", "Thulin", 0.9, 1.0),
        ("Tesla", "Telia", 0.0, 0.5),
        ("Volvo", "Veoneer", 0.0, 0.3),
        ("2022", "2023", 0.0, 0.0),
        ("KTH", "KTH", 1.0, 1.0),
        ("KTH", "LTH", 0.0, 0.0),
        ("Forddonsdalen", "Fordonsdalen", 0.9, 0.9),
        ("Linholmen", "Lindholmen", 0.9, 0.9),
        ("Andrsson", "Andersson", 0.9, 0.9),
        ("Beergkvist", "Bergkvist", 0.9, 0.9),
        ("Vallenberg", "Wallenberg", 0.9, 0.9),
        ("Östnvet", "Östnavet", 0.9, 0.9),
        ("Östnavet", "Västnavet", 0.0, 0.0),
        ("Hansson", "Jansson", 0.0, 0.0),
    ],
)
def test_likeness(asked: str, found: str, least: float, most: float) -> None:
    assert least - 1e-6 <= float(likeness([asked], [found])[0, 0]) <= most + 1e-6


def test_rare_words_say_more_than_common_ones() -> None:
    assert weight("och") < weight("projekt") < weight("högnivågruppen") <= 1.0


def test_names_with_joints_are_one_word() -> None:
    assert [word.text for word in words("IT&Telekomföretagen, 18,4 miljoner")] == [
        "IT&Telekomföretagen",
        "18,4",
        "miljoner",
    ]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    for word in words(text):
        assert fold(composed(text[word.start : word.end])) == word.folded
        assert fold(word.text) == word.folded


@given(st.lists(st.text(min_size=1), max_size=4), st.lists(st.text(min_size=1), max_size=4))
def test_likeness_is_a_share(asked: list[str], found: list[str]) -> None:
    alike = likeness(asked, found)
    assert alike.shape == (len(asked), len(found))
    assert ((alike >= 0) & (alike <= 1)).all()


def test_a_compound_is_met_by_its_head_and_meets_each_part() -> None:
    asked = ["industrin", "fordonsindustrin", "fordonsdalen", "projektet"]
    met = likeness(asked, ["fordonsindustri", "industri", "fordon", "samordningsprojekt"])
    assert met[0, 0] > 0.5  # a part of a compound
    assert met[1, 1] > 0.5  # its head
    assert met[2, 2] == 0.0  # Fordonsdalen is no fordon
    assert met[3, 3] > 0.5
