"""What code sees between a claim and its quote, and what the gate keeps of a draft."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.evaluation.claims import TRUE, figures, judge
from assistant.evaluation.joined import joined_figures
from assistant.generation.belonging import of_another
from assistant.generation.checking import Checking
from assistant.generation.claims import LONGEST_CLAIM, MOST_CLAIMS, split_claims
from assistant.generation.copying import in_quotes, is_copy, place_in
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.generation.literal import objection
from assistant.messages.reasons import reason_told
from assistant.models.answers import Citation
from assistant.models.documents import Document, Fact
from tests.assistant.generation.conftest import Believing, items_of

CLAIMS = Path(__file__).parents[2] / "data" / "claims"
TEXT = "Högst 15,7 miljoner kronor ska betalas ut den 3 maj 2024 till vissa av Scanias kunder."


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Högst 15,7 miljoner kronor ska betalas ut till vissa kunder den 3 maj 2024", ""),
        ("Det är Scania vars kunder högst får 15,7 miljoner", ""),
        ("Pengarna kommer 2024-05-03", ""),
        ("Högst 15.70 miljoner kronor ska betalas ut", ""),
        ("Högst 17,5 miljoner kronor ska betalas ut", "number 17.5"),
        ("Högst 15,7 miljoner euro ska betalas ut", "euro"),
        ("Högst 15,7 miljoner ska betalas ut, alltså €", "sign €"),
        ("Högst 15,7 miljoner kronor (½) ska betalas ut", "sign ½"),
        ("<b>Högst 15,7 miljoner kronor</b> ska betalas ut", "sign <"),
        ("Högst 15,7 ton ska betalas ut", "unit ton"),
        ("Pengarna ska betalas ut i mars", "month or day March"),
        ("Det är Volvos kunder som får dem", "name Volvos"),
        ("Kompetenslotsen får dem", "name Kompetenslotsen"),
        ("Läs mer på https://example.com om Scanias kunder", "address https://example.com"),
        ("Inga pengar ska betalas ut", "denies"),
        ("Mellan –15,7 miljoner kronor och 3", "number -"),
        ("Högst 15,7 miljoner kronor kan betalas ut den 3 maj 2024", "kan"),
        ("Minst 15,7 miljoner kronor ska betalas ut den 3 maj 2024", "Minst"),
        ("Högst 15,7 miljoner kronor ska betalas ut till alla av Scanias kunder", "alla"),
        ("Högst 15,7 miljoner kronor ska betalas ut (osant)", "osant"),
        ("Högst 15,7 miljoner kronor ska betalas ut?!", "sign ?"),
        ("Högst 15,7 miljoner kronor ska betalas ut – före detta", "före"),
        ("Högst 15,7 miljoner kronor ska betalas ut tills vidare", "vidare"),
        ("Högst 15,7 miljoner kronor ska betalas ut i dag", "word i."),
        ("Före detta högst 15,7 miljoner kronor ska betalas ut", "Före"),
    ],
)
def test_what_a_claim_holds_its_quote_holds(claim: str, told: str) -> None:
    found = reason_told(objection(claim, TEXT, "", same_language=True), "en")
    assert told in found
    assert bool(told) == bool(found)


def test_a_copy_with_more_behind_it_than_it_holds_adds_it() -> None:
    claim = "Bo leder Solna från och med nästa vecka om allt går som det ska"
    found = objection(claim, "Bo leder Solna.", "", same_language=True)
    assert found.key == "differs"


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Green Port betalas av Scania", ""),
        ("Syftet med Green Port är att nå Mora", ""),
        ("I Solna är syftet att nå Mora", ""),
        ("Anna Berg är med i gruppen och leder Green Port", "name Green"),
        ("Anna Berg leads Green Port", "name Green"),
        ("Projektet betalas av Solna", "name Solna"),
        ("Scania betalar Solnas projekt", "name Solnas"),
    ],
)
def test_a_name_that_only_headings_hold_is_what_a_sentence_is_about_or_nothing(
    claim: str, told: str
) -> None:
    quote = "Anna Berg är med i gruppen. Projektet betalas av Scania, och syftet är att nå Mora."
    found = reason_told(objection(claim, quote, "Green Port i Solna", same_language=False), "en")
    assert told in found
    assert bool(told) == bool(found)


@pytest.mark.parametrize(
    ("claim", "is_held"),
    [
        ("Skriv till bo.ek@x.se", True),
        ("Skriv till (bo.ek@x.se).", True),
        ("Skriv till ek@x.se", False),
        ("Skriv till bo.ek@x", False),
        ("Läs https://x.se/bidrag", True),
        ("Läs https://x.se/bid", False),
        ("Läs https://x.se", False),
        ("Läs www.y.se", True),
        ("Läs www.y", False),
        ("Se evil.se.", False),
        ("Se (evil.se)", False),
        ("Se javascript:alert", False),
        ("Se //evil", False),
        ("Skriv till ek(at)evil", False),
        ("KTH:s sida är bra", True),
        ("Det är klart.Bo vet", False),
    ],
)
def test_an_address_stands_in_the_quote_whole(claim: str, is_held: bool) -> None:
    quote = "Läs (https://x.se/bidrag) eller www.y.se. Skriv till bo.ek@x.se, eller ring."
    told = reason_told(objection(claim, quote, "", same_language=False), "en")
    assert ("the address" in told) is not is_held


PEOPLE = (
    "Bo Ek, chef på Volvo",
    "Eva Ström (Scania)",
    "Per Al, chef på IVL (ersätter Ina Ö)",
    "Ulf Ny (Volvo)",
)


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("Bo Ek är chef på Volvo", ""),
        ("I Solna är Bo Ek chef", ""),
        ("Bo Ek is head of Scania", "Scania of another than Bo Ek"),
        ("Eva Ström är på Volvo", "Volvo of another than Eva Ström"),
        ("Ström är på Volvo", "Volvo of another than Eva Ström"),
        ("Per Al ersätter Ina Ö", ""),
        ("Scania är med, och Volvo", ""),
    ],
)
def test_a_person_is_told_what_stands_in_the_own_entry(claim: str, told: str) -> None:
    quote = f"I Solna deltog {', '.join(PEOPLE)}."
    people = [
        Fact(
            "d", 0, len(text), text, "person", {"name": " ".join(text.replace(",", "").split()[:2])}
        )
        for text in PEOPLE
    ]
    found = reason_told(of_another(claim, quote, people), "en")
    assert told in found
    assert bool(told) == bool(found)


def test_a_draft_is_taken_apart_by_its_handles() -> None:
    draft = "**A är B** [1][2]. C är D. [3, 4] E\n- F är G [5]; H [0]"
    told = [(claim.text, claim.handles) for claim in split_claims(draft)]
    assert told == [
        ("A är B", (1, 2)),
        ("C är D", (3, 4)),
        ("E", ()),
        ("F är G", (5,)),
        ("H", (0,)),
    ]


def test_each_sentence_of_a_claim_has_to_be_carried_by_the_quotes_together() -> None:
    text = "Scania betalar. Ericsson gräver."
    document = Document("d", "Scania", text, "d.txt")
    items = [
        Item(Citation(1, document, 0, 15, text[:15]), "", is_core=True),
        Item(Citation(2, document, 16, 32, text[16:]), "", is_core=False),
    ]
    gate = Gate(Believing, 0.5)
    draft = "Scania betalar och Ericsson gräver [1] [2]. Scania betalar. Det är Nokia som gräver [1]. Ja, så är det [1]. Scania betalar! Ja, så är det [1]."
    told = [
        reason_told(one.objection, "en") for one in Checking(gate, items, "sv").end(draft).claims
    ]
    assert told == [
        "",
        "The quote does not hold the name Nokia.",
        "Yes and no are said only where the reader is sure.",
        "Yes and no are said only where the reader is sure.",
    ]


def test_code_takes_time_in_proportion_to_what_it_is_given() -> None:
    spent = []
    for size in (2_000, 2_000, 16_000):  # The first loads what there is to load.
        text = " ".join(f"Ord{number} {number},5 [{number % 90}" for number in range(size // 16))
        started = time.perf_counter()
        split_claims(text * 4)
        objection(text[:600], text, "", same_language=True)
        in_quotes(text[:600], items_of(text))
        in_quotes("a " * 300, items_of("a, " * size))
        is_copy(text[:600], text)
        place_in("a " * 300, "a, " * size)
        spent.append(time.perf_counter() - started)
    assert spent[2] < 40 * spent[1] + 0.5


def test_code_alone_stops_most_false_claims_and_the_figures_say_so() -> None:
    gate = Gate(Believing, 0.5)
    judged = [one for file in sorted(CLAIMS.glob("*.yaml")) for one in judge(file, gate)]
    assert len(judged) >= 600
    by_kind = {
        kind: [one for one in judged if one.kind == kind] for kind in {j.kind for j in judged}
    }
    for kind in ("changed year or number", "dropped or added negation"):
        assert sum(one.passes(0.5) for one in by_kind[kind]) <= 0.05 * len(by_kind[kind])
    true = [one for one in judged if one.kind in TRUE]
    assert sum(one.is_quoted or one.passes(0.5) for one in true) >= 0.7 * len(true)
    assert "| dropped or added negation | 37 | 19% | 0% |" in figures(judged, 0.5)


def test_a_draft_that_comes_in_single_characters_takes_no_longer_than_its_length() -> None:
    items = items_of("Anna Berg leder Green Port.")
    spent = []
    for size in (1_000, 1_000, 6_000):
        checking = Checking(Gate(Believing, 0.5), items, "sv")
        draft = f"Anna Berg leder Green Port [1]. {'Anna Berg ' * (size // 10)}"
        started = time.perf_counter()
        for at in range(len(draft)):
            checking.take(draft[: at + 1])
        spent.append(time.perf_counter() - started)
        assert [claim.handles for claim in checking.kept] == [(1,)]
    assert spent[2] < 12 * spent[1] + 0.3


def test_a_draft_has_no_more_claims_and_none_longer_than_are_looked_at() -> None:
    items = items_of("Anna Berg leder Green Port.")
    many = "".join(f"Påstående {number} [1]. " for number in range(MOST_CLAIMS + 1))
    assert len(Checking(Gate(Believing, 0.5), items, "sv").end(many).claims) == MOST_CLAIMS
    for length in (LONGEST_CLAIM, LONGEST_CLAIM + 1):
        text = "Anna Berg ".ljust(length, "a")
        (claim,) = Checking(Gate(Believing, 0.5), items, "sv").end(f"{text} [1]").claims
        assert (claim.objection.key == "long") is (length > LONGEST_CLAIM)


def test_two_true_quotes_make_no_false_answer() -> None:
    told = joined_figures(CLAIMS, Gate(Believing, 0.5)).splitlines()
    counts = [[int(cell) for cell in row.split("|")[2:4]] for row in told[2:]]
    assert [told for _, told in counts[:2]] == [0, 0]
    assert counts[2][1] >= 10
    assert [some for some, _ in counts] == [26, 26, 14]
