"""Whether a sentence says yes or no to a question."""

from __future__ import annotations

import re

import numpy as np

from assistant.coverage import is_content
from assistant.facts.vocabulary import FILLERS
from assistant.models import Question
from assistant.ports import SearchIndex
from assistant.words import NEGATION, likeness, words

_INTENDED = re.compile(
    r"\b(siktar|ska|skall|skulle|vill|planera\w*|mål\w*|bör|kan|kunna|kunde|ambition\w*|föreslå\w*|om|riskera\w*"
    r"|hoppas|kanske|aims?|will|would|could|may|might|plans?|planned|should|if|goals?|can)\b",
    re.IGNORECASE,
)
"""What is wished, planned or only possible is not yet so."""
SPELT = 0.75
MEANT = 0.6
"""The least likeness by letters, and the least cosine of centred word vectors; the latter higher
than where a quote is only chosen, since antonyms are near each other."""


def polarity(index: SearchIndex, question: Question, sentence: str) -> bool | None:
    """Yes where a sentence holds everything that a question supposes, no where it denies that.

    None where it is not so plain: then the sentence is to speak for itself.
    """
    supposed = [
        word
        for word in words(question.standalone.replace("-", " "))
        if is_content(word) and word.folded not in FILLERS
    ]
    told = sorted({word.text for word in words(sentence.replace("-", " "))})
    if not supposed or not told or NEGATION.search(question.standalone):
        return None
    if _INTENDED.search(sentence) and not _INTENDED.search(question.standalone):
        return None
    asked = [word.text for word in supposed]
    met = likeness(asked, told) >= SPELT
    plain = np.array([not word.is_name for word in supposed])[:, None]
    met |= plain & (index.word_vectors(asked) @ index.word_vectors(told).T >= MEANT)
    if not met.any(1).all():
        return None
    return not NEGATION.search(sentence)
