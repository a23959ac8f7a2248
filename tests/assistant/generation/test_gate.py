"""What code sees between a claim and its quote, and what the gate keeps of a draft."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.claims import TRUE, figures, judge
from assistant.generation.belonging import of_another
from assistant.generation.claims import split_claims
from assistant.generation.copying import copied
from assistant.generation.evidence import Item
from assistant.generation.gate import MOST_CITED, Gate
from assistant.generation.literal import objection
from assistant.messages.reasons import reason_told
from assistant.models.answers import Citation
from assistant.models.documents import Document, Fact
from assistant.reader.reading import Verdict
from tests.assistant.generation.conftest import Believing


class Doubting(Believing):
    """A reader that takes no quote to carry any claim."""

    settle = staticmethod(lambda *_: Verdict(0.0, 0.0, 1.0, 0.0))


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
        ("Högst 15,7 miljoner kronor kan betalas ut den 3 maj 2024", "kan"),
        ("Minst 15,7 miljoner kronor ska betalas ut den 3 maj 2024", "Minst"),
        ("Högst 15,7 miljoner kronor ska betalas ut till alla av Scanias kunder", "alla"),
        ("Högst 15,7 miljoner kronor ska betalas ut (osant)", "osant"),
        ("Högst 15,7 miljoner kronor ska betalas ut – före detta", "före"),
        ("Högst 15,7 miljoner kronor ska betalas ut tills vidare", "vidare"),
        ("Högst 15,7 miljoner kronor ska betalas ut i dag", "dag"),
        ("Före detta högst 15,7 miljoner kronor ska betalas ut", "Före"),
    ],
)
def test_what_a_claim_holds_its_quote_holds(claim: str, told: str) -> None:
    found = reason_told(objection(claim, TEXT, "", same_language=True), "en")
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
    ],
)
def test_an_address_stands_in_the_quote_whole(claim: str, is_held: bool) -> None:
    quote = "Läs (https://x.se/bidrag) eller www.y.se. Skriv till bo.ek@x.se, eller ring."
    told = reason_told(objection(claim, quote, "", same_language=False), "en")
    assert ("the address" in told) is not is_held


COPIED = """Bidraget, som är nytt, täcker hälften (högst 9 kronor), resten betalar bolag som har råd.
A, chef på B, C, chef på D, leder. Klart"""


@pytest.mark.parametrize(
    ("claim", "how"),
    [
        (
            "Bidraget som är nytt täcker hälften, högst 9 kronor; resten betalar bolag som har råd.",
            "whole",
        ),
        ("klart!", "whole"),
        ("Bidraget, som är nytt, täcker hälften", "cut"),
        ("Bidraget, som är nytt, täcker hälften (högst 9 kronor)", "cut"),
        ("Bidraget täcker hälften (högst 9 kronor), resten betalar bolag som har råd", "cut"),
        ("Bidraget täcker hälften", "free"),
        ("Bidraget, som är nytt, täcker hälften, resten betalar bolag", "free"),
        ("Resten betalar bolag som har råd", "free"),
        ("Bidraget, som är gammalt, täcker hälften", "free"),
        ("A, C, chef på D, leder", "free"),
        ("A C, chef på D, leder", "cut"),
        ("A leder", "free"),
        ("A, chef på D, leder", "free"),
        ("Bidraget", "free"),
        ("...", "free"),
    ],
)
def test_a_copy_is_cut_only_at_the_marks_of_its_quote(claim: str, how: str) -> None:
    assert copied(claim, COPIED) == how


@pytest.mark.parametrize(
    ("claim", "quote", "how"),
    [
        ("Det kostar 5 $ i år", "Det kostar 5 € i år.", "free"),
        ("Det är 5 grader", "Det är -5 grader.", "free"),
        ("För 10 249 anställda", "För 10–249 anställda.", "free"),
        ("Kvinnor utgör 27", "Kvinnor utgör 27 % av alla.", "free"),
        ("Kvinnor utgör 27", "Kvinnor utgör 27 %.", "free"),
        ("Kvinnor utgör 27 %", "Kvinnor utgör 27 %, män resten.", "cut"),
        ("Det gäller t.o.m. maj", "Det gäller t.o.m. maj (2024).", "cut"),
        ("Det kostar ca", "Det kostar ca. 40 kronor.", "free"),
        ("Stöd ges till bolag med 10", "Stöd ges till bolag med 10 – 249 anställda.", "free"),
        ("Vi väntar, inte för länge", "Vi väntar inte, för länge.", "free"),
        ("De, som söker, får stöd", "De som söker får stöd.", "free"),
        ("De söker, men får inget", "De söker men får inget.", "whole"),
    ],
)
def test_a_copy_has_the_signs_of_its_quote(claim: str, quote: str, how: str) -> None:
    assert copied(claim, quote) == how


def test_a_copy_needs_no_reader_and_still_has_to_deny_what_its_quote_denies() -> None:
    text = "Bidraget höjs, dock inte i år. Alla får det, säger Bo."
    items = [
        Item(Citation(1, Document("d", "T", text, "d.txt"), 0, len(text), text), "", is_core=True)
    ]
    draft = "Bidraget höjs, dock inte i år [1]. Bidraget höjs [1]. Bidraget höjs nästa år, dock inte i år [1]."
    told = Gate(Doubting, 0.5).checking(items, "sv").end(draft).claims
    assert [reason_told(claim.objection, "en") for claim in told] == [
        "",
        "One of claim and quote denies something, and the other does not.",
        "The reader gives 0.00 that the quote carries it.",
    ]


PEOPLE = ("Bo Ek, chef på Volvo", "Eva Ström (Scania)", "Per Al, chef på IVL (ersätter Ina Ö)")


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
        reason_told(one.objection, "en") for one in gate.checking(items, "sv").end(draft).claims
    ]
    assert told == [
        "",
        "The quote does not hold the name Nokia.",
        "Yes and no are said only where the reader is sure.",
        "Yes and no are said only where the reader is sure.",
    ]


def items_of(*quotes: str, title: str = "Titel", core: int = 1) -> list[Item]:
    """The sentences of one text, of which the first ones answer."""
    document = Document("d", title, " ".join(quotes), "d.txt")
    starts = [document.text.index(quote) for quote in quotes]
    return [
        Item(Citation(at, document, start, start + len(quote), quote), title, is_core=at <= core)
        for at, (start, quote) in enumerate(zip(starts, quotes, strict=True), start=1)
    ]


ANNA = items_of("Anna Berg leder Green Port.", "Bo Ek är på KTH.", "Eva Ö är sjuk.")


@pytest.mark.parametrize("cited", ["[1, 2]", "[2] [1]", "[2, 1]", "[1] [2, 3]"])
def test_a_copy_tells_only_what_it_copies(cited: str) -> None:
    draft = Gate(Believing, 0.5).checking(ANNA, "sv").end(f"Bo Ek är på KTH {cited}.")
    assert [claim.handles for claim in draft.claims] == [(2,)]
    assert draft.fallback.key == "core_missing"


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Green Port har en ledare som heter Anna Berg", (1,)),
        ("Eva Ö mår just nu dåligt", (3,)),
        ("Green Port har Anna Berg, medan Eva Ö mår dåligt", (1, 3)),
    ],
)
def test_a_quote_without_which_a_claim_is_carried_is_not_told_by_it(
    text: str, tells: tuple[int, ...]
) -> None:
    for cited in ("[1, 3]", "[3] [1]"):
        (claim,) = Gate(Believing, 0.5).checking(ANNA, "sv").end(f"{text} {cited}.").claims
        assert (claim.objection.key, claim.handles) == ("", tells)


OF_REACT = items_of(
    "Anna Berg leder React.", "Hon är på KTH.", "Bo Ek är jurist.", "Han är åtalad.", title="React"
)
OF_PORT = [
    replace(item, citation=replace(item.citation, number=item.handle + 4), is_core=False)
    for item in items_of(
        "Bo Ek är chef.", "Han är sjuk.", "Reacts hamn ersätts av Green Port.", title="Green Port"
    )
]
OF_PORT = [
    replace(
        item, citation=replace(item.citation, document=replace(item.citation.document, id="port"))
    )
    for item in OF_PORT
]


@pytest.mark.parametrize(
    ("draft", "told"),
    [
        ("Anna Berg leder React [1]. Hon är på KTH [2].", [1, 2]),
        ("Anna Berg leder React. Hon är på KTH [1] [2].", [1, 2]),
        ("Anna Berg leder React [1]. Han är åtalad [4].", [1]),
        ("Anna Berg leder React. Han är åtalad [1, 4].", []),
        ("Anna Berg leder React [1]. Bo Ek är jurist [3]. Han är åtalad [4].", [1, 3, 4]),
        ("Hon är på KTH [2]. Anna Berg leder React [1].", [1]),
        ("Bo Ek är jurist [3]. Anna Berg leder React [1]. Han är åtalad [4].", [3, 1]),
        ("Ledare för React är Anna Berg [1]. Hon är på KTH [2].", [1]),
        ("Anna Berg leder React [1]. Bo Ek är chef [5]. Han är sjuk [6].", [1]),
        ("Anna Berg leder React [1]. Reacts hamn ersätts av Green Port [7].", [1, 7]),
        ("Bo Ek är chef [5]. Anna Berg leder React [1].", [1]),
    ],
)
def test_a_sentence_stands_where_it_stood_or_says_what_it_is_about(
    draft: str, told: list[int]
) -> None:
    checking = Gate(Believing, 0.5).checking([*OF_REACT, *OF_PORT], "sv")
    checking.end(draft)
    assert sorted(h for claim in checking.kept for h in claim.handles) == sorted(told)


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Projektet betalas av Fordonsdalen", False),
        ("Målet för Solna betalas av Fordonsdalen", True),
        ("Fordonsdalen betalar målet", True),
        ("Styrgruppen betalar målet", False),
    ],
)
def test_a_sentence_of_another_document_needs_a_name_that_tells_both_apart(
    text: str, is_told: bool
) -> None:
    (react,) = items_of("Anna Berg leder React.", title="Fordonsdalen React")
    document = Document("o", "Fordonsdalen Solna", f"{text}.", "o.txt")
    above = "Styrgruppen > Möten"
    other = Item(Citation(2, document, 0, len(text), text), above, is_core=False)
    checking = Gate(Believing, 0.5).checking([react, other], "sv")
    checking.end(f"Anna Berg leder React [1]. {text} [2].")
    assert (len(checking.kept) == 2) is is_told


def test_quotes_carry_a_claim_in_either_order_or_not_at_all() -> None:
    class Following(Believing):
        """A reader that believes what it reads in the order of the text."""

        settle = staticmethod(
            lambda _, context: Verdict(float(context.text.startswith("Anna")), 0.0, 0.0, 0.0)
        )

    for cited in (ANNA[::2], ANNA[:3:2][::-1]):
        assert Gate(Following, 0.5).carries("Nu mår Anna Berg dåligt", cited, "sv")[1] == 0.0


def test_a_claim_cites_no_more_quotes_than_can_be_tried_one_by_one() -> None:
    items = items_of(*(f"Bolag {number} betalar." for number in range(1, 9)), title="Green Port")
    told = [
        Gate(Believing, 0.5)
        .checking(items, "sv")
        .end(f"Green Port har bolag som betalar {''.join(f'[{n}]' for n in range(1, most + 1))}")
        for most in (MOST_CITED, MOST_CITED + 1)
    ]
    assert [draft.claims[0].objection.key for draft in told] == ["", "many"]


def test_code_takes_time_in_proportion_to_what_it_is_given() -> None:
    spent = []
    for size in (2_000, 2_000, 16_000):  # The first loads what there is to load.
        text = " ".join(f"Ord{number} {number},5 [{number % 90}" for number in range(size // 16))
        started = time.perf_counter()
        split_claims(text * 4)
        objection(text[:600], text, "", same_language=True)
        copied(text[:600], text)
        copied("a " * 300, "a, " * size)
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
    assert sum(one.passes(0.5) for one in judged if one.kind in TRUE) >= 0.7 * sum(
        one.kind in TRUE for one in judged
    )
    assert "| dropped or added negation | 37 | 0% |" in figures(judged, 0.5)
