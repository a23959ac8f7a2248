"""Which passages our own retrieval would find for a question, to learn to refuse the wrong ones.

Words alone rank here, as `vectorstore.lexical` weighs them: the vectors of all passages would cost
a tenth of the time that the training itself has on two cores, and a page has few passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.models import Passage
from training.data import Asked, Page
from vectorstore.lexical import LexicalIndex

_MOST = 12
"""Passages of other pages that are kept for a question."""


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval finds for a question, best first."""

    same: tuple[Passage, ...]
    """All passages of the page that was asked about."""
    other: tuple[tuple[Page, Passage], ...]
    """The best of all other pages."""


class Retrieval:
    """All passages of some pages in one index."""

    def __init__(self, pages: Sequence[Page]) -> None:
        """Index the passages."""
        self._rows = [(page, passage) for page in pages for passage in page.passages]
        self._lexical = LexicalIndex.build([passage.text for _, passage in self._rows])

    def find(self, page: Page, asked: Asked) -> Found:
        """Rank all passages for a question about one of the pages."""
        shares = self._lexical.shares(query(asked))
        best = [self._rows[row] for row in np.argsort(-shares, kind="stable")[: 4 * _MOST]]
        scores = {
            passage.start: share
            for (other, passage), share in zip(self._rows, shares, strict=True)
            if other.id == page.id
        }
        same = sorted(page.passages, key=lambda passage: -scores[passage.start])
        other = [(other, passage) for other, passage in best if other.id != page.id]
        return Found(tuple(same), tuple(other[:_MOST]))


def query(asked: Asked) -> str:
    """What is searched for: of a follow-up the turn before it as well."""
    before = asked.history[-1:]
    return " ".join([*(f"{one} {other}" for one, other in before), asked.text])
