"""Tables that are drawn in Markdown with dashes and spaces or in a grid, as Pandoc reads and writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

_FENCES = ("```", "~~~")
_MOST_LINES = 500
"""Of a table without a grid; what is longer is read as lines."""
_OF_GRID = ("+", "|")
_LEAST_GROUPS = 2
_LEAST_RULE = 10
"""Dashes of a rule over the whole width of a table."""
_CAPTION = "Table: "

Rows = list[list[str]]


@dataclass(slots=True)
class _Table:
    """A table with the number of the line below it."""

    header: list[str]
    rows: Rows
    end: int


def with_drawn_tables(source: str) -> str:
    """A text with its drawn tables as those with bars."""
    lines = source.split("\n")
    told: list[str] = []
    place, is_fenced, no_grid = 0, False, 0
    while place < len(lines):
        is_fenced ^= lines[place].lstrip().startswith(_FENCES)
        table = None
        if lines[place].startswith("+") and not is_fenced and place >= no_grid:
            # Else each line of one that is none would be looked at again and again.
            table, no_grid = _grid(lines, place)
        elif not is_fenced:
            table = _table(lines, place)
        if table is None:
            told.append(lines[place])
            place += 1
            continue
        told += ["", *_with_bars(table), ""]
        place = table.end
        _mark_caption(lines, place)
    return "\n".join(told)


def _table(lines: Sequence[str], place: int) -> _Table | None:
    line = lines[place]
    if len(_groups(line)) == 1 and len(line.strip()) >= _LEAST_RULE:
        return _of_blocks(lines, place)
    below = lines[place + 1] if place + 1 < len(lines) else ""
    if len(_groups(below)) >= _LEAST_GROUPS and line.strip() and not _groups(line):
        return _of_lines(lines, place)
    return None


def _groups(line: str) -> list[tuple[int, int]]:
    """Where the dashes of a line that holds nothing else begin and end; nothing for other lines."""
    if "--" not in line or not set(line) <= {"-", " "}:
        return []
    found, at = [], 0
    for is_dash, run in groupby(line, key=lambda letter: letter == "-"):
        width = len(list(run))
        if is_dash:
            found.append((at, at + width))
        at += width
    return found if all(end - begin > 1 for begin, end in found) else []


def _of_lines(lines: Sequence[str], place: int) -> _Table | None:
    """A line of heads, dashes below them, and a row in each line up to an empty one."""
    columns = _groups(lines[place + 1])
    end = place + 2
    while end < len(lines) and end < place + _MOST_LINES and lines[end].strip():
        end += 1
        if _groups(lines[end - 1]):
            break
    body = lines[place + 2 : end]
    if body and _groups(body[-1]):
        if end < len(lines) and lines[end].strip():
            return None
        body = body[:-1]
    rows = [_cut([line], columns) for line in (lines[place], *body)]
    told = [row for row in rows if row is not None]
    return _Table(told[0], told[1:], end) if body and len(told) == len(rows) else None


def _of_blocks(lines: Sequence[str], place: int) -> _Table | None:
    """Rules above and below, and rows of several lines that empty ones part."""
    last = min(len(lines), place + _MOST_LINES)
    middle = place + 1
    while middle < last and lines[middle].strip() and not _groups(lines[middle]):
        middle += 1
    if middle == last or len(_groups(lines[middle])) < _LEAST_GROUPS:
        return None
    end = next((at for at in range(middle + 1, last) if len(_groups(lines[at])) == 1), None)
    if end is None:
        return None
    blocks = groupby(lines[middle + 1 : end], key=lambda line: bool(line.strip()))
    bodies = [list(block) for is_told, block in blocks if is_told]
    columns = _groups(lines[middle])
    rows = [_cut(block, columns) for block in (lines[place + 1 : middle], *bodies)]
    told = [row for row in rows if row is not None]
    return _Table(told[0], told[1:], end + 1) if bodies and len(told) == len(rows) else None


def _cut(block: Sequence[str], columns: Sequence[tuple[int, int]]) -> list[str] | None:
    """The cells of lines above each other; none where words stand across the gap between two."""
    gaps = [(end, begin) for (_, end), (begin, _) in pairwise(columns)]
    if any(line[end:begin].strip() for line in block for end, begin in gaps):
        return None
    edges = [0, *(begin for begin, _ in columns[1:]), None]
    return [_joined(line[begin:end] for line in block) for begin, end in pairwise(edges)]


def _grid(lines: Sequence[str], place: int) -> tuple[_Table | None, int]:
    """Rows between lines of dashes, of which one of equal signs ends the heads, and the line up to which
    none begins."""
    first = lines[place].rstrip()
    if not first.endswith("+") or not set(first) <= set("+-:") or len(first) < len("+-+"):
        return None, place
    columns = [at for at, letter in enumerate(first) if letter == "+"]
    header, rows, block = list[str](), Rows(), list[str]()
    end = place + 1
    while end < len(lines) and lines[end].startswith(_OF_GRID):
        line = lines[end]
        end += 1
        if line[0] == "|":
            if any(line[at : at + 1] != "|" for at in columns):
                return None, end  # A cell spans several columns.
            block.append(line)
            continue
        if not block:
            return None, end - 1
        rows.append([_joined(line[a + 1 : b] for line in block) for a, b in pairwise(columns)])
        block = []
        if "=" in line:
            header, rows = [" ".join(cells).strip() for cells in zip(*rows, strict=True)], []
    is_whole = not block and bool(rows) and len(columns) > 1
    return (_Table(header, rows, end) if is_whole else None), end


def _joined(lines: Iterator[str]) -> str:
    return " ".join(" ".join(lines).split())


def _mark_caption(lines: list[str], place: int) -> None:
    """Marks what the table above a line is of as `definitions` knows it."""
    below = range(place, min(place + 2, len(lines)))
    at = next((at for at in below if lines[at].strip()), place)
    if at in below and lines[at].startswith(_CAPTION):
        lines[at] = f": {lines[at].removeprefix(_CAPTION)}"


def _with_bars(table: _Table) -> Iterator[str]:
    width = max(map(len, (table.header, *table.rows)))
    for number, row in enumerate((table.header, *table.rows)):
        cells = (cell.replace("|", "\\|") for cell in [*row, *[""] * (width - len(row))])
        yield f"| {' | '.join(cells)} |"
        if number == 0:
            yield "|---" * width + "|"
