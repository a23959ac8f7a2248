"""What is known of a sentence as evidence for a question, in numbers that do not depend on the corpus.

The numbers go into the ranker of `evidence`, whose weights were fitted to them: a change here needs
`make train`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.kinds import FORMS, STRICT, found
from assistant.models import Hit, Question, Sentence
from assistant.ports import Matrix, SearchIndex, Vector
from assistant.words import NEGATION, Word, fold, likeness, weight, words

FUNCTION_WORDS = frozenset(
    fold(word)
    for word in """
    vad vem vems vilka vilken vilket vilkas hur när var vart varför många mycket länge ofta vars
    är var varit vara blir blev har hade ha ska skall skulle kan kunde får fick vill finns fanns gör
    gjorde göra och eller men att som om på i av för med till från vid hos under över mellan efter
    före den det de dem en ett sin sitt sina denna detta dessa han hon man jag vi ni du mig min mitt
    er era någon något några inte så då där här ju också även bara än hette heter kallas
    what who whom whose which how when where why many much long often is are was were be been has
    have had do does did will would can could should may and or but that this these those of in on
    at by for with from to into about under over between after before the a an his her its their
    he she it they we you i me my your there here not so then also only than tell please
    """.split()
)


ACRONYM = "IT"
"""The one that in small letters is a function word; others in capitals are shouted."""
LEAST_OWN = 0.1
"""A question whose words the titles meet but for this weight has none of its own."""
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
        """The share of what the question says that is met."""
        return float((self.weights * met).sum() / self.weights.sum())

    def share_of_names(self, met: Vector) -> float:
        """The share of its names that is met; 1 where it has none."""
        weights = self.weights * self.names
        return float((weights * met).sum() / weights.sum()) if self.names.any() else 1.0

    def heaviest_missed(self, met: Vector) -> float:
        """The weight of the word that is missed most."""
        return float((self.weights * (1.0 - met)).max())


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


@dataclass(frozen=True)
class Candidate:
    """A sentence of a kept passage, with what retrieval knows of it."""

    sentence: Sentence
    hit: Hit
    rank: int
    """Of its passage, 0 for the best."""
    cosine: float
    """Of question and sentence."""
    behind: float
    """How far the score of its passage lies behind that of the best."""


def measure(
    index: SearchIndex, question: Question, candidates: Sequence[Candidate]
) -> list[dict[str, float]]:
    """The features of sentences of the kept passages, by name, in the order of the candidates.

    Candidates of one passage stand together, in reading order.
    """
    asked = QuestionWords.of(question.standalone)
    met = coverage(index, asked, [candidate.sentence.text for candidate in candidates])
    here = met.meant
    above = coverage(index, asked, [_above(index, candidate) for candidate in candidates])
    met = Coverage(np.maximum(met.spelt, above.spelt), np.maximum(met.meant, above.meant))
    best = max(candidate.cosine for candidate in candidates)
    rows = []
    for number, candidate in enumerate(candidates):
        same = [i for i, other in enumerate(candidates) if other.hit is candidate.hit]
        row = _cosines(candidate, best)
        row |= _words_met(asked, met.spelt, number, same)
        row |= _words_meant(asked, met.meant, number, same)
        row["own"] = _own(asked, here[number], above.meant[number])
        row |= _form(question, asked, candidate.sentence, first=number == same[0])
        language = index.documents[candidate.sentence.document].language
        row["other_language"] = float(question.asked_in != language)
        rows.append(row)
    return rows


def _above(index: SearchIndex, candidate: Candidate) -> str:
    """What a sentence need not say again: the heading and the title that it stands under."""
    passage = candidate.hit.passage
    return f"{index.documents[passage.document].title} {passage.heading}"


def _cosines(candidate: Candidate, best: float) -> dict[str, float]:
    return {
        "cosine": candidate.cosine,
        "cosine_behind": best - candidate.cosine,
        "passage_cosine": candidate.hit.dense,
        "passage_lexical": candidate.hit.lexical,
        "passage_score": candidate.hit.score,
        "passage_behind": candidate.behind,
        "passage_rank": float(candidate.rank),
    }


def _surroundings(met: Matrix, number: int, same: Sequence[int]) -> tuple[Vector, Vector, Vector]:
    """What a sentence meets together with the one before, with both neighbours, in its passage."""
    before = np.maximum(met[number], met[number - 1]) if number - 1 in same else met[number]
    around = np.maximum(before, met[number + 1]) if number + 1 in same else before
    return before, around, met[list(same)].max(0)


def _words_met(
    asked: QuestionWords, met: Matrix, number: int, same: Sequence[int]
) -> dict[str, float]:
    here = met[number]
    before, around, passage = _surroundings(met, number, same)
    return {
        "words": asked.share(here),
        "words_before": asked.share(before),
        "words_around": asked.share(around),
        "words_passage": asked.share(passage),
        "names": asked.share_of_names(here),
        "names_before": asked.share_of_names(before),
        "names_passage": asked.share_of_names(passage),
        "missed": asked.heaviest_missed(here),
        "missed_passage": asked.heaviest_missed(passage),
        "has_names": float(asked.names.any()),
        "says": float(asked.weights.sum()),
        "question_words": float(len(asked.words)),
    }


def _words_meant(
    asked: QuestionWords, met: Matrix, number: int, same: Sequence[int]
) -> dict[str, float]:
    here = met[number]
    before, around, passage = _surroundings(met, number, same)
    return {
        "meant": asked.share(here),
        "meant_before": asked.share(before),
        "meant_around": asked.share(around),
        "meant_passage": asked.share(passage),
        "unmeant": asked.heaviest_missed(here),
        "unmeant_passage": asked.heaviest_missed(passage),
        "least_meant": float(here.min()),
        "least_meant_passage": float(passage.min()),
    }


def _own(asked: QuestionWords, met: Vector, above: Vector) -> float:
    """How much a sentence meets of that which no title or heading above it says already.

    In a document about the very thing that is asked about, each sentence seems near. 1 where the
    question has no words of its own.
    """
    weights = asked.weights * (1.0 - above)
    own = float(weights.sum())
    return float((weights * met).sum()) / own if own >= LEAST_OWN else 1.0


def _form(
    question: Question, asked: QuestionWords, sentence: Sentence, *, first: bool
) -> dict[str, float]:
    every = [word.folded for word in words(sentence.text)]
    new = sum(word not in asked.folded for word in every)
    has_form = question.expects in FORMS
    holds = has_form and holds_new(question.expects, sentence.text, asked.folded)
    asked_not = NEGATION.search(question.standalone) is not None
    told_not = NEGATION.search(sentence.text) is not None
    return {
        "negation_missed": float(asked_not and not told_not),
        "negation_met": float(asked_not and told_not),
        "negation_added": float(told_not and not asked_not),
        "holds": float(holds),
        "lacks": float(has_form and not holds),
        "strictly_lacks": float(question.expects in STRICT and not holds),
        "length": math.log1p(len(every)),
        "new": math.log1p(new),
        "first": float(first),
    }


def holds_new(kind: str, text: str, asked: frozenset[str]) -> bool:
    """Whether a text holds a thing of a kind that the question did not name itself."""
    return any(
        not all(word.folded in asked for word in words(thing)) for thing in found(kind, text)
    )
