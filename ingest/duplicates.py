"""One document for each text: what stands at two addresses is not two sources that agree.

A site that takes over the news of another often adds a line, such as its day or where it is from.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from assistant.models.documents import Address, Document
from ingest.reading import Reading
from ingest.sentences import split_sentences

LEAST_SHARED = 0.8
"""The least share of the longer text that the shorter one has too."""
MOST_COMPARED = 5
"""Longer texts of the same title that one is compared with, the next ones."""


def body(reading: Reading) -> str:
    """The words of a source, its headings too, a line for each block, without front matter."""
    text = reading.document.text
    blocks = (" ".join(text[b.start : b.end].split()) for b in reading.parsed.blocks)
    return "\n".join(filter(None, blocks))


def checksum(text: str) -> bytes:
    """What is the same for the same body, however it is spaced."""
    return hashlib.sha256(" ".join(text.split()).encode(errors="surrogatepass")).digest()


def fold(
    read: Sequence[Document], bodies: Mapping[str, Hashable]
) -> tuple[list[Document], dict[str, str]]:
    """Make sources with the same body one document with several addresses.

    The one of which most is known stands for all: the first with an address on the web and a date.

    Args:
        read: What was read, in order.
        bodies: What is the same for the same body, by id.

    Returns:
        The documents in the order of those that stand for others, and the id of the document that
        each other one became part of, by its own.
    """
    alike: dict[Hashable, list[Document]] = {}
    for each in read:
        alike.setdefault(bodies[each.id], []).append(each)
    folded: list[Document] = []
    part_of: dict[str, str] = {}
    for same in alike.values():
        first = min(same, key=lambda each: -_known(each))
        others = [each for each in same if each is not first]
        also = tuple(Address(d.id, d.title, d.source, d.url) for d in others)
        folded.append(replace(first, also=also))
        part_of |= {document.id: first.id for document in others}
    order = {each.id: row for row, each in enumerate(read)}
    folded.sort(key=lambda each: order[each.id])
    return folded, part_of


def fold_longer(
    documents: Sequence[Document], bodies: Mapping[str, str]
) -> tuple[list[Document], dict[str, str]]:
    """Make a document part of one on another site that has all of its sentences and little more.

    The longer one stands for both, so that no word is lost. One that says something else in a single
    sentence stays, as sources that disagree do.

    Args:
        documents: Each text once, in order.
        bodies: The words of each, by id, a line for each block.

    Returns:
        As `fold`.
    """
    titles: dict[str, list[Document]] = {}
    for each in documents:
        if each.url:
            titles.setdefault(" ".join(each.title.casefold().split()), []).append(each)
    parts: dict[str, list[Document]] = {}
    for group in titles.values():
        if len(set(map(_host, group))) > 1:
            _find_longer(group, bodies, parts)
    part_of = {each.id: name for name, others in parts.items() for each in others}
    kept = (each for each in documents if each.id not in part_of)
    return [_with_parts(each, parts.get(each.id, ())) for each in kept], part_of


def _find_longer(
    group: Sequence[Document], bodies: Mapping[str, str], parts: dict[str, list[Document]]
) -> None:
    lengths = {each.id: len(bodies[each.id]) for each in group}
    longer: deque[tuple[Document, frozenset[str]]] = deque(maxlen=MOST_COMPARED)
    for each in sorted(group, key=lambda document: -lengths[document.id]):
        said = frozenset(_sentences(bodies[each.id]))
        for other, more in longer:
            is_most = lengths[each.id] >= LEAST_SHARED * lengths[other.id]
            if is_most and _host(other) != _host(each) and said <= more:
                parts.setdefault(other.id, []).append(each)
                break
        else:
            longer.append((each, said))


def _with_parts(document: Document, parts: Iterable[Document]) -> Document:
    told = (a for d in parts for a in (Address(d.id, d.title, d.source, d.url), *d.also))
    return replace(document, also=(*document.also, *told))


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from (line[start:end] for start, end in split_sentences(line, 0, len(line)))


def _host(document: Document) -> str:
    return urlsplit(document.url or "").netloc.casefold()


def _known(document: Document) -> int:
    return 2 * (document.url is not None) + (document.published is not None)
