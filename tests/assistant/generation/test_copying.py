"""What is told in the words of its quote, without the reader, and what only looks as if it were."""

from __future__ import annotations

import pytest

from assistant.generation.copying import copied
from assistant.generation.evidence import Item
from assistant.generation.gate import Gate
from assistant.messages.reasons import reason_told
from assistant.models.answers import Citation
from assistant.models.documents import Document
from assistant.reader.reading import Verdict
from tests.assistant.generation.conftest import Believing, items_of


class Doubting(Believing):
    """A reader that takes no quote to carry any claim."""

    settle = staticmethod(lambda *_: Verdict(0.0, 0.0, 1.0, 0.0))


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
        ("Det är lägst 5 grader", "Det är lägst –5 grader.", "free"),
        ("Det är lägst –5 grader", "Det är lägst 5 grader.", "free"),
        ("Det blev 5 grader", "Det blev - 5 grader.", "free"),
        ("Allt är klart nu", "Allt är klart nu?", "free"),
        ("Allt är klart nu?", "Allt är klart nu.", "free"),
        ("Stöd ges till små", "Stöd ges till små- och medelstora bolag.", "free"),
        ("Vi lär ut C", "Vi lär ut C++.", "free"),
        ("Vi lär ut språket C?!", "Vi lär ut språket C++.", "free"),
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
    draft = "Bidraget höjs, dock inte i år [1]. Bidraget höjs [1]. Bidraget höjs nu, dock inte i år [1]."
    told = Gate(Doubting, 0.5).checking(items, "sv").end(draft).claims
    assert [reason_told(claim.objection, "en") for claim in told] == [
        "",
        "One of claim and quote denies something, and the other does not.",
        "The reader gives 0.00 that the quote carries it.",
    ]


@pytest.mark.parametrize(("chance", "is_told"), [(0.09, False), (0.1, True)])
def test_a_sentence_that_is_cut_needs_a_reader_that_does_not_rule_it_out(
    chance: float, is_told: bool
) -> None:
    class Unsure(Believing):
        settle = staticmethod(lambda *_: Verdict(chance, 0.0, 0.0, 0.0))

    items = items_of("Alla bolag får stöd, utom de som har råd.")
    (claim,) = Gate(Unsure, 0.95).checking(items, "sv").end("Alla bolag får stöd [1].").claims
    assert (claim.objection.key == "") is is_told


@pytest.mark.parametrize(
    "said",
    [
        "\U0001d5f6\U0001d5fb\U0001d601\U0001d5f2",
        "\u0456nte",
        "int\u0435",
        "i n t e",
        "i.n.t.e",
        "i-n t-e",
        "in\u0483te",
        "in\u034fte",
        "in\ufe0fte",
        "in\u3164te",
        "in\u2800te",
        "in\u115fte",
        "in\u17b4te",
        "\uff49\uff4e\uff54\uff45",
        "\u0131\u0578\U0001d5cde",
        "in.te",
        "in-te",
    ],
    ids=ascii,
)
def test_no_word_is_told_that_is_only_read(said: str) -> None:
    items = items_of("Stödet gäller företag i Solna.")
    draft = f"Stödet gäller {said} företag i Solna [1]."
    (claim,) = Gate(Believing, 0.5).checking(items, "sv").end(draft).claims
    assert claim.objection


@pytest.mark.parametrize(
    "quote",
    [
        "Klass A B C gäller \ufb01nt",
        "Se bl.a. x.se [här](/a) nu",
        "Den \u0456nte gäller å, é, a\u030a nu",
    ],
)
def test_what_the_quote_itself_holds_is_told(quote: str) -> None:
    checking = Gate(Believing, 0.5).checking(items_of(quote), "sv")
    checking.end(f"{quote} [1].")
    assert len(checking.kept) == 1
