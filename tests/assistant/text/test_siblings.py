from __future__ import annotations

import pytest

from assistant.text.siblings import names_another
from assistant.text.words import likeness


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Vem leder etapp 3?", "Etapp 2 leds av Disa Frost."),
        ("Hur mycket ger Sundsvalls kommun?", "Söderhamns kommun bidrar med 3 miljoner kronor."),
        ("Vem leder Östnavet?", "Västnavet leds av Ture Noga."),
        ("Vem kör buss 14?", "Buss 15 körs av Ture Noga."),
    ],
)
def test_what_is_said_of_a_sibling_is_no_answer(question: str, quote: str) -> None:
    assert names_another(question, quote, quote)
    assert not names_another(question, quote, f"{quote} {question}")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Vem leder Forrum Syd?", "Forum Syd leds av Egon Rask."),
        ("Nådde projektet målet om 40 åkerier?", "Totalt 53 åkerier fick rådgivning."),
        ("Vem leder gruppen hos Epirok?", "Gruppen leds av Jonas Albertso från Epiroc."),
        ("Vem leder gruppen?", "Varje grupp leds av Anna Ek."),
        ("Hur många bilar såldes 2023?", "Under 2023 såldes 500 bilar."),
        ("Hur mycket fick projektet 2022?", "År 2022 fick projektet 4 miljoner kronor."),
        ("Vem är vd för Scania Sverige?", "Scania CV AB har en vd som heter Anna Berg."),
        ("Vem handledde professor Larsson?", "Professor Ek handledde henne."),
        ("Vem efterträdde ordförande Lindqvist?", "Ordförande Anna Berg tog över efter honom."),
        ("HUR MÅNGA BILAR SÅLDES I SÖDERTÄLJE", "I Södertälje såldes 40 bilar."),
    ],
)
def test_what_is_said_of_the_same_or_of_a_count_may_be_one(question: str, quote: str) -> None:
    assert not names_another(question, quote, quote)


@pytest.mark.parametrize(
    ("asked", "found", "same"),
    [
        ("Östnavet", "Västnavet", False),
        ("Hansson", "Jansson", False),
        ("Östnvet", "Östnavet", True),
        ("Eriksson", "Ericsson", True),
        ("Epirok", "Epiroc", True),
    ],
)
def test_another_word_is_no_misspelling(asked: str, found: str, same: bool) -> None:
    assert (likeness([asked], [found])[0, 0] >= 0.65) == same
