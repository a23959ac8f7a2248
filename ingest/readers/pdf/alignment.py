"""Which cells of rows without rules stand below each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.paragraphs import Run

Stripe = tuple[float, float]
"""Where a column begins and ends."""


def aligned(rows: Sequence[Run]) -> tuple[list[list[str]], set[int]]:
    """The cells of rows, empty ones too, and the rows of which it is unsure what they stand below.

    Columns are those of the rows with most cells; where these overlap, of no row it is sure.
    """
    most = max((len(row.parts) for row in rows), default=0)
    columns = _columns([row.parts for row in rows if len(row.parts) == most])
    told, loose = list[list[str]](), set[int]()
    for number, row in enumerate(rows):
        is_whole = columns and len(row.parts) == most
        places = list(range(most)) if is_whole else _places(row.parts, columns)
        if not places:
            loose.add(number)
            told.append(row.cells)
            continue
        cells = [""] * most
        for place, text in zip(places, row.cells, strict=True):
            cells[place] = text
        told.append(cells)
    return told, loose


def _columns(rows: Sequence[Sequence[Line]]) -> list[Stripe]:
    """The columns of rows of as many cells; none where cells of two stand below each other."""
    found = [
        (min(part.left for part in parts), max(part.right for part in parts))
        for parts in zip(*rows, strict=True)
    ]
    return found if all(one[1] < other[0] for one, other in pairwise(found)) else []


def _places(parts: Sequence[Line], columns: Sequence[Stripe]) -> list[int]:
    """The column of each cell; none where one stands below several or between two."""
    found = [
        [at for at, (left, right) in enumerate(columns) if part.left < right and left < part.right]
        for part in parts
    ]
    places = [each[0] for each in found if len(each) == 1]
    is_sure = len(places) == len(parts) and all(one < other for one, other in pairwise(places))
    return places if is_sure else []
