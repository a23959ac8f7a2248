"""Who leads, sits in and stands in for the members of boards, councils and committees."""

from __future__ import annotations

import pytest

from .conftest import fields


def seats(text: str) -> set[tuple[str, str, str]]:
    """Name, capacity and body of each person."""
    return {(p["name"], p["capacity"], p.get("group", "")) for p in fields(text, "person")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ledamöter i Ekberedningen är Bo Al (S) och Eva Ek (M). Ersättare i Ekberedningen är Åsa Bo (C).",
            {
                ("Bo Al", "member", "Ekberedningen"),
                ("Eva Ek", "member", "Ekberedningen"),
                ("Åsa Bo", "substitute", "Ekberedningen"),
            },
        ),
        (
            "Ordförande i styrgruppen är Eva Ek, vd på Ekbolaget AB.",
            {("Eva Ek", "leader", "styrgruppen")},
        ),
        (
            "Till ny ordförande i nätverket utsågs Eva Ek, tidigare vd på Ekbolaget AB.",
            {("Eva Ek", "leader", "nätverket"), ("Eva Ek", "former", "")},
        ),
        ("Styrgruppens ordförande är Eva Ek.", {("Eva Ek", "leader", "Styrgruppen")}),
        (
            "The steering committee is chaired by Eva Ek, CEO of Volta, and includes Bo Al, KTH.",
            {
                ("Eva Ek", "leader", "steering committee"),
                ("Bo Al", "member", "steering committee"),
            },
        ),
        (
            "Länets företrädare i nämnden är Bo Al (M), med Åsa Bo (V) som ersättare.",
            {("Bo Al", "member", "nämnden"), ("Åsa Bo", "substitute", "nämnden")},
        ),
        (
            "Styrgruppen:\nEva Ek, Region Ek (ordf.)\nBo Al, Ekby kommun",
            {("Eva Ek", "leader", "Styrgruppen"), ("Bo Al", "member", "Styrgruppen")},
        ),
        (
            "Bids are graded by a panel of two: Eva Ek (Ek AB, chair) and Bo Al (KTH).",
            {("Eva Ek", "leader", "panel"), ("Bo Al", "member", "panel")},
        ),
        (
            "Juryn består av Eva Ek (Ek AB, ordförande) och Bo Al, tidigare vd på Ekbolaget AB.",
            {("Eva Ek", "leader", "Juryn"), ("Bo Al", "member", "Juryn")},
        ),
        (
            "Närvarande i styrelsen: Bo Al (KTH). Övriga: Eva Ek, vd. Till justerare valdes Bo Al.",
            {("Bo Al", "member", "styrelsen"), ("Eva Ek", "other", ""), ("Bo Al", "other", "")},
        ),
        (
            "I rådet ingår\n- Bo Al – vd, Ekbolaget AB\n- Åsa Bo – rektor, KTH",
            {("Bo Al", "member", "rådet"), ("Åsa Bo", "member", "rådet")},
        ),
        (
            "Ekrådets ledamöter 2024\n\n| Namn | Organisation | Roll |\n|---|---|---|\n"
            "| Eva Ek | Region Ek | Ordförande |\n| Bo Al | KTH | Ledamot |\n| Åsa Bo | KTH | Ersättare |",
            {
                ("Eva Ek", "leader", "Ekrådet"),
                ("Bo Al", "member", "Ekrådet"),
                ("Åsa Bo", "substitute", "Ekrådet"),
            },
        ),
        (
            "## Styrgrupp\n\n| Namn | Befattning | Organisation | Uppdrag |\n|---|---|---|---|\n"
            "| Eva Ek | regiondirektör | Region Ek | ordförande |\n"
            "| Bo Al | ordförande | Ekby IF | ledamot |",
            {("Eva Ek", "leader", "Styrgrupp"), ("Bo Al", "member", "Styrgrupp")},
        ),
        (
            "I Ekrådet sitter följande personer.\n\n| Kommun | Ordinarie | Ersättare |\n|---|---|---|\n"
            "| Ekby | Bo Al | Åsa Bo |",
            {("Bo Al", "member", "Ekrådet"), ("Åsa Bo", "substitute", "Ekrådet")},
        ),
    ],
)
def test_seats(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert seats(text) == expected


def test_a_title_alone_makes_nobody_the_leader_of_a_group() -> None:
    assert seats("Nämndens ordförande Eva Ek reste till Ekby.") == {("Eva Ek", "other", "")}


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Eva Ek, som till vardags är rektor på KTH, leder gruppen.", "rektor", "KTH"),
        ("Projektledare för satsningen är Eva Ek, Region Ek.", "projektledare", "Region Ek"),
        ("I rådet ingår:\n\n- Eva Ek, vd, Åkeriföretagen i Norr", "vd", "Åkeriföretagen i Norr"),
        ("Bo Al efterträddes i mars av Eva Ek som rektor på KTH.", "rektor", "KTH"),
    ],
)
def test_roles(text: str, role: str, organisation: str) -> None:
    (eva,) = (p for p in fields(text, "person") if p["name"] == "Eva Ek")
    assert (eva["role"], eva["organisation"]) == (role, organisation)
