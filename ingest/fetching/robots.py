"""What a site asks of programs, in its robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from protego import Protego

from assistant.reasons import Reason
from ingest.fetching.errors import FetchError, HostError
from ingest.fetching.exchange import Limits, Reply

NAME = "fordonsdalen"
"""What a robots.txt calls this program."""
LIMITS = Limits(bytes=512_000, seconds=15, cut=True)
"""As much as has to be read of a robots.txt, and as long as it is waited for."""
LONGEST_DELAY = 30.0
"""Seconds; a site that asks for longer pauses gets these."""


class Robots:
    """The wishes of each site, asked for once."""

    def __init__(self, ask: Callable[[str, Limits], Reply]) -> None:
        """`ask` fetches an address, redirects followed, whatever a robots.txt says."""
        self._ask = ask
        self._known: dict[str, Protego | FetchError] = {}

    def check(self, address: str) -> None:
        """Whether an address may be asked.

        Raises:
            FetchError: its site forbids it, or does not tell for the moment.
        """
        rules = self._rules(address)
        if isinstance(rules, HostError):
            raise rules
        if isinstance(rules, FetchError):
            raise FetchError(
                Reason("its robots.txt cannot be read: {why}", {"why": rules.reason})
            ) from rules
        if not rules.can_fetch(address, NAME):
            raise FetchError("its robots.txt forbids it; ask the site, or save the page as a file")

    def delay(self, address: str) -> float:
        """Seconds between two requests that the site asks for."""
        rules = self._rules(address)
        told = None if isinstance(rules, FetchError) else rules.crawl_delay(NAME)
        return min(told, LONGEST_DELAY) if told is not None and told > 0 else 0.0

    def _rules(self, address: str) -> Protego | FetchError:
        place = urljoin(address, "/robots.txt")
        if place not in self._known:
            try:
                self._known[place] = self._read(place)
            except FetchError as error:
                self._known[place] = error
        return self._known[place]

    def _read(self, place: str) -> Protego:
        reply = self._ask(place, LIMITS)
        if 400 <= reply.status < 500 and reply.status != 429:
            return Protego.parse("")
        if reply.status != 200:
            raise FetchError(Reason("the site answers {status}", {"status": str(reply.status)}))
        return Protego.parse(reply.body.decode("utf-8-sig", "replace"))
