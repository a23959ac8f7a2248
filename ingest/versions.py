"""Which documents are older versions of others.

A document says so itself (`replaces:` in its metadata). Else one is taken for a newer version only if
it has the same title, lies on the same site or in the same folder, is dated later, and repeats much
of the older one: the minutes of two meetings, or two news items under one title, are no versions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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


def newer_versions(
    documents: Sequence[Document], bodies: Mapping[str, str], claims: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[str, Reason]]]:
    """The next version of each document that has one.

    Args:
        documents: All of them.
        bodies: Their words, by id.
        claims: What documents say that they replace, by their ids: an id or an address.

    Returns:
        The id of the newer document by that of the older, and which claims cannot be followed: the
        id of the document with the reason.
    """
    newer: dict[str, str] = {}
    problems = []
    named = {name: d.id for d in documents for name in _names(d)}
    dates = {document.id: document.published or "" for document in documents}
    for claimant, claim in sorted(claims.items(), key=lambda item: dates[item[0]], reverse=True):
        older = named.get(_plain(claim)) or named.get(claim)
        if older is None:
            told = "it replaces {claim}, which is not among the documents"
            problems.append((claimant, Reason(told, {"claim": claim})))
        elif _leads_to(claimant, older, newer):
            told = "it replaces {claim}, which replaces it"
            problems.append((claimant, Reason(told, {"claim": claim})))
        else:
            newer.setdefault(older, claimant)
    for older, later in _by_title(documents, bodies):
        if older not in newer and not _leads_to(later, older, newer):
            newer[older] = later
    return newer, problems


def _by_title(
    documents: Sequence[Document], bodies: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Older and newer documents of the same title and place, of which the newer repeats the older."""
    groups: dict[tuple[str, str], list[Document]] = {}
    for document in documents:
        if document.published:
            key = " ".join(document.title.casefold().split()), _place(document)
            groups.setdefault(key, []).append(document)
    for group in groups.values():
        if len(group) < 2:
            continue
        group.sort(key=lambda document: document.published or "")
        pairs = _Pairs(bodies)
        for row, older in enumerate(group):
            later = [d for d in group[row + 1 :] if _is_later(d, older)][:MOST_COMPARED]
            for each in later:
                told = pairs.of(older.id)
                if len(told & pairs.of(each.id)) >= REPEATED * len(told) > 0:
                    yield older.id, each.id
                    break


def _is_later(one: Document, other: Document) -> bool:
    """Whether a date is surely later: `2021-04` is not later than `2021`, which may be December."""
    parts = [(document.published or "").split("-") for document in (one, other)]
    known = min(map(len, parts))
    return parts[0][:known] > parts[1][:known]


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
