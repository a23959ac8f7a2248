"""Words without their meaning: BM25 over character n-grams.

Swedish inflects at the end and joins words, which stemming alone misses (`industri`, `industrin`,
`fordonsindustri`); pieces of four letters meet all of these, and misspellings too.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import bm25s
import numpy as np

from assistant.ports import Vector
from assistant.text.words import words

PIECE = 4
"""Letters in a piece; of 3, 4 and 5 the best on the reading set (MRR@10 .851, .866, .853)."""
_SORTED_AT_ONCE = 500_000
"""Scores that are put in order at once, so that sorting takes no memory of the size of the index."""


class _Builder(bm25s.BM25):  # type: ignore[misc]
    """Builds the same index in half of the memory."""

    @staticmethod
    def _np_csc(data: Any, rows: Any, cols: Any, shape: tuple[int, int]) -> tuple[Any, Any, Any]:
        """Scores and passages by piece, and where each piece begins; `rows` come in their order."""
        parts = [
            slice(start, start + _SORTED_AT_ONCE) for start in range(0, len(cols), _SORTED_AT_ONCE)
        ]
        begins = np.zeros(shape[1] + 1, np.int64)
        for part in parts:
            begins[1:] += np.bincount(cols[part], minlength=shape[1])
        np.cumsum(begins, out=begins)
        scores, passages, free = np.empty_like(data), np.empty_like(rows), begins[:-1].copy()
        for part in parts:
            order = np.argsort(cols[part], kind="stable")
            piece = cols[part][order]
            # Behind what is there of the piece, as many places as it has stood here before.
            place = free[piece] + np.arange(len(piece)) - np.searchsorted(piece, piece)
            scores[place], passages[place] = data[part][order], rows[part][order]
            free += np.bincount(piece, minlength=shape[1])
        return scores, passages, begins


def pieces(text: str) -> list[str]:
    """The pieces of every word, its two ends marked."""
    found = []
    for word in words(text):
        marked = f"_{word.folded}_"
        found += [marked[i : i + PIECE] for i in range(max(1, len(marked) - PIECE + 1))]
    return found


class LexicalIndex:
    """BM25 as a share of what a question can attain, so that it compares across questions."""

    def __init__(self, model: bm25s.BM25, size: int) -> None:
        """Take a fitted model over `size` passages; use `build` or `load`."""
        self._model = model
        self._size = size
        self._frequency = np.diff(model.scores["indptr"]) if size else np.zeros(0)
        """In how many passages each piece stands."""

    def __len__(self) -> int:
        """How many passages there are."""
        return self._size

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index passages; row numbers are positions in `texts`."""
        model = _Builder()
        numbers: dict[str, int] = {}
        # Four bytes for each piece: there are some five hundred in a passage.
        found = [
            array("i", [numbers.setdefault(each, len(numbers)) for each in pieces(text) or [""]])
            for text in texts
        ]
        if found:
            model.index((found, numbers), show_progress=False)
        return cls(model, len(found))

    def save(self, folder: Path) -> None:
        """Write what `load` reads."""
        self._model.save(str(folder))

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open what `save` wrote: it stays on the disk, in pages that all processes share."""
        model = bm25s.BM25.load(str(folder), mmap=True)
        return cls(model, int(model.scores["num_docs"]))

    def frequencies(self) -> dict[str, int]:
        """In how many passages each piece stands: what the index holds, to be compared."""
        known = self._model.vocab_dict.items() if self._size else ()
        return {piece: int(self._frequency[row]) for piece, row in known if piece}

    def shares(self, question: str) -> Vector:
        """The share of the attainable BM25 that each passage attains, shape (passages,), 0 to 1.

        Pieces that no passage holds count as attainable: a question whose words are mostly
        foreign to the corpus gets small shares.
        """
        asked = pieces(question) if self._size else []
        known = [piece for piece in asked if piece in self._model.vocab_dict]
        if not known:
            return np.zeros(self._size, np.float32)
        frequency = np.array(
            [self._frequency[self._model.vocab_dict[piece]] for piece in known]
            + [0] * (len(asked) - len(known))
        )
        attainable = np.log1p((self._size - frequency + 0.5) / (frequency + 0.5)).sum()
        shares: Vector = (self._model.get_scores(known) / attainable).astype(np.float32)
        return shares
