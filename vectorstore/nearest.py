"""Finds the nearest of the stored vectors, also while Chroma fails or its server is away."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Protocol

from assistant.endpoints.breaker import Breaker
from assistant.errors import UnavailableError
from assistant.evidence.ranking import highest
from assistant.ports import Matrix, Vector
from vectorstore.faults import BrokenIndexError

logger = logging.getLogger(__name__)
REST_SECONDS = 10.0
"""For which a Chroma that failed is not asked again."""


class NearestVectors(Protocol):
    """Finds the nearest of the stored vectors."""

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first."""


class ExactVectors:
    """Compares with every vector, which is exact; 10,000 of 384 dimensions take 0.2 ms, 100,000 take 5.

    They are mapped from the record, in pages that all processes share.
    """

    def __init__(self, vectors: Matrix) -> None:
        """Take the vectors, shape (passages, dimensions)."""
        self._vectors = vectors

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first."""
        if not len(self._vectors):
            return []
        cosines = self._vectors @ vector
        return [(int(row), float(cosines[row])) for row in highest(cosines, count)]


class AwaitedVectors:
    """Vectors whose server was away when they were to be opened."""

    def __init__(self, open_vectors: Callable[[], NearestVectors]) -> None:
        """Take what opens them, which each search tries until it does."""
        self._open = open_vectors
        self._opened: NearestVectors | None = None

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first.

        Raises:
            BrokenIndexError: the server does not hold them.
            UnavailableError: it is away still.
        """
        self._opened = self._opened or self._open()
        return self._opened.search(vector, count)


class SureVectors:
    """Searches in what may fail, and compares all vectors for as long as it does.

    A question may be so slow that its generation is deleted under it, and a server may be gone.
    """

    def __init__(self, fast: NearestVectors, vectors: Matrix) -> None:
        """Take what may fail, and the vectors of the record, shape (passages, dimensions)."""
        self._fast = fast
        self._vectors = vectors
        self._fails = False
        self._breaker = Breaker(failures=1, rest_seconds=REST_SECONDS)

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first."""
        found = None if self._breaker.is_open else self._tried(vector, count)
        return ExactVectors(self._vectors).search(vector, count) if found is None else found

    def is_degraded(self) -> bool:
        """Whether all vectors are compared; what failed is tried again, without a question to wait for it."""
        if self._fails and not self._breaker.is_open:
            self._tried(self._vectors[0], 1)
        return self._fails

    def _tried(self, vector: Vector, count: int) -> list[tuple[int, float]] | None:
        found = None
        try:
            found = self._fast.search(vector, count)
        except (BrokenIndexError, UnavailableError) as error:
            if not self._fails:
                logger.warning("Chroma fails, so all vectors are compared: %s", error)
        if self._fails and found is not None:
            logger.warning("Chroma answers again.")
        self._fails = found is None
        self._breaker.note(failed=self._fails)
        return found
