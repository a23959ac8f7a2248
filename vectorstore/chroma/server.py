"""Nearest vectors by Chroma on a server."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import chromadb
import httpx
from chromadb.api import ClientAPI
from chromadb.config import Settings as ClientSettings
from chromadb.errors import NotFoundError

from assistant.errors import SettingsError
from assistant.ports import Matrix
from vectorstore.chroma import ChromaVectors, close, faults, fill, sessions

_ASKED_SECONDS, _TOLD_SECONDS = 3.0, 60.0
"""For the answer of a server to a search, which takes it milliseconds, and to vectors that it is sent;
chromadb itself would wait for ever for a machine that is gone."""


def build_on_server(url: str, name: str, vectors: Matrix) -> None:
    """Make a collection on a server, in the place of one of the same name.

    Raises:
        SettingsError: the address cannot be used.
        UnavailableError: nothing answers there.
    """
    with _on_server(url) as client:
        with suppress(NotFoundError):
            client.delete_collection(name)
        fill(client, name, vectors)


def open_on_server(url: str, name: str) -> ChromaVectors:
    """Open what `build_on_server` made.

    Raises:
        BrokenIndexError: the server has no such collection.
        SettingsError: the address cannot be used.
        UnavailableError: nothing answers there.
    """
    return ChromaVectors(_server_client(url, _ASKED_SECONDS), name, url)


def drop_on_server(url: str, names: Sequence[str]) -> None:
    """Delete those of the collections that are there.

    Raises:
        SettingsError: the address cannot be used.
        UnavailableError: nothing answers there.
    """
    with _on_server(url) as client:
        for name in names:
            with suppress(NotFoundError):
                client.delete_collection(name)


def _server_client(url: str, seconds: float) -> ClientAPI:
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 8000)
    except ValueError:
        parts, port = urlsplit(""), 0
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SettingsError(f"vectors.url is {url!r}; it takes http://host:port.")
    with faults(url):
        httpx.get(f"{url.rstrip('/')}/api/v2/heartbeat", timeout=seconds)
        client = chromadb.HttpClient(
            parts.hostname,
            port,
            ssl=parts.scheme == "https",
            settings=ClientSettings(anonymized_telemetry=False),
        )
    for session in sessions(client):
        session.timeout = httpx.Timeout(seconds)
    return client


@contextmanager
def _on_server(url: str) -> Iterator[ClientAPI]:
    client = _server_client(url, _TOLD_SECONDS)
    try:
        with faults(url):
            yield client
    finally:
        close(client)
