"""From the pages of a PDF to its parts in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.readers.heads import told_headed
from ingest.readers.pdf.alignment import aligned
from ingest.readers.pdf.columns import LEAST_WORDS, in_reading_order
from ingest.readers.pdf.grids import Frame, Grid, find_grids
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.page import Page
from ingest.readers.pdf.paragraphs import (
    Run,
    RunKind,
    Type,
    ends_sentence,
    goes_on,
    join,
    runs_of,
    type_of,
)
from ingest.readers.pdf.tables import Piece, in_columns, with_grids
from ingest.readers.tables import Table
from ingest.structure import PAGE, Parts


class Aside(list[Line]):
    """Lines that run in another direction than the page, such as the names along an axis."""


_LOWEST = 6
_SAME_INDENT = 4.0


def pieces_of(page: Page) -> list[Piece]:
    """The columns and tables of a page in reading order."""
    grids, frames, rest = find_grids(page.words, page.rules)
    grids.sort(key=lambda each: each.top)
    pieces: list[Piece] = []
    within = in_columns(grids, rest, page.words)
    beside: list[Grid] = []
    for number, grid in enumerate(grids):
        if number in within:
            beside.append(grid)
            continue
        above = [word for word in rest if word.bottom <= grid.top + word.size / 2]
        taken = set(map(id, above))
        rest = [word for word in rest if id(word) not in taken]
        pieces += [*with_grids(in_reading_order(above), beside), grid]
        beside = []
    pieces += with_grids(in_reading_order(rest), beside)
    for frame in frames:
        pieces = list(_with_frame(pieces, frame))
    asides = (lines for aside in page.asides for lines in in_reading_order(aside))
    return [*pieces, *map(Aside, asides)]


def _with_frame(pieces: Sequence[Piece], frame: Frame) -> Iterator[Piece]:
    """The pieces of a page with a box below the paragraph that ends beside it or goes on below."""
    told = [_boxed(lines, frame) for lines in in_reading_order(frame.words)]
    for piece in pieces:
        at = 0 if isinstance(piece, Grid) or not told else _end_beside(piece, frame)
        if isinstance(piece, Grid) or not at:
            yield piece
            continue
        lines = [
            Line(line.words, frame.left)
            if _is_beside(line, frame) and line.right <= frame.left
            else line
            for line in piece
        ]
        yield lines[:at]
        yield from told
        told = []
        if lines[at:]:
            yield lines[at:]
    yield from told


def _boxed(lines: list[Line], frame: Frame) -> list[Line]:
    """The lines of a box, which leave as much room at their end as at their begin where they fill it."""
    free = max(0.0, min(line.left for line in lines) - frame.left)
    return [Line(line.words, edge=frame.right - free) for line in lines]


def _end_beside(lines: Sequence[Line], frame: Frame) -> int:
    """Behind how many lines the paragraph ends that stands beside a box; 0 where none does."""
    beside = [place for place, line in enumerate(lines) if _is_beside(line, frame)]
    if not beside:
        return 0
    last = range(beside[-1], len(lines))
    return next((place for place in last if ends_sentence(lines[place].text)), last[-1]) + 1


def _is_beside(line: Line, frame: Frame) -> bool:
    is_level = frame.top < line.foot and line.top < frame.bottom
    return is_level and (line.right <= frame.left or line.left >= frame.right)


class PartsOfPdf:
    """Puts the pages down one after the other."""

    def __init__(self, pages: Sequence[list[Piece]]) -> None:
        """Take the pieces of each page."""
        self.parts = Parts()
        level = (piece for page in pages for piece in page if not isinstance(piece, Aside))
        usual = type_of([piece for piece in level if isinstance(piece, list)])
        told = [[_told(piece, usual) for piece in page] for page in pages]
        self._levels = _levels(run for page in told for piece in page for run in _headings(piece))
        self._begin = ""
        """What is to stand in front of the next part: the begin of a page or of several."""
        self._open: tuple[Run, str] | None = None
        """The last paragraph or item, and its text, which may go on in the next column."""
        self._notes: list[str] = []
        self._rows: list[list[str]] = []
        self._loose: set[int] = set()
        """Which of them may not stand below the others."""
        self._indents: list[float] = []
        for page in told:
            _take_references(page)
            self._begin += PAGE
            for piece in page:
                self._piece(piece)
        self._close()

    def _piece(self, piece: Grid | list[Run]) -> None:
        if isinstance(piece, Grid):
            self._close()
            self._rows += self._marked_rows(piece.rows)
            return
        for is_table, runs in groupby(piece, key=lambda run: run.kind is RunKind.ROW):
            if is_table:
                self._close_text()
                self._take_rows(list(runs))
                continue
            for run in runs:
                self._take(run, is_first=run is piece[0])

    def _take(self, run: Run, *, is_first: bool) -> None:
        is_beside = run.kind is RunKind.ASIDE and bool(self._rows) and PAGE not in self._begin
        if is_beside or (run.kind in {RunKind.NOTE, RunKind.ASIDE} and self._open is not None):
            self._notes.append(self._taken(run.text))
        elif is_first and self._begins_cell(run):
            self._rows[-1][-1] = join(self._rows[-1][-1], self._taken(run.text))
        elif is_first and self._goes_on(run, PAGE in self._begin):
            open_run, text = self._open  # type: ignore[misc]
            self._open = open_run, join(text, self._taken(run.text))
        else:
            self._close()
            self._open = run, self._taken(run.text)

    def _take_rows(self, runs: Sequence[Run]) -> None:
        rows, loose = aligned(runs)
        told = self._marked_rows(rows)
        begin = len(self._rows) + len(told) - len(rows)
        self._loose |= {begin + number for number in loose}
        self._rows += told

    def _marked_rows(self, rows: Sequence[list[str]]) -> list[list[str]]:
        """Rows that go on with a table of the page before, without its header told again."""
        told = [list(row) for row in rows if any(row)]
        if told and self._rows and PAGE in self._begin:
            rest = _below_header(told[0], [cell.replace(PAGE, "") for cell in self._rows[0]])
            if rest is not None and (not rest or _cell_goes_on(self._rows[-1], rest)):
                del told[0]
                if rest:
                    self._rows[-1][-1] = join(self._rows[-1][-1], self._taken(rest))
        if told:
            told[0][0] = self._taken(told[0][0])
        return told

    def _taken(self, text: str) -> str:
        begin, self._begin = self._begin, ""
        return begin + text

    def _goes_on(self, run: Run, on_new_page: bool) -> bool:
        """Whether what begins a column goes on with what ended the one before."""
        if self._open is None or self._rows:
            return False
        before, text = self._open
        if before.kind is run.kind is RunKind.HEADING and _style(before) == _style(run):
            step = run.lines[0].foot - before.lines[-1].foot
            return not on_new_page and 0 < step < 2 * run.size
        same = before.kind in {RunKind.TEXT, RunKind.ITEM} and run.kind is RunKind.TEXT
        return same and goes_on(text, run.text)

    def _begins_cell(self, run: Run) -> bool:
        """Whether what begins a page goes on with the last cell of a table."""
        is_new = bool(self._rows) and PAGE in self._begin and run.kind is RunKind.TEXT
        return is_new and _cell_goes_on(self._rows[-1], run.text)

    def _close(self) -> None:
        """Put down what is at hand: notes first where they stand amid a paragraph, so that pages follow."""
        self._close_text()
        table = Table(self._rows, loose=self._loose)
        self._rows, self._loose = [], set()
        if table.rows:
            self.parts.put_table("", told_headed(table))
        self._put_notes()

    def _close_text(self) -> None:
        if self._open is not None:
            run, text = self._open
            self._open = None
            self._put(run, text)
        if not self._rows:
            self._put_notes()

    def _put_notes(self) -> None:
        notes, self._notes = self._notes, []
        for note in notes:
            self._indents.clear()
            self.parts.end_lists()
            self.parts.put_paragraph(note)

    def _put(self, run: Run, text: str) -> None:
        if run.kind is RunKind.ITEM:
            self.parts.put_item(self._level(run.left), _mark(run.mark), text)
            return
        self._indents.clear()
        self.parts.end_lists()
        if run.kind is RunKind.HEADING:
            self.parts.put_heading(text, self._levels[_style(run)])
        else:
            self.parts.put_paragraph(text)

    def _level(self, left: float) -> int:
        while self._indents and self._indents[-1] > left + _SAME_INDENT:
            self._indents.pop()
        if not self._indents or left > self._indents[-1] + _SAME_INDENT:
            self._indents.append(left)
        return len(self._indents) - 1


def _told(piece: Piece, usual: Type) -> Grid | list[Run]:
    if isinstance(piece, Aside):
        return [Run(RunKind.ASIDE, piece)]
    return piece if isinstance(piece, Grid) else list(runs_of(piece, usual))


def _below_header(row: Sequence[str], header: Sequence[str]) -> str | None:
    """What goes on in the last cell below a header that is told again; None where the row is none."""
    if row[:-1] != header[:-1] or not f"{row[-1]} ".startswith(f"{header[-1]} "):
        return None
    return row[-1].removeprefix(header[-1]).strip()


def _cell_goes_on(row: Sequence[str], text: str) -> bool:
    """Whether the text of the last cell of a page goes on with what begins the next one."""
    return len(row[-1].split()) >= LEAST_WORDS and goes_on(row[-1], text)


def _take_references(page: Sequence[Grid | list[Run]]) -> None:
    """Take away the raised numbers that point to the notes of a page, as they are no words.

    One that stands there several times may be an exponent.
    """
    runs = [run for piece in page if not isinstance(piece, Grid) for run in piece]
    notes = {run.lines[0].words[0].text for run in runs if run.kind is RunKind.NOTE}
    texts = [run for run in runs if run.kind in {RunKind.TEXT, RunKind.ITEM, RunKind.HEADING}]
    raised = Counter(word.text for run in texts for line in run.lines for word in line.raised)
    references = {each for each in notes if raised[each] == 1}
    for run in texts:
        run.lines = [line.without(references) for line in run.lines]


def _headings(piece: Grid | list[Run]) -> Iterator[Run]:
    if not isinstance(piece, Grid):
        yield from (run for run in piece if run.kind is RunKind.HEADING)


def _levels(headings: Iterator[Run]) -> dict[tuple[float, bool], int]:
    """The level of each style of headings: the larger, the higher."""
    styles = sorted({_style(run) for run in headings}, reverse=True)
    return {style: min(place, _LOWEST) for place, style in enumerate(styles, 1)}


def _style(run: Run) -> tuple[float, bool]:
    return round(run.size), run.bold


def _mark(mark: str) -> str:
    return mark if mark[-1:] in ".)" else "-"
