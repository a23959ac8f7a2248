"""Examples in pieces, as arrays: all that a training reads, on whatever machine it runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORK, PREPARED = Path("build/training"), "prepared"
"""Where all that is made on the way goes, and the folder in it that a training needs."""
BASE, EXAMPLES, VALIDATION = "base.npz", "examples.npz", "validation.npz"
"""The files of that folder."""
Integers = NDArray[np.int64]
VERDICTS = ("yes", "no", "unsettled", "open")
"""The classes of the verdict head; `open` asks for something else than yes or no."""
UNKNOWN_PIECE = 3
"""The row of the piece for what is unknown; those of bos, pad and eos come before it."""
UNKNOWN = -1
"""Stands for a label that an example does not have."""
NOWHERE = (0, 0)
"""The span of an example without an answer: its first piece."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """An example in pieces, with its labels by piece."""

    numbers: tuple[int, ...]
    """Of the pieces."""
    first: int
    """The first piece of the text; all from here up to the last are of it."""
    spans: tuple[tuple[int, int], ...]
    """First and last pieces of the answers; `NOWHERE` alone where there is none."""
    verdict: int = UNKNOWN
    """A class of `VERDICTS`."""
    carried: int = UNKNOWN
    """1 for a claim that the text carries, 0 for one that it does not."""
    stage: float = 1.0
    """The share of the training within which it is shown."""
    question: int = 0
    """Neighbours with the same number are texts that one question is looked for in."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Many examples, one behind the other."""

    numbers: NDArray[np.int32]
    """Of all pieces, as rows of `Base.words`."""
    ends: Integers
    """Behind the last piece of each example."""
    spans: NDArray[np.int16]
    """Of all answers, shape (answers, 2), counted in pieces of their example."""
    span_ends: Integers
    """Behind the last answer of each example."""
    first: NDArray[np.int16]
    verdict: NDArray[np.int8]
    carried: NDArray[np.int8]
    stage: NDArray[np.float32]
    question: NDArray[np.int32]

    def __len__(self) -> int:
        """How many examples."""
        return len(self.ends)

    @property
    def lengths(self) -> Integers:
        """Of each example in pieces."""
        return np.diff(self.ends, prepend=0)

    @classmethod
    def of(cls, encoded: Iterable[Encoded]) -> Prepared:
        """Lay examples behind each other."""
        all_of = list(encoded)
        return cls(
            np.fromiter((n for one in all_of for n in one.numbers), np.int32),
            np.cumsum([len(one.numbers) for one in all_of], dtype=np.int64),
            np.array([span for one in all_of for span in one.spans], np.int16).reshape(-1, 2),
            np.cumsum([len(one.spans) for one in all_of], dtype=np.int64),
            np.array([one.first for one in all_of], np.int16),
            np.array([one.verdict for one in all_of], np.int8),
            np.array([one.carried for one in all_of], np.int8),
            np.array([one.stage for one in all_of], np.float32),
            np.array([one.question for one in all_of], np.int32),
        )

    def questions(self) -> tuple[list[range], Integers]:
        """The examples of each question, and how many pieces the longest of these has."""
        begins = np.flatnonzero(np.diff(self.question, prepend=-1))
        ends = np.append(begins[1:], len(self))
        rows = [range(begin, end) for begin, end in zip(begins, ends, strict=True)]
        return rows, np.maximum.reduceat(self.lengths, begins)

    def pieces(self, row: int) -> NDArray[np.int32]:
        """The numbers of the pieces of one example."""
        return self.numbers[self.ends[row - 1] if row else 0 : self.ends[row]]

    def answers(self, row: int) -> NDArray[np.int16]:
        """First and last pieces of the answers of one example, shape (answers, 2)."""
        return self.spans[self.span_ends[row - 1] if row else 0 : self.span_ends[row]]

    def save(self, path: Path) -> None:
        """Write the arrays as one compressed file of numpy."""
        np.savez_compressed(path, **{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def load(cls, path: Path) -> Prepared:
        """Read what `save` wrote."""
        with np.load(path) as kept:
            return cls(**{name: kept[name] for name in kept.files})
