"""Headings, paragraphs, list items and rows as they are put down one after the other, and as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ingest.blocks import Block, Kind
from ingest.decoding import whole
from ingest.list_numbers import numeral
from ingest.plain import LONGEST_LABEL, WIDEST, line_blocks, trimmed

PAGE = "\f"
"""Stands where a page begins in what is put down, within words or not; none is left in the text."""
_BAR = "| "
_CLOSE = (Kind.ITEM, Kind.ROW)
"""Kinds that stand on lines right below each other."""
_DEEPEST = 5
"""Lists inside of each other that are told apart by their indentation."""
_LAST_NUMBER = 999
_LOWEST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """One heading, paragraph, list item or table row."""

    kind: Kind
    mark: str
    """What shows the kind in front of it: `## `, `- `, `| `."""
    text: str
    whole: int
    """The number of the list or table that it belongs to, or its own."""
    level: int = 0
    """Of a heading, as of a block."""
    ends: int = 0
    """As of a block."""


@dataclass(slots=True)
class _Item:
    """A list item that is open."""

    mark: str
    """In front of its first line; those below are indented as far."""
    fresh: bool = True
    headed: bool = False
    """Whether a heading stands in it, with paragraphs of its own below."""


@dataclass(slots=True)
class _List:
    """A list that is open."""

    next_number: int | None
    form: str = "1"
    """How its first number looks, as `list_numbers.numeral` has it."""
    step: int = 1
    """From one number to the next."""
    meanings: str = ""
    asked: Part | None = None
    """The last term in it that is a heading."""


class Parts:
    """What was put down of a page so far, and the lists that are open."""

    def __init__(self) -> None:
        self.all: list[Part] = []
        self._lists: list[_List] = []
        self._items: list[_Item] = []
        self._whole = 0
        self._level = 1
        self._path: list[Part] = []
        """Headings that have not ended, each of a lower level than the one before."""
        self._ended = 0
        """The highest level of those that ended since the last one."""
        self._around: list[Part] = []
        """Headings of what is open around the place at hand, such as a panel, the innermost last."""

    @property
    def meanings(self) -> str:
        """How the definitions of the last term are told: `said` with it, `asked` for, or `listed`."""
        return self._lists[-1].meanings if self._lists else ""

    def open_list(self, number: int | None, form: str = "1", step: int = 1) -> None:
        """A list begins, within another or not; its items have numbers from `number` on, if any."""
        self._whole += not self._lists
        self._lists.append(_List(number, form, step))

    def close_list(self) -> None:
        """The innermost list ends, and what its last term asked."""
        if self._lists:
            self.end_heading(self._lists.pop().asked)

    def open_item(self, own_number: int | None = None, mark: str = "-") -> None:
        """An item of the innermost list begins, with a number of its own or the next one.

        The `mark` stands in front of one whose list has no numbers.
        """
        about = self._lists[-1] if self._lists else _List(None)
        number = about.next_number if own_number is None else own_number
        if about.next_number is not None and number is not None and number <= _LAST_NUMBER:
            about.next_number = number + about.step
            mark = f"{numeral(number, about.form)}."
        self._items.append(_Item(f"{self._indent()}{mark} "))

    def put_item(self, level: int, mark: str, text: str) -> None:
        """An item of a list that is told by how deep it stands, 0 for the outermost, and its mark.

        It stays open, for deeper ones and for paragraphs of its own, until `end_lists`.
        """
        level = min(level, len(self._lists))
        while len(self._lists) > level + 1:
            self.close_item()
            self.close_list()
        if len(self._lists) > level:
            self.close_item()
        else:
            self.open_list(None)
        self._items.append(_Item(f"{self._indent()}{mark} "))
        self.put_paragraph(text)

    def end_lists(self) -> None:
        """What follows stands in no list."""
        self._lists.clear()
        self._items.clear()

    def open_meaning(self) -> None:
        """A definition begins, of a term that asks or is listed."""
        self._items.append(_Item(f"{self._indent(1)}- ", headed=self.meanings == "asked"))

    def close_item(self) -> None:
        """The innermost item or definition ends."""
        if self._items:
            self._items.pop()

    def put_term(self, name: str, meaning: str) -> None:
        """A term with its meaning on the same line or, where it has none, above what follows.

        One that asks is a heading, and what answers it follows.
        """
        told = "asked" if name.endswith("?") else "said" if meaning else "listed"
        if self._lists:
            self._lists[-1].meanings = told
            self.end_heading(self._lists[-1].asked)
        if told == "asked":
            heading = self.put_heading(name)
            if self._lists:
                self._lists[-1].asked = heading
                self.begin_below(heading)
        else:
            text = f"{name}: {meaning}".strip() if name else meaning
            self._put(Kind.ITEM, f"{self._indent()}- ", text)

    def put_heading(self, text: str, level: int | None = None) -> Part:
        """A heading; one that no level is told of stands below the last that has one.

        None rises above the heading of what it stands in, whatever level it has.
        """
        least = self._around[-1].level + 1 if self._around else 1
        if level is not None:
            level = self._level = min(max(level, least), _LOWEST)
        if self._items:
            self._items[-1].headed = True
        level = level or min(max(self._level + 1, least), _LOWEST)
        self._whole += not self._lists
        mark, words = f"{'#' * level} ", text.replace("\n", " ")
        heading = Part(Kind.HEADING, mark, words, self._whole, level, self._ended)
        self.all.append(heading)
        self._path = [each for each in self._path if each.level < level] + [heading]
        self._ended = 0
        return heading

    def begin_below(self, heading: Part) -> None:
        """What follows stands in what a heading heads alone, until that ends."""
        self._around.append(heading)

    def end_heading(self, heading: Part | None) -> None:
        """What follows stands no longer below a heading, unless another one ended it before."""
        if heading is None:
            return
        around = list(takewhile(lambda each: each is not heading, self._around))
        holds_all = len(around) < len(self._around)
        above = [each for each in self._path if each.level < heading.level]
        if holds_all or any(each is heading for each in self._path):
            self._around, self._path = around, above
            self._level = max(1, min(self._level, heading.level - 1))
            self._ended = min(self._ended or heading.level, heading.level)

    def put_paragraph(self, text: str) -> None:
        """A paragraph, which may be of a list item."""
        if not self._items or self._items[-1].headed:
            self._put(Kind.TEXT, "", text)
            return
        item = self._items[-1]
        indent = " " * len(item.mark)
        mark = item.mark if item.fresh else indent
        item.fresh = False
        self._put(Kind.ITEM, mark, text.replace("\n", f"\n{indent}"))

    def put_table(self, caption: str, rows: Iterable[list[str]]) -> None:
        """The rows of a table below what it is of, which heads nothing else."""
        heading = self.put_heading(caption) if caption else None
        self._whole += not self._lists
        for cells in rows:
            self._add(Kind.ROW, _BAR, " | ".join(cells))
        self.end_heading(heading)

    def _put(self, kind: Kind, mark: str, text: str) -> None:
        self._whole += not self._lists
        self._add(kind, mark, text)

    def _add(self, kind: Kind, mark: str, text: str) -> None:
        self.all.append(Part(kind, mark, text, self._whole, ends=self._ended))

    def _indent(self, deeper: int = 0) -> str:
        return "  " * max(0, min(len(self._lists) - 1 + deeper, _DEEPEST))


@dataclass(frozen=True, slots=True)
class Written:
    """The text that parts make, with places in it."""

    text: str
    """Headings, paragraphs, lists and tables, marked as in Markdown."""
    blocks: tuple[Block, ...]
    pages: tuple[int, ...]
    """Where each page begins; empty where no `PAGE` was put down."""


def written(parts: Sequence[Part]) -> Written:
    """The text of parts, and where each of them stands in it."""
    pieces: list[str] = []
    blocks: list[tuple[Part, int]] = []
    pages: list[int] = []
    at = 0
    before: Part | None = None
    for told in parts:
        words = whole(told.text)
        marked = told if words == told.text else replace(told, text=words)
        part = marked
        if PAGE in marked.text:
            part = replace(marked, text=marked.text.replace(PAGE, ""))
        if before is not None:
            close = part.kind is before.kind and part.kind in _CLOSE and part.whole == before.whole
            pieces.append("\n" if close else "\n\n")
            at += len(pieces[-1])
        pages += _page_starts(marked, at)
        pieces.append(f"{part.mark}{part.text}{' |' if part.mark == _BAR else ''}")
        blocks.append((part, at + len(part.mark)))
        at += len(pieces[-1])
        before = part
    text = "".join(pieces)
    found = (block for part, start in blocks for block in _blocks(text, part, start))
    return Written(text, tuple(each for each in found if each.start < each.end), tuple(pages))


def _page_starts(part: Part, at: int) -> Iterator[int]:
    """Where pages begin in a part; one that begins with a page begins with its mark."""
    *before, _ = part.text.split(PAGE)
    passed = 0
    for text in before:
        passed += len(text)
        yield at + (len(part.mark) + passed if passed else 0)


def _blocks(text: str, part: Part, start: int) -> Iterator[Block]:
    end = start + len(part.text)
    if part.kind is Kind.TEXT:
        for line in line_blocks(text, start, end, WIDEST):
            yield replace(line, ends=part.ends) if part.ends else line
    elif part.kind is Kind.HEADING:
        yield Block(part.kind, start, end, part.text[:LONGEST_LABEL], part.level, part.ends)
    else:
        block = trimmed(text, part.kind, start, end)
        yield replace(block, ends=part.ends) if part.ends else block
