"""How pages tell who sits in a body: asides, semicolons, seats before names, minutes and tables."""

from __future__ import annotations

from .conftest import people

COUNCIL = """# Elrådet Ekby höll sitt första möte

Nu finns ett bord, säger regionrådet Eva Ek (C), som är rådets ordförande.

I rådet ingår, utöver ordföranden, regiondirektör Bo Al, Region Nord; Siv Lind, forskningschef, \
Hedens Kraft; Jonas Berg, VD, Aros Återvinning, samt Lena Holm, kommundirektör, Ekby kommun.

Vid det första mötet ersattes Siv Lind av Pia Krona, produktionschef på Hedens Kraft.
"""


def test_a_list_with_an_aside_and_semicolons_is_of_members() -> None:
    members = [who for who in people(COUNCIL) if who["capacity"] == "member"]
    assert [(who["name"], who["role"], who["organisation"]) for who in members] == [
        ("Bo Al", "regiondirektör", "Region Nord"),
        ("Siv Lind", "forskningschef", "Hedens Kraft"),
        ("Jonas Berg", "VD", "Aros Återvinning"),
        ("Lena Holm", "kommundirektör", "Ekby kommun"),
    ]
    assert {who["group"] for who in members} == {"Elrådet Ekby"}


def test_a_clause_tells_who_chairs_beside_another_title() -> None:
    leaders = [who for who in people(COUNCIL) if who["capacity"] == "leader"]
    assert [(who["name"], who["group"]) for who in leaders] == [("Eva Ek", "Elrådet Ekby")]


def test_whoever_was_replaced_has_a_substitute() -> None:
    stands_in = {who["name"]: who.get("substitute_for") for who in people(COUNCIL)}
    assert stands_in["Pia Krona"] == "Siv Lind"


def test_a_chair_stands_before_a_title() -> None:
    told = people("Det sade kommissionens ordförande, docent Eva Ek.")
    assert ("Eva Ek", "leader") in [(who["name"], who["capacity"]) for who in told]


def test_a_titled_person_chairs_here() -> None:
    told = people(
        "I juryn, med Ekby universitets prorektor Bo Al som ordförande, sitter Eva Ek (Almi)."
    )
    here = [
        (who["name"], who["role"], who.get("group")) for who in told if who["capacity"] == "leader"
    ]
    assert here == [("Bo Al", "ordförande", "juryn")]


def test_organisations_come_with_people() -> None:
    told = people(
        "Elkommissionen möttes. Från näringslivet medverkar Ek Batteri AB med fabrikschef Bo Al och"
        " Holms Frys med vd Eva Ek."
    )
    assert [(who["name"], who["organisation"]) for who in told if who["capacity"] == "member"] == [
        ("Bo Al", "Ek Batteri AB"),
        ("Eva Ek", "Holms Frys"),
    ]


def test_minutes_seat_people_by_the_lines_above_them() -> None:
    told = people(
        "PROTOKOLL\n\nStyrgruppen för Tåg Nord\n\nNärvarande ledamöter\nEva Ek (S), Ekby kommun\nBo Al (M),"
        " Alby kommun\n\nTjänstgörande ersättare\nSiv Lind (C), Holmby kommun, för Lars Berg (C)\n\nÖvriga närvarande\n"
        "Jonas Holm, sekreterare\n"
    )
    seats = {who["name"]: (who["capacity"], who.get("group")) for who in told}
    assert seats["Eva Ek"] == seats["Bo Al"] == ("member", "Styrgruppen för Tåg Nord")
    assert seats["Siv Lind"][0] == "substitute"
    assert seats["Jonas Holm"][0] == "other"


def test_a_table_has_the_office_behind_the_name() -> None:
    told = people(
        "# Elrådet\n\n| Namn | Titel | Organisation |\n|---|---|---|\n| Eva Ek (ordförande) | vd | Ekbolaget |\n"
        "| Bo Al | rektor | Alby skola |\n"
    )
    assert [(who["name"], who["capacity"]) for who in told] == [
        ("Eva Ek", "leader"),
        ("Bo Al", "member"),
    ]


def test_what_is_replaced_as_a_role_is_succeeded() -> None:
    told = people("I maj ersattes Eva Ek av Bo Al som vd på Ekbolaget.")
    assert ("Bo Al", "Eva Ek") in [(who["name"], who.get("succeeds")) for who in told]


def test_a_label_is_an_organisation_only_where_it_looks_like_one() -> None:
    told = people("## Ledamöter\n\n- Ek Cell: Eva Ek, vd\n- Kvinnor: Siv Al, inköpschef\n")
    assert [who.get("organisation") for who in told] == ["Ek Cell", None]


def test_a_card_has_a_line_for_each_of_name_role_and_organisation() -> None:
    told = people(
        "# Styrgrupp för Elnavet\n\nBo Al\n\nVd\n\nEk Batteri AB\n\nSkicka e-post\n\nProfessor\n\nEva Ek"
        "\n\nEkby högskola\n\nSiv Lind\n\nOrdförande\n\nStyrgruppen möts i Region Nord.\n\nPia Krona\n\nVd"
    )
    cards = [(who["name"], who["role"], who.get("organisation")) for who in told if "role" in who]
    assert cards == [
        ("Bo Al", "vd", "Ek Batteri AB"),
        ("Eva Ek", "professor", "Ekby högskola"),
        ("Siv Lind", "ordförande", None),
        ("Pia Krona", "vd", None),
    ]


def test_a_list_of_organisations_has_no_person_that_nobody_knows() -> None:
    over = "# Medlemmar i Elnavet\n\nFöljande är medlemmar i Elnavet:\n\n"
    listed = ("Nordlast Åkeri", "Varm Bastu", "Ekby kommun")
    for order in (listed, listed[::-1]):
        assert people(over + "".join(f"- {name}\n" for name in order)) == []
    beside = people(f"{over}- Ekby kommun\n- Eva Ek\n- Xanti Ylk, rektor\n")
    assert [who["name"] for who in beside] == ["Eva Ek", "Xanti Ylk"]
    of_people = people(f"{over}- Eva Ek, KTH\n- Xanti Ylk\n")
    assert [who["name"] for who in of_people] == ["Eva Ek", "Xanti Ylk"]


def test_a_name_may_end_with_an_initial() -> None:
    told = people("Elnavet leds av Kim Ö. Budgeten är 3 miljoner. Vice ordförande är Bo E.")
    assert [who["name"] for who in told] == ["Kim Ö", "Bo E"]
