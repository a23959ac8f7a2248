"""Files that are made to take long: each is read or refused in time that fits its size."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.settings import IngestSettings
from ingest.pipeline import read_documents
from tests.ingest.readers.files import PARAGRAPH, archive, docx, pdf, pdf_of, slides, workbook

LONGEST = 10.0
"""Seconds of processor time; a file of 1 MB may take as long."""
WORDS = PARAGRAPH.format("Ord om stad.")
CELL = f"<w:tc>{WORDS}</w:tc>"
SPAN = f'<w:tc><w:tcPr><w:gridSpan w:val="999"/><w:vMerge/></w:tcPr>{WORDS}</w:tc>'
MARK = "<w:pPr><w:numPr><w:ilvl w:val='8'/><w:numId w:val='1'/></w:numPr></w:pPr>"
LINES = [(50.0, 90_000.0 - 12 * n, 10.0, "lower words that go on and on-") for n in range(6_000)]
ROWS = [(left, 90_050.0 - 12 * n, 10.0, "aa") for n in range(4) for left in (50.0, 250.0, 450.0)]
RULES = b"".join(
    b"%d 0 m %d 800 l S 0 %d m 600 %d l S\n" % (2 * n, 2 * n, 2 * n, 2 * n) for n in range(300)
)
NUMBERS = f"<row>{'<c><v>12</v></c>' * 200}</row>"
SHARED = "<row>" + "<c t='s'><v>0</v></c>" * 200 + "</row>"
TINY = [(50.0 + 7_919 * n % 500, 50.0 + 104_729 * n % 99_991, 10.0, "ab") for n in range(30_000)]
STEPS = [(50.0 + 250 * (n % 2), 99_000.0 - 4 * n, 6 + n % 30, "Ord om stad") for n in range(15_000)]
SPANNED = (
    "<table-cell number-rows-spanned='9999' number-columns-spanned='20'><p>ab</p></table-cell>"
)
FILES = {
    "paragraphs.docx": lambda: docx(WORDS * 12_000),
    "nothing.docx": lambda: docx("<w:p/>" * 250_000),
    "tables.docx": lambda: docx(f"<w:tbl>{f'<w:tr>{SPAN}{CELL}</w:tr>' * 6_000}</w:tbl>"),
    "style.docx": lambda: docx(
        "<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>a b</w:t></w:r></w:p>" * 20_000,
        styles=f"<w:style w:styleId='a'>{'<w:x/>' * 20_000}</w:style>",
    ),
    "level.docx": lambda: docx(
        f"<w:p>{MARK.replace('8', '0')}<w:r><w:t>a b</w:t></w:r></w:p>" * 20_000,
        numbering=f"<w:abstractNum w:abstractNumId='1'><w:lvl>{'<w:x/>' * 20_000}</w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>",
    ),
    "runs.docx": lambda: docx(f"<w:p>{'<w:r><w:t>a</w:t></w:r>' * 200_000}</w:p>"),
    "many.docx": lambda: docx(PARAGRAPH.format("a") * 200_000),
    "texts.pptx": lambda: slides(f"<sp><txBody><p><r>{'<t>a</t>' * 200_000}</r></p></txBody></sp>"),
    "nested.docx": lambda: docx("<w:sdt><w:sdtContent>" * 100_000),
    "lists.docx": lambda: docx(f"<w:p>{MARK}<w:r><w:t>a</w:t></w:r></w:p>" * 12_000),
    "paragraph.pdf": lambda: pdf([LINES]),
    "cell.pdf": lambda: pdf([[*ROWS, *((250.0, *line[1:]) for line in LINES)]]),
    "rules.pdf": lambda: pdf_of([RULES] * 60),
    "dots.pdf": lambda: pdf_of([b"1 1 m 2 2 l S\n" * 19_000] * 60),
    "junk.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 2_000,
    "groups.rtf": lambda: b"{\\rtf1 " + b"{" * 500_000,
    "paragraphs.rtf": lambda: b"{\\rtf1 " + b"a\\par " * 12_000 + b"}",
    "styles.rtf": lambda: b"{\\rtf1{\\stylesheet" + b"{\\s1 a}" * 60_000 + b"}a}",
    "parts.eml": lambda: b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(9_000)
    ),
    "pages.eml": lambda: (
        b"Content-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/html\n\n<p>a\n" * 26_000
    ),
    "head.eml": lambda: b"Subject: " + b"=?utf-8?q?a?= " * 40_000 + b"\n\na",
    "quotes.eml": lambda: b"Subject: a\n\n" + b"> > > > a\n" * 20_000,
    "tiny.pdf": lambda: pdf([TINY]),
    "columns.pdf": lambda: pdf([STEPS]),
    "rows.xlsx": lambda: workbook("<row><c><v>1</v></c></row>" * 100_000),
    "shared.xlsx": lambda: workbook(NUMBERS + SHARED * 499, "a b " * 200_000),
    "header.xlsx": lambda: workbook(SHARED + NUMBERS * 490, "Budget " * 300),
    "merged.xlsx": lambda: workbook(
        NUMBERS * 400, more="<mergeCells>" + "<mergeCell ref='A1:J9'/>" * 100_000 + "</mergeCells>"
    ),
    "spans.xlsx": lambda: workbook(
        "<row><c t='s'><v>0</v></c></row>" * 29_000,
        "ab",
        more="<mergeCells>"
        + "".join(f"<mergeCell ref='A{n}:GR1048576'/>" for n in range(1, 29_000))
        + "</mergeCells>",
    ),
    "wide.xlsx": lambda: workbook(
        (SHARED + "<row><c t='s'><v>0</v></c></row>" * 150) * 100,
        "ab",
        more="<mergeCells>"
        + "".join(f"<mergeCell ref='{c}{n}:GR30000'/>" for n in range(1, 3_000) for c in "ABZ")
        + "</mergeCells>",
    ),
    "edges.rtf": lambda: (
        b"{\\rtf1 "
        + b"".join(
            b"\\trowd\\cellx%d\\cellx900000 a\\cell b\\cell\\row" % (50 * n + 50)
            for n in range(15_000)
        )
    ),
    "merged.rtf": lambda: (
        b"{\\rtf1 " + b"\\trowd\\clvmgf\\cellx50\\clvmrg\\cellx100 a\\cell\\cell\\row" * 20_000
    ),
    "spans.odt": lambda: archive(
        {
            "content.xml": "<a><body><text><table>"
            + f"<table-row>{SPANNED * 20}</table-row>" * 1_500
            + "</table></text></body></a>"
        }
    ),
    "sheets.xlsx": lambda: workbook(NUMBERS, sheets=3_000),
    "formats.xlsx": lambda: workbook(
        NUMBERS.replace("<c>", "<c s='1'>") * 490, form="&quot;kr&quot;0" * 100_000
    ),
    "cells.xlsx": lambda: workbook(f"<row>{'<c/>' * 2_800_000}</row>"),
    "styles.xlsx": lambda: workbook(NUMBERS, form="'/><numFmt a='" * 700_000),
    "cells.csv": lambda: b"a;" * 500_000,
    "header.csv": lambda: (b"Budget " * 300 + b";") * 200 + b"\n" + (b"1;" * 200 + b"\n") * 490,
    "rows.csv": lambda: b"a 1;b;c\n" * 15_000,
    "html.md": lambda: b"<div>\n\n" * 10_000,
    "brackets.md": lambda: (b"![a" * 3_000 + b"\n\n") * 110,
    "grid.md": lambda: b"+---+---+\n| a | b |\n" * 50_000,
    "cells.md": lambda: (
        b"|a" * 200 + b"|\n" + b"|-" * 200 + b"|\n" + (b"|1" * 200 + b"|\n") * 2_400
    ),
    "paragraphs.html": lambda: b"<p>a" * 250_000,
    "forms.html": lambda: b"<form><input>a</form>" * 47_000,
    "cells.html": lambda: b"<p>a</p><table><tr>" + b"<td>a" * 200_000,
    "page.eml": lambda: b"Subject: a\nContent-Type: text/html\n\n" + b"<p>a" * 250_000,
}


@pytest.mark.parametrize("name", FILES)
def test_takes_no_longer_than_its_size_explains(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    start = time.process_time()

    with suppress(SourceError):
        read_documents([path], IngestSettings())

    assert path.stat().st_size <= 1_100_000
    assert time.process_time() - start < LONGEST
