"""Writes a text as flat OpenDocument, from which LibreOffice makes the other formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from xml.sax.saxutils import escape

from bench.formats.texts import FOOT, HEAD, NOTES

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in {
        "office": "office",
        "style": "style",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "presentation": "presentation",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "number": "datastyle",
        "meta": "meta",
    }.items()
)
_SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
_ITEM = re.compile(r"( *)(- |\d+\. )(.*)")
_NOTE = re.compile(r"\(\^([^)]*)\)")


def kind(line: str) -> str:
    """What a line of a text is: heading, item, row, caption or paragraph."""
    if line.startswith("#"):
        return "heading"
    if line.startswith("|"):
        return "row"
    if line.startswith("Tabell: "):
        return "caption"
    return "item" if _ITEM.match(line) else "paragraph"


def cells(line: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in line.strip("| ").split("|")]


def text_document(source: str, *, columns: int = 1, ruled: bool = True) -> str:
    """A text with running head and foot, hyphenated, in one column or two."""
    title, _, rest = source.partition("\n")
    body = "".join(_text_blocks(rest))
    head = f'<text:h text:style-name="H1" text:outline-level="1">{title[2:]}</text:h>'
    if columns > 1:
        body = f'<text:section text:style-name="Cols" text:name="c">{body}</text:section>'
    border = "0.5pt solid #000000" if ruled else "none"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{escape(title[2:])}</dc:title><dc:language>sv-SE</dc:language>
<meta:creation-date>2024-03-14T09:00:00</meta:creation-date></office:meta>
<office:styles>
<style:default-style style:family="paragraph"><style:paragraph-properties fo:margin-bottom="6pt" fo:hyphenation-ladder-count="no-limit"/>
<style:text-properties style:font-name="Liberation Serif" fo:font-family="Liberation Serif" fo:font-size="11pt" fo:language="sv" fo:country="SE" fo:hyphenate="true" fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:default-style>
<style:style style:name="Standard" style:family="paragraph"/>
<style:style style:name="H1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1"><style:paragraph-properties fo:keep-with-next="always"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold" fo:hyphenate="false"/></style:style>
<style:style style:name="H2" style:display-name="Heading 2" style:family="paragraph" style:default-outline-level="2"><style:paragraph-properties fo:keep-with-next="always" fo:margin-top="8pt"/><style:text-properties fo:font-size="13pt" fo:font-weight="bold" fo:hyphenate="false"/></style:style>
<style:style style:name="Header" style:family="paragraph"><style:text-properties fo:font-size="9pt"/></style:style>
<text:list-style style:name="B">{_levels('<text:list-level-style-bullet text:level="{n}" text:bullet-char="•">', "</text:list-level-style-bullet>")}</text:list-style>
<text:list-style style:name="N">{_levels('<text:list-level-style-number text:level="{n}" style:num-format="1" style:num-suffix=".">', "</text:list-level-style-number>")}</text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="21cm" fo:margin="1.6cm"/><style:header-style><style:header-footer-properties fo:margin-bottom="0.4cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
<style:style style:name="Cols" style:family="section"><style:section-properties><style:columns fo:column-count="2" fo:column-gap="0.6cm"/></style:section-properties></style:style>
<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties fo:border="{border}" fo:padding="0.1cm"/></style:style>
<style:style style:name="J" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">
<style:header><text:p text:style-name="Header">{HEAD}</text:p></style:header>
<style:footer><text:p text:style-name="Header">{FOOT} <text:page-number text:select-page="current"/> (<text:page-count/>)</text:p></style:footer>
</style:master-page></office:master-styles>
<office:body><office:text>{head}{body}</office:text></office:body></office:document>"""


def _levels(opening: str, closing: str) -> str:
    properties = (
        '<style:list-level-properties text:list-level-position-and-space-mode="label-alignment">'
        '<style:list-level-label-alignment text:label-followed-by="listtab" fo:text-indent="-0.5cm"'
        ' fo:margin-left="{left}cm"/></style:list-level-properties>'
    )
    return "".join(
        opening.format(n=n) + properties.format(left=0.6 * n) + closing for n in range(1, 4)
    )


def _text_blocks(source: str) -> Iterator[str]:
    number = 0
    for what, group in groupby(source.splitlines(), kind):
        lines = list(group)
        if what == "row":
            yield _table(lines)
        elif what == "item":
            yield _list(lines)
        for line in lines if what in {"heading", "caption", "paragraph"} else ():
            marks, words = len(line) - len(line.lstrip("#")), escape(line.lstrip("# "))
            if what == "heading":
                yield f'<text:h text:style-name="H{marks}" text:outline-level="{marks}">{words}</text:h>'
                continue
            number += 1
            note = (
                f'<text:note text:note-class="footnote" text:id="n{number}"><text:note-citation>{number}'
                r"</text:note-citation><text:note-body><text:p>\1</text:p></text:note-body></text:note>"
            )
            yield f'<text:p text:style-name="J">{_NOTE.sub(note, words)}</text:p>'


def _table(lines: list[str], *, headed: bool = True) -> str:
    rows = [
        "".join(
            '<table:table-cell table:style-name="Cell" office:value-type="string"><text:p>'
            f"{escape(cell)}</text:p></table:table-cell>"
            for cell in cells(line)
        )
        for line in lines
    ]
    columns = len(cells(lines[0]))
    head, *body = (f"<table:table-row>{row}</table:table-row>" for row in rows)
    if headed:
        head = f"<table:table-header-rows>{head}</table:table-header-rows>"
    return (
        f'<table:table><table:table-column table:number-columns-repeated="{columns}"/>'
        f"{head}{''.join(body)}</table:table>"
    )


def _list(lines: list[str]) -> str:
    """Nested as deep as the lines are indented."""
    parts, depth = [], 0
    for line in lines:
        match = _ITEM.match(line)
        assert match is not None
        level = len(match[1]) // 2 + 1
        style = "B" if match[2] == "- " else "N"
        if level > depth:
            parts.append(f'<text:list text:style-name="{style}">' * (level - depth))
        else:
            parts.append("</text:list-item>" + "</text:list></text:list-item>" * (depth - level))
        depth = level
        parts.append(f"<text:list-item><text:p>{escape(match[3])}</text:p>")
    return "".join(parts) + "</text:list-item></text:list>" * depth


def spreadsheet(source: str) -> str:
    """A sheet for each heading; numbers, shares and dates are typed as such."""
    sheets = []
    for part in source.split("# ")[1:]:
        name, *lines = part.splitlines()
        rows = "".join(f"<table:table-row>{_row(line)}</table:table-row>" for line in lines)
        columns = '<table:table-column table:style-name="Wide" table:number-columns-repeated="4"/>'
        sheets.append(f'<table:table table:name="{escape(name)}">{columns}{rows}</table:table>')
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:meta><dc:title>Fordonsprogrammets budget 2024</dc:title></office:meta>
<office:styles><style:default-style style:family="table-cell"><style:text-properties fo:language="sv" fo:country="SE"/></style:default-style></office:styles>
<office:automatic-styles>
<number:percentage-style style:name="n1" number:language="sv" number:country="SE"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text> %</number:text></number:percentage-style>
<number:date-style style:name="n2"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:number-style style:name="n3" number:language="sv" number:country="SE"><number:number number:decimal-places="0" number:min-integer-digits="1" number:grouping="true"/></number:number-style>
<style:style style:name="Wide" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style>
<style:style style:name="Share" style:family="table-cell" style:data-style-name="n1"/>
<style:style style:name="Date" style:family="table-cell" style:data-style-name="n2"/>
<style:style style:name="Number" style:family="table-cell" style:data-style-name="n3"/>
</office:automatic-styles>
<office:body><office:spreadsheet>{"".join(sheets)}</office:spreadsheet></office:body></office:document>"""


def _row(line: str) -> str:
    return "".join(map(_cell, cells(line) if kind(line) == "row" else [line]))


def _cell(text: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return f'<table:table-cell table:style-name="Date" office:value-type="date" office:date-value="{text}"/>'
    if re.fullmatch(r"0\.\d+", text):
        return f'<table:table-cell table:style-name="Share" office:value-type="percentage" office:value="{text}"/>'
    if text.isdecimal():
        return f'<table:table-cell table:style-name="Number" office:value-type="float" office:value="{text}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'


def presentation(source: str) -> str:
    """A slide for each heading, the last with notes for the speaker."""
    slides = source.split("# ")[1:]
    pages = []
    for number, part in enumerate(slides, 1):
        title, *lines = part.splitlines()
        notes = NOTES if number == len(slides) else ""
        pages.append(
            f'<draw:page draw:name="s{number}" draw:master-page-name="D">'
            f"{_frame('title', 1, 2, f'<text:p>{escape(title)}</text:p>')}{_content(lines)}"
            f"<presentation:notes>{_frame('notes', 2, 10, f'<text:p>{escape(notes)}</text:p>') if notes else ''}"
            "</presentation:notes></draw:page>"
        )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_SPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:styles/><office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="28cm" fo:page-height="15.75cm"/></style:page-layout>
<text:list-style style:name="B">{_levels('<text:list-level-style-bullet text:level="{n}" text:bullet-char="•">', "</text:list-level-style-bullet>")}</text:list-style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="D" style:page-layout-name="P"/></office:master-styles>
<office:body><office:presentation>{"".join(pages)}</office:presentation></office:body></office:document>"""


def _content(lines: list[str]) -> str:
    if kind(lines[0]) == "row":
        return (
            '<draw:frame svg:x="2cm" svg:y="5cm" svg:width="24cm" svg:height="8cm">'
            f"{_table(lines, headed=False)}</draw:frame>"
        )
    if kind(lines[0]) == "item":
        return _frame("outline", 5, 9, _list(lines))
    return _frame("subtitle", 5, 3, f"<text:p>{escape(lines[0])}</text:p>")


def _frame(role: str, top: int, height: int, content: str) -> str:
    return (
        f'<draw:frame presentation:class="{role}" svg:x="2cm" svg:y="{top}cm" svg:width="24cm"'
        f' svg:height="{height}cm"><draw:text-box>{content}</draw:text-box></draw:frame>'
    )
