"""Sentences that are made when they are asked for are those that were written."""

from __future__ import annotations

import pickle
from pathlib import Path

from assistant.models import Sentence
from tests.vectorstore.fakes import GROUP, PROJECT, many
from vectorstore.record import History, read_record, write_record
from vectorstore.stored import Sentences

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
