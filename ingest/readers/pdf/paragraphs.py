"""Lines as what they are: headings, paragraphs, list items, rows, and notes under the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, pairwise

from assistant.text.line_ends import between_lines
from ingest.headings import LONGEST
from ingest.readers.pdf.centred import with_rows
from ingest.readers.pdf.lines import Line
from ingest.readers.pdf.rows import INDENT, begin_together

_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_NOTE = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹*]{1,3}[.)]?\s+")
_LONGEST_WORD = 80
_LONGEST_LABEL = 4
"""Words of what a line of a box begins with, before its value."""
LARGER, SMALLER = 1.12, 0.92
"""Shares of the usual size of type from which on, and up to which, type is of another kind than the text."""
WIDER = 1.35
"""Distance between lines, as a share of what is usual, from which on a paragraph ends."""
_LONGEST_HEADING = 200
_LEAST_SIZE = 0.5


class RunKind(Enum):
    """What a run of lines is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    ASIDE = "aside"


@dataclass(slots=True)
class Run:
    """Lines that belong together; a row is one line with its cells."""

    kind: RunKind
    lines: list[Line]
    size: float = 0.0
    bold: bool = False
    left: float = 0.0
    """Where it begins: for an item, where its mark stands."""
    mark: str = ""
    cells: list[str] = field(default_factory=list)
    parts: list[Line] = field(default_factory=list)
    """Of a row: the first line of each cell."""

    @property
    def text(self) -> str:
        """Its words, without the mark of an item, words that were broken put together."""
        lines = [line.text for line in self.lines]
        if self.mark:
            lines[0] = lines[0].removeprefix(self.mark).strip()
        text = _joined(lines)
        note = _NOTE.match(text) if self.kind is RunKind.NOTE else None
        return text[note.end() :] if note else text


def join(text: str, following: str, *, last: bool = False) -> str:
    """Text with the line that goes on with it; with `last`, what of it stands before that line."""
    told, between = text, " "
    if text.endswith("-"):
        first = following.split(maxsplit=1)[0] if following.strip() else ""
        told, between = text[:-1], between_lines(text[-_LONGEST_WORD:-1], first)
    return f"{told}{between}" if last else f"{told}{between}{following}"


@dataclass(frozen=True, slots=True)
class Type:
    """How the text of a document is set."""

    size: float
    """The height of most lines."""
    leading: float
    """The distance between the feet of most lines."""


def type_of(columns: Sequence[Sequence[Line]]) -> Type:
    """What most letters and lines have."""
    sizes: dict[float, int] = {}
    leadings: dict[float, int] = {}
    for lines in columns:
        for line in lines:
            size = round(line.size * 2) / 2
            sizes[size] = sizes.get(size, 0) + len(line.text)
        for one, other in pairwise(lines):
            step = round((other.foot - one.foot) * 2) / 2
            if 0 < step < 3 * one.size:
                leadings[step] = leadings.get(step, 0) + 1
    size = max(sizes, key=lambda each: sizes[each], default=12.0) or _LEAST_SIZE
    return Type(size, max(leadings, key=lambda each: (leadings[each], -each), default=1.2 * size))


def runs_of(lines: Sequence[Line], usual: Type) -> Iterator[Run]:
    """What a column is made of."""
    if not lines:
        return
    right = max(line.right for line in lines)
    lines, rows, tall = with_rows(lines)
    run: Run | None = None
    for place, line in enumerate(lines):
        if rows[place]:
            if run:
                yield _settled(run)
            run = _row(line, rows[place], tall.get(place))
        elif (
            run is not None and run.kind is RunKind.ROW and (cell := _goes_on_in(run, line, usual))
        ):
            run.cells[cell] = join(run.cells[cell], line.text)
            run.lines.append(line)
        elif run is None or run.kind is RunKind.ROW or _begins(run, line, usual, right):
            if run:
                yield _settled(run)
            run = Run(_kind(line, usual), [line], line.size, line.bold, line.left, line.mark)
        else:
            run.lines.append(line)
    if run:
        yield _settled(run)


def _row(line: Line, parts: list[Line], cells: Sequence[Sequence[Line]] | None) -> Run:
    """A row of one line, or of cells with several."""
    if cells is None:
        told = [each.text for each in parts]
        return Run(RunKind.ROW, [line], line.size, parts=parts, cells=told)
    lines = sorted(chain.from_iterable(cells), key=lambda each: each.foot)
    told = [_joined([each.text for each in cell]) for cell in cells]
    return Run(RunKind.ROW, lines, line.size, parts=parts, cells=told)


def _joined(lines: Sequence[str]) -> str:
    """Lines as one text, words that were broken put together."""
    pieces = [join(line, following, last=True) for line, following in pairwise(lines)]
    return "".join([*pieces, lines[-1]])


def _goes_on_in(row: Run, line: Line, usual: Type) -> int:
    """The number of the cell, from 1, that a line below a row goes on with; 0 where it is none."""
    if line.foot - row.lines[-1].foot > WIDER * usual.leading:
        return 0
    near = (place for place, part in enumerate(row.parts) if place and begin_together(line, part))
    return next(near, 0)


def _kind(line: Line, usual: Type) -> RunKind:
    if line.size > LARGER * usual.size:
        return RunKind.HEADING
    if line.mark:
        return RunKind.ITEM
    return RunKind.NOTE if line.size < SMALLER * usual.size else RunKind.TEXT


def _begins(run: Run, line: Line, usual: Type, right: float) -> bool:
    """Whether a line begins something new, and does not go on with what is at hand."""
    before = run.lines[-1]
    size = line.size
    if line.mark or abs(size - before.size) > 0.08 * before.size or line.bold != before.bold:
        return bool(line.mark) or run.kind is not RunKind.ITEM or line.left < run.left + 2
    scale = max(1.0, size / usual.size)
    if line.foot - before.foot > WIDER * usual.leading * scale or line.foot <= before.foot:
        return True
    if run.kind is RunKind.HEADING:
        return False
    if run.kind is RunKind.ITEM and line.left < run.left + 2:
        return True
    first = line.words[0]
    lower = first.text[:1].islower()
    if run.kind is not RunKind.ITEM and line.left > before.left + INDENT * size and not lower:
        return True
    is_labelled = any(word.text.endswith(":") for word in line.words[:_LONGEST_LABEL])
    edge = max(right, before.edge or right) if is_labelled else right
    edge = edge if before.room is None else min(edge, before.room)
    fits = before.right + (first.right - first.left) + 0.3 * size < edge - 0.5 * size
    return fits and not lower


def _settled(run: Run) -> Run:
    """A run of bold lines that is short and no sentence is a heading."""
    if run.kind is RunKind.HEADING and len(run.text) > _LONGEST_HEADING:
        run.kind = RunKind.TEXT
    is_short = len(run.lines) <= 2 and len(run.text) <= LONGEST
    if run.kind is RunKind.TEXT and run.bold and is_short and not _ENDS.search(run.text):
        run.kind = RunKind.HEADING
    return run


def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence does."""
    return _SENTENCE.search(text[-_LONGEST_WORD:]) is not None


def goes_on(text: str, following: str) -> bool:
    """Whether a paragraph that ends a column goes on in the next one."""
    return not ends_sentence(text) and not text.endswith(":") and following[:1].islower()
