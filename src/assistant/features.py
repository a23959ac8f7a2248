"""What is known of a sentence as evidence for a question, in numbers that do not depend on the corpus.

The numbers go into the ranker of `evidence`, whose weights were fitted to them: a change here needs
`make train`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.coverage import QuestionWords, coverage
from assistant.kinds import FORMS, STRICT, found
from assistant.models import Hit, Question, Sentence
from assistant.ports import Matrix, SearchIndex, Vector
from assistant.words import NEGATION, words

LEAST_OWN = 0.1
"""A question whose words the titles meet but for this weight has none of its own."""


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
    spelt, meant = np.maximum(met.spelt, above.spelt), np.maximum(met.meant, above.meant)
    best = max(candidate.cosine for candidate in candidates)
    rows = []
    for number, candidate in enumerate(candidates):
        same = [i for i, other in enumerate(candidates) if other.hit is candidate.hit]
        row = _cosines(candidate, best)
        row |= _words_met(asked, spelt, number, same)
        row |= _words_meant(asked, meant, number, same)
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
        "least_meant": float(here.min(initial=1.0)),
        "least_meant_passage": float(passage.min(initial=1.0)),
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
