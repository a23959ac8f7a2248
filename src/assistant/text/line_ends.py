"""Words that stand on two lines: what a hyphen at the end of the first is."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HYPHEN = re.compile(r"(?<=\w)[-\u00ad]\r?\n[ \t]*+(?=[^\W\d])")
_ENDS = ("-\n", "-\r\n", "\u00ad\n", "\u00ad\r\n")
_WORD = re.compile(r"\S{1,80}")
_LONGEST_WORD = 80
_BROKEN = re.compile(r"[^\W\d_]{2}$")
"""The end of a word that goes on in the next line; `E-` and `150-` keep their hyphen."""
_KEPT = re.compile(r"\w$")
_JOINS = frozenset("och eller samt respektive till and or".split())
"""Words before which a hyphen stands for what the next word ends with: `in- och utfart`."""


def between_lines(line: str, first: str) -> str:
    """What is read between a line, without the hyphen at its end, and the first word of the next.

    Nothing where a word was broken, a hyphen that is part of it, or a hyphen and a space.
    """
    if first in _JOINS:
        return "- "
    end = line[-_LONGEST_WORD:]
    is_whole = "".join(end.split()[-1:]).isupper()
    if _BROKEN.search(end) and first[:1].islower() and not is_whole:
        return ""
    return "-" if _KEPT.search(end) else "- "


def unread_ends(text: str) -> Iterator[tuple[int, int]]:
    """The spans at the ends of lines that are not read, since the word at hand goes on behind them."""
    if not any(end in text for end in _ENDS):
        return
    for match in _HYPHEN.finditer(text):
        begin = match.start()
        following = _WORD.match(text, match.end())
        line = text[max(0, begin - _LONGEST_WORD) : begin]
        between = between_lines(line, following[0] if following else "")
        if text[begin] != "-" or not between:
            yield begin, match.end()
        elif between == "-":
            yield begin + 1, match.end()


def unbroken(text: str) -> str:
    """A text whose words stand whole on a line each."""
    pieces, at = list[str](), 0
    for begin, end in unread_ends(text):
        pieces.append(text[at:begin])
        at = end
    return "".join([*pieces, text[at:]]) if pieces else text
