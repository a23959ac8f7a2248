"""Dates as people write them."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

from assistant.models.answers import Language

_LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_FORMATS = {1: "y", 2: "MMMM y", 3: "d MMMM y"}
"""By how many parts of a date are known."""


def human_date(published: str | None, language: Language) -> str:
    """A date of publication in words, as exact as it is known; empty where there is none.

    Args:
        published: ISO 8601: `2021`, `2021-04` or `2021-04-19`.
        language: Of the words: `april 2021`, `19 April 2021`.
    """
    if not published:
        return ""
    parts = [int(part) for part in published.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    return format_date(date(year, month, day), _FORMATS[len(parts)], _LOCALES[language])
