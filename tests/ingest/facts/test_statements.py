"""Goals, periods, organisations and sums, one form of words at a time."""

import pytest

from .conftest import fields, read

_PUBLISHED = "2022-05-03"


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Projektet pågår till december 2022.", "", "2022-12"),
        ("Projektet pågår t.o.m. den 31 mars 2023.", "", "2023-03-31"),
        ("Projektet pågår till och med december i år.", "", "2022-12"),
        ("Projektet startade förra året.", "2021", ""),
        ("Projektet startar i oktober nästa år.", "2023-10", ""),
        ("Det gjordes mellan augusti 2021 och mars 2022.", "2021-08", "2022-03"),
        ("Det gjordes mellan augusti och december 2022.", "2022-08", "2022-12"),
        (
            "Det pågick från den 1 oktober 2016 till den 31 januari 2020.",
            "2016-10-01",
            "2020-01-31",
        ),
        ("Projekttid: 2021–2023", "2021", "2023"),
        ("Projektperiod: 2021-03-01 – 2022-02-28", "2021-03-01", "2022-02-28"),
        ("It lasts from July 2021 until October 2023.", "2021-07", "2023-10"),
        ("It ran 2021 to 2023.", "2021", "2023"),
        ("Projektet startade hösten 2021.", "2021", ""),
        (
            "Arbetet påbörjades i januari 2022 och ska vara avslutat senast i juni 2025.",
            "2022-01",
            "2025-06",
        ),
        ("Samarbetet har förlängts till och med 2027.", "", "2027"),
        ("Allt ska vara klart senast den 31 december 2024.", "", "2024-12-31"),
        ("Satsningen är treårig och avslutas sista juni 2026.", "", "2026-06-30"),
        ("Everything will be completed by June 2025.", "", "2025-06"),
        ("**Tid:** torsdag 16 maj 2024 kl. 9.00–16.15", "2024-05-16", "2024-05-16"),
        ("It starts on March 1, 2024 and ends in June 2025.", "2024-03-01", "2025-06"),
    ],
)
def test_period(text: str, start: str, end: str) -> None:
    (period,) = fields(text, "period", published=_PUBLISHED)
    assert (period.get("from", ""), period.get("to", "")) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Utsläppen ska sänkas med 20 procent till 2020.",
        "En artikel från 2006 beskriver detta.",
        "Mötet börjar 13.00 och 2021 års budget gäller.",
        "Bidraget är 2000–3000 kronor.",
        "Kontoret är öppet den 16 maj 2024.",
    ],
)
def test_no_period(text: str) -> None:
    assert fields(text, "period") == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Parken öppnade den 30 januari 2018.", "2018-01-30"),
        ("I går sa nämnden ja till bron.", "2024-05-15"),
        ("I fredags undertecknades avtalet i Ekby.", "2024-05-10"),
        ("Last Monday some 200 guests gathered in Ekby.", "2024-05-13"),
        ("På tisdag öppnar mässan.", "2024-05-21"),
        ("I dag samlas rådet för första gången.", "2024-05-16"),
    ],
)
def test_day_of_an_event(text: str, day: str) -> None:
    (period,) = fields(text, "period", published="2024-05-16")
    assert (period["from"], period["to"]) == (day, day)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("I går sa nämnden ja till bron.", "2024-05"),
        ("I går sa nämnden ja till bron.", ""),
        ("Anmäl dig senast den 3 maj 2024, innan mässan öppnar.", "2024-04-01"),
        ("I dag arbetar 300 personer i företaget.", "2024-05-16"),
    ],
)
def test_no_day_of_an_event(text: str, published: str) -> None:
    assert fields(text, "period", published=published) == []


def test_relative_date_needs_the_date_of_publication() -> None:
    assert fields("Projektet pågår till december i år.", "period") == []


def test_year_after_the_one_that_was_named() -> None:
    text = "Frågan utreddes 2019. Året därpå startade Ekby kommun projektet."
    assert [period["from"] for period in fields(text, "period")] == ["2020"]


def test_period_is_quoted_with_what_goes_on() -> None:
    (fact,) = read("Projektet pågår till december 2022 men verksamheten ska fortlöpa efter det.")
    assert fact.text == "Projektet pågår till december 2022"
    assert fact.fields == {"to": "2022-12", "subject": "Projektet"}


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Budgeten är 18,4 miljoner kronor.", "18400000", "SEK"),
        ("The total is SEK 15.7 million.", "15700000", "SEK"),
        ("Stödet är 1 500 000 kr.", "1500000", "SEK"),
        ("Budget: 24,5 mkr", "24500000", "SEK"),
        ("Satsningen är på två miljarder kronor.", "2000000000", "SEK"),
        ("It costs €3.2 million.", "3200000", "EUR"),
        ("EU bidrar med 1,25 MEUR.", "1250000", "EUR"),
        ("Avgiften är 450 kronor.", "450", "SEK"),
    ],
)
def test_amount(text: str, value: str, unit: str) -> None:
    (amount,) = fields(text, "amount")
    assert (amount["value"], amount["unit"]) == (value, unit)


def test_millions_take_the_currency_that_was_named() -> None:
    text = "Insatserna uppgår till 146 miljoner kronor, varav 18,4 miljoner i statlig finansiering."
    whole, part = fields(text, "amount")
    assert (whole["value"], part["value"]) == ("146000000", "18400000")
    assert part["of"] == "statlig finansiering"
    assert fields("Landet har 10 miljoner invånare.", "amount") == []


@pytest.mark.parametrize(
    ("text", "kind", "organisations"),
    [
        ("Arenan drivs av Region Ö.", "owner", ["Region Ö"]),
        ("Region Ö och KTH driver Arenan.", "owner", ["Region Ö", "KTH"]),
        ("Projektägare: Ås kommun", "owner", ["Ås kommun"]),
        ("Arenan drivs av Region Ö i nära samverkan med Ekby kommun och Kungliga Tekniska Högskolan (KTH).",
         "partner", ["Ekby kommun", "Kungliga Tekniska Högskolan (KTH)"]),
        ("Region Ö, KTH and Kista Science City take part.", "partner",
         ["Region Ö", "KTH", "Kista Science City"]),
        ("Arenan finansieras av Europeiska regionala utvecklingsfonden och Vinnova.", "funder",
         ["Europeiska regionala utvecklingsfonden", "Vinnova"]),
        ("The centre is funded by the Swedish Road Agency.", "funder", ["Swedish Road Agency"]),
        ("Arenan är ett EU-finansierat projekt.", "funder", ["EU"]),
        ("Energimyndigheten har beviljat 8,5 miljoner kronor till projektet.", "funder",
         ["Energimyndigheten"]),
        ("Projektet har beviljats 8,5 miljoner kronor från Energimyndigheten.", "funder",
         ["Energimyndigheten"]),
        ("Socialfonden står för hälften av kostnaden.", "funder", ["Socialfonden"]),
        ("Budgeten är 24 mnkr, varav hälften är EU-medel.", "funder", ["EU"]),
        ("Navet ägs av Region Ek (51 procent) och Ekby kommun (49 procent).", "owner",
         ["Region Ek", "Ekby kommun"]),
        ("Bakom satsningen står Region Ek, KTH och Scania.", "owner",
         ["Region Ek", "KTH", "Scania"]),
        ("Huvudman för testbädden är RISE.", "owner", ["RISE"]),
        ("Under 2022–2024 drivs projektet av KTH.", "owner", ["KTH"]),
        ("Projektet är ett samarbete mellan Region Ek, KTH och Volvo.", "partner",
         ["Region Ek", "KTH", "Volvo"]),
        ("Partner i projektet: KTH och RISE", "partner", ["KTH", "RISE"]),
        ("Finansieringen kommer till 40 procent från EU och resten från parterna.", "funder", ["EU"]),
        ("| Finansiär | Vinnova och Region Ö |\n|---|---|\n", "funder", ["Vinnova", "Region Ö"]),
        ("Arenan leds av Eva Ek, vd på Ek AB.", "owner", []),
        ("Han åkte dit tillsammans med London och Paris.", "partner", []),
    ],
)  # fmt: skip
def test_organisations(text: str, kind: str, organisations: list[str]) -> None:
    assert [fact["organisation"] for fact in fields(text, kind)] == organisations


@pytest.mark.parametrize(
    ("text", "goal", "subject"),
    [
        ("Syftet med rådet är att skapa synergier, säger Eva Ek, vd på Ek AB.",
         "skapa synergier", "rådet"),
        ("Nya Arenan ska stärka industrin i länet.", "stärka industrin i länet", "Nya Arenan"),
        ("Projektet syftar till att korta köerna.", "korta köerna", "Projektet"),
        ("The aim of the project is to halve emissions.", "halve emissions", "project"),
        ("Mål: färre olyckor", "färre olyckor", ""),
    ],
)  # fmt: skip
def test_goal(text: str, goal: str, subject: str) -> None:
    (found,) = fields(text, "goal")
    assert (found["goal"], found.get("subject", "")) == (goal, subject)


@pytest.mark.parametrize(
    "above", ["## Mål\n\n", "Våra mål är:\n\n", "**Goals**\n\n", "## Projektets mål\n\n"]
)
def test_the_items_of_a_list_of_goals(above: str) -> None:
    text = f"{above}- 50 nya laddplatser\n- en gemensam plan\n\n## Annat\n\n- en rapport"
    assert [found["goal"] for found in fields(text, "goal")] == [
        "50 nya laddplatser",
        "en gemensam plan",
    ]


def test_goal_is_quoted_without_who_says_it() -> None:
    (fact,) = (
        fact
        for fact in read("Syftet är att skapa synergier, säger Eva Ek, vd på Ek AB.")
        if fact.kind == "goal"
    )
    assert fact.text == "Syftet är att skapa synergier"


@pytest.mark.parametrize(
    "text", ["Vi ska äta lunch.", "Det kommer att bli sol.", "Målet närmar sig."]
)
def test_no_goal(text: str) -> None:
    assert fields(text, "goal") == []
