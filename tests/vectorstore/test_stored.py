"""What is read of a record when it is asked for is what was written."""

from __future__ import annotations

import gc
import pickle
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from sys import getsizeof
from typing import Any

import pytest
from pydantic import TypeAdapter

from assistant.answering.versions import build_views
from assistant.errors import IndexMismatchError
from assistant.lookup import document_named
from assistant.models.documents import Address, Document, Sentence
from assistant.settings import Settings
from assistant.spans import ListedSpans, of_documents
from assistant.views.subset import SomeDocuments
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings, many, read_document
from vectorstore import stored
from vectorstore.faults import DamagedError
from vectorstore.generations import generation_folder
from vectorstore.index import open_index
from vectorstore.manifest import RECORD
from vectorstore.record import History, read_record, write_record
from vectorstore.rows import Database
from vectorstore.sentences import Sentences
from vectorstore.stored import StoredRecord
from vectorstore.writer import write_generation

LEADING = read_document("group", "Åsa ledde gruppen.")
LONG = [read_document(f"long{number}", "." * 50_000) for number in range(80)]
"""More than SQLite keeps of a file in memory."""
DOCUMENTS = [GROUP, PROJECT, *many(3)]


@pytest.mark.parametrize("folder", ["data", "år 100 % klart?", "a#b&mode=rwc"])
def test_a_record_is_read_as_it_was_written(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    write_record(tmp_path / folder / "record", DOCUMENTS, History())
    read = read_record(tmp_path / folder / "record")
    assert list(read) == DOCUMENTS
    for passage, same in zip(read[0].passages, GROUP.passages, strict=True):
        held = passage.sentences
        assert isinstance(held, Sentences)
        assert (passage == same, hash(passage)) == (True, hash(same))
        assert held[-1] == same.sentences[-1]
        assert held[:1] == same.sentences[:1]
        assert held != same.sentences[:-1]
        assert len(held) == len(same.sentences)


def test_a_passage_takes_no_document_along_to_another_process(tmp_path: Path) -> None:
    write_record(tmp_path / "record", DOCUMENTS, History())
    (read, *_) = read_record(tmp_path / "record")
    sent = pickle.loads(pickle.dumps(read.passages[0].sentences))
    assert type(sent) is tuple
    assert all(type(sentence) is Sentence for sentence in sent)
    assert sent == GROUP.passages[0].sentences


def test_opening_an_index_reads_no_document(
    settings: Settings, embeddings: RecordingEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = replace(PROJECT, document=replace(PROJECT.document, replaced_by="group"))
    group = replace(GROUP, document=replace(GROUP.document, followed_by=many(3)[0].document.id))
    write_generation(settings.data_dir, [group, older, *many(3)], [], embeddings, settings)

    def read(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as opening:
        opening.setattr(stored, "Document", read)
        index = open_index(settings.data_dir, settings, embeddings)
        build_views(index)
    assert list(index.documents.values()) == [each.document for each in (group, older, *many(3))]


@pytest.mark.parametrize("change", [b"ledde", b"passage"])
def test_what_changes_under_an_open_index_is_told_and_not_quoted(
    settings: Settings,
    embeddings: RecordingEmbeddings,
    change: bytes,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(stored, "MOST_BYTES", 0)
    write_generation(settings.data_dir, [LEADING, *LONG], [], embeddings, settings)
    index = open_index(settings.data_dir, settings, embeddings)
    assert all(index.documents[each.document.id] for each in LONG)
    path = generation_folder(settings.data_dir, index.generation) / RECORD
    content = path.read_bytes()
    assert change in content
    path.write_bytes(content.replace(change, change.upper()) if change == b"ledde" else b"")
    with pytest.raises(IndexMismatchError, match="damaged"):
        list(index.passages)


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("update fact set fields = replace(fields, 'a', 'x')", lambda r: r.facts.at(0)),
        ("update fact set kind = 'amount'", lambda r: r.facts.at(0)),
        ("update fact set fields = '{'", lambda r: r.facts.at(0)),
        ("update fact set start = start + 1", lambda r: list(r.facts)),
        ("update fact set document = 'x'", lambda r: list(r.facts)),
        ("delete from fact", lambda r: r.facts.at(0)),
        ("update passage set heading = 'x'", lambda r: r.passages.at(0)),
        ("update passage set \"end\" = 'x'", lambda r: r.passages.at(0)),
        ("insert into above values (0, 'x')", lambda r: r.passages.at(0)),
        ('update sentence set "end" = "end" + 1', lambda r: r.passages.at(0).sentences[0]),
        ("update document set title = 'x'", lambda r: r.documents["group"]),
        ("update document set published = '1999'", lambda r: r.documents["group"]),
        ("update document set url = null", lambda r: r.documents["group"]),
        ("update page set start = start + 1", lambda r: r.documents["group"]),
    ],
)
def test_no_row_that_changed_later_is_told(
    tmp_path: Path, query: str, read: Callable[[StoredRecord], object]
) -> None:
    first = replace(GROUP, document=replace(GROUP.document, pages=(0, 3), url="https://a.se"))
    write_record(tmp_path / "record", [first, PROJECT], History())
    unchanged, record = (StoredRecord(tmp_path / "record") for _ in range(2))
    assert read(unchanged)
    with closing(sqlite3.connect(tmp_path / "record")) as database, database:
        assert database.execute(query).rowcount > 0
    # Pages that were read are kept by the connection as they were.
    record._database._opened.execute("pragma shrink_memory")
    assert not record.is_damaged
    with pytest.raises(DamagedError):
        read(record)
    assert record.is_damaged


def test_going_through_spans_reads_each_document_once_and_leaves_the_cache_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_record(tmp_path / "record", DOCUMENTS, History())
    record, asked = StoredRecord(tmp_path / "record"), list[str]()
    kept = record.facts.at(0)
    read = Database.rows

    def noting(self: Database, query: str, *values: object) -> list[Any]:
        asked.append(query)
        return read(self, query, *values)

    monkeypatch.setattr(Database, "rows", noting)
    facts = list(of_documents(record.facts, ["group", "project"]))
    assert facts == [*GROUP.facts, *PROJECT.facts]
    assert sum("from fact" in query for query in asked) == 1
    assert sum("from document" in query for query in asked) <= 1
    assert record.facts.at(0) is kept
    assert record.facts.at(1) is not facts[1]


def test_passages_hold_no_documents_and_few_documents_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [read_document(f"bounded{number}", "." * 50_000) for number in range(20)]
    write_record(tmp_path / "record", written, History())
    monkeypatch.setattr(stored, "MOST_BYTES", 120_000)
    record = StoredRecord(tmp_path / "record")
    passages = [record.passages.at(number) for number in range(len(record.passages))]
    assert all(passage.sentences[0].text for passage in passages)
    gc.collect()
    held = [one for one in gc.get_objects() if type(one) is Document]
    read = [one for one in held if all(one is not each.document for each in written)]
    assert sum(one.id.startswith("bounded") for one in read) == 2


def test_some_spans_are_numbered_anew() -> None:
    facts = [replace(fact, document=name) for name in "abac" for fact in GROUP.facts[:1]]
    some = of_documents(ListedSpans(facts), ["c", "a", "x"])
    assert [fact.document for fact in some] == ["a", "a", "c"]
    assert [some.numbers_of(name).tolist() for name in "abc"] == [[0, 1], [], [2]]
    assert some[-1] is facts[3]
    assert some[1:] == [facts[2], facts[3]]


def test_as_much_is_kept_of_texts_that_grow_when_they_are_encoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [read_document(f"grows{number}", "å" * 50_000) for number in range(20)]
    write_record(tmp_path / "record", written, History())
    monkeypatch.setattr(stored, "MOST_BYTES", 200_000)
    documents = StoredRecord(tmp_path / "record").documents
    for _ in range(3):
        for name in documents:
            TypeAdapter(str).dump_json(documents[name].text)
    assert len(documents._kept) == 200_000 // getsizeof("å" * 50_000)


def test_no_document_is_read_to_know_what_one_was_called(tmp_path: Path) -> None:
    also = (Address("older", "Older", "older.txt"),)
    first = replace(GROUP, document=replace(GROUP.document, also=also))
    write_record(tmp_path / "record", [first, PROJECT], History())
    documents = StoredRecord(tmp_path / "record").documents
    some = SomeDocuments(documents, ["project"])
    assert document_named(documents, "nobody") is None
    assert document_named(some, "older") is None
    assert not documents._kept
    assert document_named(documents, "older") == first.document
