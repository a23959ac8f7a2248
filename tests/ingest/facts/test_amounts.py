"""What sums are of."""

import pytest

from .conftest import fields


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Budgeten för Skollyftet är 4 miljoner kronor.", "Budgeten för Skollyftet"),
        ("Det finns en reserv på 3 miljoner kronor.", "reserv"),
        ("Firms can apply for training vouchers worth up to SEK 40,000.", "training vouchers"),
        ("The largest prize, SEK 2 million, goes to BusHaul.", "BusHaul"),
        ("The first prize, SEK 2 million, is paid in May.", "first prize"),
        ("En dag kostar 500 kronor för skolor och 900 kronor för andra.", "skolor"),
        ("Region Ek ger 3 miljoner kronor om året till rådets kansli.", "rådets kansli"),
        ("Notan blev 3 miljoner kronor.", "Notan"),
        ("Kursen är gratis, men den som uteblir betalar 400 kronor.", ""),
        ("Nämnden beslutade att 3 miljoner kronor ska sparas.", ""),
        ("Vinnova betalar 3 miljoner kronor.", ""),
    ],
)
def test_what_a_sum_is_of(text: str, of: str) -> None:
    assert fields(text, "amount")[0].get("of", "") == of


def test_a_difference_is_not_what_something_costs() -> None:
    text = "Huset kostade 9 miljoner kronor, en halv miljon eller 0,5 miljoner mindre än beräknat."
    assert [amount.get("of", "") for amount in fields(text, "amount")] == ["Huset", ""]


def test_millions_take_the_currency_of_the_sentence_before() -> None:
    text = (
        "Huset kostar 9 miljoner kronor. Återstående 2 miljoner är lån. 3 miljoner gäster bor här."
    )
    assert [amount["value"] for amount in fields(text, "amount")] == ["9000000", "2000000"]
    paid = "Huset kostar 9 miljoner kronor. Ekby betalar 2 miljoner, Region Ek 3 miljoner."
    assert len(fields(paid, "amount")) == 3
