"""The grammar of people: where roles stand, where organisations begin and end, in which capacity."""

import pytest

from .conftest import people, read


def _who(text: str, language: str = "sv") -> list[tuple[str, str, str]]:
    return [
        (who["name"], who.get("role", ""), who.get("organisation", ""))
        for who in people(text, language)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KTH:s rektor Eva Ek talade.", ("Eva Ek", "rektor", "KTH")),
        ("Volvos vd Eva Ek talade.", ("Eva Ek", "vd", "Volvo")),
        ("Region Nords tf regiondirektör Eva Ek talade.", ("Eva Ek", "tf regiondirektör", "Region Nord")),
        ("Mötet leddes av tf. regiondirektör Eva Ek.", ("Eva Ek", "tf. regiondirektör", "")),
        ("Eva Ek är tf. vd för Volvo.", ("Eva Ek", "tf. vd", "Volvo")),
        ("Det sade nämndens vice ordförande Eva Ek.", ("Eva Ek", "nämndens vice ordförande", "")),
        ("Generaldirektören Eva Ek (Luftverket) talade.", ("Eva Ek", "generaldirektör", "Luftverket")),
        ("Eva Ek, vd för Ek & Son AB, talade.", ("Eva Ek", "vd", "Ek & Son AB")),
        ("Om Nora Nyman, vd för Ny AB, skriver bladet.", ("Nora Nyman", "vd", "Ny AB")),
        ("Vd för Ek & Son AB är Eva Ek.", ("Eva Ek", "vd", "Ek & Son AB")),
        ("Eva Ek, vd på Ekbolaget, talade.", ("Eva Ek", "vd", "Ekbolaget")),
        ("Eva Ek, professor i matematik vid Högskolan i Ekby, talade.",
         ("Eva Ek", "professor i matematik", "Högskolan i Ekby")),
        ("Eva Ek, forsknings- och utvecklingschef på 3D4U, talade.",
         ("Eva Ek", "forsknings- och utvecklingschef", "3D4U")),
        ("Eva Ek är näringslivschef i Ekby kommun.", ("Eva Ek", "näringslivschef", "Ekby kommun")),
        ("Eva Ek, som är vd för Luleå tekniska universitet, talade.",
         ("Eva Ek", "vd", "Luleå tekniska universitet")),
        ("Eva Ek har utsetts till ny landshövding.", ("Eva Ek", "landshövding", "")),
        ("Eva Maria von Ek-Ål, ordförande i Per och Olga Åbergs Stiftelse, talade.",
         ("Eva Maria von Ek-Ål", "ordförande", "Per och Olga Åbergs Stiftelse")),
        ("Xzyquil Qwerta, planeringschef på Vägbolaget, talade.",
         ("Xzyquil Qwerta", "planeringschef", "Vägbolaget")),
    ],
)  # fmt: skip
def test_role_and_organisation(text: str, expected: tuple[str, str, str]) -> None:
    assert _who(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CEO Eva Ek spoke.", ("Eva Ek", "CEO", "")),
        ("Volta Buses' CEO Eva Ek spoke.", ("Eva Ek", "CEO", "Volta Buses")),
        ("Eva Ek, head of Research at the Road Agency, spoke.",
         ("Eva Ek", "head of Research", "Road Agency")),
        ("Eva Ek is Professor of Law at Ekby University.",
         ("Eva Ek", "Professor of Law", "Ekby University")),
        ("It is led by Eva O'Brien, CEO of Ek Labs.", ("Eva O'Brien", "CEO", "Ek Labs")),
    ],
)  # fmt: skip
def test_english(text: str, expected: tuple[str, str, str]) -> None:
    assert _who(text, "en") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Fordonsdalen Stockholm, ett projekt vid KTH, växer.",
        "Kista Science City och Region Stockholm driver Nya Arenan.",
        "Anna Ek kom till Östra Mellansverige.",
        "Mötet hölls i Maria Torget, nära Volvo Cars i Göteborg.",
        "Stiftelsen Anna Lind, som bildades 1990, ger bidrag.",
        "Ett bidrag gavs till Volvo Cars, partner i projektet.",
        "Anna Ek (2001) skrev om Göteborg.",
    ],
)
def test_nothing_is_made_up(text: str) -> None:
    assert people(text) == []


def test_commas_alone_part_people_roles_and_organisations() -> None:
    text = "Deltagare är Eva Ek, vd, Nordiska Vagnar, Bo Al, chef trafik, Q8, Ann Öst, IT-ansvarig."
    assert _who(text) == [
        ("Eva Ek", "vd", "Nordiska Vagnar"),
        ("Bo Al", "chef trafik", "Q8"),
        ("Ann Öst", "IT-ansvarig", ""),
    ]


def test_unknown_role_in_an_enumeration() -> None:
    text = (
        "Ledamöter är Eva Ek, medskapare Gr0nt flöde på VELOByKE, och Bo Al, allt-i-allo på Ek AB."
    )
    assert _who(text) == [
        ("Eva Ek", "medskapare Gr0nt flöde", "VELOByKE"),
        ("Bo Al", "allt-i-allo", "Ek AB"),
    ]


def test_substitute_and_the_absent_one() -> None:
    text = "Deltagare är Eva Ek, strateg på Ekbolaget (ersätter vd Bo Al) och Li Öst, chef på Q8."
    first, absent, last = people(text)
    assert (first["name"], first["capacity"], first["substitute_for"]) == (
        "Eva Ek",
        "member",
        "Bo Al",
    )
    assert absent == {
        "name": "Bo Al", "role": "vd", "organisation": "Ekbolaget", "capacity": "other"
    }  # fmt: skip
    assert (last["name"], last["capacity"]) == ("Li Öst", "member")


@pytest.mark.parametrize(
    ("text", "capacity", "group"),
    [
        ("Eva Ek leder styrgruppen.", "leader", "styrgruppen"),
        ("Styrgruppen leds av Eva Ek.", "leader", "Styrgruppen"),
        ("Projektledare är Eva Ek.", "leader", ""),
        ("Eva Ek, vd på Ek AB, ingår i rådet.", "member", "rådet"),
        ("I panelen satt Eva Ek och Bo Al.", "panellist", "panelen"),
        ("Samtalet leddes av redaktör Eva Ek.", "moderator", ""),
        ("Eva Ek, redaktör, modererade debatten.", "moderator", "debatten"),
        ("Stationen invigdes av minister Eva Ek.", "opener", ""),
        ("Stationen invigdes den 3 maj 2030 av minister Eva Ek.", "opener", ""),
        ("Labbet invigdes i mars 2020 och leds sedan dess av Eva Ek.", "leader", "Labbet"),
        ("The lab was inaugurated in 2020 and is led by Eva Ek.", "leader", "lab"),
        ("– Bra, säger Eva Ek, vd på Ek AB.", "quoted", ""),
        ("Enligt vd Eva Ek går det bra.", "quoted", ""),
        ("Eva Ek, tidigare vd på Ek AB, kom.", "former", ""),
        ("Eva Ek, vd på Ek AB, kom.", "other", ""),
    ],
)
def test_capacity(text: str, capacity: str, group: str) -> None:
    first = people(text)[0]
    assert (first["capacity"], first.get("group", "")) == (capacity, group)


def test_quoted_between_members_is_no_member() -> None:
    text = "Rådet leds av Bo Al. Rådet behövs, säger Eva Ek, vd på Ek AB. Ledamöter är Li Öst, chef på Q8."
    capacities = {who["name"]: who["capacity"] for who in people(text)}
    assert capacities == {"Bo Al": "leader", "Eva Ek": "quoted", "Li Öst": "member"}


def test_party_and_shared_role() -> None:
    text = (
        "I panelen satt två kommunalråd: Eva Ek (S) från Ekby kommun och Bo Al (KD) från Region Ö."
    )
    first, second = people(text)
    assert (first["party"], first["role"]) == ("S", "kommunalråd")
    assert (second["party"], second["role"]) == ("KD", "kommunalråd")
    assert second["organisation"] == "Region Ö"


def test_list_under_a_sentence_and_one_under_a_heading() -> None:
    text = (
        "I rådet ingår:\n\n- Eva Ek, vd, Ek AB\n- Bo Al – chef på Q8\n\n"
        "Kontakta Li Öst, webbredaktör på Region Ö.\n\n"
        "## Styrgrupp\n\n* Mo Ahl (M), ordförande\n* Per Ås, suppleant, Ås kommun\n"
    )
    seats = [(who["name"], who["capacity"], who.get("group", "")) for who in people(text)]
    assert seats == [
        ("Eva Ek", "member", "rådet"),
        ("Bo Al", "member", "rådet"),
        ("Li Öst", "other", ""),
        ("Mo Ahl", "leader", "Styrgrupp"),
        ("Per Ås", "substitute", "Styrgrupp"),
    ]


def test_table_with_a_column_of_substitutes() -> None:
    text = (
        "## Nämnden\n\n| Uppdrag | Ledamot | Parti | Ersättare |\n|---|---|---|---|\n"
        "| Ordförande | Eva Ek | S | Bo Al |\n| Ledamot | Xw Zq | M | |\n"
    )
    assert people(text) == [
        {"name": "Eva Ek", "role": "Ordförande", "party": "S", "group": "Nämnden",
         "capacity": "leader"},
        {"name": "Bo Al", "substitute_for": "Eva Ek", "group": "Nämnden",
         "capacity": "substitute"},
        {"name": "Xw Zq", "role": "Ledamot", "party": "M", "group": "Nämnden",
         "capacity": "member"},
    ]  # fmt: skip


def test_rows_of_other_tables_hold_no_people() -> None:
    text = "| Mottagare | Belopp |\n|---|---|\n| Vinnby Science Park | 3 miljoner kronor |\n"
    assert [fact.kind for fact in read(text)] == ["amount"]


def test_a_role_of_two_letters_on_a_line_of_its_own() -> None:
    assert people("Lisbet Ålund\n\nVd\n\nAnna Ek\n\nProjektledare\n") == [
        {"name": "Lisbet Ålund", "role": "vd", "capacity": "other"},
        {"name": "Anna Ek", "role": "projektledare", "capacity": "other"},
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('Ordförande är Anders "Ante" Ek, Norrby kommun.', 'Anders "Ante" Ek'),
        ("Anders ”Ante” Ek är vd för Norrgas AB.", "Anders ”Ante” Ek"),
        (
            'I styrgruppen ingår Anna-Karin "Kajsa" von Ek, chef, Norrgas AB.',
            'Anna-Karin "Kajsa" von Ek',
        ),
    ],
)
def test_a_nickname_in_quotes_is_a_part_of_the_name(text: str, name: str) -> None:
    assert [who[0] for who in _who(text)] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("I styrgruppen ingår Anna Ek ”Elvira” Bo Alm, chef, Norrgas AB.", ["Anna Ek", "Bo Alm"]),
        ("I styrgruppen ingår Anna ”Elvira” Bo Alm, chef, Norrgas AB.", ["Bo Alm"]),
        ('Ordförande är Anna Ek "Trygg" Alm, Norrby kommun.', ["Anna Ek"]),
        ('Ordförande är Anna "Trygg" Västra Götaland.', []),
        ('Ordförande är Lena "Vinnova" Projekt.', []),
    ],
)
def test_quotes_between_two_names_are_no_nickname(text: str, names: list[str]) -> None:
    assert [who[0] for who in _who(text)] == names


def test_who_speaks_for_an_organisation_is_of_it() -> None:
    assert people("Anna Ek företräder Ekbolaget i rådet.") == [
        {"name": "Anna Ek", "organisation": "Ekbolaget", "capacity": "other"}
    ]


def test_marks_of_emphasis_are_quoted_in_pairs() -> None:
    told = read("Mötet öppnades klockan nio. **Eva Ek**, vd på Ekbolaget, talade.")
    assert [fact.text for fact in told] == ["**Eva Ek**, vd på Ekbolaget"]


def test_the_head_of_a_column_is_nobody_s_employer() -> None:
    row = "Ärende: Bokning | Namn: Eva Ek | {}: 08-555 010 20\n"
    assert people(row.format("Telefon")) == []
    assert _who("Namn: Eva Ek | KTH | Telefon: 08-555 010 20\n") == [("Eva Ek", "", "KTH")]


def test_the_next_of_a_list_is_nobody_s_employer() -> None:
    bare = "Present: Eva Ek (chair), Theo Brandt, Jun Oyelaran. Absent: Bo Al."
    assert [who[2] for who in _who(bare, "en")] == ["", ""]
    employed = "Present: Eva Ek, KTH, Theo Brandt, Dala Stål."
    assert [who[2] for who in _who(employed, "en")] == ["KTH", "Dala Stål"]
