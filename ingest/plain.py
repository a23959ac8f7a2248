"""The blocks of plain text, and the lines of a paragraph that are not one running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.text.composing import composed
from ingest.blocks import Block, Kind
from ingest.sentences import Span, skip_marks

LONGEST_LABEL = 300
"""Characters of a heading that stand over what is below it."""
NARROWEST, WIDEST = 40, 120
"""Between how many characters a line a text may be hard-wrapped; others are not."""

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_WORD = re.compile(r"\w")
_HASHES = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_BULLET = re.compile(
    r"[ \t]{0,80}+(?:[•·▪●‣◦*+–—\ue000-\uf8ff-]|\(?\d{1,3}[.)]|\(?[a-zåäö][)])[ \t]+(?=\S)"
)
_ROUND = "o "
"""How the round bullets of Word look as text."""
_NUMBER = re.compile(r"[ \t]{0,80}+\(?(?:\d{1,3}|[a-zåäö])[.)][ \t]")
_CELLS = re.compile(r"\S[ ]*(?:\t[ ]*\S|\|.*\||[ ]\|[ ]\S)")
_LABEL = re.compile(r"[*_]{2}[^*_:\n]{1,40}(?::[*_]{2}|[*_]{2}:)\s*\S")
"""A label in bold with its value, as on a project's page."""
_RAISED = str.maketrans("0123456789+-–)", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁾")
_EXPONENT = re.compile(r"[+–-]?[0-9]{1,4}\)?")
_ENDS = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
_GOES_ON = re.compile(
    r"(?:[,(&/–-]|\b(?:och|eller|samt|men|som|att|av|i|på|för|med|till|från|under|om|vid|hos|inom|mellan|mot|än"
    r"|är|var|den|det|de|en|ett|vår|and|or|but|that|which|of|in|on|at|for|with|to|from|by|is|are|was"
    r"|the|a|an))$",
    re.IGNORECASE,
)


def raised(text: str) -> str:
    """A text that stands above the line; a number would be read as a part of what is before it."""
    return text.translate(_RAISED) if _EXPONENT.fullmatch(text) else text


def exponent(text: str) -> str:
    """The number that stands above or below the line of a formula, as it is typed; empty where none does."""
    number = text.replace("\N{MINUS SIGN}", "-")
    return number if raised(number) != number else ""


def is_raised(height: str, least: int) -> bool:
    """Whether letters stand so far above the line that they are meant to.

    Programs that make a text of a PDF write how far its letters are off the line by chance.

    Args:
        height: How far they stand above it, as a file tells it.
        least: The same of what is raised by hand.
    """
    return height.isdecimal() and int(height[:9]) >= least


def plain_blocks(text: str, start: int) -> list[Block]:
    """Paragraphs, list items and rows of a text from `start` on, and headings behind hashes.

    Headings that are not marked look like text.
    """
    width = wrap_width(text, start)
    return [
        block
        for begin, end in _paragraphs(text, start)
        for block in _heading(text, begin, end) or line_blocks(text, begin, end, width)
    ]


def wrap_width(text: str, start: int) -> int:
    """The line length, in characters, at which a text was hard-wrapped; `WIDEST` if it was not."""
    inner = (
        len(composed(text[slice(*line)].rstrip()))
        for paragraph in _paragraphs(text, start)
        for line in _lines(text, *paragraph)[:-1]
    )
    longest = max((length for length in inner if length <= WIDEST), default=0)
    return longest if longest >= NARROWEST else WIDEST


def line_blocks(text: str, start: int, end: int, width: int) -> Iterator[Block]:
    """A paragraph cut where its lines are not one running text.

    Lines are kept together unless one begins with a bullet or holds cells, or it seems that its
    author broke the line on purpose: a capital follows, no punctuation and no word that asks for
    more stands before, and the next word would have fitted within `width` characters.
    """
    for kind, begin, behind in line_groups(text, start, end, width):
        yield _block(text, kind, begin, behind)


def line_groups(text: str, start: int, end: int, width: int) -> Iterator[tuple[Kind, int, int]]:
    """The lines of a paragraph that stay together, with their marks, as in `line_blocks`."""
    lines = _lines(text, start, end)
    rounds = [text.startswith(_ROUND, begin) for begin, _ in lines]
    is_list = sum(rounds) > 1  # One may be a word.
    begin, kind = 0, Kind.TEXT
    for index, line in enumerate(lines):
        if index == begin:
            is_item = is_list and rounds[index]
            kind = Kind.ITEM if is_item else _kind(text[slice(*line)])
        if (
            index + 1 == len(lines)
            or (is_list and rounds[index + 1])
            or _breaks(text[slice(*line)], text[slice(*lines[index + 1])], width, kind)
        ):
            yield kind, lines[begin][0], line[1]
            begin = index + 1


def _lines(text: str, start: int, end: int) -> list[Span]:
    return [m.span(1) for m in _LINE.finditer(text, start, end) if m[1].strip()]


def _paragraphs(text: str, start: int) -> Iterator[Span]:
    """Lines in a row that hold a letter or digit; blank lines, rules and headings come between."""
    span: Span | None = None
    for match in _LINE.finditer(text, start):
        says = _WORD.search(match[1]) is not None
        heads = says and _HASHES.match(match[1]) is not None
        if span and (heads or not says):
            yield span
            span = None
        if heads:
            yield match.span(1)
        elif says:
            span = (span[0] if span else match.start(), match.end(1))
    if span:
        yield span


def _heading(text: str, start: int, end: int) -> list[Block]:
    """A line behind hashes."""
    hashes = _HASHES.match(text, start, end)
    if hashes is None:
        return []
    block = trimmed(text, Kind.HEADING, hashes.end(), end)
    label = text[block.start : block.end][:LONGEST_LABEL]
    return [replace(block, label=label, level=len(hashes[1]))]


def _breaks(line: str, following: str, width: int, kind: Kind) -> bool:
    if _CELLS.search(line) or _CELLS.search(following) or _LABEL.match(following):
        return True
    line, following = composed(line.rstrip()), composed(following)
    if _BULLET.match(following):
        return not _NUMBER.match(following) or kind is Kind.ITEM or bool(_ENDS.search(line))
    word = following.split(maxsplit=1)[0]
    if word[0].islower() or _ENDS.search(line) or _GOES_ON.search(line):
        return False
    return len(line) + 1 + len(word) <= width


def _kind(line: str) -> Kind:
    if _CELLS.search(line):
        return Kind.ROW
    return Kind.ITEM if _BULLET.match(line) else Kind.TEXT


def _block(text: str, kind: Kind, start: int, end: int) -> Block:
    if kind is Kind.ITEM and text.startswith(_ROUND, start):
        start += len(_ROUND)
    elif kind is Kind.ITEM and (bullet := _BULLET.match(text, start, end)):
        start = bullet.end()
    return trimmed(text, kind, start, end)


def trimmed(text: str, kind: Kind, start: int, end: int) -> Block:
    """A block without bullets before it, white space around it or bars at a row's ends."""
    start = skip_marks(text, start, end)
    if kind is Kind.ROW:
        content = text[start:end]
        start += len(content) - len(content.lstrip("| \t"))
        return Block(kind, start, start + len(text[start:end].rstrip("| \t\r\n")))
    return Block(kind, start, start + len(text[start:end].rstrip()))
