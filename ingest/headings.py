"""Finds the headings that are not marked as such: short lines that stand alone over a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, islice, takewhile

from assistant.models.documents import Document
from ingest.blocks import LOWEST, Block, Kind
from ingest.facts.names import find_names
from ingest.facts.tokens import tokens

LONGEST = 90
_MOST_WORDS = 12
_MOST_IN_A_ROW = 2
_LONGEST_CARD = 6
_ENDS_CARD = (Kind.HEADING, Kind.ROW)
_NO_HEADING = re.compile(r"[\n\r,@|]|:[*_]*\s|[.!:;…][\"'”’»)\]*_]*$|://|www\.")
"""A heading is one line, states no `label: value`, lists nothing and does not end like a sentence."""
_PROSE = re.compile(r"[.!?:][\"'”’»)\]*_]*$")
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")
_ASKS = re.compile(
    r"(?:så|hur|vad|vem|vilka|vilken|varför|när|var|how|what|who|why|when|where)\b", re.IGNORECASE
)
_STATES = re.compile(
    r"\b(?:är|ska|skall|har|kan|får|blir|finns|pågår|leds|leder|drivs|driver|ingår|deltar|ägs|äger"
    r"|finansieras|finansierar|startar|startade|slutar|består|is|are|was|were|has|have|will|can|runs"
    r"|leads|takes)\b",
    re.IGNORECASE,
)
"""A line with such a verb says something even if its full stop was forgotten."""
_EMPHASIS = re.compile(r"^[*_]+|[*_]+$")
_SENTENCE = re.compile(r"[.!…][\"'”’»)\]*_]*$")


def tidy(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks that hold a word, with unmarked headings marked.

    One or two lines that look like headings are headings when a text, list or table follows.
    More in a row are rather a list of names or the like and stay text, to be quoted, but for the
    first line of the document. So do lines with nothing below them, and one right below a marked
    heading, which rather is a date or a preamble.
    """
    kept = [block for block in blocks if _WORD.search(text, block.start, block.end)]
    result: list[Block] = []
    for like_heading, group in groupby(kept, key=lambda block: _is_like_heading(text, block)):
        run = list(group)
        below_heading = bool(result) and result[-1].kind is Kind.HEADING
        if like_heading and not below_heading and len(result) + len(run) < len(kept):
            below = kept[len(result) + len(run)]
            run = _marked(text, run, is_first=not result, has_body=_is_body(text, below))
        result += run
    return _with_names_of_cards(text, result)


def is_guessed(block: Block) -> bool:
    """Whether a block is a line that only looks like a heading."""
    return block.kind is Kind.HEADING and block.level == LOWEST


def is_quotable(document: Document, heading: Block) -> bool:
    """Whether a heading may be quoted by itself.

    Those that are sentences may, and those that nothing marks as headings but the title: such a
    line may as well be an address or a sum. A question says nothing that answers one.
    """
    words = document.text[heading.start : heading.end]
    is_line = is_guessed(heading) and heading.label != document.title and "?" not in words
    return is_line or is_sentence(words)


def is_sentence(text: str) -> bool:
    """Whether words end as a sentence does."""
    return bool(_SENTENCE.search(text))


def _with_names_of_cards(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the name that heads a person's card as a line of it, which can be quoted.

    A card is a few lines and no sentences up to the next heading or row.
    """
    result = list(blocks)
    for place, block in enumerate(blocks):
        if block.kind is Kind.HEADING and place and _is_name(block.label):
            below = islice(blocks, place + 1, place + 2 + _LONGEST_CARD)
            card = list(takewhile(lambda each: each.kind not in _ENDS_CARD, below))
            if 0 < len(card) <= _LONGEST_CARD and all(_is_line(text, each) for each in card):
                result[place] = replace(block, kind=Kind.TEXT, label="", level=0)
    return result


def _is_name(label: str) -> bool:
    words = tokens(label[:LONGEST], 0)
    return find_names(words) == [(0, len(words))]


def _is_line(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return len(line) <= LONGEST and not is_sentence(line)


def _marked(text: str, run: list[Block], *, is_first: bool, has_body: bool) -> list[Block]:
    few = len(run) <= _MOST_IN_A_ROW
    return [
        _as_heading(text, block)
        if (few and has_body)
        or (is_first and place == 0)
        or (has_body and place == len(run) - 1 and text[block.end - 1] == "?")
        else block
        for place, block in enumerate(run)
    ]


def _is_like_heading(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return (
        block.kind is Kind.TEXT
        and len(line) <= LONGEST
        and len(line.split()) <= _MOST_WORDS
        and not line[:1].islower()
        and _LETTER.search(line) is not None
        and not _NO_HEADING.search(line)
        and ("?" in line or _ASKS.match(line) is not None or not _STATES.search(line))
    )


def _is_body(text: str, block: Block) -> bool:
    words = text[block.start : block.end]
    return block.kind is not Kind.TEXT or len(words) > LONGEST or bool(_PROSE.search(words))


def _as_heading(text: str, block: Block) -> Block:
    label = _EMPHASIS.sub("", text[block.start : block.end]).strip()
    return replace(block, kind=Kind.HEADING, label=label, level=LOWEST)
