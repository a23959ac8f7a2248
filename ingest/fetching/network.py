"""Connections to the very addresses that were checked, within the time of one request."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from httpcore2 import (
    SOCKET_OPTION,
    ConnectError,
    ConnectTimeout,
    NetworkBackend,
    NetworkStream,
    ReadTimeout,
    SyncBackend,
)

from ingest.fetching.addresses import Resolver, resolved, system_resolver

_MOST_TRIED = 4
"""Addresses of one host."""


@dataclass(frozen=True, slots=True)
class Network:
    """How names are looked up, and what may be reached."""

    resolver: Resolver = system_resolver
    private: bool = False


class Backend(NetworkBackend):
    """Looks a name up once, checks all its addresses, and connects to one of these.

    The name that TLS is verified with stays that of the address asked.
    """

    def __init__(self, network: Network, seconds: float) -> None:
        """For one request, which may take so long in all, however little comes at a time."""
        self._network, self._deadline = network, time.monotonic() + seconds

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - one deadline for all
        local_address: str | None = None,
        socket_options: Iterable[SOCKET_OPTION] | None = None,
    ) -> NetworkStream:
        """Connect to a host.

        Raises:
            FetchError: it may not be asked.
            ConnectError: it does not answer.
        """
        left = self._deadline - time.monotonic()
        network = self._network
        found = resolved(host, port, network.resolver, left, private=network.private)
        problem: Exception = ConnectTimeout()
        for ip in found[:_MOST_TRIED]:
            if (left := self._deadline - time.monotonic()) <= 0:
                break
            try:
                stream = SyncBackend().connect_tcp(ip, port, left, local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (ConnectError, ConnectTimeout) as error:
                problem = error
        raise problem


class _Timed(NetworkStream):
    """A connection that ends at a deadline."""

    def __init__(self, stream: NetworkStream, deadline: float) -> None:
        self._stream, self._deadline = stream, deadline

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise ReadTimeout
        return left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._stream.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._stream.write(buffer, self._left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> NetworkStream:
        secured = self._stream.start_tls(ssl_context, server_hostname, self._left())
        return _Timed(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
