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
        ("Each van gets SEK 180,000 for itself and SEK 900 for tyres.", "itself"),
        ("The fee is SEK 3,500 for companies and is nil for schools.", "companies"),
        ("The budget of SEK 2.4 million was approved.", "budget"),
        ("Medlemskap kostar 100 kronor i månaden.", "Medlemskap"),
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


@pytest.mark.parametrize(
    "range_",
    [
        "4 200–5 800 kr", "4 200–5 800 kr", "4 200-5 800 kr", "4 200 – 5 800 kr", "4–6 miljoner kronor",
        "mellan 4 och 6 miljoner kronor", "SEK 4,200–5,800", "SEK 4,200 – SEK 5,800", "€4 200–5 800",
        "−250 kr", "–250 kr", "−4 250 kr",
    ],
)  # fmt: skip
def test_an_end_of_a_range_and_a_number_with_a_sign_are_no_sum(range_: str) -> None:
    assert fields(f"Hyran är {range_}.", "amount") == []


@pytest.mark.parametrize(
    ("sum_", "value"),
    [
        ("1 200 000 kr", "1200000"),
        ("1,200 kr", "1200"),
        ("18,4 miljoner kronor", "18400000"),
        ("€4 200", "4200"),
        ("från 2026 – 950 kr", "950"),
        ("höjd från 300 till 400 kr", "400"),
        ("(1 200 kr)", "1200"),
        ("3 500 kr/år", "3500"),
    ],
)
def test_a_number_of_several_groups_is_read_whole(sum_: str, value: str) -> None:
    assert [amount["value"] for amount in fields(f"Hyran är {sum_}.", "amount")] == [value]
