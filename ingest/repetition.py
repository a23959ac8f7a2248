"""What the pages of one site have in common: menus, contact boxes, links back to a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.errors import SourceError
from ingest.decoding import as_meant, declared_charset, decode
from ingest.sources import PAGES, Source

if TYPE_CHECKING:
    from ingest.readers.webpage import Outline

_LEAST_PAGES = 4
"""Fewer pages may say the same by chance or since it is what they are about."""


def furniture(sources: Sequence[Source]) -> Mapping[Path, Collection[str]]:
    """For each web page among some sources, the texts that more than half of the pages of its site hold.

    Pages are of one site that were fetched from the same host or name it or, where they name none,
    lie in one folder.
    """
    pages = [s for s in sources if s.path.suffix.lower() in PAGES and s.path.is_file()]
    if len(pages) < _LEAST_PAGES:
        return {}
    from ingest.readers.webpage import outline  # noqa: PLC0415 - trafilatura takes 0.2 s to load

    sites: defaultdict[str, dict[Path, Outline]] = defaultdict(dict)
    for source in pages:
        path = source.path
        try:
            data = path.read_bytes()
            found = outline(as_meant(decode(data, declared_charset(data)))[0])
        except (SourceError, OSError):
            continue  # Whoever reads it will tell.
        sites[urlsplit(source.place.address).netloc or found.host or str(path.parent)][path] = found
    shared = {site: _shared(outlines.values()) for site, outlines in sites.items()}
    return {path: shared[site] for site, outlines in sites.items() for path in outlines}


def _shared(outlines: Collection[Outline]) -> frozenset[str]:
    if len(outlines) < _LEAST_PAGES:
        return frozenset()
    counts = Counter(whole for each in outlines for whole in each.wholes)
    return frozenset(whole for whole, count in counts.items() if 2 * count > len(outlines))
