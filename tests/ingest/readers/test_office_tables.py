"""Tables and lists of office files as these show them: heads of several rows, letters, numbers that go on."""

from __future__ import annotations

import pytest

from ingest.readers import docx, odt, rtf
from ingest.readers.parsed import Options
from tests.ingest.readers import files

SPACES = " ".join(
    f"xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'"
    for name in ("office", "text", "table", "style")
)
ROWS = (
    "| Post | Kostnader |  |\n| Post | 2023 | 2024 |\n"
    "| Lokaler | Kostnader 2023: 300 | Kostnader 2024: 310 |\n"
    "| Lokaler | uppsagda | Kostnader 2024: 0 |"
)


def read_odt(body: str, styles: str = "") -> str:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    return odt.read(files.archive({"content.xml": content}), Options()).text


def test_numbers_stand_behind_all_rows_that_head_them_in_an_opendocument_text() -> None:
    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def cell(words: str, spans: str = "") -> str:
        return f"<table:table-cell {spans}><text:p>{words}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    two, wide = "table:number-rows-spanned='2'", "table:number-columns-spanned='2'"
    head = row(cell("Post", two), cell("Kostnader", wide), covered)
    head += row(covered, cell("2023"), cell("2024"))
    body = row(cell("Lokaler", two), cell("300"), cell("310"))
    body += row(covered, cell("uppsagda"), cell("0"))
    heads = f"<table:table-header-rows>{head}</table:table-header-rows>"

    assert read_odt(f"<table:table>{heads}{body}</table:table>") == ROWS


def test_numbers_stand_behind_all_rows_that_head_them_in_word() -> None:
    def cell(words: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"

    first, below = "<w:vMerge w:val='restart'/>", cell("", "<w:vMerge/>")
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = [
        head + cell("Post", first) + cell("Kostnader", "<w:gridSpan w:val='2'/>"),
        head + below + cell("2023") + cell("2024"),
        cell("Lokaler", first) + cell("300") + cell("310"),
        below + cell("uppsagda") + cell("0"),
    ]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)

    assert docx.read(files.docx(f"<w:tbl>{table}</w:tbl>"), Options()).text == ROWS


def test_items_of_an_opendocument_text_have_the_numbers_that_it_shows() -> None:
    def numbered(level: int, form: str, more: str = "") -> str:
        return (
            f"<text:list-level-style-number text:level='{level}' style:num-format='{form}' {more}/>"
        )

    levels = numbered(1, "a", "style:num-suffix=')' text:start-value='2'") + numbered(2, "I")
    styles = f"<text:list-style style:name='L'>{levels}</text:list-style>"
    item = "<text:list-item{}><text:p>Ek</text:p>{}</text:list-item>"
    inner = f"<text:list>{item.format('', '')}</text:list>"
    first = (
        f"<text:list text:style-name='L'>{item.format('', inner)}{item.format('', '')}</text:list>"
    )
    goes_on = "<text:list text:style-name='L' text:continue-numbering='true'>{}</text:list>"
    set_anew = item.format(" text:start-value='9'", "")
    text = read_odt(
        f"{first}<text:p>Mellan</text:p>{goes_on.format(item.format('', '') + set_anew)}", styles
    )

    assert text == "b) Ek\n  I. Ek\nc) Ek\n\nMellan\n\nd) Ek\ni) Ek"


@pytest.mark.parametrize("text", ["{\\shptxt Ruta\\par}", "{\\*\\shptxt Ruta\\par}"])
def test_settings_of_a_shape_are_no_words(text: str) -> None:
    setting = "{\\sp{\\sn shapeType}{\\sv 202}}"
    shape = f"{{\\shp{{\\*\\shpinst\\shpleft1{setting}{text}{setting}}}}}"

    parsed = rtf.read(f"{{\\rtf1 {shape}Efter.\\par}}".encode(), Options())

    assert parsed.text == "Ruta\n\nEfter."
