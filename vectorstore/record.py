"""The place of record: documents, passages, sentences and facts of one generation in SQLite.

Beside them stands what came before: since when each text is in force, and earlier texts.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, astuple, dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.models.documents import Document, EarlierVersion, ReadDocument
from vectorstore.generations import generation_folder
from vectorstore.in_force import in_force
from vectorstore.manifest import RECORD
from vectorstore.rows import connect
from vectorstore.stored import ReadDocuments, StoredRecord

_SCHEMA = """
create table document (id text primary key, title text, text text, source text, media_type text,
                       url text, published text, language text, sha256 text);
create table passage (row integer primary key, document text, start integer, end integer,
                      heading text);
create table page (document text, start integer);
create table above (passage integer primary key, path text);
create table sentence (passage integer, document text, start integer, end integer);
create table fact (document text, start integer, end integer, kind text, fields text);
create table address (document text, id text, title text, source text, url text);
create table replaced (document text primary key, newer text);
create table followed (document text primary key, later text);
create table tag (document text, tag text);
create table unread (document text primary key);
create table since (document text primary key, day text);
create table earlier (document text, title text, published text, since text, until text, text text,
                      sha256 text);
create index earlier_of on earlier (document);
"""


@dataclass(frozen=True)
class History:
    """What came before the documents of a generation."""

    since: Mapping[str, str] = field(default_factory=dict)
    """By document the day on which its text was put in force, ISO 8601."""
    earlier: tuple[EarlierVersion, ...] = ()
    """The texts before that, the newest of each document first."""
    unread: frozenset[str] = frozenset()
    """Documents whose sources are there and could not be read this time: they are not removed."""


def write_record(
    path: Path,
    documents: Iterable[ReadDocument],
    history: History,
) -> None:
    """Write a new record; spans are kept as offsets, so that a text stands in one place only."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        row, listed = 0, list[Document]()
        for read in documents:
            listed.append(replace(read.document, text=""))
            values = asdict(read.document)
            database.execute(
                "insert into document values (:id, :title, :text, :source, :media_type, :url,"
                " :published, :language, :sha256)",
                {**values, "sha256": read.document.sha256},
            )
            database.executemany(
                "insert into page values (?, ?)",
                [(read.document.id, start) for start in read.document.pages],
            )
            for p in read.passages:
                database.execute(
                    "insert into passage values (?, ?, ?, ?, ?)",
                    (row, p.document, p.start, p.end, p.heading),
                )
                if p.above != p.heading:
                    database.execute("insert into above values (?, ?)", (row, p.above))
                database.executemany(
                    "insert into sentence values (?, ?, ?, ?)",
                    [(row, s.document, s.start, s.end) for s in p.sentences],
                )
                row += 1
            database.executemany(
                "insert into fact values (?, ?, ?, ?, ?)",
                [
                    (f.document, f.start, f.end, f.kind, json.dumps(dict(f.fields)))
                    for f in read.facts
                ],
            )
        _write_relations(database, listed)
        unread = [(name,) for name in sorted(history.unread)]
        database.executemany("insert into unread values (?)", unread)
        database.executemany("insert into since values (?, ?)", history.since.items())
        database.executemany(
            "insert into earlier values (?, ?, ?, ?, ?, ?, ?)",
            [(*astuple(version), version.sha256) for version in history.earlier],
        )


def _write_relations(database: sqlite3.Connection, documents: Sequence[Document]) -> None:
    database.executemany(
        "insert into address values (?, ?, ?, ?, ?)",
        [(d.id, *astuple(address)) for d in documents for address in d.also],
    )
    database.executemany(
        "insert into replaced values (?, ?)",
        [(d.id, d.replaced_by) for d in documents if d.replaced_by],
    )
    database.executemany(
        "insert into followed values (?, ?)",
        [(d.id, d.followed_by) for d in documents if d.followed_by],
    )
    database.executemany(
        "insert into tag values (?, ?)", [(d.id, tag) for d in documents for tag in d.tags]
    )


def read_record(path: Path) -> Sequence[ReadDocument]:
    """The documents in the order in which they were read, each made when it is asked for.

    Raises:
        DamagedError: the file is damaged.
    """
    return ReadDocuments(StoredRecord(path))


def list_documents(data_dir: Path) -> list[tuple[str, str, str]]:
    """Id, title and date of each document that answers, without reading its text.

    Raises:
        IndexMissingError: nothing was ingested here.
        IndexMismatchError: it is damaged or of another format.
    """
    path = generation_folder(data_dir, in_force(data_dir).manifest.name) / RECORD
    with closing(connect(path)) as database:
        rows = database.execute("select id, title, published from document order by rowid")
        return [(name, title, published or "") for name, title, published in rows]


def read_history(path: Path) -> History:
    """What the record tells of the time before it.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(connect(path)) as database:
        return History(
            since=dict(rows_of(database, "since")),
            earlier=tuple(EarlierVersion(*row[:-1]) for row in rows_of(database, "earlier")),
            unread=frozenset(name for (name,) in rows_of(database, "unread")),
        )


def read_earlier(path: Path, document: str) -> list[EarlierVersion]:
    """The texts of one document before that which answers, the newest first.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(connect(path)) as database:
        rows = rows_of(database, "earlier", "where document = ?", document)
        return [EarlierVersion(*row[:-1]) for row in rows]


def rows_of(
    database: sqlite3.Connection, table: str, which: str = "", *values: object
) -> list[Any]:
    """Rows of a table in the order in which they were written; none where there is no such table.

    The first versions wrote fewer tables.
    """
    known = database.execute("select 1 from sqlite_master where name = ?", (table,)).fetchone()
    query = f"select * from {table} {which} order by rowid"
    return database.execute(query, values).fetchall() if known else []
