"""The filter that the API, the command line and the page of facts share."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from assistant.errors import InvalidInputError
from assistant.facts.selection import FactFilter, candidates, field_filter, select
from assistant.models.documents import Fact
from assistant.spans import ListedSpans


def person(document: str, **fields: str) -> Fact:
    return Fact(document, 0, 1, "Står så här", "person", {"capacity": "member", **fields})


ASA = person("a", name="Åsa Zetterberg", role="förbundsdirektör", organisation="IT&Telekom")
OLA = person("b", name="Ola Boström", role="forskningschef", organisation="Veoneer", group="rådet")
LEADER = person("b", name="Eva Ek", capacity="leader", organisation="KTH")
OWNER = Fact("a", 0, 1, "Drivs av KTH", "owner", {"organisation": "KTH"})
FACTS = (ASA, OLA, LEADER, OWNER)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (FactFilter(), FACTS),
        (FactFilter(kind=["owner"]), (OWNER,)),
        (FactFilter(document=["b"]), (OLA, LEADER)),
        (FactFilter(capacity=["leader"]), (LEADER,)),
        (FactFilter(capacity=["lead"]), ()),
        (FactFilter(name=["asa"]), (ASA,)),
        (FactFilter(role=["FORBUNDS"]), (ASA,)),
        (FactFilter(organisation=["veoneer", "telekom"]), (ASA, OLA)),
        (FactFilter(organisation=["kth"], kind=["person"]), (LEADER,)),
        (FactFilter(group=["rad"]), (OLA,)),
        (FactFilter(group=[""], text="  "), FACTS),
        (FactFilter(text="bostrom VEONEER"), (OLA,)),
        (FactFilter(text="drivs"), (OWNER,)),
        (FactFilter(text="bostrom kth"), ()),
    ],
)
def test_a_filter_keeps_what_meets_all_of_it(wanted: FactFilter, found: tuple[Fact, ...]) -> None:
    assert tuple(select(FACTS, wanted)) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [([], list(FACTS)), ([" "], list(FACTS)), (["B", "x"], [OLA, LEADER]), (["x"], [])],
)
def test_only_the_facts_of_documents_that_are_asked_for_are_looked_through(
    asked: list[str], found: list[Fact]
) -> None:
    wanted = FactFilter(document=asked)
    assert list(candidates(ListedSpans(FACTS), ["a", "b"], wanted)) == found


def test_pairs_of_the_command_line_make_a_filter() -> None:
    wanted = field_filter(["organisation=Veoneer", "organisation=KTH", "role=chef"], text="ola")
    assert wanted.organisation == ["Veoneer", "KTH"]
    assert select(FACTS, wanted) == [OLA]


@pytest.mark.parametrize("pair", ["organisation", "organization=KTH", "kind=person"])
def test_a_pair_that_cannot_be_used_is_refused(pair: str) -> None:
    with pytest.raises(InvalidInputError, match="the names are"):
        field_filter([pair])


def test_a_misspelt_filter_is_refused_and_not_ignored() -> None:
    with pytest.raises(ValidationError):
        FactFilter.model_validate({"organization": ["KTH"]})
