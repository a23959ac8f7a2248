"""What the pages of one site have in common: menus, contact boxes, links back to a list."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import SourceError
from ingest.decoding import declared_charset, decode
from ingest.sources import PAGES

if TYPE_CHECKING:
    from ingest.readers.webpage import Outline

_LEAST_PAGES = 4
"""Fewer pages may say the same by chance or since it is what they are about."""


def furniture(paths: Iterable[Path]) -> Mapping[Path, Collection[str]]:
    """For each web page among some files, the texts that more than half of the pages of its site hold.

    Pages are of one site that name the same host or, where they name none, lie in one folder.
    """
    pages = [path for path in paths if path.suffix.lower() in PAGES and path.is_file()]
    if len(pages) < _LEAST_PAGES:
        return {}
    from ingest.readers.webpage import outline  # noqa: PLC0415 - trafilatura takes 0.2 s to load

    sites: defaultdict[str, dict[Path, Outline]] = defaultdict(dict)
    for path in pages:
        try:
            data = path.read_bytes()
            found = outline(decode(data, declared_charset(data)))
        except (SourceError, OSError):
            continue  # Whoever reads it will tell.
        sites[found.host or str(path.parent)][path] = found
    shared = {site: _shared(outlines.values()) for site, outlines in sites.items()}
    return {path: shared[site] for site, outlines in sites.items() for path in outlines}


def _shared(outlines: Collection[Outline]) -> frozenset[str]:
    if len(outlines) < _LEAST_PAGES:
        return frozenset()
    counts = Counter(whole for each in outlines for whole in each.wholes)
    return frozenset(whole for whole, count in counts.items() if 2 * count > len(outlines))
