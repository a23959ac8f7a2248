"""Excel workbooks: the rows of each sheet with what their cells show, not how they are reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from html import unescape
from io import BytesIO
from itertools import islice
from typing import Any
from warnings import catch_warnings, simplefilter

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.plain import raised
from ingest.readers.archive import FAULTS, Archive, Element, attribute, local, reference
from ingest.readers.charts import Charts
from ingest.readers.grids import put_grid
from ingest.readers.layout import Cell, layout
from ingest.readers.numbers import (
    has_commas,
    language_beside,
    shown_date,
    shown_length,
    shown_number,
)
from ingest.readers.parsed import (
    EMBEDDED,
    Options,
    Parsed,
    assembled,
    most_characters,
    unopened,
    unseen,
)
from ingest.readers.properties import office_properties
from ingest.readers.rows import cell
from ingest.structure import Parts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAIN = "xl/workbook.xml"
_DRAWING = re.compile(r"xl/drawings/drawing\d{1,4}\.xml")
_MOST_CELLS = 100_000
_WIDEST = 200
"""Columns that are read of a sheet."""
_MOST_ROWS = 30_000
"""Each costs about as much as a paragraph, however little stands in it."""
_TOO_MANY = Reason(
    "it holds more than {cells} cells, {rows} rows or {columns} columns, or text that is told again and"
    " again; the rest is not read: split it",
    {"cells": _MOST_CELLS, "rows": _MOST_ROWS, "columns": _WIDEST},
)
_UNRECKONED = (
    "its formulas without a result are not read ({count}); open it in a spreadsheet program"
    " and save it"
)
_MOST_STYLES = 2_000_000
"""Bytes that tell how cells look; each of these styles costs more than a cell."""
_MOST_IN_ROW = 200_000
"""Tags within a row, which openpyxl reads whole; 16,384 cells, the most of Excel, have fewer."""
_SHARED = "xl/sharedStrings.xml"
_TEXT = re.compile(rb"<t(?:\s[^<>]*+)?+>([^<]++)</t>")
_MOST_RUNS = 20_000
"""Pieces of texts that look different, above which it is not told which of them stand above the line."""
_STRICT = {
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument": b"http://schemas.openxmlformats.org/officeDocument/2006",
}
"""What namespaces begin with in the strict form of the format, and in the usual one."""
_FAULTS = (*FAULTS, KeyError, TypeError, IndexError, AttributeError, SyntaxError, OverflowError)
"""What openpyxl raises for a workbook that is damaged."""


def read(data: bytes, _: Options) -> Parsed:
    """A workbook as text, a section for each sheet.

    Raises:
        SourceError: it is damaged, locked, too large or no workbook.
    """
    archive = Archive(data)
    archive.check_size()
    if archive.size("xl/styles.xml") > _MOST_STYLES:
        raise SourceError("it has far too many formats; copy its sheets into a new workbook")
    told = office_properties(archive, "docProps/core.xml")
    try:
        with catch_warnings():
            simplefilter("ignore")  # That no style is told, say, is nobody's concern.
            book = openpyxl.load_workbook(
                BytesIO(_transitional(archive, data)),
                read_only=True,
                data_only=True,
                keep_links=False,
                rich_text=_raises(archive),
            )
            reader = _Reader(archive, book, most_characters(len(data)))
    except _FAULTS as error:
        raise SourceError("it is damaged and cannot be read as a workbook") from error
    embedded = unopened(EMBEDDED, reader.embedded)
    unread = (*reader.unread, *reader.charts.unread, *embedded, *unseen(reader.pictures))
    left_out = [*reader.left_out, *archive.remarks()]
    return assembled(reader.parts.all, told, MEDIA_TYPE, len(data), unread, left_out)


def _transitional(archive: Archive, data: bytes) -> bytes:
    """A workbook as openpyxl finds something in it: in its usual form, where it is in the strict one."""
    stated = archive.read(_MAIN)
    return archive.rewritten(_STRICT) if any(name in stated for name in _STRICT) else data


@dataclass(slots=True)
class _Room:
    """How much more is read of a workbook."""

    letters: int
    """One text may be shared by all cells."""
    cells: int
    rows: int

    def take(self, row: Sequence[Any]) -> bool:
        """Whether there was room for the cells of a row with these values."""
        values = [value for value in row if value is not None]
        self.cells -= max(1, len(row))
        self.rows -= bool(values)
        self.letters -= sum(len(value) for value in values if isinstance(value, str))
        return min(self.cells, self.rows, self.letters) >= 0


class _Reader:
    def __init__(self, archive: Archive, book: Any, letters: int) -> None:
        self.parts = Parts()
        self.unread: list[Reason] = []
        self.left_out: list[str] = []
        self.embedded: list[str] = []
        self.pictures: set[str] = set()
        self._archive, self._room = archive, _Room(letters, _MOST_CELLS, _MOST_ROWS)
        self._unreckoned = 0
        relations = archive.relations(_MAIN)
        sheets = list(archive.xml(_MAIN).iter("{*}sheet"))
        seen = [relations.get(reference(each), "") for each in sheets if _is_seen(each)]
        several = len(seen) > 1
        self._language = language_beside(_texts(archive, [_SHARED, *seen]))
        self.charts = Charts(archive, self.parts, commas=has_commas(self._language))
        tables = {sheet.title: sheet for sheet in book.worksheets}
        for each in sheets:
            title = attribute(each, "name")
            if not _is_seen(each):
                self.left_out.append(title)
                continue
            if several:
                self.parts.put_heading(title, 1)
            member = relations.get(reference(each), "")
            if title in tables and not self._put_sheet(tables[title], member):
                self.unread.append(_TOO_MANY)
                break
            self._put_drawings(member)
        if self._unreckoned:
            self.unread.append(Reason(_UNRECKONED, {"count": self._unreckoned}))

    def _put_sheet(self, sheet: Any, member: str) -> bool:
        """Put down the rows of a sheet that it shows; returns whether these are all."""
        data = self._archive.read(member) if member in self._archive else b""
        if any(row.count(b"<") > _MOST_IN_ROW for row in data.split(b"row")):
            return False
        rows, is_whole = _values(sheet, self._room)
        told = layout(self._archive, member, _WIDEST)
        self._unreckoned += told.unreckoned
        covered = list(told.uncover(rows))
        told.show_merged(rows, _WIDEST)
        shown, hidden = told.parted(rows)
        cells = [[_text(value, form, self._language) for value, form in row] for row in shown]
        unseen = _without_words(shown, cells)
        values = (value for value, _ in (*hidden, *covered, *unseen))
        self.left_out += (str(value) for value in values if value is not None)
        put_grid(self.parts, told.grid(cells, len(rows), _WIDEST))
        return is_whole

    def _put_drawings(self, sheet: str) -> None:
        """Put down what lies upon a sheet: boxes with text, charts and diagrams."""
        self.embedded += self._archive.embedded(sheet)
        for name in dict.fromkeys(self._archive.relations(sheet).values()):
            if not _DRAWING.fullmatch(name) or name not in self._archive:
                continue
            drawing, relations = self._archive.xml(name), self._archive.relations(name)
            self.pictures |= self._archive.pictures(name)
            for each in drawing.iter("{*}p", "{*}chart"):
                if local(each) == "chart":
                    self.charts.put(relations.get(reference(each), ""))
                elif told := "".join(t.text or "" for t in each.iterfind("{*}*/{*}t")).split():
                    self.parts.put_paragraph(" ".join(told))
            for words in self._archive.diagrams(name):
                self.parts.put_paragraph(words)


def _texts(archive: Archive, members: Iterable[str]) -> Iterator[str]:
    """The texts in some members, of which one is read when it is asked for.

    Their language tells in which form the numbers of all sheets are written.
    """
    for name in filter(archive.__contains__, members):
        for text in _TEXT.finditer(archive.read(name)):
            yield unescape(text[1].decode("utf-8", "ignore"))


def _values(sheet: Any, room: _Room) -> tuple[list[list[Cell]], bool]:
    """The value of each cell with its format, and whether these are all."""
    sheet.reset_dimensions()
    rows: list[list[Cell]] = []
    known: dict[int, str] = {}
    for row in sheet.iter_rows():
        values = [_plain(each.value, known) for each in row]
        if not room.take(values) or any(value is not None for value in values[_WIDEST:]):
            return rows, False
        shown = zip(values, islice(row, _WIDEST), strict=False)
        rows.append([(value, str(each.number_format)) for value, each in shown])
    return rows, True


def _raises(archive: Archive) -> bool:
    """Whether pieces of texts of cells stand above the line, as the numbers of notes do."""
    shared = archive.read(_SHARED) if _SHARED in archive else b""
    return b"superscript" in shared and shared.count(b"<r>") <= _MOST_RUNS


def _plain(value: Any, known: dict[int, str]) -> Any:
    """A value, or the words of one that is made of pieces and may be that of many cells."""
    if not isinstance(value, CellRichText):
        return value
    if id(value) not in known:
        known[id(value)] = "".join(map(_piece, value))
    return known[id(value)]


def _piece(piece: Any) -> str:
    is_raised = isinstance(piece, TextBlock) and piece.font.vertAlign == "superscript"
    return raised(piece.text) if is_raised else str(piece)


def _without_words(
    rows: Sequence[Sequence[Cell]], shown: Sequence[Sequence[str]]
) -> Iterator[Cell]:
    """The numbers of which a format shows nothing, but for zeros."""
    for row, texts in zip(rows, shown, strict=True):
        pairs = zip(row, texts, strict=True)
        yield from (
            each
            for each, text in pairs
            if not text and isinstance(each[0], int | float) and each[0]
        )


def _is_seen(sheet: Element) -> bool:
    return attribute(sheet, "state", "visible") == "visible"


def _text(value: Any, form: str, language: str) -> str:
    """What a cell shows."""
    if isinstance(value, bool):
        return ("nej", "ja")[value] if language == "sv" else ("no", "yes")[value]
    if isinstance(value, int | float):
        return shown_number(value, form, commas=has_commas(language))
    if isinstance(value, datetime):
        return shown_date(value, form)
    if isinstance(value, timedelta):
        return shown_length(value, form)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else cell(str(value).splitlines())
