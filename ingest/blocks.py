"""What a text is made of before it is cut into sentences."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    """Of a list, without its bullet or number."""
    ROW = "row"
    """Of a table, without the bars at its ends; always one sentence."""


LOWEST = 7
"""The level of a heading that nothing marks as one: below all that are marked."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table row: `document.text[start:end]`."""

    kind: Kind
    start: int
    end: int
    label: str = ""
    """The words of a heading without its marks; empty for other kinds."""
    level: int = 0
    """Of a heading, 1 for the outermost; 0 for other kinds."""
    ends: int = 0
    """What stands under the path of headings up to here, and no longer under one of this level or below;
    0 where none ended, and for what comes behind the next heading."""
