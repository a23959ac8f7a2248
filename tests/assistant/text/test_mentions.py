from __future__ import annotations

import pytest

from assistant.text.mentions import mentioned

PAGE = (
    "Tågkraft\nTågkraft leds av Karin Ahlgren. I Västernorrlandstrakten deltar Sundsvalls kommun."
)


@pytest.mark.parametrize(
    "question",
    [
        "Vem leder Tågkraft?",
        "Vem leder Tågkrafts arbete?",
        "Vem leder Tågkraf?",
        "Vad gör Ahlgrn?",
        "Är Sundsvall med?",
        "Vilka Tågkraft-resor ordnar de?",
        "Vem leder det?",
        "VEM LEDER NORRKRAFT?",
        "Vem leder Tågkraft i Sverige för min dotter Emma i Mars?",
        "Vem leder Tåg\u00adkraft?",
        "Vem leder Tågkraft (TKRX)?",
        "Hej! Ursäkta mig, men vem leder det?",
        "",
    ],
)
def test_names_that_a_page_tells_are_mentioned_whichever_form_they_have(question: str) -> None:
    assert mentioned(question, PAGE) >= 0.65


@pytest.mark.parametrize(
    "question",
    ["Vem leder Norrkraft?", "Är Norrkraft med i Tågkraft?", "Who leads Norrkraft?"],
)
def test_the_name_that_is_told_worst_counts(question: str) -> None:
    assert mentioned(question, PAGE) < 0.5


def test_signs_that_nobody_sees_part_no_names() -> None:
    assert (
        mentioned("Vem leder Vätgasnavet?", "Vät\u00adgas\u00adnavet leds av Disa\u200b Frost.")
        == 1.0
    )


def test_a_page_without_words_mentions_nothing() -> None:
    assert mentioned("Vem leder Tågkraft?", "…") == 0.0
