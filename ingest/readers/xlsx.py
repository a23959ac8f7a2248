"""Excel workbooks: the rows of each sheet with what their cells show, not how they are reckoned."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from io import BytesIO
from itertools import islice
from typing import Any

import openpyxl

from assistant.errors import SourceError
from assistant.language import detect_language
from ingest.readers.archive import Archive
from ingest.readers.parsed import Options, Parsed, assembled
from ingest.readers.properties import office_properties
from ingest.readers.rows import cell, put_rows
from ingest.structure import Parts

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_CELLS = 100_000
_WIDEST = 200
"""Columns that are read of a sheet."""
_TOO_MANY = (
    f"it holds more than {_MOST_CELLS:,} cells or {_WIDEST} columns; the rest is not read: split it"
)
_PLACES = re.compile(r"\.(0{1,9})")
_GROUPED = re.compile(r"[#0][, ][#0]")
_UNIT = re.compile(r'"([^"]{1,40})"|\[\$([^\]-]{1,20})(?:-[^\]]{0,20})?\]')
_FAULTS = (KeyError, ValueError, TypeError, IndexError, AttributeError, SyntaxError, OSError)
"""What openpyxl raises for a workbook that is damaged."""


def read(data: bytes, _: Options) -> Parsed:
    """A workbook as text, a section for each sheet.

    Raises:
        SourceError: it is damaged, locked, too large or no workbook.
    """
    archive = Archive(data)
    archive.check_size()
    told = office_properties(archive, "docProps/core.xml")
    try:
        book = openpyxl.load_workbook(
            BytesIO(data), read_only=True, data_only=True, keep_links=False
        )
        return _read(book, len(data), told, archive.remarks())
    except _FAULTS as error:
        raise SourceError("it is damaged and cannot be read as a workbook") from error


def _read(book: Any, size: int, told: Any, left_out: list[str]) -> Parsed:
    parts, unread, left = Parts(), list[str](), _MOST_CELLS
    seen = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in book.worksheets:
        if sheet not in seen:
            left_out.append(sheet.title)
            continue
        rows, is_whole = _values(sheet, left)
        left -= sum(map(len, rows))
        if len(seen) > 1:
            parts.put_heading(sheet.title, 1)
        texts = " ".join(value for row in rows for value, _ in row if isinstance(value, str))
        swedish = detect_language(texts[:20_000]) == "sv"
        put_rows(parts, (_shown(row, swedish=swedish) for row in rows))
        if not is_whole:
            unread.append(_TOO_MANY)
            break
    return assembled(parts.all, told, MEDIA_TYPE, size, tuple(unread), left_out)


def _values(sheet: Any, most: int) -> tuple[list[list[tuple[Any, str]]], bool]:
    """The value of each cell with its format, and whether these are all."""
    sheet.reset_dimensions()
    rows: list[list[tuple[Any, str]]] = []
    for row in sheet.iter_rows():
        most -= max(1, len(row))
        if most < 0 or any(each.value is not None for each in row[_WIDEST:]):
            return rows, False
        told = [(each.value, str(each.number_format)) for each in islice(row, _WIDEST)]
        rows.append(told)
    return rows, True


def _shown(row: Iterable[tuple[Any, str]], *, swedish: bool) -> list[str]:
    return [_text(value, form, swedish=swedish) for value, form in row]


def _text(value: Any, form: str, *, swedish: bool) -> str:
    """What a cell shows."""
    if isinstance(value, bool):
        return {True: "ja" if swedish else "yes", False: "nej" if swedish else "no"}[value]
    if isinstance(value, int | float):
        return _number(value, form.partition(";")[0], swedish=swedish)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else cell(str(value).splitlines())


def _number(value: float, form: str, *, swedish: bool) -> str:
    places = _PLACES.search(form)
    shown = value * 100 if "%" in form else value
    grouped = _GROUPED.search(form) is not None
    if form in {"General", "@"}:
        text = f"{shown:.10g}"
    else:
        text = f"{shown:{',' if grouped else ''}.{len(places[1]) if places else 0}f}"
    if swedish:
        text = text.replace(",", " ").replace(".", ",")
    units = list(_units(form))
    return " ".join([text.replace("-", "−", 1) if value < 0 else text, *units])


def _units(form: str) -> Iterator[str]:
    """What the format of a number puts behind it."""
    for match in _UNIT.finditer(form):
        if unit := (match[1] or match[2] or "").strip():
            yield unit
    if "%" in form and '%"' not in form.replace(" ", ""):
        yield "%"
