"""Electronic books: their chapters in reading order, each read as the web page that it is."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.decoding import declared_charset, decode
from ingest.readers.archive import Archive, Element, attribute, joined, local
from ingest.readers.parsed import Options, Parsed, assembled, most_characters
from ingest.readers.properties import properties
from ingest.structure import Part
from ingest.web.reader import Reader
from ingest.web.tree import parse_page, walk

MEDIA_TYPE = "application/epub+zip"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_MOST_PER_LETTER = 4
"""Bytes of its pages for each letter that is read of a book."""
_POINTERS = frozenset("toc landmarks page-list doc-toc doc-pagelist".split())
"""What a part of a book says of itself that is a table of contents."""
_BREAKS = frozenset({"pagebreak", "doc-pagebreak"})
"""What says that a page of paper begins; only the number of that page is left out."""
_CONTAINER = "META-INF/container.xml"


def read(data: bytes, _: Options) -> Parsed:
    """A book as text, without its tables of contents.

    Raises:
        SourceError: it is damaged, locked, too large or no such book.
    """
    archive = Archive(data)
    name = attribute(next(archive.xml(_CONTAINER).iter("{*}rootfile"), None), "full-path")
    package = archive.xml(name)
    parts: list[Part] = []
    left_out: list[str] = []
    unread: tuple[Reason, ...] = ()
    left = _MOST_PER_LETTER * most_characters(len(data))
    for chapter in _chapters(package, name):
        if chapter not in archive:
            left_out.append(f"({chapter[:80]}: it is missing)")
            continue
        page = archive.read(chapter)
        left -= len(page)
        if left < 0:
            told_of = "its chapters from {first} on are not read; split it"
            unread = (Reason(told_of, {"first": chapter[:80]}),)
            break
        try:
            tree = parse_page(decode(page, declared_charset(page) or "utf-8"))
            left_out += _without_pointers(tree)
            reader = Reader(tree)
        except SourceError as error:
            left_out.append(f"({chapter[:80]}: {error})")
            continue
        parts += reader.parts.all
        left_out += reader.left_out
    told: dict[str, str] = {}
    for each in package.iter(f"{{{_DUBLIN_CORE}}}*"):
        told.setdefault(local(each), (each.text or "").strip())
    dates = {"published": told.get("date", "")}
    metadata = properties(_title(package), dates, told.get("language"))
    book = assembled(parts, metadata, MEDIA_TYPE, len(data), unread, left_out)
    # A book has a title of its own, which may stand on a picture alone.
    return replace(book, metadata=replace(book.metadata, title=metadata.title))


def _title(package: Element) -> str:
    """The title of a book that is its main one, as the book says, or the first."""
    titles = list(package.iter(f"{{{_DUBLIN_CORE}}}title"))
    mains = {
        attribute(each, "refines").removeprefix("#")
        for each in package.iter("{*}meta")
        if attribute(each, "property") == "title-type" and (each.text or "").strip() == "main"
    }
    main = [each for each in titles if attribute(each, "id") in mains]
    return next(((each.text or "").strip() for each in [*main, *titles]), "")


def _without_pointers(tree: Element) -> list[str]:
    """Empties what only points into the book, as it says of itself; returns its words."""
    told: list[str] = []
    for event, each, walker in walk(tree):
        kinds = f"{each.get('epub:type', '')} {each.get('role', '')}".split()
        is_number = not len(each) and (each.text or "").strip().isdecimal()
        is_break = is_number and not _BREAKS.isdisjoint(kinds)
        if event == "start" and (is_break or not _POINTERS.isdisjoint(kinds)):
            told.append(" ".join(" ".join(each.itertext()).split()))
            walker.skip_subtree()
            each.clear(keep_tail=True)
    return told


def _chapters(package: Element, name: str) -> list[str]:
    """The members that are read one after the other, without what only points to them."""
    items = {
        attribute(item, "id"): item
        for item in package.iter("{*}item")
        if "nav" not in attribute(item, "properties").split()
    }
    order = (items.get(attribute(each, "idref")) for each in package.iter("{*}itemref"))
    return [joined(name, unquote(attribute(each, "href"))) for each in order if each is not None]
