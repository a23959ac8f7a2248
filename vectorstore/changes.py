"""What became of the documents from one generation to the next, and what is kept of those before."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.models.documents import Document, EarlierVersion
from vectorstore.generations import generation_folder, generation_names
from vectorstore.manifest import RECORD
from vectorstore.record import History, rows_of
from vectorstore.rows import connect


@dataclass(frozen=True)
class Changes:
    """How many documents differ from those of the generation before."""

    added: int = 0
    changed: int = 0
    """In their text or in what is told about them."""
    unchanged: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Presence:
    """What tells whether a text is still there: the names of documents, and their checksums."""

    ids: Collection[str]
    checksums: Collection[str]

    @classmethod
    def of(cls, documents: Iterable[Document], unread: Collection[str]) -> Presence:
        """Those of documents, with the names that they have at other addresses, and of unread ones."""
        listed = list(documents)
        names = frozenset(name for document in listed for name in document.ids).union(unread)
        return cls(names, frozenset(document.sha256 for document in listed))

    def lacks(self, name: str, checksum: str) -> bool:
        """Whether a document was removed; one that has another name now was not."""
        return name not in self.ids and checksum not in self.checksums


def changes(
    before: Sequence[Document], after: Sequence[Document], unread: Collection[str]
) -> Changes:
    """Compare the documents of two generations, by their ids; unread ones are not removed."""
    known = {document.id: _content(document) for document in before}
    now = {document.id: _content(document) for document in after}
    names = {name for document in after for name in document.ids}.union(unread)
    unchanged = sum(known.get(name) == content for name, content in now.items())
    return Changes(
        added=len(now.keys() - known.keys()),
        changed=len(now.keys() & known.keys()) - unchanged,
        unchanged=unchanged,
        removed=len(known.keys() - names),
    )


def removed(before: Sequence[Document], after: Sequence[Document]) -> int:
    """How many documents are there no more, under whatever name."""
    there = Presence.of(after, ())
    return sum(there.lacks(document.id, document.sha256) for document in before)


def next_history(
    before: Sequence[Document],
    history: History,
    after: Sequence[Document],
    today: str,
    *,
    unread: Collection[str],
    most: int,
    keep_removed: bool,
) -> History:
    """The history of a generation, from that of the one before.

    Args:
        before: The documents of that one.
        history: What came before them.
        after: The documents of the new one.
        today: Since when these are in force, ISO 8601.
        unread: Ids of documents whose sources could not be read.
        most: How many earlier versions of each document are kept.
        keep_removed: Whether those of removed documents are.
    """
    texts = {document.id: document.text for document in after}
    known = {document.id: document for document in before}
    since = {
        name: history.since.get(name, today) if _is(known.get(name), text) else today
        for name, text in texts.items()
    }
    replaced = [
        EarlierVersion(d.id, d.title, d.published, history.since.get(d.id, today), today, d.text)
        for d in before
        if texts.get(d.id) != d.text
    ]
    there = Presence.of(after, unread)
    kept: dict[str, list[EarlierVersion]] = {}
    for version in (*replaced, *history.earlier):
        if texts.get(version.document) == version.text:
            continue  # It is back.
        if version.document in there.ids or keep_removed:
            kept.setdefault(version.document, []).append(version)
    earlier = tuple(version for versions in kept.values() for version in versions[:most])
    return History(since, earlier, frozenset(unread))


def holding_removed(
    data_dir: Path, there: Presence, current: str, *, newer_too: bool = False
) -> Mapping[str, int]:
    """The generations that hold texts of removed documents, and how many.

    One that cannot be read is among them, with none, since nobody can tell.

    Args:
        data_dir: Where generations lie.
        there: The documents that are there.
        current: The generation in force; newer ones were rolled back from, and are looked at only
            if `newer_too`.
    """
    found = {}
    for name in generation_names(data_dir):
        if name == current or (name > current and not newer_too):
            continue
        try:
            texts = _texts(generation_folder(data_dir, name) / RECORD)
        except sqlite3.Error:
            found[name] = 0
            continue
        if gone := sum(there.lacks(document, checksum) for document, checksum in texts):
            found[name] = gone
    return found


def _texts(path: Path) -> list[tuple[str, str]]:
    """Id and checksum of every text in a record."""
    with closing(connect(path)) as database:
        texts = database.execute("select id, sha256 from document").fetchall()
        return texts + [(row[0], row[-1]) for row in rows_of(database, "earlier")]


def _is(document: Document | None, text: str) -> bool:
    return document is not None and document.text == text


def _content(document: Document) -> Document:
    """A document without where it was read, which is told as the operator happened to name it."""
    return replace(document, source="", also=())
