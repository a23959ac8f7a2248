"""Which addresses are asked: of the web, without credentials, and of machines that all can reach."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

from assistant.reasons import Reason
from ingest.fetching.errors import FetchError, HostError

Resolver = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host and port; raises OSError."""
_Address = IPv4Address | IPv6Address

LONGEST = 2_000
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?")
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\]")
_IN_PATH, _IN_QUERY = "/%:@!$&'()*+,;=~", "/?%:@!$&'()*+,;=~"
_NAT64 = ip_network("64:ff9b::/96")
_OF_CLOUDS = frozenset(
    map(ip_address, ("169.254.169.254", "168.63.129.16", "100.100.100.200", "fd00:ec2::254"))
)
"""Where machines ask their provider for keys; one of them lies among the public addresses."""


def address(text: str, base: str = "") -> str:
    """An address in the form in which all are compared and asked: absolute, ASCII, no fragment.

    Raises:
        FetchError: it is none of the web, or holds credentials.
    """
    text = text.strip()
    if len(text) > LONGEST or _UNFIT.search(text):
        raise FetchError("it is no address: too long, or with characters that none has")
    try:
        parts = urlsplit(urljoin(base, text))
        port = parts.port
    except ValueError as error:
        raise FetchError(Reason("it is no address: {why}", {"why": str(error)})) from error
    if parts.scheme not in _PORTS:
        raise FetchError(
            Reason(
                "only http and https are fetched, not {scheme}",
                {"scheme": parts.scheme[:20] or "?"},
            )
        )
    if "@" in parts.netloc:
        raise FetchError("it holds a user name or password; name an address without")
    host = _host(parts.hostname or "")
    netloc = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    path, query = quote(parts.path or "/", _IN_PATH), quote(parts.query, _IN_QUERY)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def host_of(url: str) -> str:
    """The name of the machine in an address."""
    return urlsplit(url).hostname or ""


def site_of(url: str) -> str:
    """What tells sites apart: the host, whether or not it is called www."""
    return host_of(url).removeprefix("www.")


def system_resolver(host: str, port: int) -> Sequence[str]:
    """What this machine's resolver knows."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def resolved(
    host: str, port: int, resolver: Resolver, seconds: float, *, private: bool = False
) -> Sequence[str]:
    """The IP addresses of a host, all of which may be asked.

    Args:
        host: A name or an IP address.
        port: Where it is to be asked.
        resolver: Looks names up.
        seconds: How long that may take.
        private: Whether this machine and its own network may be asked.

    Raises:
        HostError: an address may not be asked, or the name has none.
    """
    found = _look_up(host, port, resolver, seconds)
    for each in found:
        if not may_be_asked(each, private=private):
            told = (
                "{host} is not on the public network ({address}); "
                "ingest.allow_private_addresses would allow addresses of the own network"
            )
            raise HostError(Reason(told, {"host": host, "address": each}))
    return found


def may_be_asked(text: str, *, private: bool = False) -> bool:
    """Whether an IP address is public, or private and that is allowed.

    Never those that machines ask their provider, nor those of no single machine.
    """
    try:
        given = ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_fit(each, private=private) for each in _unwrapped(given))


def _is_fit(ip: _Address, *, private: bool) -> bool:
    if ip in _OF_CLOUDS or ip.is_multicast or ip.is_unspecified or ip.is_link_local:
        return False
    if private and (ip.is_private or ip.is_loopback):
        return True
    return ip.is_global and not (ip.is_reserved or ip.is_private or ip.is_loopback)


def _unwrapped(ip: _Address) -> Iterator[_Address]:
    """The address that is meant, where one of IPv6 stands for one of IPv4; of a tunnel both."""
    if isinstance(ip, IPv4Address):
        yield ip
    elif ip.ipv4_mapped is not None:
        yield ip.ipv4_mapped
    elif ip in _NAT64:
        yield IPv4Address(int(ip) & 0xFFFFFFFF)
    else:
        yield ip
        if ip.sixtofour is not None:
            yield ip.sixtofour


def _look_up(host: str, port: int, resolver: Resolver, seconds: float) -> Sequence[str]:
    """In a thread, since a resolver of the system knows no time limit."""
    answers: SimpleQueue[Sequence[str]] = SimpleQueue()

    def look_up() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError):
            answers.put(())

    Thread(target=look_up, daemon=True).start()
    try:
        found = answers.get(timeout=max(0.0, seconds))
    except Empty:
        raise HostError(
            Reason("the name {host} was not looked up within the time allowed", {"host": host})
        ) from None
    if not found:
        raise HostError(Reason("the name {host} cannot be looked up", {"host": host}))
    return found


def _host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    try:
        plain = host if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        plain = ""
    plain = plain.rstrip(".")
    if not _HOST.fullmatch(plain):
        raise FetchError("it is no address: the name of its machine is none")
    return plain
