"""What a fact is about: the project of the page, not its sibling, its owner or its budget."""

import pytest

from .conftest import fields

_TITLE = "Lärlyftet Väst – om projektet"


@pytest.mark.parametrize(
    "text",
    [
        "Lärlyftet Väst hjälper skolor i länet. Projektet pågår till juni 2031.",
        "Region Ek ägde projektet. Projekttiden var 2028–2030.",
        "Region Ek är projektägare. Projektet pågår till juni 2031.",
        "Region Ek driver Lärlyftet Väst tillsammans med KTH. Det pågår till juni 2031.",
        "Projektperioden för Lärlyftet Väst är 2028–2030.",
        "Satsningen Lärlyftet Väst pågår till juni 2031.",
    ],
)
def test_period_of_the_project_of_the_page(text: str) -> None:
    (period,) = fields(text, "period", title=_TITLE)
    assert period["subject"] == "Lärlyftet Väst"


@pytest.mark.parametrize(
    "text",
    [
        "Lärlyftet Öst hjälper skolor i länet. Projektet pågår till juni 2031.",
        "## Om Lärlyftet Öst\n\nProjektet pågår till juni 2031.",
    ],
)
def test_the_project_of_a_page_on_several_is_not_guessed(text: str) -> None:
    (period,) = fields(text, "period", title=_TITLE)
    assert period["subject"] == "Projektet"


def test_what_is_new_is_not_taken_for_its_founder() -> None:
    (period,) = fields("MTU startar ett labb i Ekby. Det öppnade den 3 maj 2030.", "period")
    assert "subject" not in period


def test_goal_is_that_of_what_is_owned() -> None:
    text = "Region Ek driver Lärlyftet Väst. Målet är att fler elever ska läsa teknik."
    (goal,) = fields(text, "goal", title=_TITLE)
    assert goal["subject"] == "Lärlyftet Väst"


def test_sum_is_of_the_budget_but_not_of_its_payer() -> None:
    text = "Budgeten för Lärlyftet Väst är 4 miljoner kronor. KTH betalar 2 miljoner kronor."
    whole, part = fields(text, "amount", title=_TITLE)
    assert whole["of"] == "Budgeten för Lärlyftet Väst"
    assert "of" not in part


def test_a_verb_that_nobody_knows_is_no_part_of_a_name() -> None:
    text = "Lärlyftet Öst skulle ha pågått från mars 2025 till juni 2027."
    assert fields(text, "period") == [{"from": "2025-03", "to": "2027-06"}]
