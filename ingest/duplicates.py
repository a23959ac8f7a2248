"""One document for each text: what stands at two addresses is not two sources that agree."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from assistant.models.documents import Address, Document
from assistant.text.composing import composed
from ingest.reading import Reading


def body(reading: Reading) -> str:
    """The words of a source as they are read, its headings too, no front matter; each block is a line."""
    text = reading.document.text
    blocks = (" ".join(composed(text[b.start : b.end]).split()) for b in reading.parsed.blocks)
    return "\n".join(blocks)


def checksum(text: str) -> bytes:
    """What is the same for the same words, however they are spaced."""
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


def _known(document: Document) -> int:
    return 2 * (document.url is not None) + (document.published is not None)
