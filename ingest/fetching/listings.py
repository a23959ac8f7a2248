"""Sitemaps and feeds: the addresses that they list."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

from assistant.reasons import Reason
from ingest.fetching.addresses import address, host_of, site_of
from ingest.fetching.errors import FetchError
from ingest.fetching.exchange import gathered, unpacked
from ingest.readers.archive import Element, local

MOST_BYTES = 20_000_000
"""Packed or not; 50,000 addresses, more than a sitemap may list, take half of it."""
_PACKED = b"\x1f\x8b"
_STEP = 65_536
_MOST_TEXT = 4_000
_CREDENTIALS = re.compile(r"//[^/@]{0,200}@")
_MOST_UNFIT = 100
"""Addresses that are told of as none that is fetched."""
_PAGES = frozenset({"url", "item", "entry"})
"""Elements that stand for a page each, in a sitemap, RSS and Atom."""
_SITEMAPS, _FEEDS = frozenset({"urlset", "sitemapindex"}), frozenset({"rss", "RDF", "feed"})


@dataclass(frozen=True, slots=True)
class Listing:
    """What a sitemap or a feed lists, in its order, each once."""

    pages: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    """Further sitemaps."""
    elsewhere: Mapping[str, int] = field(default_factory=dict)
    """How many pages it lists on which other hosts."""
    unfit: Mapping[str, Reason] = field(default_factory=dict)
    """What of it cannot be fetched, such as `ftp:` or with a password, and why."""


def read_listing(data: bytes, base: str, sites: Container[str], most: int) -> Listing:
    """A sitemap, a list of sitemaps, or a feed in RSS or Atom, also packed by gzip.

    Args:
        data: What was fetched.
        base: The address that it came from.
        sites: Where pages may lie, as `site_of` tells sites.
        most: Pages and further sitemaps that are taken; those elsewhere take no room from them.

    Raises:
        FetchError: it is none of these, or declares entities.
    """
    pages: dict[str, None] = {}
    listings: dict[str, None] = {}
    elsewhere: dict[str, None] = {}
    unfit: dict[str, Reason] = {}
    for element in open_listing(data, base).iter(etree.Element):
        name = local(element)
        if name not in _PAGES and name != "sitemap":
            continue
        link = next(_links(element), "")
        try:
            found = address(link, element.base or base)
        except FetchError as error:
            if link and len(unfit) < _MOST_UNFIT:
                unfit[_CREDENTIALS.sub("//…@", link)] = error.reason
            continue
        own = pages if site_of(found) in sites else elsewhere
        (listings if name == "sitemap" else own)[found] = None
        if len(pages) >= most or len(listings) >= most:
            break
    return Listing(tuple(pages), tuple(listings), Counter(map(host_of, elsewhere)), unfit)


def open_listing(data: bytes, base: str) -> Element:
    """The root of a sitemap or feed.

    Raises:
        FetchError: as for `read_listing`.
    """
    return _parsed(unpack(data), base)


def unpack(data: bytes) -> bytes:
    """The bytes of a file that may be packed by gzip.

    Raises:
        FetchError: it is damaged, or larger than a listing may be.
    """
    if not data.startswith(_PACKED):
        return data
    return gathered(
        unpacked(data[at : at + _STEP] for at in range(0, len(data), _STEP)), MOST_BYTES
    )


def _parsed(data: bytes, base: str) -> Element:
    # Feeds are often a little broken. Entities are neither loaded nor put in.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_pis=True
    )
    root = None
    with suppress(etree.XMLSyntaxError, ValueError):
        root = etree.fromstring(data, parser, base_url=base)
    if root is None or local(root) not in _SITEMAPS | _FEEDS:
        raise FetchError("it is neither a sitemap nor a feed")
    # What a sitemap does not list is removed, so that one that breaks off must not count.
    if local(root) in _SITEMAPS and parser.error_log.filter_from_errors():
        raise FetchError("it is a sitemap that is damaged or breaks off")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise FetchError("it declares entities, which no sitemap or feed needs")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise FetchError("it is nested too deeply, or larger than any listing")
    return root


def _links(element: Element) -> Iterator[str]:
    """The addresses of the page that an element stands for.

    A feed may tell several: an Atom link without a relation, or an alternate one, is the page's."""
    for child in element:
        name = local(child)
        if name == "link" and child.get("rel", "alternate") == "alternate" and child.get("href"):
            yield child.get("href")
        elif name in ("loc", "link") and (text := (child.text or "").strip()[:_MOST_TEXT]):
            yield text
    for child in element:
        name, text = local(child), (child.text or "").strip()[:_MOST_TEXT]
        is_link = name == "guid" and child.get("isPermaLink", "true") == "true"
        if is_link or (name == "id" and text.startswith(("http://", "https://"))):
            yield text
