"""Misspelt words of a question, put right by the words of the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import extract

from assistant.text.words import Word, stem, weight, words

SHORTEST, LONG = 5, 8
"""Letters of a word that may have one slip, and from how many on it may have two."""
MOST_WORDS = 20
"""Words of a text that are looked at: each is compared with all words of the documents."""
MOST_COMPARED = 10
"""Words within so many slips that are ordered by how alike they are else."""
MOST_READINGS = 2
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
    read = _read(text, vocabulary, lambda letters: 2 if letters >= LONG else 1)
    return next(read, text)


def readings(text: str, vocabulary: Vocabulary) -> list[str]:
    """Texts that may have been meant, the likeliest first, `MOST_READINGS` at most.

    They forgive more slips than `corrected` does: for those who look whether a reading makes sense.
    """
    return list(_read(text, vocabulary, lambda letters: min(letters // 3, 3)))


def _read(text: str, vocabulary: Vocabulary, slips: Callable[[int], int]) -> Iterator[str]:
    """The text with each word that nobody knows as the nearest one, then as the second nearest, and so on.

    Args:
        text: Of which the first `MOST_WORDS` words are looked at.
        vocabulary: The words that are known.
        slips: How many a word of so many letters may have.
    """
    right: list[tuple[Word, list[str]]] = []
    for word in words(text)[:MOST_WORDS]:
        is_known = len(word.text) < SHORTEST or word.folded in vocabulary.written
        if is_known or weight(word.text) < KNOWN_WORD:
            continue
        if near := _near(word.folded, vocabulary, slips(len(word.text))):
            right.append((word, near))
    for number in range(max((len(near) for _, near in right), default=0)):
        reading = text
        for word, near in reversed(right):
            written = vocabulary.written[near[min(number, len(near) - 1)]]
            written = written if word.text[0].isupper() else written.lower()
            reading = reading[: word.start] + written + reading[word.end :]
        yield reading


def _near(word: str, vocabulary: Vocabulary, slips: int) -> list[str]:
    """The nearest words, folded; none where the nearest is a form of the same word."""
    found = extract(
        word,
        vocabulary.written.keys(),
        scorer=OSA.distance,
        score_cutoff=slips,
        limit=MOST_COMPARED,
    )
    near = sorted(found, key=lambda one: (one[1], -JaroWinkler.similarity(word, one[0])))
    texts = [one[0] for one in near[:MOST_READINGS]]
    return [] if texts and _is_form(word, texts[0]) else texts


def _is_form(one: str, other: str) -> bool:
    """Whether one word is the other with another ending, such as `projekt`, `projektet`, `projekten`."""
    return one.startswith(other) or other.startswith(one) or stem(one) == stem(other)
