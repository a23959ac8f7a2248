"""Spreads the embedding of an ingest over the workers of a Dask scheduler, on one machine or on many.

The model takes 96 per cent and more of an ingest's time; whatever else there is to do stays with the one
process that writes the index. Texts travel to the workers and vectors back, in the batches that the
process would have embedded itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial

from assistant.errors import FordonsdalenError, UnavailableError
from assistant.ports import Matrix
from assistant.settings import EmbeddingsSettings, Settings
from vectorstore.embeddings import TextEmbeddings, not_installed, open_embeddings

_CONNECT_SECONDS = 10.0
"""For which a scheduler is waited for."""
_open_once = cache(open_embeddings)


class SpreadEmbeddings(TextEmbeddings):
    """The model of the settings; workers embed passages, each with a model of its own."""

    def __init__(
        self,
        here: TextEmbeddings,
        settings: EmbeddingsSettings,
        open_workers: Callable[[], AbstractContextManager[Executor]],
    ) -> None:
        """Take the model as it is here, which one it is, and how to get at the workers."""
        super().__init__(here.name, lambda: here.encoder, settings.batch_size)
        self._settings = settings
        self._open_workers = open_workers

    def passage_batches(self, texts: Sequence[str]) -> Iterator[Matrix]:
        """The vectors of passages or sentences, a batch at a time in their order.

        Raises:
            FordonsdalenError: as a worker raised it, or there are none.
            UnavailableError: the workers fail otherwise.
        """
        if not texts:
            return
        size = self._settings.batch_size
        batches = [list(texts[start : start + size]) for start in range(0, len(texts), size)]
        try:
            with self._open_workers() as workers:
                yield from workers.map(partial(_embed, self._settings), batches)
        except FordonsdalenError:
            raise
        except Exception as error:
            reason = " ".join(str(error).split())[:200] or type(error).__name__
            raise UnavailableError(f"The workers of ingest.scheduler fail: {reason}") from error


def _embed(settings: EmbeddingsSettings, texts: Sequence[str]) -> Matrix:
    """What a worker does."""
    return _open_once(settings).passages(texts)


def spread(here: TextEmbeddings, settings: Settings) -> TextEmbeddings:
    """The model that an ingest embeds with: where a scheduler is set, its workers do.

    Nothing is connected before there is something to embed.
    """
    address = settings.ingest.scheduler
    if address is None:
        return here
    return SpreadEmbeddings(here, settings.embeddings, partial(_workers, address))


@contextmanager
def _workers(address: str) -> Iterator[Executor]:
    """The workers of a scheduler.

    Raises:
        SettingsError: Dask is not installed.
        UnavailableError: the scheduler does not answer, or has no workers.
    """
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
        yield client.get_executor(pure=False)
