"""Tables with rules that stand in one of the columns of a page."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.readers.pdf.columns import in_reading_order, is_running
from ingest.readers.pdf.grids import Grid
from ingest.readers.pdf.lines import Line, lines_of
from ingest.readers.pdf.paragraphs import ends_sentence
from ingest.readers.pdf.words import Word

Piece = list[Line] | Grid
"""Lines of a column, or a table."""
_LEAST_LINES = 2
_LEAST_LONGER = 4
"""Lines of a column above and below a table."""


def in_columns(grids: Sequence[Grid], others: Sequence[Word], words: Sequence[Word]) -> set[int]:
    """The numbers of tables that stand in one of several columns of running text.

    What stands on the lines of the rows of a table is a part of it that has no rules around.

    Args:
        grids: The tables.
        others: The words outside of tables.
        words: All words of the page.
    """
    found = {number for number, grid in enumerate(grids) if _has_text_beside(grid, others, words)}
    columns = in_reading_order(others) if found else []
    return {number for number in found if any(_is_beside(each, grids[number]) for each in columns)}


def _is_beside(column: Sequence[Line], grid: Grid) -> bool:
    """Whether a column stands beside a table as a whole, of running text or far longer than that."""
    is_level = column[0].top < grid.bottom and grid.top < column[-1].foot
    is_left = all(line.right <= grid.left for line in column)
    is_apart = is_left or all(line.left >= grid.right for line in column)
    above_or_below = sum(line.foot < grid.top or line.top > grid.bottom for line in column)
    return is_level and is_apart and (above_or_below >= _LEAST_LONGER or is_running(column))


def _has_text_beside(grid: Grid, others: Sequence[Word], words: Sequence[Word]) -> bool:
    level = [word for word in others if grid.top < word.foot and word.top < grid.bottom]
    lines = lines_of([word for word in level if word.right <= grid.left or word.left >= grid.right])
    if len(lines) < _LEAST_LINES:
        return False
    feet = {
        round(word.line)
        for word in words
        if grid.top < word.foot < grid.bottom and grid.left < word.left and word.right < grid.right
    }
    places = (round(line.foot) for line in lines)
    aligned = sum(not feet.isdisjoint(range(at - 1, at + 2)) for at in places)
    return 2 * aligned < len(lines)


def with_grids(columns: Sequence[list[Line]], grids: Sequence[Grid]) -> list[Piece]:
    """The columns of a page with tables that stand in one of them, below the sentence above these."""
    pieces: list[Piece] = list(columns)
    for grid in grids:
        lines = [
            (number, at, line)
            for number, piece in enumerate(pieces)
            if isinstance(piece, list)
            for at, line in enumerate(piece)
        ]
        column = [each for each in lines if each[2].left < grid.right and grid.left < each[2].right]
        above = [
            (number, at + 1) for number, at, line in column if line.foot < grid.top + line.size
        ]
        if not column:
            is_last = any(line.right <= grid.left for _, _, line in lines)
            pieces.insert(len(pieces) if is_last else 0, grid)
            continue
        number, at = above[-1] if above else column[0][:2]
        piece = pieces[number]
        if isinstance(piece, list):
            at = _behind_sentence(piece, at, grid)
            parts: list[Piece] = [piece[:at], grid, piece[at:]]
            pieces[number : number + 1] = [part for part in parts if part]
    return pieces


def _behind_sentence(lines: Sequence[Line], at: int, grid: Grid) -> int:
    """Where the sentence that a table stands amid ends, no line of which is below the table."""
    while 0 < at < len(lines) and lines[at].foot < grid.bottom:
        if ends_sentence(lines[at - 1].text):
            break
        at += 1
    return at
