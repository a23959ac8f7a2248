"""Every case is written with a bar where a sentence ends."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.sentences import LONGEST, split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "marked",
    [
        # Swedish abbreviations do not end a sentence when more of it follows.
        "Vi provar bl.a. Scanias bilar.| Det går bra.",
        "Vi provar t.ex. lastbilar.| Det går bra.",
        "Vi provar t. ex. lastbilar och bl. a. Volvos.| Det går bra.",
        "Bo Ek m.fl. höll tal.| Sedan åt de.",
        "Det gäller fr.o.m. 1 maj t.o.m. 3 juni, d.v.s. länge.| Sedan är det slut.",
        "Mötet börjar kl. 9.30 och kostar ca. 3,5 milj. kr per år.| Alla får komma.",
        "Den s.k. Arenan leds av f.d. ministern, prof. Eva Ek, tel. 08-12 34.| Hon är ordf. i gruppen.",
        "Ordf. Eva Ek hälsade välkommen.",
        "Tf. vd. Egil Sol och prof. em. Omar Haddad inbjuds.| De kommer kl. ett.| Alla får vara med.",
        "Antalet ökade i år.| 2023/24 hade skolan 300 elever.| Läs mer på lund.com.| Anna Ek är chef.",
        "Region Mälaren resp. Region Sörbyn, inkl. KTH, exkl. Scania.",
        "Se nr. 5, s. 12 och kap. 3 för mer.",
        "Jan.–dec. 2022 gäller detta.| Mötet var i dec. 2021.",
        "Det är resultat p.g.a. EU.",
        # But some may end one.
        "Vi provar lastbilar m.m. Projektet pågår.".replace("m.m. ", "m.m.| "),
        "Där var Scania m.fl.| De var nöjda.",
        "Vi köper bussar osv.| Det kostar 5 milj. kr.| Pengarna kommer från EU.",
        "Det var 300 f.Kr.| Romarna kom.",
        "Hon är ordf.| Han är ledamot.",
        # Initials, ordinals, numbers, addresses.
        "Talare var J. P. Andersson och Karl-Erik S. Ek.| Sedan var det slut.",
        # Behind one, a word in the definite begins a sentence, and so does none that may be a name.
        "Projekt Vega leds av Kim Ö.| Budgeten är 3 miljoner.| Kim Ö.| Laddplatserna byggs av Eva A.",
        "Hon heter Li X.| Styrgruppen möts.| Han heter Bo Z.| Därefter talade Ann B. Sandlund.".replace(
            "Z.| D", "Z. D"
        ),
        "Där var Anna B. Lindgren, Ola J. Hansen, K. Göran Ek, Per S. Rosén och Mia D. Strand.",
        "Ledare är Eva Ö. och Bo Ek.| Kim Ö. är ny.",
        "Det sker den 1. januari.| Sedan den 12.| Sist den 31. Maj.",
        "Det kostar 15.7 miljoner.| Projektet slutar 2022.| 2023 börjar nästa.",
        "Se www.fordonsdalen.se.| Mejla eva.ek@x.se nu.| Eller https://x.se/a.b?c=d. Sedan.".replace(
            "d. S", "d.| S"
        ),
        "1. Bygga banan.",
        "Volvo respektive GM.| Senare kom flera.",
        "Det blir 1500 °C.| Nonetheless är det kallt.",
        "Sabur (d. 869) var här.| År 1939, c. 1300 personer.",
        # English.
        "Mr. Smith met Dr. Jones, e.g. in Kista.| They talked, i.e. argued.",
        "He said no.| Then he read No. 5.| The U.S. Army came.",
        "She works at Volvo Inc.| The firm is old.",
        # Marks of all kinds.
        "Vad?!| Jo!| Men ...| Så är det…| Ja.",
        "Det är så ... säger hon.",
        "”Vi växer.”| Så sade hon.| (Se bilagan.)| ”Vad?” frågade han.",
        'Hon sade: "Vi växer."| Han teg.',
        "Fakta finns.[12]| Mer kommer.",
        "Gustav Ek (C).| Gruppen möts.",
        "**Fet text.**| Mager text.",
        # Line breaks do not end a sentence, blank lines do.
        "Gruppen möts kl.\n9.30 i Kista, bl.a.\nför lunch.| Sedan\nåker de hem",
        "Utan punkt|\n\nNytt stycke",
    ],
)
def test_cuts_where_a_reader_would(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]

    assert sentences(marked.replace("|", "")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-Vi ser ett behov. – Ja, säger Bo.", ["Vi ser ett behov.", "Ja, säger Bo."]),
        ("– ”Vi växer.” Bra.", ["”Vi växer.”", "Bra."]),
        ("• Minska utsläpp", ["Minska utsläpp"]),
        ("\uf0b7 Minska utsläpp", ["Minska utsläpp"]),
        ("> Citerat.\n> Mer.", ["Citerat.", "Mer."]),
        ("-5 grader var det.", ["-5 grader var det."]),
        ("  Luft.  ", ["Luft."]),
        ("… ! –", []),
        ("", []),
    ],
)
def test_leaves_marks_before_a_sentence_outside(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Utanför. Inne ett. Inne två. Utanför."
    start, end = text.index("Inne"), text.rindex(" Utanför")

    assert [text[a:b] for a, b in split_sentences(text, start, end)] == ["Inne ett.", "Inne två."]


def test_cuts_a_dump_of_words_between_words() -> None:
    text = "ord " * 5_000

    spans = split_sentences(text, 0, len(text))

    assert all(end - start <= LONGEST for start, end in spans)
    assert all(
        text[start:end].split() == ["ord"] * ((end - start + 1) // 4) for start, end in spans
    )


PARTS = st.sampled_from(
    [*'aÅö1.!?…-–•*>"”’()[]:,\n\t ', "\n\n", "bl.a. ", "J. ", "kl. 9.30", "m.m. ", " – ", "Det "]
)


@given(st.lists(PARTS, max_size=60).map("".join), st.integers(0, 20), st.integers(0, 20))
@example("a. - ", 0, 0)
def test_spans_are_ordered_trimmed_and_complete(text: str, before: int, behind: int) -> None:
    start = min(before, len(text))
    end = max(start, len(text) - behind)

    spans = split_sentences(text, start, end)

    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(start <= a < b <= end for a, b in spans)
    assert all(text[a:b] == text[a:b].strip() for a, b in spans)
    covered = {i for a, b in spans for i in range(a, b)}
    assert {start + m.start() for m in re.finditer(r"\w", text[start:end])} <= covered


@given(st.text(max_size=200))
def test_any_text_is_covered(text: str) -> None:
    covered = {i for a, b in split_sentences(text, 0, len(text)) for i in range(a, b)}

    assert {m.start() for m in re.finditer(r"\w", text)} <= covered
