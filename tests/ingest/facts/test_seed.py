"""The press release that the product ships with: who leads, who takes part and who does not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.models.documents import Fact

from .conftest import read

_TEXT = Path(__file__).parents[3].joinpath("documents/hognivagruppen.txt").read_text("utf-8")
_MEMBERS = """
Carina Lundberg- Uudelepp | regiondirektör | Region Stockholm
Annika Stensson Trigell | vicerektor | KTH
Lars-Henrik Jörnving | vice President | Scania
Mats Norin | program manager 5G For Industries | Ericsson
Patrik Sandgren | ansvarig digitalisering | Teknikföretagen
Åsa Zetterberg | förbundsdirektör | IT&Telekomföretagen
Olof Johansson | programchef Digitalisering | Trafikverket
Maria Nimvik Stern | generalsekreterare | Mälardalsrådet
Jeppe Larsson | co-founder Eff3kt logistik | MOVEBYBiKE Ekocharter
Magnus Thulin | stabschef | Stockholm Stad
Ola Boström | forskningschef | Veoneer
Jonas Albertso | president | Epiroc
Staffan Ingvarsson | CEO | Stockholm Business Region
John Strand | chef kommersiell trafik | Nobina Technology
Fredrik Sidahl | CEO | Fordonskomponentgruppen
Robert Kingfors | VD | Södertälje Science Park
Frida Nilsson | kommundirektör | Nykvarn kommun
Anders Nordborg | enhetschef | Länsstyrelsen Stockholm
Lena Strömberg | COO | Stockholm IT Region
Mattias Bergman | VD | BIL Sweden
Johanna Engman | CEO | Kista Science City
"""


@pytest.fixture(scope="module")
def people() -> list[Fact]:
    return [fact for fact in read(_TEXT) if fact.kind == "person"]


def _with(people: list[Fact], **fields: str) -> list[Mapping[str, str]]:
    return [fact.fields for fact in people if fields.items() <= fact.fields.items()]


def test_all_members_have_their_role_and_organisation(people: list[Fact]) -> None:
    members = [
        " | ".join((fields["name"], fields["role"], fields["organisation"]))
        for fields in _with(people, capacity="member", group="högnivågruppen")
    ]
    assert members == _MEMBERS.strip().splitlines()


def test_member_is_quoted_by_itself(people: list[Fact]) -> None:
    spans = [fact.text for fact in people if fact.fields["name"] == "Lars-Henrik Jörnving"]
    assert spans == ["Lars-Henrik Jörnving, vice President, Scania"]


def test_leader_has_a_role_in_another_sentence(people: list[Fact]) -> None:
    (leader,) = (fact for fact in people if fact.fields["capacity"] == "leader")
    assert leader.text == "Gustav Hemming leder högnivågruppen"
    assert leader.fields == {
        "name": "Gustav Hemming", "capacity": "leader", "group": "högnivågruppen"
    }  # fmt: skip
    (other,) = _with(people, name="Gustav Hemming", capacity="other")
    assert other["role"] == "tillväxt-, samhällsplanerings- och skärgårdsregionråd"


def test_one_substitute(people: list[Fact]) -> None:
    substitutes = [fact.fields for fact in people if "substitute_for" in fact.fields]
    assert [(who["name"], who["substitute_for"]) for who in substitutes] == [
        ("Patrik Sandgren", "Klas Wåhlberg")
    ]


def test_named_people_who_are_no_members(people: list[Fact]) -> None:
    (absent,) = _with(people, name="Klas Wåhlberg")
    assert absent == {
        "name": "Klas Wåhlberg", "capacity": "other",
        "role": "VD", "organisation": "Teknikföretagen",
    }  # fmt: skip
    (quoted,) = _with(people, name="Anton Västberg")
    assert quoted == {
        "name": "Anton Västberg", "capacity": "quoted",
        "role": "utvecklingsdirektör", "organisation": "Region Stockholm",
    }  # fmt: skip


def test_nobody_else_is_found(people: list[Fact]) -> None:
    assert len(people) == 25
