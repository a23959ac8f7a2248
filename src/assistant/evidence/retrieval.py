"""Which passages may hold the answer: dense and lexical evidence together.

The score of a passage is the cosine of question and passage, plus that of question and its nearest
sentence, plus half of the share that it has of the BM25 that the question can attain, over pieces of
words. Words that say little, or that the passages do not have, such as the English words of a
question about Swedish text, add little to that share and cannot outvote the meaning.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from assistant.evidence.ranking import highest
from assistant.models.answers import Hit, Question
from assistant.ports import SearchIndex, Vector
from assistant.settings import RetrievalSettings
from assistant.text.words import single_spaced

LEXICAL_WEIGHT = 0.5
"""Best on the reading set between 0.25 and 1, where MRR@10 is flat to 0.002; see docs/evaluation.md."""
LONGEST_TYPED = 500
"""Characters of a question that is searched by as it was typed; the longest of ours has 252."""
LONGEST_BEFORE = 150
"""Characters of the question before another that it is searched by: few enough that it is not itself
behind the 400 bytes that the default model embeds of a question."""


def query_text(question: Question) -> str:
    """What is searched by: the question as it was typed, behind the one before it, which may tell what it is
    about; of one that is longer than questions are, what it asks."""
    before = [turn.content for turn in question.turns if turn.role == "user"][-1:]
    is_short = len(question.text) <= LONGEST_TYPED
    asked = single_spaced(question.text) if is_short else question.standalone
    return " ".join([*(text[:LONGEST_BEFORE] for text in before), asked])


def retrieve(
    index: SearchIndex, question: Question, vector: Vector, settings: RetrievalSettings
) -> list[Hit]:
    """Score the nearest passages by both measures, best first, and mark those that are kept.

    Args:
        index: The open generation.
        question: What is asked.
        vector: What is `query_text`, embedded, of unit length.
        settings: How many candidates are scored and how many passages kept.

    Returns:
        At most twice `candidates` hits, of which the first `passages` are kept; in the order of their
        scores, or in that of the reranker where one is set.
    """
    dense = dict(index.dense(vector, settings.candidates))
    lexical = index.lexical(query_text(question))
    sharing = np.flatnonzero(lexical)
    by_words = sharing[highest(lexical[sharing], settings.candidates)]
    rows = [*dense, *(int(row) for row in by_words if int(row) not in dense)]
    hits = [_hit(index, row, vector, dense.get(row), float(lexical[row])) for row in rows]
    hits.sort(key=lambda hit: -hit.score)
    hits = _reranked(index, question, hits)
    return [replace(hit, kept=rank < settings.passages) for rank, hit in enumerate(hits)]


def _reranked(index: SearchIndex, question: Question, hits: list[Hit]) -> list[Hit]:
    """The best hits in the order of the reranker, where one is set, before the others."""
    scores = index.rerank(query_text(question), [hit.row for hit in hits]) or ()
    shown = [replace(hit, reranked=score) for hit, score in zip(hits, scores, strict=False)]
    order = sorted(range(len(shown)), key=lambda at: -scores[at])
    return [*(shown[at] for at in order), *hits[len(shown) :]]


def _hit(index: SearchIndex, row: int, vector: Vector, dense: float | None, lexical: float) -> Hit:
    if dense is None:
        dense = float(index.passage_vectors([row])[0] @ vector)
    nearest = float((index.sentence_vectors(row) @ vector).max())
    score = dense + nearest + LEXICAL_WEIGHT * lexical
    return Hit(index.passages[row], row, dense, nearest, lexical, score, kept=False)
