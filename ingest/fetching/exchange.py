"""One request and its reply, within limits of size and time."""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpcore2

from assistant.errors import in_a_line
from assistant.reasons import Reason
from ingest.fetching.errors import FetchError, SiteError
from ingest.fetching.network import Backend, Network

Headers = Mapping[str, str]
"""By names in small letters."""
_GZIP = 31
"""How zlib is told that a gzip header comes first."""
_STEP = 65_536
_PLAIN, _PACKED = frozenset({"", "identity"}), frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take."""

    bytes: int
    """Of a reply, packed and unpacked."""
    seconds: float
    """From the look-up of the name to the last byte."""
    cut: bool = False
    """Whether more is cut off rather than refused."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a site answered."""

    address: str
    status: int
    headers: Headers
    body: bytes = b""
    """Only where the status is 200."""


def exchange(
    address: str,
    headers: Headers,
    limits: Limits,
    network: Network,
    tls: ssl.SSLContext,
    check: Callable[[Reply], None],
) -> Reply:
    """Ask for what is at an address, over a connection of its own.

    Args:
        address: As `addresses.address` makes it.
        headers: What is sent beside the usual.
        limits: What it may take.
        network: What may be reached.
        tls: How certificates are verified.
        check: Is shown a reply that is found before its body is read, and may raise.

    Raises:
        FetchError: the reply is too large, or the address may not be asked.
        SiteError: there is no reply, or one that is broken.
    """
    sent = {"Host": urlsplit(address).netloc, "Accept-Encoding": "gzip", "Connection": "close"}
    backend = Backend(network, limits.seconds)
    try:
        with (
            httpcore2.ConnectionPool(tls, max_connections=1, network_backend=backend) as pool,
            pool.stream("GET", address, headers=list({**sent, **headers}.items())) as response,
        ):
            told = {_text(name).lower(): _text(value) for name, value in response.headers}
            reply = Reply(address, response.status, told)
            if reply.status != 200:
                return reply
            check(reply)
            body = _body(response.iter_stream(), told, limits)
            return Reply(address, reply.status, told, body)
    except httpcore2.TimeoutException:
        raise SiteError(
            Reason("it did not answer whole within {seconds} s", {"seconds": f"{limits.seconds:g}"})
        ) from None
    except (httpcore2.NetworkError, httpcore2.ProtocolError, OSError, ValueError) as error:
        reason = in_a_line(error)
        raise SiteError(Reason("it did not answer properly: {why}", {"why": reason})) from error


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip packed, piece by piece, so that whoever takes it can stop.

    Raises:
        FetchError: it is damaged or ends too early.
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        for chunk in chunks:
            left = chunk
            while left and not unpacker.eof:
                yield unpacker.decompress(left, _STEP)
                left = unpacker.unconsumed_tail
        while not unpacker.eof and (rest := unpacker.decompress(unpacker.unconsumed_tail, _STEP)):
            yield rest
    except zlib.error as error:
        raise FetchError("it is packed and damaged") from error
    if not unpacker.eof:
        raise FetchError("it is packed and ends too early")


def gathered(chunks: Iterable[bytes], most: int, *, cut: bool = False) -> bytes:
    """All of them, up to so many bytes.

    Raises:
        FetchError: they are more, and are not to be cut off there.
    """
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > most:
            if cut:
                return bytes(body[:most])
            raise _too_large(most)
    return bytes(body)


def _too_large(most: int) -> FetchError:
    return FetchError(
        Reason("it is larger than the {most} MB that are allowed", {"most": f"{most / 1e6:,.1f}"})
    )


def _text(header: bytes) -> str:
    """Headers are ASCII by the standard, and often UTF-8."""
    try:
        return header.decode().strip()
    except UnicodeDecodeError:
        return header.decode("latin-1").strip()


def _body(chunks: Iterator[bytes], headers: Headers, limits: Limits) -> bytes:
    length = headers.get("content-length", "")
    if not limits.cut and length.isdecimal() and len(length) < 20 and int(length) > limits.bytes:
        raise _too_large(limits.bytes)
    packing = headers.get("content-encoding", "").lower()
    if packing in _PACKED:
        return gathered(unpacked(_counted(chunks, limits.bytes)), limits.bytes, cut=limits.cut)
    if packing not in _PLAIN:
        raise FetchError(
            Reason("it is packed by {packing}, which was not asked for", {"packing": packing[:20]})
        )
    return gathered(chunks, limits.bytes, cut=limits.cut)


def _counted(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """What is packed may be no larger than what it unpacks to."""
    passed = 0
    for chunk in chunks:
        passed += len(chunk)
        if passed > most:
            raise _too_large(most)
        yield chunk
