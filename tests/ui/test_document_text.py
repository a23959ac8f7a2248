"""A document as a page: what it is made of is seen, and the quote is marked wherever it stands."""

from __future__ import annotations

import re

import pytest

from assistant.bootstrap import outline
from assistant.models.documents import Document
from ui.document_text import DocumentText, Piece

MARKDOWN = """---
title: Planen
---
# Planen

Vi börjar i <b>april</b>.

### Steg

- Ett första steg
- Ett andra steg

1. Först det ena
2. Sedan det andra

| Del | Slut |
| --- | --- |
| Kurser | juni 2023 |
"""


def pieces(text: str, quote: str = "", media_type: str = "text/plain") -> list[Piece]:
    document = Document("d", "Planen", text, "d", media_type=media_type)
    start = text.index(quote) if quote else 0
    return DocumentText(document, start, start + len(quote)).pieces(outline)


def test_headings_lists_and_tables_are_such_and_the_title_stands_once() -> None:
    found = pieces(MARKDOWN)
    assert [piece.tag for piece in found] == ["p", "h2", "ul", "ol", "table"]
    assert found[0].parts == ("Vi börjar i &lt;b&gt;april&lt;/b&gt;.",)
    assert found[2].parts == ("Ett första steg", "Ett andra steg")
    assert [tuple(cell.strip() for cell in row) for row in found[4].rows] == [
        ("Del", "Slut"),
        ("Kurser", "juni 2023"),
    ]


@pytest.mark.parametrize(
    "quote",
    ["börjar", "steg\n- Ett andra", "juni 2023", "Kurser | juni", "# Planen", "Steg", "title: P"],
)
def test_a_quote_is_marked_in_all_that_it_reaches_into_and_named_once(quote: str) -> None:
    html = " ".join(
        str(part)
        for piece in pieces(MARKDOWN, quote)
        for part in (*piece.parts, *(cell for row in piece.rows for cell in row))
    )
    assert html.count('id="citat"') == 1
    marked = " ".join(re.findall(r"<mark[^>]*>([^<]*)</mark>", html))
    assert re.findall(r"\w+", marked) == re.findall(r"\w+", quote)


def test_plain_text_is_paragraphs_without_its_title() -> None:
    found = pieces("Planen\n\nEn mening står här.\n\nEn mening till.", media_type="text/plain")
    assert [(piece.tag, *piece.parts) for piece in found] == [
        ("p", "En mening står här."),
        ("p", "En mening till."),
    ]


def test_a_text_that_is_too_long_stays_in_one_piece() -> None:
    text = "En mening. " * 30_000
    (whole,) = pieces(text, "mening")
    assert len(re.sub("<[^>]+>", "", whole.parts[0])) == len(text)
