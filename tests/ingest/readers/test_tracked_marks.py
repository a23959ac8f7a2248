"""What tracked changes did to where paragraphs end."""

from __future__ import annotations

import pytest

from ingest.readers import docx, odt, rtf
from ingest.readers.parsed import Options
from tests.ingest.readers import files
from tests.ingest.readers.files import PARAGRAPH
from tests.ingest.readers.test_unseen import odt_of

GONE = "<w:p><w:pPr>{style}<w:rPr><w:{change}/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>{words}</w:t></w:r></w:p>"


def text(body: str) -> str:
    return docx.read(files.docx(body), Options()).text


def ended(words: str, change: str = "del", style: str = "") -> str:
    return GONE.format(words=words, change=change, style=style)


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_paragraph_mark_that_is_gone_ends_no_paragraph(change: str) -> None:
    mark = ended("Taket får ej ", change) + "<w:bookmarkStart/>" + ended("målas ", change)

    assert text(mark + PARAGRAPH.format("rött.") + PARAGRAPH.format("Dörren får.")) == (
        "Taket får ej målas rött.\n\nDörren får."
    )


def test_the_whole_has_the_style_of_the_mark_that_stays() -> None:
    style = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    levels = "<w:lvl><w:numFmt w:val='bullet'/></w:lvl>"
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    body = ended("Taket ", style=style) + PARAGRAPH.format("är rött.")

    assert docx.read(files.docx(body, numbering=numbering), Options()).text == "Taket är rött."


@pytest.mark.parametrize("behind", ["", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"])
def test_a_mark_that_nothing_follows_takes_no_words_away(behind: str) -> None:
    assert text(ended("Taket är ") + behind) == "Taket är"


def test_a_deleted_end_joins_paragraphs_within_a_cell() -> None:
    cell = f"<w:tc>{ended('Taket ej ')}{PARAGRAPH.format('rött')}</w:tc>"
    row = f"<w:tr>{cell}<w:tc>{PARAGRAPH.format('Ja')}</w:tc></w:tr>"

    assert text(f"<w:tbl>{row * 2}</w:tbl>") == "| Taket ej rött | Ja |\n| Taket ej rött | Ja |"


def test_many_marks_that_are_gone_are_one_paragraph() -> None:
    assert text(ended("ord ") * 20_000 + PARAGRAPH.format("slut")).count(" ") == 20_000


def test_opendocument_and_rich_text_hold_them_joined() -> None:
    change = "<changed-region id='c'><deletion><p>och</p><p>inte</p></deletion></changed-region>"
    body = f"<tracked-changes>{change}</tracked-changes><p>Taket får <change change-id='c'/>ej målas.</p>"

    assert odt.read(odt_of(body), Options()).text == "Taket får ej målas."
    rich = rb"{\rtf1 Taket f\'e5r ej {\deleted\par }m\'e5las.\par Nytt.\par}"
    assert rtf.read(rich, Options()).text == "Taket får ej målas.\n\nNytt."
