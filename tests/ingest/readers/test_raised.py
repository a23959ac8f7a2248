"""Numbers above the line point to notes, or say a power: they are no digits of the number before."""

from __future__ import annotations

import pytest

from ingest.readers import docx, odt, pdf, pptx, rtf, xlsx
from ingest.readers.parsed import Options
from tests.ingest.readers import files

WORD = "<w:p><w:r><w:t>Det är 3 000</w:t></w:r>{}<w:r><w:t> kr.</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    "look",
    [
        '<w:vertAlign w:val="superscript"/>',
        '<w:position w:val="8"/><w:sz w:val="19"/>',
        '<w:rStyle w:val="Note"/>',
    ],
)
def test_in_word(look: str) -> None:
    styles = '<w:style w:styleId="Note"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    run = f"<w:r><w:rPr>{look}</w:rPr><w:t>1)</w:t></w:r>"

    read = docx.read(files.docx(WORD.format(run), styles=styles), Options())

    assert read.text == "Det är 3 000¹⁾ kr."


@pytest.mark.parametrize(
    ("position", "told"), [("super 58%", "¹"), ("33% 80%", "¹"), ("-8% 80%", "1"), ("2% 100%", "1")]
)
def test_in_opendocument(position: str, told: str) -> None:
    data = files.archive(
        {
            "content.xml": "<document xmlns:s='s'><style s:name='T1'>"
            f"<text-properties s:text-position='{position}'/></style><body><text>"
            "<p>Det är 3 000<span s:style-name='T1'>1</span> kr.</p></text></body></document>"
        }
    )

    assert odt.read(data, Options()).text == f"Det är 3 000{told} kr."


@pytest.mark.parametrize(
    ("kind", "power", "told"),
    [("sSup", "2", "m²"), ("sSup", "\N{MINUS SIGN}</t></r><r><t>1", "m⁻¹"), ("nary", "2", "m2")],
)
def test_in_a_formula_of_word(kind: str, power: str, told: str) -> None:
    formula = (
        f"<oMath><{kind}><e><r><t>m</t></r></e><sup><r><t>{power}</t></r></sup></{kind}></oMath>"
    )

    read = docx.read(files.docx(WORD.format(formula)), Options())

    assert read.text == f"Det är 3 000{told} kr."


def test_letters_a_little_off_the_line_stand_on_it() -> None:
    """As a program writes them that made the file of a PDF."""
    run = "<w:r><w:rPr><w:position w:val='1'/></w:rPr><w:t>1</w:t></w:r>"
    slide = "<sp><txBody><p><r><t>Det är 3 000</t></r><r><rPr baseline='1000'/><t>1</t></r></p></txBody></sp>"

    assert docx.read(files.docx(WORD.format(run)), Options()).text == "Det är 3 0001 kr."
    assert "3 0001" in pptx.read(files.slides(slide), Options()).text
    assert rtf.read(rb"{\rtf1\ansi 3 000\up1 1\up0  kr.\par}", Options()).text == "3 0001 kr."


@pytest.mark.parametrize("look", [r"\super", r"\up8"])
@pytest.mark.parametrize(
    "run", [r"{%s 1} kr.", r"%s 1\nosupersub  kr.", r"%s 1\plain  kr.", r"%s 1\up0  kr."]
)
def test_in_rich_text(look: str, run: str) -> None:
    source = rf"{{\rtf1\ansi Det \'e4r 3 000{run % look}\par}}"

    assert rtf.read(source.encode(), Options()).text == "Det är 3 000¹ kr."


def test_in_a_presentation() -> None:
    run = "<r><rPr baseline='{}'/><t>{}</t></r>"
    words = run.format(30000, 1) + "<r><t> kr, CO</t></r>" + run.format(-25000, 2)
    shape = f"<sp><txBody><p><r><t>Det är 3 000</t></r>{words}</p></txBody></sp>"

    assert "Det är 3 000¹ kr, CO2" in pptx.read(files.slides(shape), Options()).text


def test_in_a_workbook() -> None:
    shared = "3 000</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>1"
    cells = "".join(f"<row r='{n}'><c r='A{n}' t='s'><v>0</v></c></row>" for n in (1, 2))
    data = dict(files.members(files.workbook(cells, shared="SHARED")))
    strings = data.pop("xl/s.xml").replace(b"<t>SHARED</t>", f"<r><t>{shared}</t></r>".encode())
    linked = {
        name: part.replace(b"xl/s.xml", b"xl/sharedStrings.xml") for name, part in data.items()
    }

    read = xlsx.read(files.archive({**linked, "xl/sharedStrings.xml": strings}), Options())

    assert read.text.split() == ["3", "000¹", "3", "000¹"]


def test_on_a_page() -> None:
    line = [
        (60.0, 700.0, 12.0, "Ytan 10 m"),
        (113.0, 704.6, 9.6, "2"),
        (122.0, 700.0, 12.0, "ger CO"),
        (160.7, 698.9, 9.6, "2"),
        (170.0, 700.0, 12.0, "och 3 000"),
        (222.0, 704.6, 9.6, "1)"),
        (235.0, 700.0, 12.0, "kr."),
    ]
    below = [(60.0, 686.0, 12.0, "Det är allt som sägs på sidan.")]

    read = pdf.read(files.pdf([[*line, *below]]), Options())

    assert read.text.startswith("Ytan 10 m² ger CO2 och 3 000¹⁾ kr.")
