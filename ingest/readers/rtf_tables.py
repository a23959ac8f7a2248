"""Tables of Rich Text Format, whose cells are told by where they end on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.readers.columns import Cell, laid_out
from ingest.readers.heads import told_headed
from ingest.readers.tables import Table

_MERGES = frozenset({"clmgf", "clmrg", "clvmgf", "clvmrg"})
ROW_WORDS = _MERGES | {"trowd", "trleft", "trhdr", "cellx"}
"""Control words that tell how a row is laid out."""


@dataclass(slots=True)
class RowFormat:
    """What control words told of a row so far; it holds until `trowd`."""

    left: int = 0
    """Where the row begins, in twentieths of a point."""
    ends: list[int] = field(default_factory=list)
    """Where each cell ends."""
    merges: list[frozenset[str]] = field(default_factory=list)
    """How each cell is merged with those beside or above it."""
    is_head: bool = False
    _merge: frozenset[str] = frozenset()

    def take(self, word: str, value: int | None) -> None:
        """Take one of `ROW_WORDS` into account."""
        if word == "trowd":
            self.left, self.ends, self.merges, self.is_head = 0, [], [], False
            self._merge = frozenset()
        elif word == "trleft":
            self.left = value or 0
        elif word == "trhdr":
            self.is_head = True
        elif word in _MERGES:
            self._merge |= {word}
        elif word == "cellx":
            self.ends.append(value or 0)
            self.merges.append(self._merge)
            self._merge = frozenset()

    def row(self, texts: list[str]) -> Row:
        """A row of these cells."""
        is_told = len(texts) <= len(self.ends)
        found: list[tuple[list[str], int, int, bool]] = []
        begin = self.left
        for text, end, merge in zip(texts, self.ends, self.merges, strict=False):
            if "clmrg" in merge and found:
                told, first, _, goes_on = found[-1]
                told.append(text)
                found[-1] = (told, first, end, goes_on)
            else:
                found.append(([text], begin, end, "clvmrg" in merge))
            begin = end
        cells = [
            Cell(" ".join(filter(None, told)), first, end, goes_on)
            for told, first, end, goes_on in found
        ]
        return Row(texts, cells if is_told else [], self.is_head)


@dataclass(frozen=True, slots=True)
class Row:
    """A row and how it is laid out."""

    texts: list[str]
    cells: list[Cell]
    """None where it is not told of each of them where it ends."""
    is_head: bool


def told_rows_of(rows: Sequence[Row]) -> list[list[str]]:
    """The rows of a table with their cells below each other as on the page.

    Where that is not told, cells are counted; those of rows that have not as many as the first stand
    below no head.
    """
    marked = next((place for place, row in enumerate(rows) if not row.is_head), len(rows))
    if all(row.cells or not row.texts for row in rows):
        return told_headed(laid_out([row.cells for row in rows], marked))
    table = Table([row.texts for row in rows], marked=marked)
    count = next((len(row.texts) for row in rows if any(row.texts)), 0)
    table.loose = {number for number, row in enumerate(rows) if len(row.texts) != count}
    return told_headed(table)
