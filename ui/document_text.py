"""The text of a document as a page: its headings, lists and tables, with a quote marked in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from markupsafe import Markup, escape

from assistant.models.documents import Document

_CELL = re.compile(r"[^|\t]+")
_NUMBERED = re.compile(r"\d[.)]\s*\Z")
_BULLET = 8
"""Characters before an item in which its number stands."""


class Block(Protocol):
    """What a document is made of: `document.text[start:end]`."""

    @property
    def kind(self) -> str:
        """`heading`, `text`, `item` or `row`."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def level(self) -> int:
        """Of a heading, 1 for the outermost."""


Outline = Callable[[Document], Sequence[Block]]
"""Finds the blocks of a document."""


@dataclass(frozen=True)
class Piece:
    """A paragraph, a heading, or all items or rows in a row."""

    tag: str
    """`p`, `h2` to `h6`, `ul`, `ol` or `table`."""
    parts: tuple[Markup, ...]
    rows: tuple[tuple[Markup, ...], ...] = ()


class DocumentText:
    """Cuts one document for its page."""

    def __init__(self, document: Document, start: int, end: int) -> None:
        """Take the document and the quote, an empty one where nothing is to be marked."""
        self._document = document
        self._quote = (start, end)
        self._is_marked = False

    def pieces(self, outline: Outline) -> list[Piece]:
        """The text in order; in one piece where its blocks do not hold the quote."""
        blocks = list(outline(self._document))
        if blocks and self._is_title(blocks[0]):
            del blocks[0]
        start, end = self._quote
        if not blocks or (start < end and not any(self._holds(block) for block in blocks)):
            return [Piece("p", (self._html(0, len(self._document.text)),))]
        return list(self._pieces(blocks))

    def _pieces(self, blocks: Sequence[Block]) -> Iterator[Piece]:
        ranks = sorted({block.level for block in blocks if block.kind == "heading"})
        last = 1
        for kind, run in groupby(blocks, key=self._kind):
            if kind in ("ul", "ol"):
                yield Piece(kind, tuple(self._html(one.start, one.end) for one in run))
            elif kind == "table":
                yield Piece(kind, (), tuple(tuple(self._cells(one)) for one in run))
            else:
                for block in run:
                    tag = kind
                    if kind == "h":
                        # No level is left out, whatever the document does.
                        last = min(ranks.index(block.level) + 2, last + 1, 6)
                        tag = f"h{last}"
                    yield Piece(tag, (self._html(block.start, block.end),))

    def _kind(self, block: Block) -> str:
        if block.kind == "item":
            before = self._document.text[max(0, block.start - _BULLET) : block.start]
            return "ol" if _NUMBERED.search(before) else "ul"
        return {"heading": "h", "row": "table"}.get(block.kind, "p")

    def _cells(self, row: Block) -> Iterator[Markup]:
        for match in _CELL.finditer(self._document.text, row.start, row.end):
            yield self._html(*match.span())

    def _html(self, start: int, end: int) -> Markup:
        """A part of the text with the quote marked, where they meet."""
        text = self._document.text
        first, last = max(start, self._quote[0]), min(end, self._quote[1])
        if first >= last:
            return escape(text[start:end])
        name = "" if self._is_marked else Markup(' id="citat" tabindex="-1"')
        self._is_marked = True
        quote = Markup("<mark{}>{}</mark>").format(name, text[first:last])
        return escape(text[start:first]) + quote + escape(text[last:end])

    def _holds(self, block: Block) -> bool:
        return block.start < self._quote[1] and self._quote[0] < block.end

    def _is_title(self, block: Block) -> bool:
        """Whether it says what the page has as its heading; not where the quote is in it."""
        if self._holds(block) and self._quote[0] < self._quote[1]:
            return False
        line = self._document.text[block.start : block.end][:1000]
        return " ".join(line.split()) == " ".join(self._document.title.split())
