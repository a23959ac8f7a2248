"""Spreads the embedding of an ingest over the workers of a Dask scheduler, on one machine or on many.

The model takes 96 per cent and more of an ingest's time; whatever else there is to do stays with the one
process that writes the index. Texts travel to the workers and vectors back, in the batches that the
process would have embedded itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import cache, partial

from assistant.errors import FordonsdalenError, UnavailableError
from assistant.ports import Matrix
from assistant.settings import EmbeddingsSettings, Settings
from vectorstore.embeddings import TextEmbeddings, not_installed, open_embeddings

_CONNECT_SECONDS = 10.0
"""For which a scheduler is waited for."""
_open_once = cache(open_embeddings)


class SpreadEmbeddings(TextEmbeddings):
    """The model of the settings; an executor's workers embed passages, each with a model of its own."""

    def __init__(
        self, here: TextEmbeddings, settings: EmbeddingsSettings, executor: Executor
    ) -> None:
        """Take the model as it is here, which one it is, and where it is to be run."""
        super().__init__(here.name, lambda: here.encoder, settings.batch_size)
        self._settings = settings
        self._executor = executor

    def passage_batches(self, texts: Sequence[str]) -> Iterator[Matrix]:
        """The vectors of passages or sentences, a batch at a time in their order.

        Raises:
            FordonsdalenError: as a worker raised it.
            UnavailableError: the workers fail otherwise.
        """
        size = self._settings.batch_size
        batches = [list(texts[start : start + size]) for start in range(0, len(texts), size)]
        try:
            yield from self._executor.map(partial(_embed, self._settings), batches)
        except FordonsdalenError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise UnavailableError(f"The workers of ingest.scheduler fail: {reason}") from error


def _embed(settings: EmbeddingsSettings, texts: Sequence[str]) -> Matrix:
    """What a worker does."""
    return _open_once(settings).passages(texts)


@contextmanager
def spread(here: TextEmbeddings, settings: Settings) -> Iterator[TextEmbeddings]:
    """The model that an ingest embeds with: where a scheduler is set, its workers do.

    Args:
        here: The model as this process would open it.
        settings: Which model that is, and the scheduler.

    Raises:
        SettingsError: Dask is not installed.
        UnavailableError: the scheduler does not answer, or has no workers.
    """
    address = settings.ingest.scheduler
    if address is None:
        yield here
        return
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise not_installed(f"setting ingest.scheduler = {address}", "spread") from error
    try:
        client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UnavailableError(
            f"No Dask scheduler answers at {address}. Start it, or unset ingest.scheduler."
        ) from error
    with client:
        if not client.scheduler_info()["workers"]:
            raise UnavailableError(f"The Dask scheduler at {address} has no workers. Start some.")
        yield SpreadEmbeddings(here, settings.embeddings, client.get_executor(pure=False))
