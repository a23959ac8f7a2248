"""Owners, partners and funders in the clauses that name several, and what they own or pay for."""

import pytest

from .conftest import fields


@pytest.mark.parametrize(
    ("text", "kind", "organisations"),
    [
        ("Region Ek är projektägare, och KTH, Ås Science Park och Ekby kommun är partner.",
         "partner", ["KTH", "Ås Science Park", "Ekby kommun"]),
        ("Stödmottagare är Region Ek.", "owner", ["Region Ek"]),
        ("Arrangörer är Region Ek, Almi Väst och Ekby kommun.", "owner",
         ["Region Ek", "Almi Väst", "Ekby kommun"]),
        ("Skollyftet Väst genomförs av Region Ek, MTU och Ekby kommun.", "owner",
         ["Region Ek", "MTU", "Ekby kommun"]),
        ("MTU äger bussarna.", "owner", ["MTU"]),
        ("MTU äger inte bussarna.", "owner", []),
        ("Pensionärer betalar hälften.", "funder", []),
        ("Volvo betalar hälften.", "funder", ["Volvo"]),
        ("Det är inte sant att huset finansieras av Vinnova.", "funder", []),
        ("Det är inte sant att Vinnova betalar hälften av huset.", "funder", []),
        ("Det är bra att huset finansieras av Vinnova.", "funder", ["Vinnova"]),
        ("Mässan äger rum i Ekby.", "owner", []),
        ("Kansliet leds av Ylwa Stormryd.", "owner", []),
        ("Region Ek äger 70 procent av bolaget och Ekby kommun resterande 30 procent.", "owner",
         ["Region Ek", "Ekby kommun"]),
        ("The grants are administered by Almi West on behalf of Region Ek.", "owner", ["Almi West"]),
        ("Region Ek, Region Al och Vägverket har enats om ett avtal.", "partner",
         ["Region Ek", "Region Al", "Vägverket"]),
        ("Region Ek drev Skollyftet, och MTU och Ekby kommun var samverkansparter.", "partner",
         ["MTU", "Ekby kommun"]),
        ("Region Ek drev projektet, som genomfördes tillsammans med Ekby kommun och MTU.", "partner",
         ["Ekby kommun", "MTU"]),
        ("Tre nya parter har anslutit sig: Ekby kommun, MTU och Ås högskola.", "partner",
         ["Ekby kommun", "MTU", "Ås högskola"]),
        ("Elbolagen är inte parter i avtalet.", "partner", []),
        ("Budgeten är 8 miljoner kronor. Vinnova står för 60 procent, Region Ek för 30 procent och"
         " kommunerna för resten.", "funder", ["Vinnova", "Region Ek"]),
        ("Bussarna står för 41 procent av utsläppen i Ekby kommun.", "funder", []),
        ("Huset kostade 9 miljoner kronor. Region Ek betalade 4 miljoner, Ekby stad 3 miljoner och"
         " Energimyndigheten återstoden.", "funder",
         ["Region Ek", "Ekby stad", "Energimyndigheten"]),
        ("Huset betalades till tre fjärdedelar av EU-fonden.", "funder", ["EU-fonden"]),
        ("Övriga pengar kom från Region Ek och MTU.", "funder", ["Region Ek", "MTU"]),
        ("Medfinansieringen kommer från Region Ek med 2,1 miljoner kronor och från MTU med 3,4.",
         "funder", ["Region Ek", "MTU"]),
        ("Av kostnaden på 7,5 miljoner kronor stod Vinnova för 2,5 miljoner.", "funder",
         ["Vinnova"]),
        ("The budget is EUR 2 million, 70 per cent of which comes from Horizon Europe.", "funder",
         ["Horizon Europe"]),
        ("Six firms pay SEK 9 million, MTU contributes the same amount and the Swedish Road Agency"
         " adds SEK 3 million.", "funder", ["MTU", "Swedish Road Agency"]),
        ("Norlund is funding nine projects.", "funder", ["Norlund"]),
        ("Funding: Vinnova (60 per cent)", "funder", []),
        ("Finansiärer: Vinnova (2,5 miljoner kronor) och Region Ek (1,5 miljoner kronor)", "funder",
         ["Vinnova", "Region Ek"]),
        ("The lab is funded by the Swedish Agency for Roads.", "funder",
         ["Swedish Agency for Roads"]),
        ("Ungefär 40 procent kommer från Region Ek.", "funder", []),
    ],
)  # fmt: skip
def test_organisations(text: str, kind: str, organisations: list[str]) -> None:
    assert [fact["organisation"] for fact in fields(text, kind)] == organisations


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("MTU äger bussarna.", "owner", "bussarna"),
        ("The prize goes to BusHaul, a project on buses led by MTU.", "owner", "BusHaul"),
        ("Norlund is funding nine projects on buses.", "funder", "nine projects"),
        ("Region Ek och Region Al har enats om ett avtal om bussar.", "partner", "avtal"),
        ("Kommunen ger pengar till Busslinjen 2.0, som drivs av MTU.", "owner", "Busslinjen 2.0"),
    ],
)
def test_what_it_is_about(text: str, kind: str, subject: str) -> None:
    assert {fact["subject"] for fact in fields(text, kind)} == {subject}


def test_funder_is_quoted_with_what_it_pays() -> None:
    text = "Skollyftet kostar 9 miljoner kronor. Vinnova bidrar med 3 miljoner kronor."
    assert [fact["organisation"] for fact in fields(text, "funder")] == ["Vinnova"]


def test_a_clause_of_its_own_is_not_about_what_the_sentence_points_to() -> None:
    text = "Cedern pågår i Ekby. Det är bra att huset finansieras av Vinnova."
    assert fields(text, "funder") == [{"organisation": "Vinnova"}]
