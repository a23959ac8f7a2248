"""Nearest vectors by Chroma, in this process; `server` has them on one. Only this package imports it."""

from __future__ import annotations

import os
import tempfile
import threading
import warnings
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import chromadb
import chromadb.api.rust  # Chroma's embedded client, which it would import with the first opening.
import httpx
import numpy as np
from chromadb.api import ClientAPI
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.config import Settings as ClientSettings
from chromadb.errors import NotFoundError

from assistant.errors import UnavailableError, in_a_line
from assistant.ports import Matrix, Vector
from vectorstore.faults import BrokenIndexError

COLLECTION = "passages"
_GRAPH = CreateHNSWConfiguration(space="cosine", ef_construction=200, max_neighbors=32)
LEAST_LOOKED_AT, SHARE_LOOKED_AT = 400, 25
"""`ef_search`: so many vectors, and one in so many, for questions that are near to nothing. Of their ten
nearest among 20,000 random vectors, .607 are found with Chroma's 100, .935 with 400 and .993 with 1,000;
of real sentences and words .98 and .94, .997 and .993."""
_BATCH_VALUES = 500_000
"""Numbers in one request: 1,300 vectors of 384, some 10 MB of JSON for a server."""
_ROOM = 1_000_000
"""Bytes that Chroma takes beside the vectors, of which some may be free again once it has failed."""
_BLOCK = 1_000_000
"""Bytes that are written at a time to see whether there is room."""
_OPENING = threading.RLock()
"""Chroma's own table of open directories is not guarded against threads; closing may come from the
garbage collector while the same thread opens."""


class ChromaVectors:
    """One collection of passage vectors; ids are row numbers, and it never changes."""

    def __init__(self, client: ClientAPI, name: str, url: str | None = None) -> None:
        """Open a collection that exists, and let go of its files with the last reference.

        Args:
            client: Where it is.
            name: Of the collection.
            url: Of the server, if there is one.

        Raises:
            BrokenIndexError: there is none of that name, or Chroma cannot read it.
            UnavailableError: the server does not answer.
        """
        self._finalizer = weakref.finalize(self, close, client)
        self._finalizer.atexit = False
        self._url = url
        with faults(url):
            self._collection = client.get_collection(name, embedding_function=None)
            self._size = self._collection.count()

    def widen(self) -> bool:
        """Let it look at as many vectors as it should, when it is opened again.

        Returns:
            Whether an earlier version made it to look at fewer. What cannot be changed stays.
        """
        graph = self._collection.configuration_json.get("hnsw") or {}
        wanted = _looked_at(len(self))
        if graph.get("ef_search", wanted) >= wanted:
            return False
        with suppress(BrokenIndexError), faults(self._url), warnings.catch_warnings():
            # Chroma warns of its own way to say that there is no embedding function.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._collection.modify(configuration={"hnsw": {"ef_search": wanted}})
            return True
        return False

    def __len__(self) -> int:
        """How many vectors there are."""
        return self._size

    def close(self) -> None:
        """Let go of its files at once."""
        self._finalizer()

    def stored(self) -> tuple[list[int], Matrix]:
        """All rows, and their vectors, shape (rows, dimensions).

        Raises:
            BrokenIndexError: Chroma cannot read its files any more.
            UnavailableError: the server does not answer any more.
        """
        with faults(self._url):
            found = self._collection.get(include=["embeddings"])
        return [int(row) for row in found["ids"]], np.asarray(found["embeddings"], np.float32)

    def search(self, vector: Vector, count: int) -> list[tuple[int, float]]:
        """The nearest rows with their cosines, best first.

        Raises:
            BrokenIndexError: Chroma cannot read its files any more.
            UnavailableError: the server does not answer any more.
        """
        with faults(self._url):
            found = self._collection.query(
                query_embeddings=vector[np.newaxis],
                n_results=min(count, len(self)),
                include=["distances"],
            )
        distances = found["distances"]
        assert distances is not None
        return [
            (int(row), 1.0 - float(distance))
            for row, distance in zip(found["ids"][0], distances[0], strict=True)
        ]


def build_embedded(folder: Path, vectors: Matrix) -> None:
    """Make a collection in a new directory, and leave no file of it open.

    Args:
        folder: Where to; it must not exist.
        vectors: Shape (passages, dimensions).

    Raises:
        BrokenIndexError: Chroma cannot write it.
        OSError: the disk is full, or what this user may have of it, which Chroma tells in other words,
            or not at all.
    """
    try:
        with faults(None):
            client = _embedded_client(folder)
            try:
                fill(client, COLLECTION, vectors)
            finally:
                close(client)
    except BrokenIndexError:
        require_room(folder.parent, vectors)
        raise


def require_room(folder: Path, vectors: Matrix) -> None:
    """Write as much as Chroma may take to make or open an index of vectors, and delete it.

    A disk that has room may have none left for this user.

    Raises:
        OSError: they cannot be written, with the reason.
    """
    block = os.urandom(_BLOCK)  # Zeros, some file systems keep in no room at all.
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(0, vectors.nbytes + _ROOM, _BLOCK):
            file.write(block)


def open_embedded(folder: Path) -> ChromaVectors:
    """Open what `build_embedded` made. Chroma writes to its files even then.

    Raises:
        BrokenIndexError: it is not there, not whole, or cannot be written.
    """
    if not (folder / "chroma.sqlite3").is_file():
        raise BrokenIndexError(f"{folder.name} is not there")
    found = _open(folder)
    if not found.widen():
        return found
    found.close()
    return _open(folder)


def _open(folder: Path) -> ChromaVectors:
    with faults(None):
        client = _embedded_client(folder)
    return ChromaVectors(client, COLLECTION)


def _looked_at(count: int) -> int:
    """How many vectors a search in so many looks at."""
    return max(LEAST_LOOKED_AT, count // SHARE_LOOKED_AT)


def fill(client: ClientAPI, name: str, vectors: Matrix) -> None:
    """Make a collection of vectors, shape (passages, dimensions)."""
    # Flushed once, by the last row: with less, a process that is killed can leave a half-written
    # graph, and with more, whoever opens it adds all vectors anew (10,000 take two seconds).
    flush = max(len(vectors), 2)
    graph = CreateHNSWConfiguration(
        **_GRAPH,
        ef_search=_looked_at(len(vectors)),
        sync_threshold=flush,
        batch_size=min(flush, 100),
    )
    collection = client.create_collection(
        name,
        configuration={"hnsw": graph},
        embedding_function=None,
    )
    batch = max(1, _BATCH_VALUES // vectors.shape[1])
    for start in range(0, len(vectors), batch):
        rows = range(start, min(start + batch, len(vectors)))
        collection.add(ids=[str(row) for row in rows], embeddings=vectors[rows.start : rows.stop])


def _embedded_client(folder: Path) -> ClientAPI:
    with _OPENING:
        return chromadb.PersistentClient(str(folder), ClientSettings(anonymized_telemetry=False))


def close(client: ClientAPI) -> None:
    """Let go of what a client holds open."""
    assert isinstance(client, Client)
    with _OPENING:
        client.close()
    for session in sessions(client):  # Chroma 1.5 leaves them open.
        session.close()


def sessions(client: ClientAPI) -> list[httpx.Client]:
    """The connections of both clients that Chroma makes of one; none where it is embedded."""
    assert isinstance(client, Client)
    servers = (getattr(owner, "_server", None) for owner in (client, client._admin_client))
    found = (getattr(server, "_session", None) for server in servers)
    return [session for session in found if session is not None]


@contextmanager
def faults(url: str | None) -> Iterator[None]:
    """Sort what Chroma raises into what can be rebuilt and what only a server's operator can mend.

    Raises:
        BrokenIndexError: a collection is missing, or files in this process's care are damaged.
        UnavailableError: a server does not answer.
    """
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except NotFoundError as error:
        raise BrokenIndexError("the collection is not there") from error
    except BaseException as error:
        # On some damaged files Chroma panics in Rust, which is outside of `Exception`.
        reason = in_a_line(error)
        if url is None:
            raise BrokenIndexError(reason) from error
        raise UnavailableError(
            f"The Chroma server at {url} does not answer: {reason} Start it, or unset vectors.url."
        ) from error
