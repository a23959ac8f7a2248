"""Nearest vectors by Chroma, in this process or on a server. The only module that imports it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import chromadb
from chromadb.api import ClientAPI
from chromadb.config import Settings as ClientSettings
from chromadb.errors import NotFoundError

from assistant.errors import SettingsError, UnavailableError
from assistant.ports import Matrix, Vector

COLLECTION = "passages"
_CONFIGURATION = {"hnsw": {"space": "cosine", "sync_threshold": 1_000_000}}
"""One flush at the end of a build: a process that is killed before leaves no half-written graph."""
_BATCH = 2_000


class ChromaVectors:
    """One collection of passage vectors; ids are row numbers."""

    def __init__(self, client: ClientAPI, name: str) -> None:
        """Open a collection that exists.

        Raises:
            chromadb.errors.NotFoundError: there is none of that name.
        """
        self._collection = client.get_collection(name, embedding_function=None)
        self._size = self._collection.count()

    def __len__(self) -> int:
        """How many vectors there are; a collection does not change once it is built."""
        return self._size

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first."""
        found = self._collection.query(
            query_embeddings=[vector], n_results=min(count, len(self)), include=["distances"]
        )
        distances = found["distances"]
        assert distances is not None
        return [
            (int(row), 1.0 - float(distance))
            for row, distance in zip(found["ids"][0], distances[0], strict=True)
        ]


def embedded_client(folder: Path) -> ClientAPI:
    """Chroma in this process, its files in `folder`."""
    return chromadb.PersistentClient(str(folder), ClientSettings(anonymized_telemetry=False))


def server_client(url: str) -> ClientAPI:
    """Chroma on a server.

    Raises:
        SettingsError: the address has no host or no port.
        UnavailableError: nothing answers there.
    """
    from urllib.parse import urlsplit  # noqa: PLC0415

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"vectors.url is {url!r}; it takes http://host:port.")
    try:
        return chromadb.HttpClient(
            parts.hostname,
            parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=ClientSettings(anonymized_telemetry=False),
        )
    except Exception as error:
        raise UnavailableError(
            f"No Chroma server answers at {url}: start it, or unset it."
        ) from error


def build(client: ClientAPI, name: str, vectors: Matrix) -> ChromaVectors:
    """Make a collection of these vectors, in the place of one of the same name.

    Args:
        client: Where to make it.
        name: Of the collection.
        vectors: Shape (passages, dimensions).
    """
    drop(client, [name])
    collection = client.create_collection(
        name, configuration=_CONFIGURATION, embedding_function=None
    )
    for start in range(0, len(vectors), _BATCH):
        rows = range(start, min(start + _BATCH, len(vectors)))
        collection.add(ids=[str(row) for row in rows], embeddings=vectors[rows.start : rows.stop])
    return ChromaVectors(client, name)


def drop(client: ClientAPI, names: Sequence[str]) -> None:
    """Delete collections that are there."""
    for name in names:
        try:
            client.delete_collection(name)
        except NotFoundError:
            continue
