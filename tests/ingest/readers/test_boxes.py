"""Boxes with text and feet of slides, which are no part of the sentence that they hang on."""

from __future__ import annotations

import pytest

from ingest.readers import docx, pptx, rtf
from ingest.readers.parsed import Options
from tests.ingest.readers import files

INSIDE = f"<w:txbxContent>{files.PARAGRAPH.format('Byggs ut.')}</w:txbxContent>"
BOX = f"<w:r><mc:AlternateContent xmlns:mc='mc'><mc:Choice>{INSIDE}</mc:Choice><mc:Fallback>{INSIDE}</mc:Fallback></mc:AlternateContent></w:r>"
"""As Word writes it: once for itself, and once for old programs."""
AMID = r"{\shp{\*\shpinst{\sp{\sn shapeType}{\sv 202}}{\shptxt \pard Byggs ut.\par}}}"


def paragraph(words: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r>{more}</w:p>"


def word(body: str, **parts: str) -> str:
    return docx.read(files.docx(body, **parts), Options()).text


def rich(body: str) -> str:
    return rtf.read(rf"{{\rtf1\ansi {body}}}".encode(), Options()).text


def test_a_box_in_a_cell_of_word_is_read_once() -> None:
    row = f"<w:tc>{paragraph('Hamnen', BOX)}</w:tc><w:tc>{paragraph('Norr')}</w:tc>"
    assert word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>") == "| Hamnen; Byggs ut. | Norr |"


@pytest.mark.parametrize(
    ("code", "shown"),
    [("2265", "minst≥ 5"), ("F0B3", "minst 5"), ("D800", "minst 5"), ("x", "minst 5")],
)
def test_a_sign_of_word_parts_the_words_around_it(code: str, shown: str) -> None:
    sign = f"<w:r><w:sym w:font='Symbol' w:char='{code}'/><w:t> 5</w:t></w:r>"
    assert word(paragraph("minst", sign)) == shown


@pytest.mark.parametrize("end", [r"\par Slut.\par", ""])
def test_a_box_amid_a_sentence_of_rich_text_is_none_of_it(end: str) -> None:
    told = rich(rf"Hamnen {AMID}ligger i norr.{end}")
    assert told.split("\n\n")[:2] == ["Byggs ut.", "Hamnen ligger i norr."]


def test_a_box_of_rich_text_that_does_not_end_takes_nothing_away() -> None:
    assert rich(r"Hamnen {\shp{\*\shpinst{\shptxt Byggs ut.").split("\n\n") == [
        "Byggs ut.",
        "Hamnen",
    ]


def test_a_box_in_a_cell_of_rich_text_stays_there() -> None:
    row = rf"\trowd\cellx99\cellx199\pard\intbl Hamnen {AMID}\cell Norr\cell\row"
    assert rich(row.replace(r"\pard Byggs", "Byggs")) == "| Hamnen Byggs ut. | Norr |"


def test_feet_of_slides_are_read_once_and_their_numbers_not() -> None:
    shape = "<sp><nvSpPr><nvPr><ph type='{}'/></nvPr></nvSpPr><txBody><p><r><t>{}</t></r></p></txBody></sp>"
    told = (("title", "Hamnen"), ("body", "Byggs ut."), ("ftr", "Region Norr"), ("sldNum", "3"))
    slide = files.slides("".join(shape.format(*each) for each in told))
    assert pptx.read(slide, Options()).text == "# Hamnen\n\nRegion Norr\n\n- Byggs ut."
