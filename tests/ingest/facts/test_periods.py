"""When something goes on or takes place, and of what that is told."""

import pytest

from .conftest import fields

_PUBLISHED = "2030-02-10"

Told = tuple[str, str, str]


def _told(text: str, language: str = "sv") -> list[Told]:
    """Beginning, end and subject of the periods of a text."""
    found = fields(text, "period", language, _PUBLISHED)
    return [(p.get("from", ""), p.get("to", ""), p.get("subject", "")) for p in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Förra veckan började Skollyftet 3.0, som ska pågå i två år, till och med maj 2032.",
            ("", "2032-05", "Skollyftet 3.0"),
        ),
        ("Kursen har pågått sedan 2028.", ("2028", "", "Kursen")),
        ("Avtalet ska gälla till utgången av 2031.", ("", "2031", "Avtalet")),
        ("Försöket kommer att avslutas i maj 2031.", ("", "2031-05", "Försöket")),
        ("Labbet väntas stå färdigt 2033.", ("", "2033", "Labbet")),
        ("Kursen ska starta i augusti 2030.", ("2030-08", "", "Kursen")),
        (
            "Försöket inleddes i maj 2029 och avslutas den 30 juni 2031.",
            ("2029-05", "2031-06-30", "Försöket"),
        ),
        ("Projekttiden var 3 maj 2027–2 maj 2029.", ("2027-05-03", "2029-05-02", "")),
        ("Kursen ges den 3 och 4 maj 2030.", ("2030-05-03", "2030-05-04", "Kursen")),
        ("Slutdatum: 31 maj 2031", ("", "2031-05-31", "")),
        ("Den 3 maj 2030 invigs Ekby Arena.", ("2030-05-03", "2030-05-03", "Ekby Arena")),
    ],
)
def test_period(text: str, told: Told) -> None:
    assert _told(text) == [told]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The trial runs for 18 months from 1 May 2030.", ("2030-05-01", "", "trial")),
        ("Harbour Lab lasts until June 2031.", ("", "2031-06", "Harbour Lab")),
        ("All courses start in August 2030.", ("2030-08", "", "All courses")),
        ("The workshop was held on 3–4 May 2030.", ("2030-05-03", "2030-05-04", "workshop")),
        ("The workshop was held on May 3–4, 2030.", ("2030-05-03", "2030-05-04", "workshop")),
    ],
)
def test_english_period(text: str, told: Told) -> None:
    assert _told(text, "en") == [told]


def test_a_clause_with_a_subject_of_its_own_has_a_period_of_its_own() -> None:
    text = "Kursen startar i maj 2030, och Skollyftet Väst, den större, löper till maj 2032."
    assert _told(text) == [("2030-05", "", "Kursen"), ("", "2032-05", "Skollyftet Väst")]


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Under Skoldagen i Ekby den 4 februari talade rektor.", "2030-02-04", "Skoldagen i Ekby"),
        ("Välkommen till Skoldagen torsdagen den 4 april 2030.", "2030-04-04", "Skoldagen"),
        ("Nämnden träffas första gången den 3 mars.", "2030-03-03", "Nämnden"),
        ("Den 20 december enades nämnden om en plan.", "2029-12-20", ""),
        ("Bron togs i bruk den 5 maj 2029.", "2029-05-05", "Bron"),
        ("Den skrevs under i Ekby den 5 februari.", "2030-02-05", ""),
        ("Protokoll från styrelsen för Ek AB, Ekby den 9 juni 2029.", "2029-06-09", ""),
        ("§ 12 Styrelsen sammanträder nästa gång den 9 juni 2030.", "2030-06-09", "Styrelsen"),
        ("Next hearing takes place on 17 May 2030.", "2030-05-17", "Next hearing"),
    ],
)
def test_event(text: str, day: str, name: str) -> None:
    assert _told(text) == [(day, day, name)]


@pytest.mark.parametrize(
    "text",
    [
        "Anmälan öppnar den 3 mars 2030.",
        "Sista ansökningsdag är den 3 mars 2030, och besked ges i maj.",
        "Applications opened on 3 March 2030.",
        "Nämnden träffas den 3 oktober.",
        "Nämnden träffas den 3 mars eller den 5 mars.",
        "Kursen har 30 platser i maj.",
        "The lab had 23 member companies at the end of 2029.",
        "Mötet den 3 mars 2030 ställs in.",
    ],
)
def test_no_event(text: str) -> None:
    assert _told(text) == []


def test_what_is_to_be_is_not_told_of_who_proposes_it() -> None:
    assert _told("Nämnden föreslår att bron ska stå klar i maj 2031.") == [("", "2031-05", "")]
