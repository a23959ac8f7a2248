"""Asks sites politely: as their robots.txt allows, with pauses, following few redirects."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from math import ceil

import httpcore2

from assistant.reasons import Reason
from assistant.settings import ContactSettings
from ingest.fetching.addresses import address as checked
from ingest.fetching.addresses import host_of, site_of
from ingest.fetching.errors import FetchError, GoneError, SiteError
from ingest.fetching.exchange import Limits, Reply, exchange
from ingest.fetching.network import Network
from ingest.fetching.robots import NAME, Robots

MOST_REDIRECTS = 5
LONGEST_WAIT = 60.0
"""Seconds for which a site may have us wait in all; one that asks for more is left until the next time."""
_MOST_FAILURES = 3
"""In a row, after which a host is left alone until the next time."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GONE, _BUSY = frozenset({404, 410}), frozenset({429, 503})


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for."""

    address: str
    limits: Limits
    sites: Collection[str] | None = None
    """Those on which it may lie, as `site_of` tells them; None if on any."""
    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Headers that tell a site which copy there is, by the address that it is of."""
    check: Callable[[Reply], None] = lambda _: None
    """Is shown a reply before its body is read, and may refuse it."""


class Client:
    """Keeps no cookies, sends no credentials, verifies certificates; one request at a time."""

    def __init__(
        self,
        agent: str,
        pause: float,
        network: Network,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Args: what it calls itself, seconds between two requests to a host, what it may reach."""
        self._agent, self._pause, self._network, self._sleep = agent, pause, network, sleep
        self._tls = httpcore2.default_ssl_context()
        self._robots = Robots(lambda place, limits: self._follow(Wish(place, limits), free=True))
        self._asked: dict[str, float] = {}
        self._failures: Counter[str] = Counter()
        self._waited: Counter[str] = Counter()
        self._left_alone: dict[str, Reason] = {}

    def get(self, wish: Wish) -> Reply:
        """The reply of the address where redirects end: with status 200 or, if it is known, 304.

        Raises:
            GoneError: there is nothing.
            FetchError: it cannot be had this time.
        """
        reply = self._follow(wish)
        if reply.status in _GONE:
            raise GoneError(
                Reason(
                    "the site answers {status}: there is no such page",
                    {"status": str(reply.status)},
                )
            )
        if reply.status == 304 and reply.address in wish.known:
            return reply
        if reply.status != 200:
            raise FetchError(Reason("the site answers {status}", {"status": str(reply.status)}))
        return reply

    def _follow(self, wish: Wish, *, free: bool = False) -> Reply:
        """`free` of what robots.txt says."""
        at = checked(wish.address)
        for _ in range(MOST_REDIRECTS + 1):
            if wish.sites is not None and site_of(at) not in wish.sites:
                raise FetchError(Reason("it leads to another site, {host}", {"host": host_of(at)}))
            if not free:
                self._robots.check(at)
            reply = self._ask(replace(wish, address=at), 0.0 if free else self._robots.delay(at))
            if reply.status not in _REDIRECTS or "location" not in reply.headers:
                return reply
            to = checked(reply.headers["location"], at)
            if at.startswith("https:") and to.startswith("http:"):
                raise FetchError(Reason("it leads from https to http, {to}", {"to": to}))
            at = to
        raise FetchError(
            Reason("it leads on more than {most} times", {"most": str(MOST_REDIRECTS)})
        )

    def _ask(self, wish: Wish, delay: float) -> Reply:
        """One request, and another one where the site asks to come back soon."""
        host = host_of(wish.address)
        reply = self._request(wish, host, delay)
        if reply.status not in _BUSY:
            return reply
        wait = _retry_after(reply)
        if wait is not None and self._waited[host] + wait <= LONGEST_WAIT:
            self._waited[host] += ceil(wait)
            self._sleep(wait)
            reply = self._request(wish, host, delay)
        if reply.status in _BUSY:
            self._left_alone[host] = Reason(
                "the site answers {status} and is left alone for now", {"status": str(reply.status)}
            )
        return reply

    def _request(self, wish: Wish, host: str, delay: float) -> Reply:
        if host in self._left_alone:
            raise FetchError(self._left_alone[host])
        self._pause_for(host, max(self._pause, delay))
        headers = {"User-Agent": self._agent, "Accept": "*/*", **wish.known.get(wish.address, {})}
        try:
            reply = exchange(
                wish.address, headers, wish.limits, self._network, self._tls, wish.check
            )
        except SiteError as error:
            self._failures[host] += 1
            if self._failures[host] >= _MOST_FAILURES:
                self._left_alone[host] = Reason(
                    "{why}; {host} is left alone for now", {"why": error.reason, "host": host}
                )
            raise
        finally:
            self._asked[host] = time.monotonic()
        self._failures[host] = 0
        return reply

    def _pause_for(self, host: str, pause: float) -> None:
        left = self._asked.get(host, -pause) + pause - time.monotonic()
        if host in self._asked and left > 0:
            self._sleep(left)


def agent(contact: ContactSettings) -> str:
    """What sites are told of who asks."""
    whom = "; ".join(f"+{each}" for each in (contact.url, contact.email) if each)
    told = f"{NAME}/{version('fordonsdalen')}" + (f" ({whom})" if whom else "")
    return "".join(c for c in told if " " <= c <= "~")


def _retry_after(reply: Reply) -> float | None:
    told = reply.headers.get("retry-after", "")
    if told.isdecimal() and len(told) < 9:
        return float(told)
    with suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    return None
