"""What all has in common that meets a request before its route does."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EMBED = "/embed"
"""Where people ask in a frame."""
PERSONAL = "/personal"
"""Where the staff's workbench begins."""
PROBLEM_TYPE = "application/problem+json"
_HOUSEHOLD = 64
"""Bits of an IPv6 address that one customer of a network has in common."""


def client_key(scope: Scope, count_this_machine: bool) -> str | None:
    """Who sends a request, as far as requests are counted together; None for this machine."""
    address = peer_address((scope.get("client") or ("", 0))[0])
    if address is None:
        return None  # It came over a socket file.
    if address.is_loopback and not count_this_machine:
        return None
    if isinstance(address, IPv6Address):
        return str(ip_network((address, _HOUSEHOLD), strict=False))
    return str(address)


def peer_address(host: str) -> IPv4Address | IPv6Address | None:
    """The address that a request comes from; None where it is none.

    A server that listens to both families is told of one of IPv4 as `::ffff:192.0.2.1`.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def path_of(scope: Scope) -> str:
    """The path below where the site begins."""
    return str(scope.get("path", "")).removeprefix(str(scope.get("root_path", "")))


def problem(status: int, detail: str, request: Request) -> JSONResponse:
    """An error as a problem document (RFC 9457); `detail` is for the person who made the request."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.url.path,
    }
    return JSONResponse(body, status, media_type=PROBLEM_TYPE)


def looked_at(send: Send, look: Callable[[Message], None]) -> Send:
    """As `send`, and somebody may look at the start of the response, or change it, before it goes."""

    async def passed_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            look(message)
        await send(message)

    return passed_on


class HttpMiddleware(ABC):
    """Meets requests on their way to an application, which gets all else as it comes."""

    def __init__(self, app: ASGIApp) -> None:
        """Take the application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no request."""
        meet = self.meet if scope["type"] == "http" else self._app
        await meet(scope, receive, send)

    @abstractmethod
    async def meet(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
