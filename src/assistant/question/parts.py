"""Takes apart what asks several things at once: `Vem leder gruppen och hur länge pågår den?`."""

from __future__ import annotations

import re

from assistant.text.function_words import is_content
from assistant.text.words import words

MOST_PARTS = 4
_ASKING = (
    r"vem|vems|vad|vilka|vilken|vilket|hur|när|varför|vart|who|whom|whose|what|which|how|when|where|why"
    # Else `var` is likelier `was`: `Vem leder gruppen och var ordförande förut?`
    r"|var(?=\s+(?:ligger|finns|hålls|hölls|jobbar|arbetar|kommer|sitter|bor|äger)\b)"
)
_JOINED = re.compile(
    r"(?<![\s,;])[\s,;]*+\b(?:och|samt|men|and|but)\s+(?:också\s+|även\s+|sedan\s+|also\s+)?"
    rf"(?=(?:(?:i|på|från|till|av|för|by|in|from|for|at)\s+)?(?:{_ASKING})\b)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?<=\?)\s+(?=\w)")
_ASKS = re.compile(
    rf"^\W*(?:(?:och|men|samt|and|but)\s+)?(?:{_ASKING})\b|(?<!\W)(?=\W++$)[^\w?]*+\?",
    re.IGNORECASE,
)


def split_parts(text: str) -> list[str]:
    """The questions that a text asks, in order; the text itself where it asks one.

    One behind another is read after it, as a follow-up is.
    """
    parts: list[str] = []
    for sentence in _ENDED.split(text):
        pieces = _JOINED.split(sentence)
        for piece in pieces if all(_says_something(piece) for piece in pieces) else [sentence]:
            if parts and not _ASKS.search(piece):
                parts[-1] += " " + piece
            elif words(piece):
                parts.append(_asked(piece))
    return parts if 1 < len(parts) <= MOST_PARTS else [text]


def _says_something(piece: str) -> bool:
    """Whether a piece asks about something; `När och var hålls mötet?` has one that does not."""
    return bool(_ASKS.search(piece)) and any(is_content(word) for word in words(piece))


def _asked(piece: str) -> str:
    piece = piece.strip(" ,;")
    return piece if piece.endswith(("?", "!", ".")) else f"{piece}?"
