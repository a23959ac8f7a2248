"""What a reader of the page sees besides running text is read; what is hidden or inside is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ingest.readers import docx, odt, pptx, rtf, xlsx
from ingest.readers.parsed import Options, Parsed
from ingest.readers.pdf import read as read_pdf
from tests.ingest.readers import files
from tests.ingest.readers.files import PARAGRAPH

FILES = Path(__file__).parents[2] / "data" / "charts"
Read = Callable[[bytes, Options], Parsed]
CHART = (
    "## Laddade fordon i hamnen Preliminära siffror\n\nAntal fordon\n\n"
    "| Period | Lastbilar | Elbussar |\n"
    "| Kvartal 1 | Lastbilar: 112 | Elbussar: 31,5 |\n"
    "| Kvartal 2 | Lastbilar: 148 | Elbussar: 35 |"
)
"""As LibreOffice draws it."""


@pytest.mark.parametrize(
    ("name", "read"),
    [("diagram.docx", docx.read), ("diagram.odt", odt.read), ("diagram.pptx", pptx.read)],
)
def test_a_chart_is_read_as_the_table_that_it_draws(name: str, read: Read) -> None:
    parsed = read((FILES / name).read_bytes(), Options())

    assert CHART in parsed.text
    assert parsed.left_out == ""


SCALED = "[&gt;=1000000]0.0,,&quot; mn&quot;;[&gt;=1000]0.0,&quot; tn&quot;;0"


def points(*values: object, form: str = "General") -> str:
    told = "".join(f'<pt idx="{n}"><v>{value}</v></pt>' for n, value in enumerate(values))
    return f"<numRef><numCache><formatCode>{form}</formatCode>{told}</numCache></numRef>"


@pytest.mark.parametrize(
    ("form", "value", "shown"),
    [
        ("0%", 0.25, "Ett: 25 %"),
        ("#,##0\\ &quot;kr&quot;", 12000, "Ett: 12 000 kr"),
        ("#,##0,\\ &quot;tkr&quot;", 3000000, "Ett: 3 000 tkr"),
        ("0.0,,\\ &quot;mkr&quot;", 3400000, "Ett: 3,4 mkr"),
        ("#,##0,.00", 1500, "Ett: 1,50"),
        ("#,##0.0,", 1250, "Ett: 1,3"),
        ("0.00", 1.005, "Ett: 1,01"),
        (SCALED, 2500000, "Ett: 2,5 mn"),
        (SCALED, 1500, "Ett: 1,5 tn"),
        (SCALED, 500, "Ett: 500"),
        ("[Red][&lt;0]0.0;0", 5, "Ett: 5"),
        ("[&gt;9]0.0,;[&lt;-]0", 5, "Ett: 5"),
        ("yyyy\\-mm\\-dd", 45366, "Ett: 2024-03-15"),
        ("General", "NaN", ""),
        ("General", "saknas", "saknas"),
    ],
)
def test_the_points_of_a_chart_are_told_in_their_format(
    form: str, value: object, shown: str
) -> None:
    names = "".join(f"<ser><tx><v>{name}</v></tx><val>{{}}</val></ser>" for name in ("Ett", "Två"))
    series = names.format(points(value, form=form), points(1))

    text = docx.read(files.chart(series), Options()).text

    assert text == f"|  | Ett | Två |\n| 1 | {shown} | Två: 1 |"


def test_names_on_several_levels_stand_behind_each_other() -> None:
    inner = "".join(f'<pt idx="{n}"><v>Kv {1 + n % 2}</v></pt>' for n in range(4))
    outer = "".join(f'<pt idx="{n}"><v>{2022 + n // 2}</v></pt>' for n in (0, 2))
    names = f"<multiLvlStrRef><multiLvlStrCache><lvl>{inner}</lvl><lvl>{outer}</lvl></multiLvlStrCache></multiLvlStrRef>"

    text = docx.read(
        files.chart(f"<ser><cat>{names}</cat><val>{points(1, 2, 3, 4)}</val></ser>"), Options()
    ).text

    assert text == "| 2022 Kv 1 | 1 |\n| 2022 Kv 2 | 2 |\n| 2023 Kv 1 | 3 |\n| 2023 Kv 2 | 4 |"


def test_the_first_points_of_series_without_names_head_no_others() -> None:
    series = (f"<ser><val>{points(*values)}</val></ser>" for values in ((2021, 7), (2022, 8)))

    text = docx.read(files.chart("".join(series)), Options()).text

    assert text == "| 1 | 2021 | 2022 |\n| 2 | 7 | 8 |"


def test_a_chart_of_very_many_points_keeps_its_title_and_is_told() -> None:
    parsed = docx.read(
        files.chart(f"<ser><val>{points(*range(3_000))}</val></ser>", title="<t>Flöde</t>"),
        Options(),
    )

    assert parsed.text == "## Flöde"
    assert tuple(map(str, parsed.unread)) == (
        "the points of a chart with more than 5,000 are not read",
    )


def test_charts_boxes_and_hidden_rows_and_columns_of_a_workbook() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["År", "Utkast", "Utfall"], [2022, 7, 12], [2023, 8, 14]):
        sheet.append(row)
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    drawn = openpyxl.chart.BarChart()
    drawn.title = "Utfall per år"
    drawn.add_data(openpyxl.chart.Reference(sheet, min_col=3, min_row=1, max_row=3))
    sheet.add_chart(drawn)
    data = BytesIO()
    book.save(data)
    members = dict(files.members(data.getvalue()))
    box = b"<sp><txBody><p><r><t>Siffrorna i en ruta.</t></r></p></txBody></sp>"
    members["xl/drawings/drawing1.xml"] = members["xl/drawings/drawing1.xml"].replace(
        b"</wsDr>", box + b"</wsDr>"
    )

    parsed = xlsx.read(files.archive(members), Options())

    assert parsed.text == (
        "| År | Utfall |\n| 2023 | 14 |\n\n## Utfall per år\n\nSiffrorna i en ruta."
    )
    assert parsed.left_out == "Utkast 2022 7 12 8"


def test_hidden_words_of_word_are_told_also_where_a_style_hides_them() -> None:
    styles = (
        '<w:style w:styleId="D"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="E"><w:basedOn w:val="D"/></w:style>'
    )

    def run(words: str, about: str = "") -> str:
        return f"<w:r><w:rPr>{about}</w:rPr><w:t>{words}</w:t></w:r>"

    runs = (
        run("Ord om stad. "),
        run("Ett. ", "<w:vanish/>"),
        run("Två. ", '<w:rStyle w:val="E"/>'),
        run("Slut."),
    )
    body = (
        f"<w:p>{''.join(runs)}</w:p>"
        + f'<w:p><w:pPr><w:pStyle w:val="D"/></w:pPr>{run("Tre.")}'
        + run(" Syns.", '<w:vanish w:val="0"/>')
        + "</w:p>"
    )

    parsed = docx.read(files.docx(body, styles=styles), Options())

    assert (parsed.text, parsed.left_out) == ("Ord om stad. Slut.\n\nSyns.", "Ett.  Två.  Tre.")


def test_hidden_words_of_rich_text_are_told() -> None:
    data = b"{\\rtf1 Ord {\\v d\\'f6lt }om \\v mer \\plain stad.\\par}"

    parsed = rtf.read(data, Options())

    assert (parsed.text, parsed.left_out) == ("Ord om stad.", "dölt mer")


def test_hidden_slides_count_as_pages_and_hidden_shapes_are_told() -> None:
    def slide(words: str, show: str = "1", hidden: str = "0") -> str:
        about = f'<nvSpPr><cNvPr hidden="{hidden}"/></nvSpPr>'
        box = f"<sp>{about}<txBody><p><r><t>{words}</t></r></p></txBody></sp>"
        return f'<sld show="{show}"><cSld><spTree>{box}</spTree></cSld></sld>'

    slides = [slide("Första"), slide("Dold", show="0"), slide("Gömd", hidden="1"), slide("Sist")]
    numbers = range(1, len(slides) + 1)
    listed = "".join(f'<sldId id="9" xmlns:r="r" r:id="rId{n}"/>' for n in numbers)
    related = "".join(f'<Relationship Id="rId{n}" Target="slides/{n}.xml"/>' for n in numbers)
    data = files.archive(
        {
            "ppt/presentation.xml": f"<presentation>{listed}</presentation>",
            "ppt/_rels/presentation.xml.rels": f"<Relationships>{related}</Relationships>",
            **{f"ppt/slides/{n}.xml": told for n, told in zip(numbers, slides, strict=True)},
        }
    )

    parsed = pptx.read(data, Options())

    assert parsed.text.split() == ["#", "Första", "##", "Sist"]
    assert len(parsed.pages) == 4
    assert parsed.text[parsed.pages[3] :] == "## Sist"
    assert parsed.left_out == "Dold Gömd"


def test_figures_with_text_in_an_opendocument_text_are_boxes_of_their_own() -> None:
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"'
    figure = "<draw:g><draw:custom-shape><text:p>I en ruta.</text:p></draw:custom-shape></draw:g>"
    content = (
        f"<office:document-content {spaces}><office:body><office:text>"
        f"<text:p>Ord om{figure} stad.</text:p></office:text></office:body></office:document-content>"
    )

    parsed = odt.read(files.archive({"content.xml": content}), Options())

    assert parsed.text == "Ord om stad.\n\nI en ruta."


def test_remarks_and_attachments_of_a_pdf_are_told() -> None:
    shown = b"BT /F 12 Tf 60 700 Td (Ord om stad.) Tj ET"
    remarks = (
        b"<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(St\\344mmer det?)>>",
        b"<</Type/Annot/Subtype/Link/Rect[1 1 9 9]/Contents(hit)>>",
        b"<</Type/Annot/Subtype/FreeText/Rect[1 1 9 9]/Contents(Utan bild)>>",
        b"<</Type/Annot/Subtype/FileAttachment/Rect[1 1 9 9]/FS<</Type/Filespec/UF(budget.xlsx)>>>>",
    )

    parsed = read_pdf(files.pdf_of([shown], upon=b"".join(remarks)), Options())

    assert (parsed.text, parsed.left_out) == ("Ord om stad.", "Stämmer det? Utan bild")
    assert tuple(map(str, parsed.unread)) == (
        "its attachments are not read: budget.xlsx; save them beside it",
    )


def test_a_page_with_far_too_many_annotations_is_told() -> None:
    shown = b"BT /F 12 Tf 60 700 Td (Ord om stad.) Tj ET"
    remark = b"<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(a)>>"

    parsed = read_pdf(files.pdf_of([shown], upon=remark * 501), Options())

    assert parsed.text == "Ord om stad."
    assert str(parsed.unread[0]).startswith("what was typed onto pages 1 is not read")


def test_embedded_files_are_named() -> None:
    members = dict(files.members(files.docx(PARAGRAPH.format("Ord om stad."))))
    relation = '<Relationship Id="rId7" Target="embeddings/Budget.xlsx"/>'
    members["word/_rels/document.xml.rels"] = f"<Relationships>{relation}</Relationships>".encode()

    parsed = docx.read(files.archive(members), Options())

    assert tuple(map(str, parsed.unread)) == (
        "its embedded files are not read: Budget.xlsx; save them beside it",
    )


def test_parts_of_other_formats_and_pictures_are_told() -> None:
    members = dict(
        files.members(files.docx(PARAGRAPH.format("Ord om stad.") + "<w:altChunk r:id='a'/>"))
    )
    relations = (
        '<Relationship Id="a" Target="afchunk.mht"/><Relationship Id="b" Target="media/a.png"/>'
        '<Relationship Id="c" Target="media/b.png"/><Relationship Id="d" Target="media/a.png"/>'
    )
    members["word/document.xml"] = members["word/document.xml"].replace(
        b"<w:body", b"<w:body xmlns:r='r'"
    )
    members["word/_rels/document.xml.rels"] = f"<Relationships>{relations}</Relationships>".encode()

    parsed = docx.read(files.archive(members), Options())

    assert tuple(map(str, parsed.unread)) == (
        "its embedded files are not read: afchunk.mht; save them beside it",
        "its 2 pictures are not read; write what pictures say into the text",
    )


def odt_of(body: str) -> bytes:
    return files.archive({"content.xml": f"<document><body><text>{body}</text></body></document>"})


RUN = "<w:r><w:t>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (
            docx.read,
            files.docx(
                f"<w:p>{RUN.format('Ord om stad.')}<w:del><w:r><w:delText>Struket.</w:delText></w:r></w:del>"
                f"<w:moveFrom>{RUN.format('Flyttat.')}</w:moveFrom></w:p>"
                f"<w:p><w:ins>{RUN.format('Nytt.')}</w:ins><w:moveTo>{RUN.format(' Flyttat.')}</w:moveTo></w:p>"
            ),
        ),
        (
            odt.read,
            odt_of(
                "<tracked-changes><changed-region><deletion><p>Struket.</p><p>Flyttat.</p></deletion>"
                "</changed-region></tracked-changes><p>Ord om stad.</p><p>Nytt. Flyttat.</p>"
            ),
        ),
        (
            rtf.read,
            rb"{\rtf1 Ord om stad.{\deleted Struket. \plain\deleted Flyttat.\deleted0}\par Nytt. Flyttat.}",
        ),
    ],
    ids=["docx", "odt", "rtf"],
)
def test_what_a_tracked_change_took_away_is_told(read: Read, data: bytes) -> None:
    parsed = read(data, Options())

    assert parsed.text == "Ord om stad.\n\nNytt. Flyttat."
    assert parsed.left_out == "Struket. Flyttat."


def test_remarks_and_notes_in_cells_and_heads_of_an_opendocument_text_are_no_words_of_theirs() -> (
    None
):
    remark = "<annotation><p>Stämmer {}?</p></annotation>"
    note = "<note><note-citation>1</note-citation><note-body><p>En fotnot.</p></note-body></note>"
    cells = (
        "<h>Namn</h>",
        "<p>Pris</p>",
        f"<p>Te{remark.format('det')}</p>",
        f"<p>20 kr{note}</p>",
    )
    one, two, three, four = (f"<table-cell>{each}</table-cell>" for each in cells)
    body = f"<table><table-row>{one}{two}</table-row><table-row>{three}{four}</table-row></table>"
    head = f"<styles><header><p>Protokoll 2024{remark.format('året')}</p></header></styles>"
    text = f"<document><body><text><p>Före tabellen.</p>{body}</text></body></document>"

    parsed = odt.read(files.archive({"content.xml": text, "styles.xml": head}), Options())

    assert parsed.text == (
        "Före tabellen.\n\nProtokoll 2024\n\n| Namn | Pris |\n| Te | 20 kr |\n\nEn fotnot."
    )
    assert parsed.left_out == "Stämmer det? Stämmer året?"


def test_a_picture_of_an_open_document_is_told() -> None:
    drawn = "<frame><image href='Pictures/a.png'/></frame>"
    chart = "<frame><object href='./Object 1'/><image href='ObjectReplacements/Object 1'/></frame>"

    parsed = odt.read(odt_of(f"<p>Ord om stad.{drawn}{chart}</p>"), Options())

    assert (
        str(parsed.unread[-1]) == "its picture is not read; write what pictures say into the text"
    )


def test_a_field_of_a_form_that_nobody_filled_in_says_nothing() -> None:
    field = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        field.format("<w:showingPlcHdr/>", PARAGRAPH.format("Klicka här för att skriva."))
        + field.format("<w:showingPlcHdr w:val='0'/>", PARAGRAPH.format("Eva Ek."))
        + field.format("", PARAGRAPH.format("Norrby."))
    )
    parsed = docx.read(files.docx(body), Options())

    assert parsed.text == "Eva Ek.\n\nNorrby."
    assert parsed.left_out == "Klicka här för att skriva."


def test_fields_inside_of_others_and_around_cells_are_emptied_once() -> None:
    field = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    cell = "<w:tc>{}</w:tc>"
    row = (
        cell.format(PARAGRAPH.format("Namn"))
        + field.format(cell.format(PARAGRAPH.format("Skriv.")))
        + cell.format(PARAGRAPH.format("Sist"))
    )
    body = (
        field.format(PARAGRAPH.format("Ett.") + field.format(PARAGRAPH.format("Två.")))
        + field.format(PARAGRAPH.format("Tre."))
        + f"<w:tbl><w:tr>{row}</w:tr><w:tr>{cell.format(PARAGRAPH.format('A')) * 3}</w:tr></w:tbl>"
    )
    parsed = docx.read(files.docx(body), Options())

    assert parsed.text == "| Namn |  | Sist |\n| A | A | A |"
    assert parsed.left_out.split() == ["Ett.", "Två.", "Tre.", "Skriv."]


def test_raised_numbers_of_word_are_no_digits_of_the_number_before() -> None:
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>{}</w:t></w:r>"
    run = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('120 m')}{raised.format(2)}{run.format(', 1')}{raised.format('a')}</w:p>"
    )

    assert docx.read(files.docx(body), Options()).text == "120 m², 1a"
