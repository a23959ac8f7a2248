"""Reads a question in neither Swedish nor English as the nearest of a few Swedish questions.

The embedder puts questions that mean the same near each other across a hundred languages, while
our rules for facts know the words of two. So the question is compared with what people ask most,
and the names in it are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assistant.models.answers import Question
from assistant.ports import Matrix, SearchIndex
from assistant.text.words import Word, words


@dataclass(frozen=True)
class SwedishQuestion:
    """A Swedish question, as it is asked of nothing in particular and of something by name."""

    plain: str
    named: str


ASKED_MOST = (
    SwedishQuestion("Vem leder gruppen?", "Vem leder {name}?"),
    SwedishQuestion("Vem representerar företaget?", "Vem representerar {name}?"),
    SwedishQuestion("Vilka deltar i gruppen?", "Vilka deltar i {name}?"),
    SwedishQuestion("Hur många personer deltar i gruppen?", "Hur många deltar i {name}?"),
    SwedishQuestion("När slutar projektet?", "När slutar {name}?"),
    SwedishQuestion("När startade projektet?", "När startade {name}?"),
    SwedishQuestion("Hur länge pågår projektet?", "Hur länge pågår {name}?"),
    SwedishQuestion("Vad är målet med projektet?", "Vad är målet med {name}?"),
    SwedishQuestion("Vad kostar projektet?", "Hur stor är budgeten för {name}?"),
    SwedishQuestion("Vem finansierar projektet?", "Vem finansierar {name}?"),
    SwedishQuestion("Vilka driver projektet?", "Vilka driver {name}?"),
    SwedishQuestion("Vem är hon?", "Vem är {name}?"),
    SwedishQuestion("Vem är projektledare?", "Vem är projektledare för {name}?"),
)
OTHER_QUESTIONS = ("Vad är det?", "Var ligger det?", "Varför?", "Är det så?", "Hur gör man?")
"""What is asked besides; a question that is nearest to one of these is not read."""
NEAR = 0.2
"""The least cosine with a reading, of vectors around the middle of all: questions of another
kind stay below 0.17, those of the same kind in Finnish, Polish, Arabic, German, Spanish and French
reach 0.21 to 0.71."""


def read_as_swedish(index: SearchIndex, question: Question) -> str | None:
    """The Swedish question that one in another language comes nearest to; None where none is near."""
    if question.asked_in != "other":
        return None
    vectors = index.view(question_vectors)
    middle = vectors.mean(0)
    asked = index.embed_query(question.standalone) - middle
    around = vectors - middle
    cosines = around @ asked / (np.linalg.norm(around, axis=1) * np.linalg.norm(asked))
    best = int(cosines.argmax())
    if best >= len(ASKED_MOST) or cosines[best] < NEAR:
        return None
    name = _names(question.standalone)
    return ASKED_MOST[best].named.format(name=name) if name else ASKED_MOST[best].plain


def question_vectors(index: SearchIndex) -> Matrix:
    """The vectors of all that a question is compared with, shape (questions, dimensions).

    A view, see `SearchIndex.view`.
    """
    texts = [*(one.plain for one in ASKED_MOST), *OTHER_QUESTIONS]
    return np.array([index.embed_query(text) for text in texts])


def _names(text: str) -> str:
    """The names in a text: words with a Latin capital, but for the first where others are small."""
    found = [word for word in words(text) if _is_name(word)]
    return " ".join(word.text for word in found if word.start > len(text) - len(text.lstrip("¿¡ ")))


def _is_name(word: Word) -> bool:
    return word.is_name and word.text[0].isascii()
