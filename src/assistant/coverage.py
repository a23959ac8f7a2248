"""How well texts meet the words of a question that carry its meaning, by letters and by sense."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.ports import Matrix, SearchIndex, Vector
from assistant.words import Word, fold, likeness, weight, words

FUNCTION_WORDS = frozenset(
    fold(word)
    for word in """
    vad vem vems vilka vilken vilket vilkas hur när var vart varför många mycket länge ofta vars
    är var varit vara blir blev har hade ha ska skall skulle kan kunde får fick vill finns fanns gör
    gjorde göra hända händer hände enligt happen happens happened according
    och eller men att som om på i av för med till från vid hos under över mellan efter
    före den det de dem en ett sin sitt sina denna detta dessa han hon man jag vi ni du mig min mitt
    er era någon något några inte så då där här ju också även både bara än hette heter kallas
    what who whom whose which how when where why many much long often is are was were be been has
    have had do does did will would can could should may and or but that this these those of in on
    at by for with from to into about under over between after before the a an his her its their
    he she it they we you i me my your there here not so then also only than tell please
    """.split()
)


ACRONYM = "IT"
"""The one that in small letters is a function word; others in capitals are shouted."""
UNRELATED, SYNONYM = 0.15, 0.6
"""Cosines of centred word vectors: 95 in 100 random pairs lie below the first, `leads` and `leder`
at the second."""


@dataclass(frozen=True)
class QuestionWords:
    """The words of a question that carry its meaning; arrays have the shape (words,)."""

    words: tuple[Word, ...]
    weights: Vector
    """How much each says, 0 to 1."""
    names: NDArray[np.bool_]
    """Which are names or numbers."""
    folded: frozenset[str]
    """All words of the question, function words too."""

    @classmethod
    def of(cls, text: str) -> QuestionWords:
        """Cut a question; a capital tells a name, except in its first word and when it shouts."""
        every = words(text)
        kept = [word for word in every if is_content(word)] or every
        return cls(
            tuple(kept),
            np.array([weight(word.text) for word in kept], np.float32),
            np.array([_is_name(word, text) for word in kept], bool),
            frozenset(word.folded for word in every),
        )

    def ends_of_names(self) -> list[int]:
        """The last words of names of several words: what tells `Fordonsdalen React` from others."""
        return [
            number
            for number in range(1, len(self.words))
            if self.names[number - 1]
            and self.names[number]
            and self.words[number].start - self.words[number - 1].end == 1
            and not (
                number + 1 < len(self.words)
                and self.names[number + 1]
                and self.words[number + 1].start - self.words[number].end == 1
            )
        ]

    def share(self, met: Vector) -> float:
        """The share of what the question says that is met; none where it says nothing."""
        if not self.weights.any():
            return 0.0
        return float((self.weights * met).sum() / self.weights.sum())

    def share_of_names(self, met: Vector) -> float:
        """The share of its names that is met; 1 where it has none."""
        weights = self.weights * self.names
        return float((weights * met).sum() / weights.sum()) if self.names.any() else 1.0

    def heaviest_missed(self, met: Vector) -> float:
        """The weight of the word that is missed most; nothing where there is no word."""
        return float((self.weights * (1.0 - met)).max(initial=0.0))


def is_content(word: Word) -> bool:
    """Whether a word carries meaning: a digit, an acronym (`IT`), but no other single letter (`vem e`)."""
    alone = len(word.text) == 1 and not word.text.isdigit()
    return not alone and (word.text == ACRONYM or word.folded not in FUNCTION_WORDS)


def _is_name(word: Word, text: str) -> bool:
    first = not text[: word.start].strip(" \"'”-–")
    return word.is_name and not text.isupper() and (not first or word.text[0].isdigit())


@dataclass(frozen=True)
class Coverage:
    """How well each text meets each word of a question; arrays of shape (texts, question words)."""

    spelt: Matrix
    """By the letters."""
    meant: Matrix
    """By the letters or by the meaning, in either language."""


def coverage(index: SearchIndex, asked: QuestionWords, texts: Sequence[str]) -> Coverage:
    """Compare the words of a question with those of texts."""
    cut = [
        {word.text.casefold() for word in words(text) if word.folded not in FUNCTION_WORDS}
        for text in texts
    ]
    vocabulary = sorted(set().union(*cut))
    if not vocabulary:
        nothing = np.zeros((len(texts), len(asked.words)), np.float32)
        return Coverage(nothing, nothing)
    question = [word.text for word in asked.words]
    spelt = likeness(question, vocabulary)
    cosines = index.word_vectors(question) @ index.word_vectors(vocabulary).T
    meant = np.maximum(spelt, np.clip((cosines - UNRELATED) / (SYNONYM - UNRELATED), 0.0, 1.0))
    column = {word: number for number, word in enumerate(vocabulary)}
    held = np.zeros((len(texts), len(vocabulary)), bool)
    for row, line in enumerate(cut):
        held[row, [column[word] for word in line]] = True
    return Coverage(_best(spelt, held), _best(meant, held))


def _best(alike: Matrix, held: NDArray[np.bool_]) -> Matrix:
    """The best that each text holds for each word of the question."""
    best: Matrix = np.where(held[:, None, :], alike[None, :, :], 0.0).max(2).astype(np.float32)
    return best
