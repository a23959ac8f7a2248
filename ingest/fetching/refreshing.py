"""Asks for one address again, and keeps what comes; where that fails, the last good copy stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from assistant.reasons import NO_REASON, Reason
from ingest.fetching.cache import Cache, Copy
from ingest.fetching.client import Client, Wish
from ingest.fetching.errors import FetchError, GoneError
from ingest.fetching.exchange import Reply
from ingest.fetching.listings import MOST_BYTES, open_listing
from ingest.fetching.media import canonical, ending, recoded

_AS_LISTING = ".listing"
_LONGEST_VALIDATOR = 1_000


class Refresher:
    """Keeps the copies in a cache up to date."""

    def __init__(
        self,
        client: Client,
        cache: Cache,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Tell who asks, where copies are kept, and the time."""
        self._client, self._cache, self.now = client, cache, now
        self.notices: list[tuple[str, Reason]] = []
        """Addresses, each with what somebody should know of it."""

    def page(self, wish: Wish, listing: str) -> tuple[Copy, str]:
        """A page or file, and what came of it: `new`, `changed`, `unchanged`, `gone` or `failed`.

        A copy without a file and a problem is of one that is gone. `listing` is the sitemap or feed that
        names it; empty where the operator does.
        """
        before = self._before(wish, listing)
        try:
            reply = self._ask(replace(wish, check=_refuse_unread), before)
            if reply.status == 304:
                return self._unchanged(before), "unchanged"
            if not reply.body.strip():
                raise FetchError("the site sends nothing")
            suffix = ending(reply.headers, reply.address)
            body = recoded(reply.body, reply.headers)
            told = _about(reply, before) | {"canonical": canonical(body, reply.address, suffix)}
            after = self._cache.put(before.model_copy(update=told), body, suffix)
        except GoneError as error:
            removed = Reason("it is removed, since {why}", {"why": error.reason})
            self.notices.append((wish.address, removed if before.file else error.reason))
            gone = Copy(address=wish.address, asked=before.asked, listing=listing)
            return self._cache.put(gone), "gone"
        except FetchError as error:
            return self._failed(before, error), "failed"
        if not before.file:
            return after, "new"
        return after, "unchanged" if after.sha256 == before.sha256 else "changed"

    def listing(self, wish: Wish, listing: str) -> Copy:
        """A sitemap or feed; one that cannot be read does not take the place of the last good one."""
        before = self._before(wish, listing)
        limits = replace(wish.limits, bytes=min(wish.limits.bytes, MOST_BYTES))
        try:
            reply = self._ask(replace(wish, limits=limits), before)
            if reply.status == 304:
                return self._unchanged(before)
            open_listing(reply.body, reply.address)
        except FetchError as error:
            return self._failed(before, error)
        return self._cache.put(
            before.model_copy(update=_about(reply, before)), reply.body, _AS_LISTING
        )

    def _before(self, wish: Wish, listing: str) -> Copy:
        now = self.now()
        known = self._cache.get(wish.address) or Copy(address=wish.address, asked=now)
        return known.model_copy(update={"asked": now, "listing": listing, "problem": NO_REASON})

    def _ask(self, wish: Wish, before: Copy) -> Reply:
        known = {before.final: before.validators} if before.file and before.validators else {}
        return self._client.get(replace(wish, known=known))

    def _unchanged(self, before: Copy) -> Copy:
        return self._cache.put(before.model_copy(update={"fetched": before.asked}))

    def _failed(self, before: Copy, error: FetchError) -> Copy:
        if before.file and before.fetched:
            day = f"{before.fetched:%Y-%m-%d %H:%M}"
            told = "it could not be fetched: {why}; the copy of {day} UTC is read"
            notice = Reason(told, {"why": error.reason, "day": day})
            self.notices.append((before.address, notice))
        return self._cache.put(before.model_copy(update={"problem": error.reason}))


def _refuse_unread(reply: Reply) -> None:
    """A film is refused before it is downloaded."""
    ending(reply.headers, reply.address)


def _validator(reply: Reply, name: str) -> str:
    """A header that is sent back, if it can be."""
    told = reply.headers.get(name, "")
    return told if told.isascii() and told.isprintable() and len(told) <= _LONGEST_VALIDATOR else ""


def _about(reply: Reply, before: Copy) -> dict[str, object]:
    return {
        "final": reply.address,
        "etag": _validator(reply, "etag"),
        "modified": _validator(reply, "last-modified"),
        "fetched": before.asked,
    }
