"""Office files part by part, and such as no program would write."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from assistant.errors import SourceError
from ingest.readers import docx, epub, odt, pptx, xlsx
from ingest.readers.archive import is_on
from ingest.readers.parsed import Options, Parsed
from tests.ingest.readers import files
from tests.ingest.readers.files import PARAGRAPH

FILES = Path(__file__).parents[2] / "data" / "formats"
Read = Callable[[bytes, Options], Parsed]
WORDS = PARAGRAPH.format("Ord om stad och land.")


def text(data: bytes) -> str:
    return docx.read(data, Options()).text


def test_only_what_word_shows_is_read() -> None:
    body = (
        "<w:p><w:r><w:t>Gruppen leds av </w:t></w:r>"
        "<w:del><w:r><w:delText>Karin Ek</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>Olof Ek</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> dolt</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>.</w:t></w:r></w:p>"
    )

    assert text(files.docx(body)) == "Gruppen leds av Olof Ek."


def test_numbers_that_word_counts_stand_in_front_of_headings_and_items() -> None:
    def item(words: str, level: int = 0) -> str:
        place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p><w:pPr>{place}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"

    levels = "".join(
        f'<w:lvl><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="%{n})"/></w:lvl>'
        for n, form in enumerate(("decimal", "lowerLetter"), 1)
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = item("ett") + item("under", 1) + item("mer", 1) + item("två") + item("nytt", 1)

    assert text(files.docx(body, numbering=numbering)) == (
        "1) ett\n  a) under\n  b) mer\n2) två\n  a) nytt"
    )


def test_cells_that_span_rows_stand_in_each_of_them() -> None:
    def cell(words: str, merge: str = "") -> str:
        return f"<w:tc><w:tcPr>{merge}</w:tcPr>{PARAGRAPH.format(words)}</w:tc>"

    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("Norr", restart) + cell("Kiruna"),
        cell("", goes_on) + cell("Luleå"),
    )
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)

    assert text(files.docx(f"<w:tbl>{table}</w:tbl>")) == "| Norr | Kiruna |\n| Norr | Luleå |"


def test_text_boxes_and_contents_of_word() -> None:
    box = f"<w:txbxContent>{PARAGRAPH.format('Fakta i en ruta.')}</w:txbxContent>"
    styles = '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = (
        '<w:p><w:pPr><w:pStyle w:val="T1"/></w:pPr><w:r><w:t>Bakgrund 3</w:t></w:r></w:p>'
        f"<w:p><w:r><w:t>Löptext.</w:t></w:r><w:r><w:pict>{box}</w:pict></w:r></w:p>"
    )

    parsed = docx.read(files.docx(body, styles=styles), Options())

    assert parsed.text == "Löptext.\n\nFakta i en ruta."
    assert parsed.left_out == "Bakgrund 3"
    assert parsed.kept == 5 / 7


def test_what_is_hidden_in_an_opendocument_text_is_not_read() -> None:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "style")
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
        "</office:automatic-styles><office:body><office:text>"
        "<text:p>Gruppen leds<office:annotation><text:p>Stämmer det?</text:p></office:annotation>"
        ' av <text:span text:style-name="T1">Karin</text:span>Olof Ek.</text:p>'
        '<text:section text:display="none"><text:p>Utkast.</text:p></text:section>'
        "</office:text></office:body></office:document-content>"
    )

    parsed = odt.read(files.archive({"content.xml": content}), Options())

    assert (parsed.text, parsed.left_out) == (
        "Gruppen leds av Olof Ek.",
        "Karin Utkast. Stämmer det?",
    )


def test_the_boxes_of_a_diagram_are_read() -> None:
    boxes = "".join(f"<pt><t><a><t>{words}</t></a></t></pt>" for words in ("Beslut", "Start", " "))
    relation = '<Relationship Id="rId1" Target="diagrams/data1.xml"/>'
    data = BytesIO(files.docx(WORDS))
    with zipfile.ZipFile(data, "a") as packed:
        packed.writestr(
            "word/_rels/document.xml.rels", f"<Relationships>{relation}</Relationships>"
        )
        packed.writestr("word/diagrams/data1.xml", f"<dataModel>{boxes}</dataModel>")

    assert text(data.getvalue()) == "Ord om stad och land.\n\nBeslut\n\nStart"


def test_marks_of_notes_in_another_chapter_are_no_digits_of_the_number_before() -> None:
    marks = "<sup><a href='n.xhtml#b'>3</a></sup>", "<a href='n.xhtml#c'><sup><b>4</b></sup></a>"

    parsed = epub.read(
        files.epub(f"<p>Det kostar 40{marks[0]} och 50{marks[1]} kr.</p>"), Options()
    )

    assert parsed.text == "Det kostar 40³ och 50⁴ kr."


def test_what_points_into_a_book_is_left_out_and_told() -> None:
    body = (
        "<section epub:type='frontmatter toc'><h1>Innehåll</h1><ol><li>Ett<ol epub:type='toc'>"
        "<li>Två</li></ol></li></ol></section><h1>Ett</h1><p>Ord om <span role='doc-pagebreak'>12"
        "</span>stad.</p><aside epub:type='footnote'>Enligt budget.</aside>"
    )

    parsed = epub.read(files.epub(body), Options())

    assert parsed.text == "# Ett\n\nOrd om stad.\n\nEnligt budget."
    assert parsed.left_out == "Innehåll Ett Två 12"


def test_text_in_what_says_that_a_page_begins_is_kept() -> None:
    body = "<div epub:type='pagebreak'><p>Sida 12 av boken.</p></div><p>Ord.</p>"

    assert epub.read(files.epub(body), Options()).text == "Sida 12 av boken.\n\nOrd."


def test_remarks_in_the_margins_are_told() -> None:
    remark = f'<w:comment w:id="1">{PARAGRAPH.format("Stämmer det?")}</w:comment>'
    parsed = docx.read(files.docx(WORDS, comments=remark), Options())
    assert parsed.left_out == "Stämmer det?"

    sheet = openpyxl.Workbook()
    sheet.active["A1"], data = "Antal", BytesIO()
    sheet.active["A1"].comment = openpyxl.comments.Comment("Preliminärt", "Eva")
    sheet.save(data)
    assert xlsx.read(data.getvalue(), Options()).left_out == "Preliminärt"


@pytest.mark.parametrize("read", [docx.read, odt.read, pptx.read, xlsx.read, epub.read])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is damaged"),
        (b"PK\x03\x04", "it is damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "it is locked with a password or of an older format"),
        (files.archive({"a.xml": "<a/>"}), "it is"),
        (files.archive({f"{n}.xml": "" for n in range(20_001)}), "it holds more than 20,000 files"),
    ],
)
def test_what_is_no_document_is_told_in_a_line(read: Read, data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=f"^{reason}") as caught:
        read(data, Options())
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("beslut.docx", docx.read),
        ("kort.odt", odt.read),
        ("bilder.pptx", pptx.read),
        ("budget.xlsx", xlsx.read),
        ("kort.epub", epub.read),
    ],
)
def test_a_byte_that_is_wrong_is_refused_or_does_not_matter(name: str, read: Read) -> None:
    whole = (FILES / name).read_bytes()
    refused = 0
    for place in range(0, len(whole), len(whole) // 60):
        damaged = bytearray(whole)
        damaged[place] ^= 0xFF
        try:
            read(bytes(damaged), Options())
        except SourceError:
            refused += 1
    assert refused > 0


@pytest.mark.parametrize(
    ("name", "read", "member"),
    [
        ("beslut.docx", docx.read, "word/document.xml"),
        ("kort.odt", odt.read, "content.xml"),
        ("bilder.pptx", pptx.read, "ppt/slides/slide1.xml"),
        ("budget.xlsx", xlsx.read, "xl/worksheets/sheet1.xml"),
        ("kort.epub", epub.read, "OEBPS/content.opf"),
    ],
)
def test_a_file_that_unpacks_to_far_too_much_is_refused(name: str, read: Read, member: str) -> None:
    with zipfile.ZipFile(FILES / name) as whole:
        members: dict[str, str | bytes] = {each: whole.read(each) for each in whole.namelist()}
    members[member] = b"<a>" + b" " * 13_000_000 + b"</a>"

    with pytest.raises(SourceError, match=r"^it unpacks to more than 12 MB of text; split it"):
        read(files.archive(members), Options())


@pytest.mark.parametrize(
    "entity", ['"ha"', 'SYSTEM "file:///etc/hostname"', 'SYSTEM "http://example.invalid/"']
)
def test_entities_are_not_read(entity: str) -> None:
    document = f"<!DOCTYPE a [<!ENTITY e {entity}>]><a>&e;</a>"

    with pytest.raises(SourceError, match=r"^it declares a document type"):
        text(files.archive({"word/document.xml": document}))


def test_a_long_document_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.readers.parsed.most_characters", lambda _: 100)

    parsed = docx.read(files.docx(WORDS * 30), Options())

    assert len(parsed.text) < 120
    assert tuple(map(str, parsed.unread)) == (
        "its last 126 words are not read; split it into several files",
    )


def test_sheets_that_are_hidden_and_cells_beyond_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_CELLS", 20)
    book = openpyxl.Workbook()
    hidden = book.create_sheet("Dold")
    hidden["A1"], hidden.sheet_state = "hemligt", "hidden"
    for row in range(30):
        book.worksheets[0].append([f"Ord {row}", row])
    data = BytesIO()
    book.save(data)

    parsed = xlsx.read(data.getvalue(), Options())

    assert "hemligt" not in parsed.text
    assert "Ord 9" in parsed.text
    assert "Ord 11" not in parsed.text
    assert "cells" in str(parsed.unread[0])


@pytest.mark.parametrize(
    "titles",
    [
        "<dc:title>Året vid ån</dc:title><dc:title>En krönika</dc:title>",
        "<dc:title>En krönika</dc:title><dc:title id='m'>Året vid ån</dc:title>"
        "<meta refines='#m' property='title-type'>main</meta>",
    ],
)
def test_a_book_has_its_main_title_though_no_page_tells_it(titles: str) -> None:
    about = f"<metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{titles}</metadata>"

    book = epub.read(files.epub("<h1>Våren</h1><p>Isen gick tidigt.</p>", about), Options())

    assert book.metadata.title == "Året vid ån"


@pytest.mark.parametrize(
    ("changed", "published"),
    [("2013-12-23T23:15:00Z", None), ("2013-12-23T08:00:00Z", "2013-12-23")],
)
def test_a_template_does_not_date_what_is_made_of_it(changed: str, published: str | None) -> None:
    members = dict(files.members(files.docx(files.PARAGRAPH.format("Isen gick tidigt."))))
    told = f"<core><created>2013-12-23T23:15:00Z</created><modified>{changed}</modified></core>"

    parsed = docx.read(files.archive(members | {"docProps/core.xml": told}), Options())

    assert parsed.metadata.published == published


@pytest.mark.parametrize("many", ["99999", "9" * 5_000])
def test_a_level_of_many_digits_is_the_lowest(many: str) -> None:
    heading = f"<document><body><text><h outline-level='{many}'>Isen</h></text></body></document>"
    place = "<nvSpPr><nvPr><ph type='body'/></nvPr></nvSpPr>"
    item = f"<p><pPr lvl='{many}'/><r><t>Isen</t></r></p>"

    assert odt.read(files.archive({"content.xml": heading}), Options()).text == "###### Isen"
    shape = f"<sp>{place}<txBody>{item * 2}</txBody></sp>"
    assert pptx.read(files.slides(shape), Options()).text.strip() == "- Isen\n- Isen"


def test_a_chapter_that_is_missing_does_not_cost_the_book() -> None:
    book = dict(files.members(files.epub("<p>Isen gick tidigt.</p>")))
    for old, new in (
        (b"</manifest>", b"<item id='b' href='b.xhtml'/>"),
        (b"<spine>", b"<itemref idref='b'/>"),
    ):
        book["a.opf"] = book["a.opf"].replace(old, new + old if b"/" in old else old + new)

    parsed = epub.read(files.archive(book), Options())

    assert (parsed.text, parsed.left_out) == ("Isen gick tidigt.", "(b.xhtml: it is missing)")


def test_a_table_in_the_value_of_a_label_leaves_the_other_rows_rows() -> None:
    def cell(*inside: str) -> str:
        return f"<w:tc>{''.join(inside)}</w:tc>"

    def row(label: str, *value: str) -> str:
        return f"<w:tr>{cell(PARAGRAPH.format(label))}{cell(*value)}</w:tr>"

    inner = (
        "<w:tbl>" + row("Virke", PARAGRAPH.format("90 kr")) + row("Spik", PARAGRAPH.format("7 kr"))
    )
    rows = [
        row("Bygge", PARAGRAPH.format("Skjulet")),
        row("Snickare", PARAGRAPH.format("Tore Ek")),
        row("Kostnad", inner + "</w:tbl>", "<w:p/>"),
    ]

    assert text(files.docx(f"<w:tbl>{''.join(rows)}</w:tbl>")) == (
        "| Bygge | Skjulet |\n| Snickare | Tore Ek |\n\n## Kostnad\n\n| Virke | 90 kr |\n| Spik | 7 kr |"
    )


def test_a_table_that_puts_text_beside_a_table_is_read_cell_by_cell() -> None:
    inner = f"<w:tbl><w:tr>{f'<w:tc>{PARAGRAPH.format(1)}</w:tc>' * 2}</w:tr></w:tbl>"
    cells = f"<w:tc>{PARAGRAPH.format('Ord. ' * 30)}</w:tc><w:tc>{inner}</w:tc>"

    assert text(files.docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).startswith("Ord. Ord.")


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1", True), ("true", True), ("on", True), ("True", True), ("0", False), ("off", False)],
)
def test_switches_of_office_documents_are_on_or_off(value: str, *, expected: bool) -> None:
    assert is_on(etree.Element("one", hidden=value), "hidden") is expected


def test_a_switch_that_is_not_there_is_as_the_format_has_it() -> None:
    assert not is_on(etree.Element("one"), "hidden")
    assert is_on(etree.Element("one"), "val", "1")
