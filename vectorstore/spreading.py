"""Spreads the embedding of an ingest over the workers of a Dask scheduler, on one machine or on many.

The model takes 96 per cent and more of an ingest's time; whatever else there is to do stays with the one
process that writes the index. Texts travel to the workers and vectors back, in the batches that the
process would have embedded itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from time import monotonic
from typing import Any, Protocol

from assistant.errors import FordonsdalenError, UnavailableError, in_a_line
from assistant.ports import Matrix
from assistant.settings import EmbeddingsSettings, Settings
from vectorstore.embeddings import TextEmbeddings, not_installed, open_embeddings

_CONNECT_SECONDS = 10.0
"""For which a scheduler is waited for."""
_ABSENT_SECONDS = 60.0
"""For which an ingest waits for a worker when all have gone; one that starts again takes a few."""
_LOOK_SECONDS = 2.0
"""After which a batch that is not there makes an ingest look whether anybody embeds it."""
_open_once = cache(open_embeddings)


class Workers(Protocol):
    """What embeds batches somewhere else, such as an executor."""

    def map(self, function: Callable[[list[str]], Matrix], batches: Any, /) -> Iterator[Matrix]:
        """The vectors of batches, in their order."""
        ...


class SpreadEmbeddings(TextEmbeddings):
    """The model of the settings; workers embed passages, each with a model of its own."""

    def __init__(
        self,
        here: TextEmbeddings,
        settings: EmbeddingsSettings,
        open_workers: Callable[[], AbstractContextManager[Workers]],
    ) -> None:
        """Take the model as it is here, which one it is, and how to get at the workers."""
        super().__init__(here.name, lambda: here.encoder, settings.batch_size)
        self._settings = settings
        self._open_workers = open_workers

    def passage_batches(self, texts: Sequence[str]) -> Iterator[Matrix]:
        """The vectors of passages or sentences, a batch at a time in their order.

        Raises:
            FordonsdalenError: as a worker raised it, or there are none.
            UnavailableError: the workers fail otherwise, or all go and none comes back in a minute.
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
            # Also that the scheduler has gone, with all that was asked of it.
            reason = in_a_line(error)
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


class _DaskWorkers:
    """The workers that a Dask client reaches."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address

    def map(self, function: Callable[[list[str]], Matrix], batches: Any, /) -> Iterator[Matrix]:
        """The vectors of batches, in their order.

        Raises:
            UnavailableError: nobody embeds them any more.
        """
        futures = self._client.map(function, batches, pure=False)
        try:
            for future in futures:
                self._wait(future)
                yield future.result()
        finally:
            self._client.cancel(futures)

    def _wait(self, future: Any) -> None:
        """Returns when a batch is embedded, or failed; as long as there are workers, it will."""
        seen = monotonic()
        while not future.done():
            try:
                future.result(timeout=_LOOK_SECONDS)
            except TimeoutError:
                if self._client.scheduler_info()["workers"]:
                    seen = monotonic()
                elif monotonic() - seen > _ABSENT_SECONDS:
                    raise _gone(self._address) from None


def _gone(address: str) -> UnavailableError:
    return UnavailableError(
        f"All workers of the Dask scheduler at {address} have gone for {_ABSENT_SECONDS:.0f} seconds."
        " Start some, or unset ingest.scheduler, and ingest again; it goes on where it was."
    )


@contextmanager
def _workers(address: str) -> Iterator[Workers]:
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
        yield _DaskWorkers(client, address)
