"""Which documents are older versions of others.

A document says so itself (`replaces:` in its metadata). Else one is taken for a newer version only if
it has the same title and language, lies in the same folder, is dated later, and is sure to go on with
the older one (`renewal`): the minutes of two meetings, or two news items under one title, are no
versions. Where in doubt both are in force, and the last one of a title is told of beside the others,
for a page may have been written anew.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from assistant.models.documents import Document
from assistant.reasons import Reason
from ingest.renewal import compared, renews

MOST_COMPARED = 5
"""Later documents of the same title that one is compared with, the next ones."""
_IN_FORCE = (
    "older documents of its title stay in force ({count}); name what one replaces with replaces"
)
_PORTS = {"http": ":80", "https": ":443"}
_AFTER_ALL = "~"
"""Sorts behind what may go on a date: `2021-04` is not later than `2021`, which may be December."""


@dataclass(slots=True)
class Succession:
    """Which documents come after others."""

    newer: dict[str, str] = field(default_factory=dict)
    """The id of the next version of a document, by its own; none leads back to itself."""
    later: dict[str, str] = field(default_factory=dict)
    """The id of the last document in force of a title and place, by those of all that are dated before."""
    remarks: list[tuple[str, Reason]] = field(default_factory=list)
    """Ids of documents with what there is to know: a claim that cannot be followed, a title that an
    older one has."""
    _onward: dict[str, str] = field(default_factory=dict)
    """As `newer`, or a further version, so that the last one is found in few steps."""

    def add(self, older: str, version: str) -> bool:
        """Note the next version of a document, unless it has one; False where that one leads back to it."""
        if older in self.newer:
            return True
        if self.last(version) == older:
            return False
        self.newer[older] = self._onward[older] = version
        return True

    def last(self, name: str) -> str:
        """The newest version of a document, which may be it."""
        while name in self._onward:
            behind = self._onward[name]
            self._onward[name] = self._onward.get(behind, behind)
            name = behind
        return name


def succession(
    documents: Sequence[Document], body: Callable[[str], str], claims: Mapping[str, str]
) -> Succession:
    """Which documents are versions of others, or may be.

    Args:
        documents: All of them.
        body: The words of one, by its id; each block is a line.
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
        elif not found.add(older, claimant):
            told = "it replaces {claim}, which replaces it"
            found.remarks.append((claimant, Reason(told, {"claim": claim})))
    groups = _of_one_title(documents)
    for group in groups:
        for older, version in _by_content(group, body):
            found.add(older, version)
    for group in groups:
        _tell_of_later(group, dates, found)
    return found


def _of_one_title(documents: Sequence[Document]) -> list[list[Document]]:
    """Documents of the same title, language and place that have dates, in the order of these."""
    groups: dict[tuple[str, str, str], list[Document]] = {}
    for document in documents:
        if document.published:
            title = " ".join(document.title.casefold().split())
            groups.setdefault((title, document.language, _place(document)), []).append(document)
    several = [group for group in groups.values() if len(group) > 1]
    return [sorted(group, key=lambda each: each.published or "") for group in several]


def _by_content(group: Sequence[Document], body: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Ids of documents with that of the next one that goes on with them, if any does."""
    of = lru_cache(maxsize=2 * MOST_COMPARED)(lambda name: compared(body(name)))
    dates = [document.published or "" for document in group]
    for older, date in zip(group, dates, strict=True):
        first = bisect(dates, date + _AFTER_ALL)
        later = (document.id for document in group[first : first + MOST_COMPARED])
        version = next((name for name in later if renews(of(name), of(older.id), date)), None)
        if version is not None:
            yield older.id, version


def _tell_of_later(group: Sequence[Document], dates: Mapping[str, str], found: Succession) -> None:
    """Note the last one of the documents that are in force, each after what replaced it."""
    of_title = {found.last(each.id): dates[each.id] for each in group}
    # What replaced one may have another date, or none: surely later is what is so by both.
    since = {name: min(date, dates[name]) for name, date in of_title.items()}
    later = max(since, key=lambda name: since[name])
    before = [
        name
        for name, date in of_title.items()
        if max(date, dates[name]) + _AFTER_ALL < since[later] and name != later
    ]
    if before:
        found.later |= dict.fromkeys(before, later)
        found.remarks.append((later, Reason(_IN_FORCE, {"count": str(len(before))})))


def _place(document: Document) -> str:
    """The folder of a document, on its site where it has an address.

    Segments with a digit are left out: years, numbers of uploads and versions are of one place.
    """
    address = urlsplit(document.url or "")
    path = PurePosixPath(unquote(address.path) if address.netloc else document.source)
    named = (each for each in path.parent.parts if not any(map(str.isdigit, each)))
    return "/".join((_site(address), *named))


def _names(document: Document) -> Iterator[str]:
    """What a document can be called: its ids and addresses."""
    yield from document.ids
    for url in (document.url, *(address.url for address in document.also)):
        if url:
            yield _plain(url)


def _plain(url: str) -> str:
    """An address without what does not tell pages apart; what is none as it is."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{_site(parts)}{parts.path.rstrip('/')}?{parts.query}"


def _site(address: SplitResult) -> str:
    """The host, with its port where that is none of the scheme."""
    return address.netloc.casefold().removesuffix(_PORTS.get(address.scheme, ""))
