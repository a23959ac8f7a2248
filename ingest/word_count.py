"""Counts the words of a text, by which pages and what is left out of them are measured."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def words_of(text: str | None) -> list[str]:
    """The words and numbers in a text."""
    return _WORD.findall(text) if text else []


def count_words(text: str | None) -> int:
    """The number of words and numbers in a text."""
    return len(words_of(text))
