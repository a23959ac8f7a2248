from __future__ import annotations

import pytest

from assistant.siblings import names_another
from assistant.words import likeness


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Vem leder etapp 3?", "Etapp 2 leds av Disa Frost."),
        ("Vem leder Forum Nord?", "Forum Syd leds av Egon Rask."),
        ("Hur mycket ger Sundsvalls kommun?", "Söderhamns kommun bidrar med 3 miljoner kronor."),
        ("Vem leder Östnavet?", "Västnavet leds av Ture Noga."),
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
