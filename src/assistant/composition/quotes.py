"""Answers in which the sources speak for themselves: sentences as they stand, and disagreements."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.messages.answers import (
    CONFLICT,
    CONFLICT_BY_DATE,
    LANGUAGES_OF_ANSWERS,
    NO_DATE,
    quote_frame,
)
from assistant.models import Citation, Language

_EMPHASIS = re.compile(r"(?P<marks>\*\*|__)(?=\S)(?P<words>.{1,400}?)(?<=\S)(?P=marks)")
_SPACE = re.compile(r"\s+")


def compose(citations: Sequence[Citation], language: Language) -> str:
    """The quotes as they stand; framed and in quotation marks where they are in another language."""
    lines: list[str] = []
    framed = ""
    for citation in citations:
        quoted_in = citation.document.language
        if quoted_in == language:
            lines.append(f"{flat(citation.quote)} [{citation.number}]")
            continue
        if quoted_in != framed:
            lines.append(quote_frame(language, quoted_in))
            framed = quoted_in
        lines.append(f"“{flat(citation.quote)}” [{citation.number}]")
    return " ".join(lines)


def compose_bilingual(citations: Sequence[Citation]) -> str:
    """The quotes, framed in Swedish and in English for whoever asked in another language."""
    languages = sorted({citation.document.language for citation in citations})
    frames = [
        quote_frame(frame, quoted_in) for quoted_in in languages for frame in LANGUAGES_OF_ANSWERS
    ]
    quotes = " ".join(f"“{flat(c.quote)}” [{c.number}]" for c in citations)
    return "\n".join([*frames, quotes])


def flat(quote: str) -> str:
    """A quote for running text: line breaks of its source become spaces, marks of emphasis go."""
    joined = _SPACE.sub(lambda run: " " if "\n" in run[0] else run[0], quote)
    return _EMPHASIS.sub(r"\g<words>", joined)


def compose_conflict(citations: Sequence[Citation], language: Language) -> str:
    """Quotes that disagree, each with its date."""
    lines = [
        f"\n- {c.document.published or NO_DATE[language]}: “{flat(c.quote)}” [{c.number}]"
        for c in citations
    ]
    dated = all(citation.document.published for citation in citations)
    return (CONFLICT_BY_DATE if dated else CONFLICT)[language] + "".join(lines)
