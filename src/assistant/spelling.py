"""Misspelt words of a question, put right by the words of the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from assistant.words import weight, words

SHORTEST, LONG = 5, 8
"""Letters of a word that may have one slip, and from how many on it may have two."""
MOST_WORDS = 20
"""Words of a text that are looked at: each is compared with all words of the documents."""
KNOWN_WORD = 0.6
"""A word that says less than this is a common one, and means what it says."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of all documents, folded, each with a way in which it is written."""

    written: Mapping[str, str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Vocabulary:
        """The words of texts."""
        written: dict[str, str] = {}
        for text in texts:
            for word in words(text):
                if len(word.text) >= SHORTEST:
                    written.setdefault(word.folded, word.text)
        return cls(written)


def corrected(text: str, vocabulary: Vocabulary) -> str:
    """The text with each word that nobody knows in the form that the documents have, if one is near."""
    right = text
    for word in reversed(words(text)[:MOST_WORDS]):
        if len(word.text) < SHORTEST or word.folded in vocabulary.written:
            continue
        if weight(word.text) < KNOWN_WORD:
            continue
        slips = 2 if len(word.text) >= LONG else 1
        near = extractOne(
            word.folded, vocabulary.written.keys(), scorer=OSA.distance, score_cutoff=slips
        )
        if near and not _is_form(word.folded, near[0]):
            written = vocabulary.written[near[0]]
            written = written if word.text[0].isupper() else written.lower()
            right = right[: word.start] + written + right[word.end :]
    return right


def _is_form(one: str, other: str) -> bool:
    """Whether one word is the other with an ending, such as `projekt` and `projektet`."""
    return one.startswith(other) or other.startswith(one)
