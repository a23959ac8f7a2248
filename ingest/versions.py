"""Which documents are older versions of others.

A document says so itself (`replaces:` in its metadata). Else one is taken for a newer version only if
it has the same title, lies on the same site or in the same folder, is dated later, and repeats much
of the older one: the minutes of two meetings, or two news items under one title, are no versions.
They may still be, as pages are that were written anew: the later one is then told of.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlsplit

from assistant.models.documents import Document
from assistant.reasons import Reason
from assistant.text.words import words

REPEATED = 0.4
"""The least share of the older one's pairs of neighbouring words that the newer one has too."""
MOST_COMPARED = 5
"""Later documents of the same title that one is compared with, the next ones."""
_IN_FORCE = (
    "documents of its title that are older stay in force ({count});"
    " name what it replaces with replaces"
)
_AFTER_ALL = "~"
"""Sorts behind what may go on a date: `2021-04` is not later than `2021`, which may be December."""


@dataclass(slots=True)
class Succession:
    """Which documents come after others."""

    newer: dict[str, str] = field(default_factory=dict)
    """The id of the next version of a document, by its own."""
    later: dict[str, str] = field(default_factory=dict)
    """The id of the last document with the title and place of one that has no newer version, by its own."""
    remarks: list[tuple[str, Reason]] = field(default_factory=list)
    """Ids of documents with what there is to know: a claim that cannot be followed, a title that others
    have."""


def succession(
    documents: Sequence[Document], bodies: Mapping[str, str], claims: Mapping[str, str]
) -> Succession:
    """Which documents are versions of others, or may be.

    Args:
        documents: All of them.
        bodies: Their words, by id.
        claims: What documents say that they replace, by their ids: an id or an address.
    """
    found = Succession()
    named = {name: d.id for d in documents for name in _names(d)}
    dates = {document.id: document.published or "" for document in documents}
    for claimant, claim in sorted(claims.items(), key=lambda item: dates[item[0]], reverse=True):
        older = named.get(_plain(claim)) or named.get(claim)
        if older is None:
            told = "it replaces {claim}, which is not among the documents"
            found.remarks.append((claimant, Reason(told, {"claim": claim})))
        elif _leads_to(claimant, older, found.newer):
            told = "it replaces {claim}, which replaces it"
            found.remarks.append((claimant, Reason(told, {"claim": claim})))
        else:
            found.newer.setdefault(older, claimant)
    _follow_titles(documents, bodies, found)
    return found


def _follow_titles(
    documents: Sequence[Document], bodies: Mapping[str, str], found: Succession
) -> None:
    later: dict[str, str] = {}
    for older, version, last in _by_title(documents, bodies):
        if version is None:
            later[older] = last
        elif older not in found.newer and not _leads_to(version, older, found.newer):
            found.newer[older] = version
    found.later = {
        older: last
        for older, last in later.items()
        if older not in found.newer and last not in found.newer
    }
    found.remarks += (
        (last, Reason(_IN_FORCE, {"count": count}))
        for last, count in Counter(found.later.values()).items()
    )


def _by_title(
    documents: Sequence[Document], bodies: Mapping[str, str]
) -> Iterator[tuple[str, str | None, str]]:
    """Documents with later ones of the same title and place: the next that repeats it, and the last."""
    groups: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        if document.published:
            key = " ".join(document.title.casefold().split()), _place(document)
            groups.setdefault(key, []).append(document)
    for group in groups.values():
        if len(group) < 2:
            continue
        group.sort(key=lambda document: document.published or "")
        dates = [document.published or "" for document in group]
        pairs = _Pairs(bodies)
        for older, date in zip(group, dates, strict=True):
            first = bisect(dates, date + _AFTER_ALL)
            later = [document.id for document in group[first : first + MOST_COMPARED]]
            if later:
                told = pairs.of(older.id)
                repeat = (d for d in later if len(told & pairs.of(d)) >= REPEATED * len(told) > 0)
                yield older.id, next(repeat, None), group[-1].id


class _Pairs:
    """The pairs of neighbouring words of documents; those that are compared next are kept."""

    def __init__(self, bodies: Mapping[str, str]) -> None:
        self._bodies = bodies
        self.of = lru_cache(maxsize=2 * MOST_COMPARED)(self._of)

    def _of(self, name: str) -> frozenset[tuple[str, str]]:
        return frozenset(pairwise(word.folded for word in words(self._bodies[name])))


def _place(document: Document) -> str:
    """The site of a document, or its folder where it has no address."""
    return urlsplit(document.url or "").netloc.casefold() or str(Path(document.source).parent)


def _names(document: Document) -> Iterator[str]:
    """What a document can be called: its ids and addresses."""
    yield from document.ids
    for url in (document.url, *(address.url for address in document.also)):
        if url:
            yield _plain(url)


def _plain(url: str) -> str:
    """An address without what does not tell pages apart."""
    parts = urlsplit(url)
    return f"{parts.netloc.casefold()}{parts.path.rstrip('/')}?{parts.query}"


def _leads_to(start: str, end: str, newer: Mapping[str, str]) -> bool:
    """Whether one document is the other, or one of its newer versions is."""
    seen = set()
    while start not in seen:
        if start == end:
            return True
        seen.add(start)
        start = newer.get(start, start)
    return False
