"""Puts sentences together into passages, the unit of retrieval."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from assistant.models.documents import Document, Passage, Sentence
from ingest.blocks import LOWEST, Block, Kind
from ingest.headings import is_guessed, is_quotable
from ingest.sentences import Span, split_sentences

_LONGEST_ROW = 500
_FARTHEST = 300
"""More characters than these between two sentences, for example of rules, end a section."""
_PARAGRAPH_BONUS = 0.2
"""How far from the even cut, in passages, a break between paragraphs is still preferred."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Sentences that stay together: one, or the line that introduces a list, with its items."""

    sentences: tuple[Span, ...]
    opens_block: bool
    introduced: str = ""
    """The line above the list or table that it is of, where that stands in a piece before."""

    @property
    def start(self) -> int:
        return self.sentences[0][0]

    @property
    def end(self) -> int:
        return self.sentences[-1][1]


def make_passages(
    document: Document, blocks: Sequence[Block], characters: int
) -> tuple[Passage, ...]:
    """The passages of a document in reading order.

    Args:
        document: Whose text the blocks are of.
        blocks: In reading order, headings marked.
        characters: About how long a passage is. One of a section is at most half as long again,
            unless a single sentence is longer; the passages of a section are about equally long.

    Returns:
        Passages with `text == document.text[start:end]`, none with sentences of two sections.
    """
    return tuple(
        _passage(document, path, group)
        for path, section in _sections(document, blocks)
        for pieces in _near(_pieces(document.text, section, characters))
        for group in _groups(pieces, characters)
    )


def _sections(
    document: Document, blocks: Sequence[Block]
) -> Iterator[tuple[Sequence[str], Sequence[Block]]]:
    """The blocks under each path of headings; a heading that may be quoted is the first of its own.

    Lines in a row that only look like headings stay together, as those of an address, and under none of
    them: the last heads what follows, the others nothing.
    """
    path, section = list[Block](), list[Block]()
    for block in blocks:
        above = _still_open(path, block)
        is_below_row = block.kind is not Kind.HEADING and _is_row(path, section)
        if len(above) < len(path) or is_below_row:
            yield _labels(path, section), section
            path, section = above, []
        if block.kind is not Kind.HEADING:
            section.append(block)
            continue
        if not (is_guessed(block) and section and is_guessed(section[-1])):
            yield _labels(path, section), section
            section = []
        if block.label:
            path = [each for each in path if each.level < block.level] + [block]
        if is_quotable(document, block):
            section.append(block)
    yield _labels(path, section), section


def _is_row(path: Sequence[Block], section: Sequence[Block]) -> bool:
    """Whether a section is of lines that only look like headings, and not of the last heading alone."""
    return bool(section) and is_guessed(section[-1]) and section[0] is not path[-1]


def _labels(path: Sequence[Block], section: Sequence[Block]) -> list[str]:
    return [each.label for each in (path[:-1] if _is_row(path, section) else path)]


def _still_open(path: Sequence[Block], block: Block) -> list[Block]:
    """The headings that head a block, of those before it; lines that only look like one end with them."""
    return list(takewhile(lambda each: not 0 < block.ends <= each.level < LOWEST, path))


def _pieces(text: str, blocks: Sequence[Block], characters: int) -> list[_Piece]:
    pieces: list[_Piece] = []
    at, introduction = 0, ""
    while at < len(blocks):
        spans = _spans(text, blocks[at])
        members = _introduced(text, blocks, at, characters)
        tail = [span for block in members for span in _spans(text, block)]
        if blocks[at].kind is Kind.TEXT:
            introduction = ""
        for place, span in enumerate(spans):
            together = (span, *tail) if place == len(spans) - 1 else (span,)
            pieces.append(_Piece(together, place == 0, introduction))
        if members and spans:
            introduction = text[slice(*spans[-1])][:_LONGEST_ROW]
        at += 1 + len(members)
    return pieces


def _introduced(text: str, blocks: Sequence[Block], at: int, characters: int) -> Sequence[Block]:
    """The list or table below a line that introduces it, or its beginning if all is too long."""
    block = blocks[at]
    heads_table = block.kind is Kind.ROW and (at == 0 or blocks[at - 1].kind is not Kind.ROW)
    if not heads_table and not text[block.start : block.end].endswith(":"):
        return ()
    kinds = (Kind.ROW,) if heads_table else (Kind.ITEM, Kind.ROW)
    end = at + 1
    while end < len(blocks) and blocks[end].kind in kinds:
        if blocks[end].end - block.start > characters:
            return blocks[at + 1 : at + 2]
        end += 1
    return blocks[at + 1 : end]


def _spans(text: str, block: Block) -> list[Span]:
    if block.kind is Kind.ROW and block.end - block.start <= _LONGEST_ROW:
        return [(block.start, block.end)]
    return split_sentences(text, block.start, block.end)


def _near(pieces: Sequence[_Piece]) -> Iterator[Sequence[_Piece]]:
    """Runs of pieces with no long stretch of what is not quoted between them."""
    begin = 0
    for index, (one, other) in enumerate(pairwise(pieces), start=1):
        if other.start - one.end > _FARTHEST:
            yield pieces[begin:index]
            begin = index
    if pieces:
        yield pieces[begin:]


def _groups(pieces: Sequence[_Piece], characters: int) -> Iterator[Sequence[_Piece]]:
    """Cut where it makes about equal lengths, preferably between paragraphs."""
    starts = [piece.start for piece in pieces]
    length = pieces[-1].end - starts[0]
    count = max(1, round(length / characters))
    begin = 0
    for number in range(1, count):
        ideal = starts[0] + number * length / count
        nearest = bisect_left(starts, ideal)
        low = max(begin, min(nearest - 1, bisect_left(starts, ideal - characters)))
        high = max(nearest + 1, bisect_left(starts, ideal + characters))
        cut = min(
            range(low, min(high, len(pieces))),
            key=lambda i: _cost(pieces[i], ideal, characters),
            default=begin,
        )
        if cut > begin:
            yield pieces[begin:cut]
            begin = cut
    yield pieces[begin:]


def _cost(piece: _Piece, ideal: float, characters: int) -> float:
    """How bad it is to begin a passage with this piece."""
    return abs(piece.start - ideal) - _PARAGRAPH_BONUS * characters * piece.opens_block


def _passage(document: Document, path: Sequence[str], pieces: Sequence[_Piece]) -> Passage:
    """Its sentences, under the headings of their section and the line above their list."""
    parts = [*path, pieces[0].introduced]
    above = " > ".join(each for each in parts if each not in ("", document.title))
    heading = path[-1] if path else document.title
    start, end = pieces[0].start, pieces[-1].end
    sentences = tuple(
        Sentence(document.id, a, b, document.text[a:b])
        for piece in pieces
        for a, b in piece.sentences
    )
    return Passage(
        document.id,
        start,
        end,
        document.text[start:end],
        heading,
        above or document.title,
        sentences,
    )
