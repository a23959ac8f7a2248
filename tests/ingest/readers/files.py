"""Small files of each format, made part by part, also such as no program writes."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
Text = tuple[float, float, float, str]
"""Left, distance from the lower edge, size, words."""


def archive(members: Mapping[str, str | bytes]) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return data.getvalue()


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What an archive holds."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        for name in packed.namelist():
            yield name, packed.read(name)


def docx(body: str, **parts: str) -> bytes:
    """A Word document; `styles`, `numbering` and so on are further parts, without their root."""
    members = {"word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>"}
    for name, content in parts.items():
        members[f"word/{name}.xml"] = f"<w:{name} {_W}>{content}</w:{name}>"
    return archive(members)


def xlsx(rows: str) -> bytes:
    """A workbook of one sheet."""
    return workbook(rows)


def workbook(
    rows: str, shared: str = "", *, form: str = "General", more: str = "", sheets: int = 1
) -> bytes:
    """A workbook whose sheets are the same.

    Args:
        rows: Of each sheet.
        shared: The text that cells with `t='s'` and the value 0 show.
        form: The format of the cells with `s='1'`.
        more: What stands behind the rows.
        sheets: How many sheets there are.
    """
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    linked = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    listed = "".join(f"<sheet name='{n}' sheetId='{n + 1}' r:id='r1'/>" for n in range(sheets))
    parts = {"workbook": "sheet.main", "a": "worksheet", "s": "sharedStrings", "styles": "styles"}
    known = "".join(
        f"<Override PartName='/xl/{name}.xml' ContentType='{sheet}.{kind}+xml'/>"
        for name, kind in parts.items()
    )
    return archive(
        {
            "[Content_Types].xml": f"<Types xmlns='{kinds}'>{known}</Types>",
            "xl/workbook.xml": f"<workbook xmlns='{main}' xmlns:r='{linked}'><sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": "<Relationships xmlns='http://schemas.openxmlformats.org/package/"
            f"2006/relationships'><Relationship Id='r1' Type='{linked}/worksheet' Target='a.xml'/>"
            "</Relationships>",
            "xl/a.xml": f"<worksheet xmlns='{main}'><sheetData>{rows}</sheetData>{more}</worksheet>",
            "xl/s.xml": f"<sst xmlns='{main}'><si><t>{shared}</t></si></sst>",
            "xl/styles.xml": f"<styleSheet xmlns='{main}'><numFmts><numFmt numFmtId='165' formatCode='{form}'/>"
            "</numFmts><cellXfs><xf/><xf numFmtId='165'/></cellXfs></styleSheet>",
        }
    )


def epub(body: str, about: str = "") -> bytes:
    """A book of one chapter, which tells some things about itself."""
    return archive(
        {
            "META-INF/container.xml": "<container><rootfiles><rootfile full-path='a.opf'/></rootfiles>"
            "</container>",
            "a.opf": f"<package>{about or '<metadata/>'}<manifest><item id='a' href='a.xhtml'"
            " media-type='application/xhtml+xml'/></manifest><spine><itemref idref='a'/></spine></package>",
            "a.xhtml": f"<html><body>{body}</body></html>",
        }
    )


def chart(series: str, title: str = "") -> bytes:
    """A Word document that shows a chart of series as XML tells them."""
    told = f"<title>{title}</title><plotArea><barChart>{series}</barChart></plotArea>"
    relation = '<Relationship Id="rId7" Target="charts/chart1.xml"/>'
    drawn = '<w:drawing><chart xmlns:r="r" r:id="rId7"/></w:drawing>'
    within: dict[str, str | bytes] = {
        **dict(members(docx(f"<w:p><w:r>{drawn}</w:r></w:p>"))),
        "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>",
        "word/charts/chart1.xml": f"<chartSpace><chart>{told}</chart></chartSpace>",
    }
    return archive(within)


def pdf(pages: Sequence[Iterable[Text]], drawn: bytes = b"", about: str = "") -> bytes:
    """A PDF whose pages, 595 by 842 points, show words in Helvetica where they are put."""
    contents = [
        drawn
        + b"".join(
            b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, left, height, _escaped(words))
            for left, height, size, words in page
        )
        for page in pages
    ]
    return pdf_of(contents, about)


def pdf_of(
    contents: Sequence[bytes], about: str = "", *, typed: bytes = b"", upon: bytes = b""
) -> bytes:
    """A PDF of pages that are drawn so, a picture at hand, and something upon each or not."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        font,
        b"<<%s>>" % about.encode("latin-1"),
        image + b"/Length 1>>stream\n0\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 300 30]/Resources<</Font<</F 3 0 R>>>>"
        b"/Length %d>>stream\n%s\nendstream" % (len(typed), typed),
    ]
    box = b"<</Type/Annot/Subtype/FreeText/Rect[60 60 360 90]/F 4/AP<</N 6 0 R>>>>"
    annotations = b"/Annots[%s%s]" % (box if typed else b"", upon)
    kids = []
    for content in contents:
        packed = zlib.compress(content)
        objects.append(
            b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)
        )
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>"
            b"/XObject<</I 5 0 R>>>>%s/Contents %d 0 R>>" % (annotations, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(kids))
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R/Info 4 0 R>>\n"
        b"startxref\n%d\n%%%%EOF" % (len(places) + 1, table, len(places) + 1, len(data))
    )


def _escaped(words: str) -> bytes:
    return (
        words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )


def slides(shapes: str) -> bytes:
    """A presentation of one slide."""
    linked = "<Relationships><Relationship Id='a' Target='s.xml'/></Relationships>"
    return archive(
        {
            "ppt/presentation.xml": "<presentation><sldId id='9' xmlns:r='r' r:id='a'/></presentation>",
            "ppt/_rels/presentation.xml.rels": linked,
            "ppt/s.xml": f"<sld><cSld><spTree>{shapes}</spTree></cSld></sld>",
        }
    )
