"""Tables as text with separators: CSV and the like."""

from __future__ import annotations

import csv
import re
from itertools import islice, takewhile

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.decoding import as_meant, decode
from ingest.metadata import Metadata
from ingest.readers.grids import Grid, put_grid
from ingest.readers.parsed import Options, Parsed, assembled
from ingest.readers.rows import cell
from ingest.structure import Parts

MEDIA_TYPE = "text/csv"
_SEPARATORS = ";\t,|"
_TOLD = re.compile(r"sep=([;\t,|])\s*$")
"""The first line of a file for Excel."""
_SAMPLE = 50
"""Lines that tell which separator a file has."""
_MOST_CELLS, _WIDEST = 100_000, 200


def read(data: bytes, _: Options) -> Parsed:
    """The rows of a table as text.

    Raises:
        SourceError: it is no text, or a cell of it never ends.
    """
    text, notes = as_meant(decode(data))
    lines = text.splitlines(keepends=True)
    told = _TOLD.match(lines[0]) if lines else None
    if told:
        del lines[0]
    separator = told[1] if told else _likeliest(lines)
    rows: list[list[str]] = []
    left, unread = _MOST_CELLS, list(notes)
    try:
        for row in csv.reader(lines, delimiter=separator):
            left -= max(1, len(row))
            if left < 0:
                rows.append([cell(each.splitlines()) for each in row[:_WIDEST]])
                told_of = "it holds more than {cells} cells; the rest is not read"
                unread.append(Reason(told_of, {"cells": _MOST_CELLS}))
                break
            rows.append([cell(each.splitlines()) for each in row])
    except csv.Error as error:
        raise SourceError(
            Reason("it cannot be read as a table: {error}", {"error": str(error)})
        ) from error
    parts = Parts()
    put_grid(parts, Grid(rows))
    return assembled(parts.all, Metadata(), MEDIA_TYPE, len(data), tuple(unread))


def _likeliest(lines: list[str]) -> str:
    """The separator that cuts most lines in most cells or, below a long title, most of the last lines."""
    found = {each: _columns(lines, each) for each in _SEPARATORS}
    is_told = max(width for width, _ in found.values()) > 1
    return max(_SEPARATORS, key=lambda each: found[each][0 if is_told else 1])


def _columns(lines: list[str], separator: str) -> tuple[int, int]:
    """In how many cells a separator cuts most lines, and how many of the last ones it cuts in the same
    number of several, at least two."""
    try:
        widths = [
            len(row) for row in islice(csv.reader(lines[:_SAMPLE], delimiter=separator), _SAMPLE)
        ]
    except csv.Error:
        return 0, 0
    told = [width for width in reversed(widths) if width]
    alike = sum(1 for _ in takewhile(lambda width: width > 1 and width == told[0], told))
    return sorted(widths)[len(widths) // 2] if widths else 0, alike if alike > 1 else 0
