"""Reads with a model at an endpoint, and in this process for as long as that fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.endpoints.breaker import Breaker
from assistant.errors import UnavailableError
from assistant.reader.onnx import Logits, Model, OnnxModel, OnnxReader
from assistant.reader.tokens import Pair
from assistant.settings import ReaderSettings

if TYPE_CHECKING:
    from assistant.reader.endpoint import EndpointModel

logger = logging.getLogger(__name__)
REST_SECONDS = 10.0
"""For which an endpoint that failed is not asked again."""


class SureModel:
    """A model elsewhere, in whose place one here computes while it is away or is another one."""

    def __init__(
        self,
        open_elsewhere: Callable[[], EndpointModel],
        seconds: float,
        open_here: Callable[[], Model] = OnnxModel,
        rest_seconds: float = REST_SECONDS,
    ) -> None:
        """Take how to get at both; neither is opened before it is needed.

        Args:
            open_elsewhere: Gives the model at the endpoint, not asked yet.
            seconds: How long a question may wait for it altogether.
            open_here: Loads the model in this process. It stays: to let it go gives next to no memory back.
            rest_seconds: For how long one that failed is left alone.
        """
        self._open_elsewhere, self._open_here = open_elsewhere, open_here
        self._seconds = seconds
        self._elsewhere: EndpointModel | None = None
        self._here: Model | None = None
        self._fails = False
        self._breaker = Breaker(failures=1, rest_seconds=rest_seconds)

    def for_question(self) -> Model:
        """The same model for one question, for which the endpoint may take so long in all and no longer."""
        return _Waiting(self, self._seconds)

    def is_degraded(self) -> bool:
        """Whether this process computes; the endpoint is tried again, without a question to wait for it."""
        if self._fails:
            self.tried((), self._seconds)
        return self._fails

    def here(self, pairs: Sequence[Pair]) -> list[Logits]:
        """What the model in this process makes of them."""
        self._here = self._here or self._open_here()
        return self._here.logits(pairs)

    def tried(self, pairs: Sequence[Pair], seconds: float) -> list[Logits] | None:
        """What the endpoint makes of them; None where it fails, or is left alone."""
        if not self._breaker.lets_try():
            return None
        until = time.monotonic() + seconds
        try:
            elsewhere = self._opened(seconds)
            found = elsewhere.logits(pairs, max(0.0, until - time.monotonic()))
        except UnavailableError as error:
            if not self._fails:
                logger.warning("Passages are read in this process: %s", error)
            self._fails = True
            self._breaker.note(failed=True)
            self._close()
            return None
        if self._fails:
            logger.warning("The reader's endpoint answers again.")
        self._fails = False
        self._breaker.note(failed=False)
        return found

    def _opened(self, seconds: float) -> EndpointModel:
        """The model at the endpoint, which is checked whenever it was away."""
        if self._elsewhere is None:
            elsewhere = self._open_elsewhere()
            try:
                elsewhere.check(seconds)
            except UnavailableError:
                elsewhere.close()
                raise
            self._elsewhere = elsewhere
        return self._elsewhere

    def _close(self) -> None:
        """Leave no connection open on which something may still be awaited."""
        if self._elsewhere:
            self._elsewhere.close()
        self._elsewhere = None


@dataclass
class _Waiting:
    """The model for one question."""

    model: SureModel
    seconds: float
    """That it may still wait for the endpoint."""

    def logits(self, pairs: Sequence[Pair]) -> list[Logits]:
        """See `Model.logits`."""
        begun = time.monotonic()
        found = self.model.tried(pairs, self.seconds)
        self.seconds = max(0.0, self.seconds - (time.monotonic() - begun))
        return self.model.here(pairs) if found is None else found

    def is_degraded(self) -> bool:
        """See `Reader.is_degraded`."""
        return self.model.is_degraded()


@cache
def reader_at(settings: ReaderSettings) -> Callable[[], OnnxReader]:
    """What gives a reader for each question whose model is at an endpoint.

    It is one for all that a process asks, so that what fails is known. Nothing is opened yet but what
    each process needs, and the endpoint is asked with the first question.
    """
    from assistant.reader.endpoint import EndpointModel  # noqa: PLC0415 - a client that few need

    model = SureModel(lambda: EndpointModel(settings), settings.seconds)
    reader = OnnxReader(model=model.for_question())
    return lambda: reader.with_model(model.for_question())
