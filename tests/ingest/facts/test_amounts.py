"""What sums, counts and shares are of."""

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


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Där finns 40 små och medelstora företag.", "små och medelstora företag"),
        ("De 80 gästerna svarade.", "gästerna"),
        ("Hos 30 anställda märks det.", "anställda"),
        ("En enkät som 412 åkare besvarade i våras.", "åkare"),
    ],
)
def test_count(text: str, of: str) -> None:
    assert [count["of"] for count in fields(text, "count")] == [of]


@pytest.mark.parametrize(
    "text",
    [
        "§ 21 Ordföranden öppnade mötet.",
        "Den tål 40 minusgrader.",
        "Det krävs minst två års erfarenhet.",
        "Sju av tio skolor har plats.",
    ],
)
def test_no_count(text: str) -> None:
    assert fields(text, "count") == []


@pytest.mark.parametrize(
    ("text", "value", "of"),
    [
        ("Sju av tio skolor har plats.", "70", "skolor"),
        ("Av de 80 gästerna svarade 40 procent.", "40", "gästerna"),
        ("Det är 60 procent av de godkända kostnaderna.", "60", "godkända kostnaderna"),
        ("Skolan tappade en femtedel av sina elever.", "20", "elever"),
        ("Huset betalades till två tredjedelar av Vinnova.", "66.7", ""),
        ("De minskade sina utsläpp från bussar med 20 procent.", "20", "utsläpp från bussar"),
        ("The goal is to cut waste from schools by 20 per cent.", "20", "waste from schools"),
        ("Half of the steel in a new bus is recycled.", "50", "steel"),
        ("82 procent av gästerna kände sig trygga.", "82", "gästerna"),
    ],
)
def test_share(text: str, value: str, of: str) -> None:
    told = [(share["value"], share.get("of", "")) for share in fields(text, "share")]
    assert told == [(value, of)]
