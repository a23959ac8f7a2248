"""One document for each text: what stands at two addresses is not two sources that agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.models import Address, Document, ReadDocument
from ingest.reading import Reading


def body(reading: Reading) -> str:
    """The words of a source, its headings too, without front matter and however they are spaced."""
    text = reading.document.text
    return " ".join(word for b in reading.blocks for word in text[b.start : b.end].split())


def fold(
    read: Sequence[ReadDocument], bodies: Mapping[str, str]
) -> tuple[list[ReadDocument], dict[str, str]]:
    """Make sources with the same body one document with several addresses.

    The one of which most is known stands for all: the first with an address on the web and a date.

    Args:
        read: What was read, in order.
        bodies: The body of each, by id.

    Returns:
        The documents in the order of those that stand for others, and the id of the document that
        each other one became part of, by its own.
    """
    alike: dict[str, list[ReadDocument]] = {}
    for each in read:
        alike.setdefault(bodies[each.document.id], []).append(each)
    folded: list[ReadDocument] = []
    part_of: dict[str, str] = {}
    for same in alike.values():
        first = min(same, key=lambda each: -_known(each.document))
        others = [each.document for each in same if each is not first]
        also = tuple(Address(d.id, d.title, d.source, d.url) for d in others)
        folded.append(replace(first, document=replace(first.document, also=also)))
        part_of |= {document.id: first.document.id for document in others}
    order = {each.document.id: row for row, each in enumerate(read)}
    folded.sort(key=lambda each: order[each.document.id])
    return folded, part_of


def _known(document: Document) -> int:
    return 2 * (document.url is not None) + (document.published is not None)
