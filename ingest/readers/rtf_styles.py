"""The styles of headings of a document in Rich Text Format."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STYLE = re.compile(r"\{\\s(\d{1,4})(?=[^\d])([^{};]{0,2000})")
_OUTLINE = re.compile(r"\\outlinelevel(\d)(?!\d)")
_NAME = re.compile(r"heading (\d)$", re.IGNORECASE)


def heading_styles(source: str) -> Iterator[tuple[int, int]]:
    """The number of each style of headings, with its level from 1."""
    begin = source.find("{\\stylesheet")
    if begin < 0:
        return
    for style in _STYLE.finditer(source, begin, begin + 200_000):
        level = _OUTLINE.search(style[2])
        name = _NAME.search(style[2])
        if level and int(level[1]) < 9:
            yield int(style[1]), int(level[1]) + 1
        elif name:
            yield int(style[1]), int(name[1])
