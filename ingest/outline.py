"""The blocks of a document that was read before, found in its text anew.

What is read from any format but plain text is written with the marks of Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.models import Document
from ingest.blocks import Block, Kind
from ingest.headings import tidy
from ingest.metadata import front_matter
from ingest.plain import line_blocks, plain_blocks, trimmed, wrap_width

LONGEST = 200_000
"""Characters; a longer text is not taken apart for somebody who waits for a page."""
_MARKER = re.compile(r"[ \t]*(?:(?:[-+*>]|\d{1,3}[.)])[ \t]+)*(?:\[[ xX]\][ \t]+)?")
"""What opens a list item or a quote, and the box of a task."""
_HASHES = re.compile(r"[ \t>]{0,40}#{1,6}[ \t]+")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")
_WRITTEN = frozenset({"text", "text_special", "code_inline"})
_MARKED = re.compile(r"[\\`*_\[!<&]")
_LONGEST_LABEL = 300
_LONGEST_INLINE = 10_000
"""Characters of a paragraph whose marks are read; a longer one surely holds words."""


def outline(document: Document) -> list[Block]:
    """Headings, paragraphs, items and rows in order; none of a text that is too long."""
    text = document.text
    if len(text) > LONGEST:
        return []
    own = document.media_type in ("text/plain", "text/markdown")
    start = front_matter(text)[1] if own else 0
    find = plain_blocks if document.media_type == "text/plain" else markdown_blocks
    return tidy(text, find(text, start))


def markdown_blocks(text: str, start: int) -> list[Block]:
    """Headings, paragraphs, list items and table rows of a Markdown text from `start` on.

    Code holds nothing to quote and is left out, and so is a paragraph that only shows a picture.
    """
    starts = _line_starts(text, start)
    width = wrap_width(text, start)
    tokens = _parsed(text[start:])
    blocks: list[Block] = []
    depth = 0
    for opening, token in pairwise(tokens):
        depth += (opening.type == "list_item_open") - (opening.type == "list_item_close")
        lines = opening.map
        if lines is None or opening.nesting != 1:
            continue
        begin, end = starts[lines[0]], starts[lines[1]]
        if opening.type == "heading_open":
            blocks += _heading(text, begin, end, int(opening.tag[1:]), token)
        elif opening.type == "tr_open":
            blocks.append(trimmed(text, Kind.ROW, begin, end))
        elif opening.type == "paragraph_open" and _written(token):
            blocks += _paragraph(text, begin, end, width, in_list=depth > 0)
    return [block for block in blocks if block.start < block.end]


def _parsed(source: str) -> list[Token]:
    """The blocks, with the marks inside of those that are not too long."""
    parser = MarkdownIt("commonmark").enable("table").disable("inline")
    links: dict[str, Any] = {}
    tokens = parser.parse(source, links)
    for token in tokens:
        if token.type == "inline":
            content = token.content[:_LONGEST_INLINE]
            token.children = [Token("text", "", 0, content=content)]
            if _MARKED.search(content):
                token.children = []
                parser.inline.parse(content, parser, links, token.children)
    return tokens


def _line_starts(text: str, start: int) -> list[int]:
    """Offset of each line, and of the end of the text behind the last."""
    return [start, *(match.end() for match in _LINE_ENDS.finditer(text, start)), len(text)]


def _heading(text: str, begin: int, end: int, level: int, inline: Token) -> Iterator[Block]:
    first = _HASHES.match(text, begin, end)
    begin = first.end() if first else begin
    block = trimmed(text, Kind.HEADING, begin, begin + len(inline.content))
    yield Block(block.kind, block.start, block.end, _written(inline)[:_LONGEST_LABEL], level)


def _paragraph(text: str, begin: int, end: int, width: int, *, in_list: bool) -> Iterator[Block]:
    quoted = text[begin:end].lstrip().startswith(">")
    if not in_list and not quoted:
        yield from line_blocks(text, begin, end, width)
    elif marker := _MARKER.match(text, begin, end):
        yield trimmed(text, Kind.ITEM if in_list else Kind.TEXT, marker.end(), end)


def _written(inline: Token) -> str:
    """The words of a line without its marks."""
    parts = (
        child.content if child.type in _WRITTEN else " " * child.type.endswith("break")
        for child in inline.children or ()
    )
    return " ".join("".join(parts).split())
