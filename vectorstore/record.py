"""The place of record: documents, passages, sentences and facts of one generation in SQLite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType

from assistant.models import Document, Fact, Passage, ReadDocument, Sentence
from vectorstore.generations import generation_folder
from vectorstore.in_force import in_force
from vectorstore.manifest import RECORD

_SCHEMA = """
create table document (id text primary key, title text, text text, source text, media_type text,
                       url text, published text, language text, sha256 text);
create table passage (row integer primary key, document text, start integer, end integer,
                      heading text);
create table above (passage integer primary key, path text);
create table sentence (passage integer, document text, start integer, end integer);
create table fact (document text, start integer, end integer, kind text, fields text);
create table word (row integer primary key, word text);
"""


def write_record(path: Path, documents: Sequence[ReadDocument], vocabulary: Sequence[str]) -> None:
    """Write a new record; spans are kept as offsets, so that a text stands in one place only."""
    with closing(sqlite3.connect(path)) as database, database:
        database.executescript(_SCHEMA)
        row = 0
        for read in documents:
            values = asdict(read.document)
            database.execute(
                "insert into document values (:id, :title, :text, :source, :media_type, :url,"
                " :published, :language, :sha256)",
                {**values, "sha256": read.document.sha256},
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
        database.executemany("insert into word values (?, ?)", enumerate(vocabulary))


def read_record(path: Path) -> tuple[list[ReadDocument], list[str]]:
    """The documents in the order in which they were read, and the vocabulary by row.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        documents = _documents(database)
        sentences: dict[int, list[Sentence]] = {}
        for row, document, start, end in database.execute("select * from sentence order by rowid"):
            text = documents[document].text[start:end]
            sentences.setdefault(row, []).append(Sentence(document, start, end, text))
        passages: dict[str, list[Passage]] = {name: [] for name in documents}
        above = _above(database)
        for row, document, start, end, heading in database.execute(
            "select * from passage order by row"
        ):
            text = documents[document].text[start:end]
            held = tuple(sentences.get(row, ()))
            under = above.get(row, heading)
            passages[document].append(Passage(document, start, end, text, heading, under, held))
        facts: dict[str, list[Fact]] = {name: [] for name in documents}
        for document, start, end, kind, fields in database.execute(
            "select * from fact order by rowid"
        ):
            text = documents[document].text[start:end]
            known = MappingProxyType(json.loads(fields))
            facts[document].append(Fact(document, start, end, text, kind, known))
        words = [word for (word,) in database.execute("select word from word order by row")]
    return [
        ReadDocument(document, tuple(passages[name]), tuple(facts[name]))
        for name, document in documents.items()
    ], words


def list_documents(data_dir: Path) -> list[tuple[str, str, str]]:
    """Id, title and date of each document that answers, without reading its text.

    Raises:
        IndexMissingError: nothing was ingested here.
        IndexMismatchError: it is damaged or of another format.
    """
    path = generation_folder(data_dir, in_force(data_dir).manifest.name) / RECORD
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        rows = database.execute("select id, title, published from document order by rowid")
        return [(name, title, published or "") for name, title, published in rows]


def _documents(database: sqlite3.Connection) -> dict[str, Document]:
    rows = database.execute("select * from document order by rowid")
    return {values[0]: Document(*values[:-1]) for values in rows}


def _above(database: sqlite3.Connection) -> dict[int, str]:
    """What passages stand under, by row, where it is more than their heading.

    Records of earlier versions do not tell.
    """
    if not database.execute("select 1 from sqlite_master where name = 'above'").fetchone():
        return {}
    return dict(database.execute("select passage, path from above"))
