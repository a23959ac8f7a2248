"""Blocks of plain text and of Markdown, and which of them are headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.headings import tidy
from ingest.plain import plain_blocks


def blocks(text: str, start: int = 0) -> list[tuple[str, str]]:
    return [
        (block.kind.value, text[block.start : block.end]) for block in plain_blocks(text, start)
    ]


def tidied(text: str) -> list[tuple[str, str]]:
    return [
        (block.kind.value, block.label or text[block.start : block.end])
        for block in tidy(text, plain_blocks(text, 0))
    ]


def test_paragraphs_of_plain_text() -> None:
    text = "Ett stycke\nsom går vidare.\n\n \t\nEtt till.\r\n\r\n-----\r\n\r\nSist."

    assert blocks(text) == [
        ("text", "Ett stycke\nsom går vidare."),
        ("text", "Ett till."),
        ("text", "Sist."),
    ]


def test_lists_of_plain_text() -> None:
    text = (
        "Vi ska:\n- bygga en bana,\n  som är lång\n• testa\n\n1. Först\n2) Sedan\n\n"
        "– Repliken, säger Bo.\n\na) Nästan\n\n\uf0b7 sist"
    )

    assert blocks(text) == [
        ("text", "Vi ska:"),
        ("item", "bygga en bana,\n  som är lång"),
        ("item", "testa"),
        ("item", "Först"),
        ("item", "Sedan"),
        ("item", "Repliken, säger Bo."),
        ("item", "Nästan"),
        ("item", "sist"),
    ]


def test_round_bullets_that_look_like_a_letter() -> None:
    text = "Gruppen ska:\no pröva laddning\ni hamnen\no Mäta nytta\n\no sedan\nkom våren."

    assert blocks(text) == [
        ("text", "Gruppen ska:"),
        ("item", "pröva laddning\ni hamnen"),
        ("item", "Mäta nytta"),
        ("text", "o sedan\nkom våren."),
    ]


def test_hard_wrapped_text_is_one_paragraph_even_where_a_line_begins_oddly() -> None:
    text = (
        "Gruppen leds av regionrådet Eva Ek, och den träffas den\n"
        "1. januari i Kista. Vid mötet talar bland andra Mälarens\n"
        "Bo Alm."
    )

    assert blocks(text) == [("text", text)]


def test_lines_that_were_broken_on_purpose_stand_alone() -> None:
    text = (
        "Kontakt\nEva Ek\nProjektledare\n08-123 45 67\n\nGruppen leds av\nRegion Mälaren och\nKTH."
    )

    assert blocks(text) == [
        ("text", "Kontakt"),
        ("text", "Eva Ek"),
        ("text", "Projektledare"),
        ("text", "08-123 45 67"),
        ("text", "Gruppen leds av\nRegion Mälaren och\nKTH."),
    ]


def test_rows_of_plain_text() -> None:
    assert blocks("Namn\tRoll\nEva Ek\tvd\n| Bo | ledamot |\n") == [
        ("row", "Namn\tRoll"),
        ("row", "Eva Ek\tvd"),
        ("row", "Bo | ledamot"),
    ]


def test_headings_behind_hashes_stand_alone() -> None:
    text = "Före.\n# Rubrik\nText\n  ## Mål och medel\n\n#tagg\n####### sju\n#"

    found = plain_blocks(text, 0)

    assert [(block.kind.value, text[block.start : block.end], block.level) for block in found] == [
        ("text", "Före.", 0),
        ("heading", "Rubrik", 1),
        ("text", "Text", 0),
        ("heading", "Mål och medel", 2),
        ("text", "#tagg", 0),
        ("text", "####### sju", 0),
    ]
    assert [block.label for block in found if block.level] == ["Rubrik", "Mål och medel"]


def test_short_lines_over_a_text_are_headings() -> None:
    text = "Ett nytt projekt\n\nBakgrund\n\nDet började 2020.\n\nHur länge pågår det?\n\nTill 2024."

    assert tidied(text) == [
        ("heading", "Ett nytt projekt"),
        ("heading", "Bakgrund"),
        ("text", "Det började 2020."),
        ("heading", "Hur länge pågår det?"),
        ("text", "Till 2024."),
    ]


def test_bold_lines_over_a_list_are_headings() -> None:
    assert tidied("**Mål**\n\n- ett\n- två") == [
        ("heading", "Mål"),
        ("item", "ett"),
        ("item", "två"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Budget: 15 miljoner kronor",
        "Eva Ek, projektledare",
        "Projektet leds av KTH",
        "eva.ek@x.se",
        "2021–2024",
        "Det här är slutet.",
        "fortsättning följer",
    ],
)
def test_lines_that_say_something_are_not_lost_as_headings(line: str) -> None:
    text = f"Titel\n\n{line}\n\nMer text följer här."

    assert ("text", line) in tidied(text)


def test_lists_of_names_are_not_headings() -> None:
    text = "Deltagare\n\nEva Ek\n\nBo Alm\n\nCarin Dahl\n\nGruppen möts i maj."

    assert tidied(text)[1:] == [
        ("text", "Eva Ek"),
        ("text", "Bo Alm"),
        ("text", "Carin Dahl"),
        ("text", "Gruppen möts i maj."),
    ]


def test_a_line_with_nothing_below_is_no_heading() -> None:
    assert tidied("Rubrik\n\nText.\n\nGustav Ek")[-1] == ("text", "Gustav Ek")
    assert tidied("Ensam rad") == [("text", "Ensam rad")]


def test_names_that_head_cards_are_lines_of_them() -> None:
    text = "# Grupp\n\n## Anna Ek\n\nProjektledare\n\n08-123 45\n\n## Bo Alm\n\nHan leder gruppen.\n\n## Kontakt"

    assert tidied(text) == [
        ("heading", "Grupp"),
        ("text", "Anna Ek"),
        ("text", "Projektledare"),
        ("text", "08-123 45"),
        ("heading", "Bo Alm"),
        ("text", "Han leder gruppen."),
        ("heading", "Kontakt"),
    ]


def test_a_date_below_a_marked_heading_is_no_heading() -> None:
    assert tidied("# Titel\n\nPublicerad 5 mars 2024\n\nText.")[1] == (
        "text",
        "Publicerad 5 mars 2024",
    )


@pytest.mark.parametrize(
    "line",
    [
        *("Ladda ner blanketten", "Skriv ut och underteckna", "Kontakta oss", "Läs mer"),
        *("Relaterade kostnader", "Download the form", "Innehåll", "Hem"),
    ],
)
def test_no_line_is_lost_by_what_it_says(line: str) -> None:
    text = f"# Ansökan\n\nGör så här.\n\n## {line}\n\nText.\n\n- {line}\n\nSlut."

    assert tidied(text)[2:] == [
        ("heading", line),
        ("text", "Text."),
        ("item", line),
        ("text", "Slut."),
    ]


PIECES = (
    "| Ord| Ett långt stycke text.|- punkt|1. ett|# Rubrik|# -|> citat|```|    kod|===|---|<b>|&amp; å"
    "|\tflik|*"
).split("|")
LINES = st.lists(st.sampled_from([*PIECES, "| a | b |", "|---|---|"]), max_size=12)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r"]))
def test_blocks_are_ordered_spans_of_the_text(lines: list[str], end: str) -> None:
    text = end.join(lines)

    found = plain_blocks(text, 0)

    edges = [edge for block in found for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(0 <= block.start < block.end <= len(text) for block in found)
    assert all(block in found for block in tidy(text, found) if not block.label)


def test_a_line_of_nothing_but_a_hard_space_is_no_line() -> None:
    assert blocks("Anna \n \xa0") == [("text", "Anna")]
