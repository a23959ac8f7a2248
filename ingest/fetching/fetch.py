"""Fetches all that a sources file lists, and tells where the readers find it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from assistant.errors import StorageError
from assistant.progress import OnProgress, no_progress
from assistant.reasons import NO_REASON, Reason
from assistant.settings import Settings
from ingest.fetching.addresses import site_of
from ingest.fetching.cache import Cache
from ingest.fetching.client import Client, Wish, agent
from ingest.fetching.exchange import Limits
from ingest.fetching.listings import Listing, read_listing
from ingest.fetching.network import Network
from ingest.fetching.refreshing import Refresher
from ingest.fetching.sources_file import Feed, Listed, Remote, Sources
from ingest.readers.parsed import named_at_most
from ingest.sources import Place

STEP = "fetch"
MOST_LISTINGS = 100
"""Sitemaps that one source may lead to."""
_MOST_NAMED = 3


@dataclass(slots=True)
class Fetched:
    """What came of fetching."""

    places: list[Place] = field(default_factory=list)
    """Where the documents lie, folders too."""
    notices: list[tuple[str, Reason]] = field(default_factory=list)
    """Addresses, each with what somebody should know of it."""
    counts: Counter[str] = field(default_factory=Counter)
    """How many pages and files were `new`, `changed`, `unchanged`, `gone`, `failed` or `not due`."""
    kept: set[str] = field(default_factory=set)
    """Addresses whose copies are needed."""


class Fetcher:
    """One pass over the sources."""

    def __init__(
        self,
        refresher: Refresher,
        cache: Cache,
        limits: Limits,
        on_progress: OnProgress = no_progress,
    ) -> None:
        """`limits` are those of a file for which its source sets no narrower ones."""
        self._refresher, self._cache, self._limits = refresher, cache, limits
        self._on_progress = on_progress
        self._done = Fetched(notices=refresher.notices)

    def fetch(self, sources: Sources, *, only_due: bool = False) -> Fetched:
        """Fetch what is listed; what fails does not stop the rest.

        Args:
            sources: As they are read.
            only_due: Whether what is not due by its schedule is taken from the cache.

        Raises:
            OSError: the cache cannot be written.
        """
        self._done.places += [
            Place(folder.path, folder.told, folder.without, folder.tags)
            for folder in sources.folder
        ]
        fetched: list[Place] = []
        for source in sources.remote:
            ask = not only_due or is_due(self._cache, source, self._refresher.now())
            pages = self._pages(source, ask=ask) if isinstance(source, Listed) else [source.url]
            for number, page in enumerate(pages):
                self._on_progress(STEP, number, len(pages))
                if page not in self._done.kept:
                    fetched += self._page(source, page, ask=ask)
            self._on_progress(STEP, len(pages), len(pages))
        self._done.places += _distinct(fetched)
        return self._done

    def _page(self, source: Remote, page: str, *, ask: bool) -> Iterator[Place]:
        """Where a page lies, or why it could not be fetched; nothing if it is gone."""
        known, outcome = self._cache.get(page), "not due"
        if ask or known is None:
            known, outcome = self._refresher.page(*self._wish(source, page))
        self._done.counts[outcome] += 1
        self._done.kept.add(page)
        if known.file or known.problem:
            yield Place(
                self._cache.path(known),
                replace(source.told, url=known.final or page),
                source.without,
                source.tags,
                address=page,
                canonical=known.canonical,
                problem=NO_REASON if known.file else known.problem,
            )

    def _pages(self, source: Listed, *, ask: bool) -> list[str]:
        """The addresses of the pages of a sitemap or feed, as many as are allowed."""
        pages: dict[str, None] = {}
        elsewhere: Counter[str] = Counter()
        unfit = dict[str, Reason]()
        waiting, seen = [source.url], dict[str, None]()
        while waiting and len(seen) < MOST_LISTINGS and len(pages) <= source.pages:
            at = waiting.pop(0)
            if at not in seen:
                seen[at] = None
                listing = self._listing(source, at, ask=ask)
                pages |= dict.fromkeys(listing.pages)
                elsewhere.update(listing.elsewhere)
                unfit |= listing.unfit
                waiting += listing.listings
        if isinstance(source, Feed):
            once = (each.address for each in self._cache.listed_in(source.url))
            pages |= dict.fromkeys(page for page in once if site_of(page) in source.sites)
        own = [page for page in pages if page not in seen]
        self._tell_passed_over(source, elsewhere)
        self._tell_unfit(source, unfit)
        if len(own) > source.pages:
            told = "only the first {most} pages are fetched; set its pages higher for more"
            self._tell(source, Reason(told, {"most": source.pages}))
        elif set(waiting) - seen.keys():
            told = "only its first {most} sitemaps are asked; list the others as sources"
            self._tell(source, Reason(told, {"most": MOST_LISTINGS}))
        return own[: source.pages]

    def _listing(self, source: Listed, at: str, *, ask: bool) -> Listing:
        """What a sitemap or feed lists now, or did when it could last be read."""
        known = self._cache.get(at)
        if ask or known is None:
            known = self._refresher.listing(*self._wish(source, at))
        self._done.kept.add(at)
        data = self._cache.data(known)
        if data is None:
            problem = known.problem or Reason("it could not be fetched")
            self._done.places.append(Place(self._cache.path(known), address=at, problem=problem))
            return Listing()
        most = max(source.pages, MOST_LISTINGS) + 1
        return read_listing(data, known.final, source.sites, most)

    def _wish(self, source: Remote, page: str) -> tuple[Wish, str]:
        """What is asked for, and the sitemap or feed that names it."""
        listing = "" if page == source.url else source.url
        sites = source.sites if isinstance(source, Listed) else None
        return Wish(page, self._limits_of(source), sites), listing

    def _limits_of(self, source: Remote) -> Limits:
        if source.megabytes is None:
            return self._limits
        return replace(self._limits, bytes=min(self._limits.bytes, source.megabytes * 1_000_000))

    def _tell_passed_over(self, source: Listed, hosts: Counter[str]) -> None:
        if hosts:
            told = "{count} of its pages, on {hosts}, are not fetched; name these in its hosts"
            names = ", ".join(host for host, _ in hosts.most_common(3))
            self._tell(source, Reason(told, {"count": hosts.total(), "hosts": names}))

    def _tell_unfit(self, source: Listed, unfit: Mapping[str, Reason]) -> None:
        if unfit:
            told = "of what it lists, {names} cannot be fetched: {why}"
            why = next(iter(unfit.values()))
            names = named_at_most(list(unfit), _MOST_NAMED)
            self._tell(source, Reason(told, {"names": names, "why": why}))

    def _tell(self, source: Listed, reason: Reason) -> None:
        self._done.notices.append((source.name, reason))


def fetch_sources(
    sources: Sources,
    settings: Settings,
    on_progress: OnProgress = no_progress,
    *,
    only_due: bool = False,
) -> Fetched:
    """Fetch what a sources file lists, as the settings allow.

    Raises:
        StorageError: the cache cannot be written.
    """
    ingest, cache = settings.ingest, Cache(settings.data_dir)
    network = Network(private=ingest.allow_private_addresses)
    client = Client(agent(settings.contact), ingest.pause_seconds, network)
    limits = Limits(ingest.most_megabytes * 1_000_000, ingest.request_seconds)
    fetcher = Fetcher(Refresher(client, cache), cache, limits, on_progress)
    try:
        done = fetcher.fetch(sources, only_due=only_due)
    except OSError as error:
        told = error.strerror or error
        raise StorageError(f"{settings.data_dir} cannot keep what is fetched: {told}.") from error
    if sources.remote and not settings.contact.can_be_reached:
        unnamed = Reason("sites are not told whom to turn to; set contact.email or contact.url")
        done.notices.append(("settings", unnamed))
    if ingest.allow_private_addresses:
        opened = (
            "ingest.allow_private_addresses lets sources reach this machine and its own network"
        )
        done.notices.append(("settings", Reason(opened)))
    return done


def is_due(cache: Cache, source: Remote, now: datetime) -> bool:
    """Whether a source is to be fetched again by its schedule."""
    known = cache.about(source.url)
    return known is None or not known.asked <= now < known.asked + source.interval


def _distinct(places: Sequence[Place]) -> Iterator[Place]:
    """Each address once, by the one that its page prefers unless others lie there or prefer it too."""
    taken = Counter(place.told.url for place in places)
    taken.update(p.canonical for p in places if p.canonical != p.told.url)
    seen: set[str | None] = set()
    for place in places:
        if place.told.url in seen:
            continue
        seen.add(place.told.url)
        preferred = place.canonical
        if preferred and taken[preferred] == 1:
            yield replace(place, told=replace(place.told, url=preferred))
        else:
            yield place
