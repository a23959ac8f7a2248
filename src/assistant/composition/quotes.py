"""Answers in which the sources speak for themselves: sentences as they stand, and disagreements."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.messages.answers import (
    CONFLICT,
    CONFLICT_BY_DATE,
    LANGUAGES_OF_ANSWERS,
    NO_DATE,
    quote_frame,
    quoted,
)
from assistant.messages.dates import human_date
from assistant.models.answers import Citation, Language
from assistant.text.language import sure_language
from assistant.text.line_ends import unbroken

_EMPHASIS = re.compile(r"(?P<marks>\*\*|__)(?=\S)(?P<words>.{1,400}?)(?<=\S)(?P=marks)")
_SPACE = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"(?<=\w)\n\s*\n(?=[^\W\d_a-zà-ÿ])")
NOTHING_TOLD: Mapping[int, str] = MappingProxyType({})


def compose(
    citations: Sequence[Citation], language: Language, about: Mapping[int, str] = NOTHING_TOLD
) -> str:
    """The quotes as they stand; framed and in quotation marks where they are in another language.

    Args:
        citations: The quotes.
        language: Of the answer.
        about: The name of what some are about, by the numbers of these, to be told before them.
    """
    lines: list[str] = []
    framed = ""
    for citation, marks in _each_once(citations, about):
        quoted_in, quote = language_of(citation), flat(citation.quote)
        name = about.get(citation.number, "")
        if quoted_in == language:
            lines.append(f"{_before(name)}{quote} {marks}")
            continue
        if quoted_in != framed:
            lines.append(quote_frame(language, quoted_in))
            framed = quoted_in
        lines.append(f"{_before(name)}{quoted(quote, language)} {marks}")
    return " ".join(lines)


def language_of(citation: Citation) -> str:
    """The language of a quote: its own where that is surely Swedish or English, else its document's."""
    told = citation.document.language
    return (sure_language(citation.quote) or told) if told in LANGUAGES_OF_ANSWERS else told


def _before(name: str) -> str:
    return f"{name}: " if name else ""


def _each_once(
    citations: Sequence[Citation], about: Mapping[int, str] = NOTHING_TOLD
) -> list[tuple[Citation, str]]:
    """The citations of different words, each with the marks of all that have the same."""
    same: dict[tuple[str, str | None], list[Citation]] = {}
    for citation in citations:
        key = flat(citation.quote), about.get(citation.number)
        same.setdefault(key, []).append(citation)
    return [(alike[0], " ".join(f"[{one.number}]" for one in alike)) for alike in same.values()]


def compose_bilingual(citations: Sequence[Citation], language: Language) -> str:
    """The quotes, framed in Swedish and in English for whoever asked in another language."""
    languages = sorted({language_of(citation) for citation in citations})
    frames = [
        quote_frame(frame, quoted_in) for quoted_in in languages for frame in LANGUAGES_OF_ANSWERS
    ]
    quotes = " ".join(
        f"{quoted(flat(citation.quote), language)} {marks}"
        for citation, marks in _each_once(citations)
    )
    return "\n".join([*frames, quotes])


def flat(quote: str) -> str:
    """A quote for running text, on one line and without marks of emphasis.

    A line break of its source becomes a space, nothing amid a word that it broke, and a dash where a
    paragraph ends without any sign.
    """
    parted = _PARAGRAPH.sub(" – ", unbroken(quote))
    joined = _SPACE.sub(lambda run: " " if "\n" in run[0] else run[0], parted)
    return _EMPHASIS.sub(r"\g<words>", joined)


def compose_conflict(
    citations: Sequence[Citation], language: Language, glossed: Mapping[int, str] = NOTHING_TOLD
) -> str:
    """Quotes that disagree, each with its date.

    Args:
        citations: The quotes.
        language: Of the answer.
        glossed: What those in another language say in a few words, by the numbers of the quotes.
    """
    lines = []
    for citation in citations:
        published = citation.document.published
        day = human_date(published, language) or NO_DATE[language]
        says = [glossed.get(citation.number, ""), quoted(flat(citation.quote), language)]
        lines.append(f"\n- {day}: {' '.join(filter(None, says))} [{citation.number}]")
    dated = all(citation.document.published for citation in citations)
    return (CONFLICT_BY_DATE if dated else CONFLICT)[language] + "".join(lines)
