"""What all has in common that meets a request before its route does."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

_HOUSEHOLD = 64
"""Bits of an IPv6 address that one customer of a network has in common."""


def client_key(scope: Scope, count_this_machine: bool) -> str | None:
    """Who sends a request, as far as requests are counted together; None for this machine."""
    try:
        address = ip_address((scope.get("client") or ("", 0))[0])
    except ValueError:
        return None  # It came over a socket file.
    if address.is_loopback and not count_this_machine:
        return None
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(ip_network((address, _HOUSEHOLD), strict=False))
    return str(address)
