"""People who take the place of others, and people who are listed by their seats."""

import pytest

from .conftest import fields, people


@pytest.mark.parametrize(
    ("text", "name", "role", "before"),
    [
        ("Eva Ek efterträder Bo Al som vd för Ekbolaget AB.", "Eva Ek", "vd", "Bo Al"),
        ("Rektorn Eva Ek tar över efter Bo Al.", "Eva Ek", "rektor", "Bo Al"),
        ("Vd är Eva Ek, som i maj 2020 efterträdde Bo Al.", "Eva Ek", "vd", "Bo Al"),
        ("Eva Ek ersätter Bo Al som vd för Ekbolaget AB.", "Eva Ek", "vd", "Bo Al"),
        ("Vd var Bo Al fram till maj 2020, då Eva Ek tog över.", "Eva Ek", "vd", "Bo Al"),
        ("Vd var först Bo Al och från 2020 Eva Ek.", "Eva Ek", "vd", "Bo Al"),
        ("Vd var Bo Al (2015–2020) och därefter Eva Ek.", "Eva Ek", "vd", "Bo Al"),
        ("Bo Al var vd till och med 2020 och ersattes av Eva Ek.", "Eva Ek", "vd", "Bo Al"),
    ],
)
def test_a_successor_has_the_role(text: str, name: str, role: str, before: str) -> None:
    successor = people(text)[0]
    assert successor["name"] == name
    assert successor["role"] == role
    assert successor["succeeds"] == before


@pytest.mark.parametrize(
    "text",
    [
        "Eva Ek efterträder Bo Al som vd för Ekbolaget AB.",
        "Vd för Ekbolaget AB var först Bo Al och sedan Eva Ek.",
    ],
)
def test_who_is_succeeded_is_former(text: str) -> None:
    (before,) = (who for who in people(text) if who["name"] == "Bo Al")
    assert before == {
        "name": "Bo Al", "role": "vd", "organisation": "Ekbolaget AB", "capacity": "former"
    }  # fmt: skip


def test_a_successor_comes_from_elsewhere() -> None:
    told = people("Ordförande är Eva Ek (KTH), som efterträdde Bo Al.")
    assert [who.get("organisation") for who in told] == ["KTH", None]


def test_a_group_is_led_by_its_latest_chair() -> None:
    told = people("Rådets ordförande var först Bo Al och från 2020 Eva Ek.")
    assert {who["name"]: (who["capacity"], who.get("group")) for who in told} == {
        "Eva Ek": ("leader", "Rådet"),
        "Bo Al": ("former", None),
    }


@pytest.mark.parametrize(
    "text",
    [
        "Suppleant för Bo Al är Eva Ek.",
        "Styrelsen består av Bo Al (Ekby kommun), ersättare: Eva Ek, och Åsa Bo (Region Ek).",
        "Ersättare: Eva Ek för Bo Al, som är sjuk.",
        "Eva Ek hoppade in för Bo Al, som var sjuk.",
        "Substitute for Bo Al is Eva Ek.",
        "Ekrådet möts. KTH företräds av Bo Al, med Eva Ek som ersättare.",
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


def test_people_represent_organisations() -> None:
    told = people(
        "Ekrådet möts i maj. Region Ek representeras av Bo Al (S) och Åsa Bo (M),"
        " och för Ekby universitet sitter Eva Ek."
    )
    seats = [(who["name"], who["organisation"], who["group"], who["capacity"]) for who in told]
    assert seats == [
        ("Bo Al", "Region Ek", "Ekrådet", "member"),
        ("Åsa Bo", "Region Ek", "Ekrådet", "member"),
        ("Eva Ek", "Ekby universitet", "Ekrådet", "member"),
    ]


def test_a_group_stands_between_verb_and_representative() -> None:
    (who,) = people("Ekby kommun representeras i rådet av Eva Ek.")
    assert (who["organisation"], who["group"], who["capacity"]) == (
        "Ekby kommun",
        "rådet",
        "member",
    )
