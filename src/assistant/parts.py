"""Takes apart what asks several things at once: `Vem leder gruppen och hur länge pågår den?`."""

from __future__ import annotations

import re

from assistant.conversation import leans_on_others, topic
from assistant.coverage import is_content
from assistant.facts.vocabulary import is_relation
from assistant.words import words

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

    Each says by itself what it is about, unless that is a pronoun.
    """
    parts: list[str] = []
    for sentence in _ENDED.split(text):
        pieces = _JOINED.split(sentence)
        for piece in pieces if all(_says_something(piece) for piece in pieces) else [sentence]:
            if parts and not _ASKS.search(piece):
                parts[-1] += " " + piece
            else:
                parts.append(_asked(piece))
    if not 1 < len(parts) <= MOST_PARTS:
        return [text]
    return [parts[0], *(_with_topic(part, parts[0]) for part in parts[1:])]


def _says_something(piece: str) -> bool:
    """Whether a piece asks about something; `När och var hålls mötet?` has one that does not."""
    return bool(_ASKS.search(piece)) and any(is_content(word) for word in words(piece))


def _asked(piece: str) -> str:
    piece = piece.strip(" ,;")
    return piece if piece[-1] in "?!." else f"{piece}?"


def _with_topic(part: str, first: str) -> str:
    """A part that only says what is asked for (`och vem leder?`) gets what the first is about."""
    about = topic(first)
    if (
        about is None
        or leans_on_others(part)
        or not all(is_relation(word) for word in words(part) if is_content(word))
    ):
        return part
    return f"{part.rstrip(' ?!.')} {about}?"
