"""People who take the place of others, and people who are listed by their seats."""

import pytest

from .conftest import fields, people


@pytest.mark.parametrize(
    ("text", "name", "role", "before"),
    [
        ("Eva Ek efterträder Bo Al som vd för Ekbolaget AB.", "Eva Ek", "vd", "Bo Al"),
        ("Rektorn Eva Ek tar över efter Bo Al.", "Eva Ek", "rektor", "Bo Al"),
    ],
)
def test_a_successor_has_the_role(text: str, name: str, role: str, before: str) -> None:
    successor = people(text)[0]
    assert successor["name"] == name
    assert successor["role"] == role
    assert successor["succeeds"] == before


def test_who_is_succeeded_is_former() -> None:
    told = people("Eva Ek efterträder Bo Al som vd för Ekbolaget AB.")
    assert {who["name"]: who["capacity"] for who in told}["Bo Al"] == "former"


@pytest.mark.parametrize(
    "text",
    [
        "Suppleant för Bo Al är Eva Ek.",
        "Styrelsen består av Bo Al (Ekby kommun), ersättare: Eva Ek, och Åsa Bo (Region Ek).",
        "## Ledamöter (ersättare inom parentes)\n\n- Näringslivet: Bo Al, Ekby Handelskammare (Eva Ek)",
    ],
)
def test_an_alternate_stands_for_one_person(text: str) -> None:
    alternate = next(who for who in people(text) if who["name"] == "Eva Ek")
    assert alternate["substitute_for"] == "Bo Al"
    assert alternate["capacity"] == "substitute"


def test_a_name_in_parentheses_is_no_organisation() -> None:
    told = people("## Ledamöter\n\n- Bo Al, Ekby kommun (Eva Ek)")
    assert [(who["name"], who["organisation"]) for who in told] == [("Bo Al", "Ekby kommun")]


def test_members_are_listed_by_their_seats() -> None:
    told = people(
        "Rådet möts i Ekby.\n\n- Övriga ledamöter\n  - Näringslivet: Bo Al, Ekby Handelskammare\n"
        "  - Ekby kommun: Torulf Qvestin"
    )
    assert [who["capacity"] for who in told] == ["member", "member"]
    assert told[0]["role"] == "Näringslivet"
    assert told[1]["organisation"] == "Ekby kommun"


def test_bold_labels_part_lines_and_are_no_headings() -> None:
    text = (
        "Elbåtarna provar båtar.\n\n**Projekttid:** 1 mars 2024–31 augusti 2027\n"
        "**Projektägare:** Region Ek\n**Partner:** Ekby kommun, Ek AB\n**Budget:** 2 miljoner kronor"
    )
    assert fields(text, "period") == [{"from": "2024-03-01", "to": "2027-08-31"}]
    assert fields(text, "owner") == [{"organisation": "Region Ek"}]
    assert [fact["organisation"] for fact in fields(text, "partner")] == ["Ekby kommun", "Ek AB"]
    assert fields(text, "amount")[0]["value"] == "2000000"


def test_a_relative_clause_stands_between_subject_and_verb() -> None:
    told = people("Rådets kansli, som har tre anställda, leds av Eva Ek.")
    assert told == [{"name": "Eva Ek", "group": "Rådets kansli", "capacity": "leader"}]
