"""Which sentences answer, and how sure that is.

Two logistic regressions: one tells for each sentence of the kept passages how likely it answers,
the other for the best of them how likely the documents answer the question at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.features import Candidate, measure
from assistant.learned import Learned, Logistic
from assistant.models import Evidence, Fact, Hit, Question, Sentence
from assistant.ports import SearchIndex, Vector
from assistant.settings import AnsweringSettings

RIVAL = 0.4
"""A further sentence is taken along when it is at least this likely relative to the best one."""


@dataclass(frozen=True)
class Choice:
    """The weighed sentences, likeliest first, those chosen marked, and the confidence in them."""

    evidence: tuple[Evidence, ...]
    confidence: float

    @property
    def chosen(self) -> tuple[Evidence, ...]:
        """The sentences that answer, likeliest first."""
        return tuple(evidence for evidence in self.evidence if evidence.chosen)

    def without(self, is_beside: Callable[[Sentence | Fact], bool]) -> Choice:
        """The choice with sentences of a sort taken along no longer; the best stays."""
        best = self.chosen[:1]
        evidence = tuple(
            replace(e, chosen=e.chosen and (e in best or not is_beside(e.span)))
            for e in self.evidence
        )
        return replace(self, evidence=evidence)


NOTHING = Choice((), 0.0)


def choose(
    index: SearchIndex,
    question: Question,
    vector: Vector,
    hits: Sequence[Hit],
    learned: Learned,
    settings: AnsweringSettings,
) -> Choice:
    """Weigh the sentences of the kept hits and choose the fewest that answer.

    Args:
        index: The open generation.
        question: What is asked.
        vector: The embedded question, unit length.
        hits: What retrieval found, best first.
        learned: The fitted weights.
        settings: How many sentences an answer may have.
    """
    candidates = gather(index, vector, hits)
    if not candidates:
        return NOTHING
    rows = measure(index, question, candidates)
    chances = weigh(learned.sentence, rows)
    order = np.argsort(-chances, kind="stable")
    best = float(chances[order[0]])
    if best == 0.0:
        return NOTHING
    weighed = tuple(
        Evidence(
            candidates[i].sentence,
            candidates[i].hit,
            rows[i],
            float(chances[i]),
            chosen=rank < settings.maximum_sentences and float(chances[i]) >= RIVAL * best,
        )
        for rank, i in enumerate(order)
    )
    return Choice(weighed, learned.judge(summary(weighed)))


def weigh(sentence: Logistic, rows: Sequence[Mapping[str, float]]) -> Vector:
    """The chance of each sentence; none for one that plainly lacks the kind of thing asked for."""
    strictly_lacks = np.array([row["strictly_lacks"] for row in rows], np.float32)
    chances: Vector = sentence(rows) * (1 - strictly_lacks)
    return chances


def gather(index: SearchIndex, vector: Vector, hits: Sequence[Hit]) -> list[Candidate]:
    """All sentences of the kept hits with their cosines, passage by passage in reading order."""
    kept = [hit for hit in hits if hit.kept]
    return [
        Candidate(sentence, hit, rank, float(cosine), kept[0].score - hit.score)
        for rank, hit in enumerate(kept)
        for sentence, cosine in zip(
            hit.passage.sentences, index.sentence_vectors(hit.row) @ vector, strict=True
        )
    ]


def summary(weighed: Sequence[Evidence]) -> Mapping[str, float]:
    """What the confidence is judged by: the best sentence's features and how it stands out."""
    best = weighed[0]
    runner_up = weighed[1].score if len(weighed) > 1 else 0.0
    chance = min(max(best.score, 1e-6), 1 - 1e-6)
    return {
        **best.features,
        "logit": math.log(chance / (1 - chance)),
        "ahead": best.score - runner_up,
        "most_words": max(evidence.features["words"] for evidence in weighed),
        "most_words_passage": max(evidence.features["words_passage"] for evidence in weighed),
        "most_names_passage": max(evidence.features["names_passage"] for evidence in weighed),
        "least_missed_passage": min(evidence.features["missed_passage"] for evidence in weighed),
        "best_cosine": max(evidence.features["cosine"] for evidence in weighed),
        "best_passage_cosine": max(evidence.features["passage_cosine"] for evidence in weighed),
    }
