"""What people do: functions with ranks and titles, what they lead, open, moderate and see to."""

import pytest

from .conftest import people


@pytest.mark.parametrize(
    ("text", "language", "name", "role", "organisation"),
    [
        ("Kommunikatör är Eva Ek.", "sv", "Eva Ek", "kommunikatör", ""),
        ("Anmäl dig till forskningsassistent Eva Ek.", "sv", "Eva Ek", "forskningsassistent", ""),
        ("Sociologen Eva Ek granskar stödet.", "sv", "Eva Ek", "sociolog", ""),
        ("Skogsägaren Eva Ek talade.", "sv", "Eva Ek", "skogsägare", ""),
        ("Utredaren Eva Ek föreslår ett nytt stöd.", "sv", "Eva Ek", "utredare", ""),
        ("Föreståndare för labbet är filosofie doktor Eva Ek.", "sv", "Eva Ek", "föreståndare", ""),
        ("Sedan 2021 är docent Eva Ek prefekt vid KTH.", "sv", "Eva Ek", "prefekt", "KTH"),
        ("Eva Ek, 52 år, är ny kulturchef på Ek AB.", "sv", "Eva Ek", "kulturchef", "Ek AB"),
        ("Sekreterare och kassör är Eva Ek.", "sv", "Eva Ek", "sekreterare och kassör", ""),
        ("Eva Ek är sedan maj 2020 kulturchef.", "sv", "Eva Ek", "kulturchef", ""),
        ("EU-samordnare Eva Ek talade.", "sv", "Eva Ek", "EU-samordnare", ""),
        ("Lektor Eva Ek är studierektor.", "sv", "Eva Ek", "studierektor", ""),
        ("Sekreterare är sedan maj 2020 Eva Ek.", "sv", "Eva Ek", "sekreterare", ""),
        ("Platschef för Elbåtarna 3.0 är Eva Ek.", "sv", "Eva Ek", "platschef", "Elbåtarna 3.0"),
        ("Ekby kommuns kulturchef Eva Ek talade.", "sv", "Eva Ek", "kulturchef", "Ekby kommun"),
        ("Ekby tekniska högskolas rektor Eva Ek talade.", "sv",
         "Eva Ek", "rektor", "Ekby tekniska högskola"),
        ("The manager of BoatLab is Professor Eva Ek.", "en", "Eva Ek", "manager", "BoatLab"),
        ("The project coordinator is Dr Eva Ek of Ekby University.", "en",
         "Eva Ek", "project coordinator", "Ekby University"),
        ("The communications officer is Eva Ek.", "en", "Eva Ek", "communications officer", ""),
        ("It was welcomed by the Minister for Roads, Eva Ek.", "en",
         "Eva Ek", "Minister for Roads", ""),
        ("Eva Ek was site manager until 2020.", "en", "Eva Ek", "site manager", ""),
        ("Safety officer is Eva Ek.", "en", "Eva Ek", "Safety officer", ""),
    ],
)  # fmt: skip
def test_role(text: str, language: str, name: str, role: str, organisation: str) -> None:
    (who,) = people(text, language)
    assert (who["name"], who["role"], who.get("organisation", "")) == (name, role, organisation)


@pytest.mark.parametrize(
    ("text", "language", "capacity", "group"),
    [
        ("Föreståndare för båtlabbet är Eva Ek.", "sv", "leader", "båtlabbet"),
        ("Projektchef är sedan i våras Eva Ek.", "sv", "leader", ""),
        ("Studien samordnas sedan 2020 av Eva Ek.", "sv", "leader", "Studien"),
        ("Eva Ek, som numera leder nätverket, talade.", "sv", "leader", "nätverket"),
        ("Mötet öppnades av Ekby kommuns kulturchef Eva Ek.", "sv", "opener", ""),
        ("Vårdagen inleds av kulturchef Eva Ek.", "sv", "opener", ""),
        ("Bandet klipps av kulturchef Eva Ek.", "sv", "opener", ""),
        ("Bandet klipptes av kommunalrådet Eva Ek.", "sv", "opener", ""),
        ("Kommunalrådet Eva Ek klippte bandet.", "sv", "opener", ""),
        ("Konferencier är Eva Ek.", "sv", "moderator", ""),
        ("Hearingen modereras av redaktör Eva Ek.", "sv", "moderator", ""),
        ("Paneldebatt med Eva Ek (S).", "sv", "panellist", ""),
        ("Stämman valde Eva Ek till ordförande.", "sv", "leader", ""),
        ("Ekby kommun har anställt Eva Ek som projektledare.", "sv", "leader", ""),
        ("Projektledaren heter Eva Ek.", "sv", "leader", ""),
        ("Projektet har ett råd, där Eva Ek från KTH är ordförande.", "sv", "leader", "råd"),
        ("Eva Ek omvaldes till ordförande.", "sv", "leader", ""),
        ("Eva Ek har varit projektledare sedan starten.", "sv", "leader", ""),
        ("Eva Ek var projektledare 2018–2020.", "sv", "former", ""),
        ("Projektledare var Eva Ek (2018–2020).", "sv", "former", ""),
        ("Sociologen Eva Ek (1901–1980) har ett rum i huset.", "sv", "other", ""),
        ("Förra projektledare var Eva Ek.", "sv", "former", ""),
        ("Eva Ek, som ledde nätverket fram till 2020, talade.", "sv", "former", "nätverket"),
        ("Vårdagen leds av Eva Ek.", "sv", "moderator", ""),
        ("Fram till 2019 var Eva Ek kulturchef.", "sv", "former", ""),
        ("Eva Ek coordinates the trials.", "en", "leader", "the trials"),
        ("The fair was opened by Mayor Eva Ek.", "en", "opener", ""),
        ("The ribbon was cut by Mayor Eva Ek.", "en", "opener", ""),
        ("The site was inaugurated on 3 May by Mayor Eva Ek.", "en", "opener", ""),
        ("Moderator: Eva Ek, editor of Road Weekly", "en", "moderator", ""),
        ("Panellists were Eva Ek of the City of Ekby.", "en", "panellist", ""),
        ('"Good," says Eva Ek, who leads the trials.', "en", "leader", "the trials"),
        ("The fair was moderated by the radio journalist Eva Ek.", "en", "moderator", ""),
    ],
)  # fmt: skip
def test_capacity(text: str, language: str, capacity: str, group: str) -> None:
    (who,) = people(text, language)
    assert (who["capacity"], who.get("group", "")) == (capacity, group)


def test_who_sees_to_something_need_not_lead_it() -> None:
    told = people("Bo Al leder labbet, och för bokningen svarar Eva Ek.")
    eva = next(who for who in told if who["name"] == "Eva Ek")
    assert (eva["role"], eva["capacity"]) == ("svarar för bokningen", "other")


def test_two_who_lead_together() -> None:
    told = people("Eva Ek leads the centre together with Bo Al of Ekby University.", "en")
    assert [(who["name"], who["capacity"], who["group"]) for who in told] == [
        ("Eva Ek", "leader", "the centre"),
        ("Bo Al", "leader", "the centre"),
    ]


def test_a_role_and_a_capacity_are_of_those_alone_whom_they_name() -> None:
    told = people("The manager is Eva Ek, and Bo Al of the City of Ekby is a guest.", "en")
    assert [who.get("role") for who in told] == ["manager", None]
    told = people("Labbet leds av Eva Ek, KTH, medan Bo Al från Region Ek svarar för bokningen.")
    assert [who["capacity"] for who in told] == ["leader", "other"]
    told = people("Samtalet leds av Eva Ek och Bo Al deltar på länk.")
    assert [who["name"] for who in told] == ["Eva Ek"]


@pytest.mark.parametrize(
    "text",
    [
        "Anmälan görs till Eva Ek.",
        "Eva Ek cyklade hem.",
        "Var är Eva Ek chef?",
        "Valberedningen föreslår Eva Ek som ny ordförande.",
        "Skogsägarna Norra är med.",
        "Behörig företrädare för Skogsägarna Norra finns.",
    ],
)
def test_no_fact_of_what_is_merely_named(text: str) -> None:
    assert people(text) == []


def test_who_speaks_for_a_body_is_no_member() -> None:
    told = people("Rådet stöder det. Företrädare för bolaget är avdelningschef Eva Ek.")
    assert told == [{"name": "Eva Ek", "role": "avdelningschef", "capacity": "other"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hör av dig.\n\n**Eva Ek**\nProjektsamordnare, Region Ek\n\nBo Al\nKommunikatör",
            [("Eva Ek", "projektsamordnare", "other"), ("Bo Al", "kommunikatör", "other")],
        ),
        ("Hör av dig.\n\nProjektledare\n\nEva Ek", [("Eva Ek", "projektledare", "leader")]),
        ("Hör av dig.\n\nEva Ek\n\nRing gärna en handläggare.", []),
    ],
)
def test_names_and_roles_on_lines_of_their_own(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    assert [(who["name"], who["role"], who["capacity"]) for who in people(text)] == expected


@pytest.mark.parametrize(
    ("text", "capacities"),
    [
        ("Eva Ek har anställts som projektledare.", {"Eva Ek": "leader"}),
        ("Till justerare valdes Eva Ek och Bo Al.", {"Eva Ek": "other", "Bo Al": "other"}),
        ("Eva Ek (M) är sekreterare och Bo Al (S) kassör.", {"Eva Ek": "other", "Bo Al": "other"}),
        ("Lantbrukaren Eva Ek provar.", {"Eva Ek": "other"}),
        ("Ansvarig för båtarna är Eva Ek.", {"Eva Ek": "other"}),
    ],
)
def test_everybody_has_a_role(text: str, capacities: dict[str, str]) -> None:
    told = people(text)
    assert {who["name"]: who["capacity"] for who in told} == capacities
    assert all(who["role"] for who in told)


def test_what_somebody_did_before_stands_beside_what_they_do() -> None:
    told = people("Platschef för Elbåtarna är Eva Ek, tidigare inköpschef på Ek AB.")
    assert [(who["role"], who["organisation"], who["capacity"]) for who in told] == [
        ("platschef", "Elbåtarna", "other"),
        ("tidigare inköpschef", "Ek AB", "former"),
    ]
