"""Marks the words of an answer that its quotes carry, for readers who point at a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from html import escape, unescape

_WORD = re.compile(r"\w+")
_TAG = re.compile(r"(<[^<>]+>)")
_FEWEST_LETTERS = 4
"""A shorter run, such as `i`, stands in a quote by chance."""
_MOST_WORDS = 500
"""Of a piece of text and of a quote that are compared, which takes time by the product; others stay plain."""


def carried(html: str, quotes: Iterable[str]) -> str:
    """HTML with `mark` around each run of words that one of the quotes has in the same order.

    Args:
        html: A sentence, escaped, with tags around whole words.
        quotes: As the documents have them.
    """
    every = [[word.casefold() for word in _WORD.findall(quote)] for quote in quotes]
    words = [quote for quote in every if len(quote) <= _MOST_WORDS]
    parts = _TAG.split(html)
    parts[::2] = [_marked(unescape(text), words) for text in parts[::2]]
    return "".join(parts)


def _marked(text: str, quotes: list[list[str]]) -> str:
    """A piece of plain text as HTML."""
    found = list(_WORD.finditer(text))
    own = [word.group().casefold() for word in found]
    if len(own) > _MOST_WORDS:
        return escape(text)
    matches = [SequenceMatcher(None, own, quote, autojunk=False) for quote in quotes]
    best = max(matches, key=lambda match: match.ratio(), default=None)
    html, last = "", 0
    for first, _, length in best.get_matching_blocks() if best else ():
        if sum(map(len, own[first : first + length])) < _FEWEST_LETTERS:
            continue
        start, end = found[first].start(), found[first + length - 1].end()
        html += f"{escape(text[last:start])}<mark>{escape(text[start:end])}</mark>"
        last = end
    return html + escape(text[last:])
