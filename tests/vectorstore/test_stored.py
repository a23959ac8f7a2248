"""What is read of a record when it is asked for is what was written."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import IndexMismatchError
from assistant.models import Sentence
from assistant.settings import Settings
from assistant.spans import ListedSpans, of_documents
from assistant.versions import build_views
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings, many, read_document
from vectorstore import stored
from vectorstore.generations import generation_folder
from vectorstore.index import open_index
from vectorstore.manifest import RECORD
from vectorstore.record import History, read_record, write_record
from vectorstore.stored import Sentences
from vectorstore.writer import write_generation

LEADING = read_document("group", "Åsa ledde gruppen.")
LONG = [read_document(f"long{number}", "." * 50_000) for number in range(80)]
"""More than SQLite keeps of a file in memory."""
DOCUMENTS = [GROUP, PROJECT, *many(3)]


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    write_record(tmp_path / "record", DOCUMENTS, History())
    read = read_record(tmp_path / "record")
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
    write_generation(settings.data_dir, [GROUP, older, *many(3)], [], embeddings, settings)

    def read(*_: object) -> None:
        raise AssertionError

    with monkeypatch.context() as opening:
        opening.setattr(stored, "Document", read)
        index = open_index(settings.data_dir, settings, embeddings)
        build_views(index)
    assert list(index.documents.values()) == [each.document for each in (GROUP, older, *many(3))]


@pytest.mark.parametrize("change", [b"ledde", b"passage"])
def test_what_changes_under_an_open_index_is_told_and_not_quoted(
    settings: Settings, embeddings: RecordingEmbeddings, change: bytes
) -> None:
    write_generation(settings.data_dir, [LEADING, *LONG], [], embeddings, settings)
    index = open_index(settings.data_dir, settings, embeddings)
    assert all(index.documents[each.document.id] for each in LONG)
    path = generation_folder(settings.data_dir, index.generation) / RECORD
    content = path.read_bytes()
    assert change in content
    path.write_bytes(content.replace(change, change.upper()) if change == b"ledde" else b"")
    with pytest.raises(IndexMismatchError, match="damaged"):
        list(index.passages)


def test_some_spans_are_numbered_anew() -> None:
    facts = [replace(fact, document=name) for name in "abac" for fact in GROUP.facts[:1]]
    some = of_documents(ListedSpans(facts), ["c", "a", "x"])
    assert [fact.document for fact in some] == ["a", "a", "c"]
    assert [some.numbers_of(name).tolist() for name in "abc"] == [[0, 1], [], [2]]
    assert some[-1] is facts[3]
    assert some[1:] == [facts[2], facts[3]]
