"""Everything that the assistant and its pages say, in each language, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from assistant.models.answers import Language

Wording = Mapping[Language, str]
"""One thing that is said, in each language; values go where the braces are."""


class Words:
    """The words of one page or view in one language; a class of its own says `Each` of them."""

    def __init__(self, language: Language) -> None:
        """Choose the language."""
        self.language = language


One = TypeVar("One")
OfPage = TypeVar("OfPage", bound=Words)


class Each(Generic[One]):
    """One of the `Words` in each language: read from an object of them, it is the one in its language."""

    def __init__(self, *, sv: One, en: One) -> None:
        """Tell it in Swedish and in English."""
        self._said: Mapping[Language, One] = {"sv": sv, "en": en}

    def __get__(self, words: Words, _: type[Words]) -> One:
        """Choose by the language of the words."""
        return self._said[words.language]


def in_each(words: type[OfPage]) -> Mapping[Language, OfPage]:
    """The words of a page by language."""
    return {"sv": words("sv"), "en": words("en")}
