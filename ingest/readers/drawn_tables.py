"""Tables of Markdown that are drawn with signs, as Pandoc writes them; its standard knows none.

Those with a frame (`+---+---+`) hold cells of several lines, which may span columns and rows. Those
without have dashes below the heads of their columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_CORNER, _SIDE, _HEAD = "+", "|", "="
_WIDEST = 200
"""Columns of a table at most."""
_RULE, _DASHES = frozenset("-=:"), frozenset("- ")
_LEAST_DASHES = 2
_DEEP = 3
"""How deep the blocks of a cell stand: in a table, a row and a cell."""


def with_drawn_tables(parser: MarkdownIt) -> MarkdownIt:
    """The parser, which then reads such tables as any others."""
    parser.block.ruler.before("code", "framed_table", _framed, {"alt": ["paragraph"]})
    parser.block.ruler.before("code", "ruled_table", _ruled)
    return parser


def _framed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level or start + 1 >= end or not _is_rule(_line(state, start)):
        return False
    if not _line(state, start + 1).startswith(_SIDE) or silent:
        return silent and _line(state, start + 1).startswith(_SIDE)
    following = (_line(state, number) for number in range(start, end))
    lines = list(takewhile(lambda line: line.startswith((_CORNER, _SIDE)), following))
    rules = [number for number, line in enumerate(lines) if _is_rule(line)]
    corners = {at for n in rules for at, sign in enumerate(lines[n]) if sign == _CORNER}
    if len(rules) < 2 or len(corners) > _WIDEST + 1:
        return False
    heads = next((n for n in rules[:-1] if _HEAD in lines[n]), 0)
    columns = list(pairwise(sorted(corners)))
    head = _rows(lines[1 : heads + 1], columns)
    body = _rows(lines[heads + 1 : rules[-1] + 1], columns)
    _put(state, head, body)
    state.line = start + rules[-1] + 1
    return True


def _is_rule(line: str) -> bool:
    cells = line.split(_CORNER)
    return len(cells) > 2 and not cells[0] and not cells[-1] and _RULE.issuperset("".join(cells))


def _rows(lines: Iterable[str], columns: Sequence[tuple[int, int]]) -> Iterator[list[str]]:
    """The cells of each row of a frame; one that spans several rows stands in each of them."""
    row: list[list[str]] = [[] for _ in columns]
    for line in lines:
        texts = _texts(line, columns)
        ruled = {number for number, text in enumerate(texts) if text and _RULE.issuperset(text)}
        for number, text in enumerate(texts):
            if number not in ruled:
                row[number].append(text.strip())
        if not ruled:
            continue
        cells = ["\n".join(cell).strip() for cell in row]
        if any(cells):
            yield cells
        row = [[] if number in ruled else cell for number, cell in enumerate(row)]


def _texts(line: str, columns: Sequence[tuple[int, int]]) -> list[str]:
    """What stands in each column of a line; of one that spans several, in the first.

    A rule across several stands in each of them.
    """
    texts: list[str] = []
    first = 0
    for left, right in columns:
        own, text = line[left : left + 1], line[left + 1 : right]
        if own in (_SIDE, _CORNER) or (own in _RULE and _RULE.issuperset(text)):
            first = len(texts)
            texts.append(text)
        else:
            texts.append("")
            texts[first] += f"{own}{text}"
    return texts


def _ruled(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    del silent  # It ends no paragraph.
    if state.level or start + 2 >= end:
        return False
    runs = _runs(_line(state, start + 1))
    following = (_line(state, number) for number in range(start + 2, end))
    body = list(takewhile(lambda line: line and not _DASHES.issuperset(line), following))
    head = _line(state, start)
    if not 1 < len(runs) <= _WIDEST or not body or _SIDE in head:
        return False
    if any(
        line[:left].rstrip() != line[: left - 1].rstrip()
        for line in (head, *body)
        for left in runs[1:]
    ):
        return False
    columns = list(pairwise([0, *runs[1:], None]))
    rows = ([line[left:right].strip() for left, right in columns] for line in (head, *body))
    _put(state, [next(rows)], rows)
    behind = start + 2 + len(body)
    state.line = behind + (behind < end and bool(_line(state, behind)))
    return True


def _runs(line: str) -> list[int]:
    """Where the runs of dashes begin that a line is made of; nothing where it is made of more."""
    dashes = line.split()
    if not _DASHES.issuperset(line) or any(len(run) < _LEAST_DASHES for run in dashes):
        return []
    begins, at = list[int](), 0
    for run in dashes:
        at = line.index(run, at)
        begins.append(at)
        at += len(run)
    return begins


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] : state.eMarks[number]].expandtabs(4).rstrip()


def _put(state: StateBlock, head: Iterable[list[str]], body: Iterable[list[str]]) -> None:
    state.push("table_open", "table", 1)
    for tag, rows in (("th", head), ("td", body)):
        for row in rows:
            state.push("tr_open", "tr", 1)
            for cell in row:
                state.push(f"{tag}_open", tag, 1)
                _put_cell(state, cell)
                state.push(f"{tag}_close", tag, -1)
            state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)


def _put_cell(state: StateBlock, text: str) -> None:
    """The words of a cell, with its lists and paragraphs; a frame in it is none."""
    if "\n" not in text or _CORNER in text:
        state.push("inline", "", 0).content = text
        return
    known = len(state.tokens)
    state.md.block.parse(text, state.md, state.env, state.tokens)
    for token in state.tokens[known:]:
        token.level += _DEEP
