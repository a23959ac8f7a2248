"""OpenDocument texts: the parts of the main text in reading order, with notes behind what refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from math import isfinite

from ingest.readers.archive import Archive, Element, attribute, inner, local, whole_number
from ingest.readers.heads import told_headed
from ingest.readers.numbers import has_commas, language_beside, shown_number
from ingest.readers.odt_numbering import BULLET, OUTLINE, Numbering
from ingest.readers.odt_styles import hide, raise_numbers, uncover
from ingest.readers.odt_tables import column_widths, open_table, rows_of
from ingest.readers.parsed import Options, Parsed, assembled, unopened, unseen
from ingest.readers.properties import office_properties
from ingest.readers.rows import cell, tidy_lines
from ingest.structure import Parts

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_UNSEEN = {"tracked-changes", "annotation", "sequence-decls", "forms", "note-citation", "ruby-text"}
_REMARK = "{*}annotation"
_DRAWN = "drawing:1.0}"
"""Ends the namespace of frames and figures, which may hold text of their own."""
_INDEX = "index-body"
_LOWEST = 10
"""The level of a heading whose own is no number, or larger than any."""
_WRITES = {"tab": " ", "line-break": "\n"}


def read(data: bytes, _: Options) -> Parsed:
    """A document as text.

    Raises:
        SourceError: it is damaged, locked, too large or no such document.
    """
    archive = Archive(data)
    content, styles = archive.xml("content.xml"), archive.xml_if_there("styles.xml")
    reader = _Reader(archive, content, styles)
    reader.left_out += [*hide(content, styles), *uncover(content)]
    raise_numbers(content, styles)
    reader.read(inner(content, "{*}body/{*}text"))
    for root in (content, styles):
        for each in root.iter(_REMARK, "{*}deletion"):
            reader.left_out += [_text(p).text for p in each.iterchildren("{*}h", "{*}p")]
    told = office_properties(archive, "meta.xml", _language(styles))
    return assembled(
        reader.parts.all,
        told,
        MEDIA_TYPE,
        len(data),
        (*unopened("embedded files", reader.embedded), *unseen(_pictures(content))),
        left_out=reader.left_out,
        heads=list(_running_headers(styles)),
    )


def _pictures(content: Element) -> set[str]:
    """The names of the pictures that are shown, without those that stand for an object."""
    names = (attribute(each, "href").removeprefix("./") for each in content.iter("{*}image"))
    return {name for name in names if name.startswith("Pictures/")}


def _language(styles: Element) -> str | None:
    for style in styles.iter("{*}default-style"):
        if attribute(style, "family") == "paragraph":
            return attribute(style.find("{*}text-properties"), "language") or None
    return None


def _running_headers(styles: Element) -> Iterator[str]:
    """What stands over and under the pages."""
    for element in styles.iter("{*}header", "{*}footer"):
        yield " ".join(filter(None, _texts(element)))


class _Paragraph:
    """The words of a paragraph, and what hangs on it."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.notes: list[str] = []
        self.boxes: list[Element] = []

    @property
    def text(self) -> str:
        return tidy_lines("".join(self.words))


class _Reader:
    def __init__(self, archive: Archive, *roots: Element) -> None:
        self.parts = Parts()
        self.left_out: list[str] = []
        self.embedded: list[str] = []
        self._archive = archive
        self._widths = column_widths(roots[0])
        self._numbering = Numbering(*roots)

    def read(self, blocks: Iterable[Element], depth: int = 0) -> None:
        """Put down what an element holds."""
        for block in blocks:
            name = local(block)
            if name == "h":
                level = attribute(block, "outline-level", "1")
                self._put(block, heading=whole_number(level, _LOWEST, 4))
            elif name == "p":
                self._put(block)
            elif name == "list":
                self._list(block, attribute(block, "style-name"), depth)
            elif name == "table":
                self._table(block)
            elif name == _INDEX:
                self.left_out += _texts(block)
            elif name == "frame":
                self._boxes([block])
            elif name not in _UNSEEN:
                self.read(block, depth)

    def _put(self, element: Element, heading: int = 0) -> None:
        paragraph = _text(element)
        if paragraph.text and heading:
            mark = self._numbering.label(element, OUTLINE, heading - 1)
            text = paragraph.text if mark == BULLET else f"{mark} {paragraph.text}"
            self.parts.put_heading(text, heading)
        elif paragraph.text:
            self.parts.put_paragraph(paragraph.text)
        for note in paragraph.notes:
            self.parts.put_paragraph(note)
        self._boxes(paragraph.boxes)

    def _boxes(self, frames: list[Element]) -> None:
        for frame in frames:
            self.read(inner(frame, "{*}text-box") if local(frame) == "frame" else frame)
            for each in frame.iterchildren("{*}object", "{*}object-ole"):
                self._object(attribute(each, "href").removeprefix("./"))

    def _object(self, name: str) -> None:
        """What is drawn or reckoned in a frame, and kept in a folder of its own: a chart or a sheet."""
        root = self._archive.xml_if_there(f"{name}/content.xml")
        chart = root.find("{*}body/{*}chart/{*}chart")
        tables = root.findall("{*}body/{*}spreadsheet/{*}table")
        if chart is not None:
            self._chart(chart)
        for table in tables:
            self._table(table)
        if chart is None and not tables:
            self.embedded.append(name)

    def _chart(self, chart: Element) -> None:
        """The title of a chart, what its axes say, and what it draws as a table."""
        self.parts.end_lists()
        titles = (inner(chart, f"{{*}}{name}") for name in ("title", "subtitle"))
        if words := " ".join(filter(None, map(_words, titles))):
            self.parts.put_heading(words)
        along = dict[str, str]()
        for axis in chart.iterfind("{*}plot-area/{*}axis"):
            if words := _words(inner(axis, "{*}title")):
                along[attribute(axis, "dimension")] = words
        for dimension, words in along.items():
            if dimension != "x":
                self.parts.put_paragraph(words)
        table = chart.find("{*}table")
        if table is not None:
            for each in table.iter("{*}table-cell"):
                self._show_number(each)
            self._table(table, along.get("x", ""))

    def _list(self, element: Element, style: str, depth: int) -> None:
        for header in element.iterchildren("{*}list-header"):  # Which has no mark, as no item.
            self.read(header)
        self.parts.open_list(None)
        self._numbering.begin(element, style, depth)
        for item in element:
            if local(item) == "list-item":
                is_counted = item.find("{*}p") is not None
                mark = self._numbering.label(item, style, depth) if is_counted else BULLET
                self.parts.open_item(mark=mark)
                for each in item:
                    if local(each) == "list":
                        self._list(each, attribute(each, "style-name") or style, depth + 1)
                    else:
                        self.read([each])
                self.parts.close_item()
        self.parts.close_list()

    def _show_number(self, element: Element) -> None:
        """Writes the number of a cell of a chart as the document writes numbers."""
        paragraph = element.find("{*}p")
        if attribute(element, "value-type") == "float" and paragraph is not None:
            try:
                value = float(attribute(element, "value"))
            except ValueError:
                return
            shown = shown_number(value, "General", commas=self._has_commas)
            paragraph.text = shown if isfinite(value) else ""

    @cached_property
    def _has_commas(self) -> bool:
        return has_commas(language_beside(part.text for part in self.parts.all))

    def _table(self, table: Element, corner: str = "") -> None:
        """Puts the rows of a table down; what its corner is of may stand elsewhere."""
        rows = list(rows_of(table))
        if max((len(row) for row in rows), default=0) < 2 or table.find(".//{*}table") is not None:
            for row in rows:
                for each in row:
                    self.read(each)
            return
        told = open_table(table, rows, self._widths, _cell)
        if corner and told.rows[0] and not told.rows[0][0]:
            told.rows[0][0] = corner
        self.parts.put_table("", told_headed(told))
        for each in table.iter("{*}object", "{*}object-ole"):
            self._object(attribute(each, "href").removeprefix("./"))
        for note in table.iter("{*}note-body"):
            self.parts.put_paragraph(" ".join(filter(None, _texts(note))))


def _words(element: Element) -> str:
    """The words of its paragraphs in a line."""
    return " ".join(" ".join(_texts(element)).split())


def _cell(element: Element) -> str:
    return cell(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    """What each paragraph and heading in an element says, without remarks, notes and what is not shown."""
    for each in element:
        name = local(each)
        if name in {"p", "h"}:
            yield _text(each).text
        if name != "note" and name not in _UNSEEN:
            yield from _texts(each)


def _text(element: Element) -> _Paragraph:
    paragraph = _Paragraph()
    _gather(element, paragraph)
    return paragraph


def _gather(element: Element, into: _Paragraph) -> None:
    into.words.append(element.text or "")
    for each in element:
        name = local(each)
        if name in _WRITES:
            into.words.append(_WRITES[name])
        elif name == "s":
            into.words.append(" ")
        elif name == "note":
            into.notes.append(" ".join(filter(None, _texts(inner(each, "{*}note-body")))))
        elif _DRAWN in each.tag:
            into.boxes.append(each)
        elif name not in _UNSEEN:
            _gather(each, into)
        into.words.append(each.tail or "")
