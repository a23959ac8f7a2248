"""What was read waits on the disk."""

import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import StorageError
from assistant.models.documents import (
    Document,
    Fact,
    Passage,
    ReadDocument,
    Sentence,
)
from assistant.settings import IngestSettings
from ingest import spool
from ingest.pipeline import read_documents
from ingest.spool import Spool

DOCUMENTS = Path(__file__).parents[2] / "documents"


def made(name: str, text: str) -> ReadDocument:
    end = len(text)
    sentence = Sentence(name, 0, end, text)
    passage = Passage(name, 0, end, text, "Rubrik", "Rubrik", (sentence,))
    fact = Fact(name, 0, end, text, "goal", {"goal": text})
    return ReadDocument(Document(name, "Titel", text, f"{name}.md"), (passage,), (fact,))


def test_documents_come_back_as_they_went_with_what_was_found_out_since() -> None:
    read = [made("a", "Åsa leder."), made("b", "Bo följer.")]
    held = Spool()
    for each in read:
        held.put(each, each.document.text.upper())
    assert (list(held), held[-1], held[:1]) == (read, read[1], read[:1])
    assert [held.body(name) for name in "ab"] == ["ÅSA LEDER.", "BO FÖLJER."]

    held.heads = [replace(held.heads[1], replaced_by="a")]

    assert list(held) == [replace(read[1], document=replace(read[1].document, replaced_by="a"))]


def test_memory_does_not_hold_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_MOST_IN_MEMORY", 100_000)
    held = Spool()
    tracemalloc.start()
    try:
        for number in range(300):
            held.put(made(str(number), f"{number} " + "ord " * 5_000), "ord " * 5_000)
        now, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert now < 1_000_000 < 300 * len(held[299].document.text)


def test_a_disk_without_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Spool, "put", full)
    with pytest.raises(StorageError, match=r"^What was read cannot be kept: No space left"):
        read_documents([DOCUMENTS], IngestSettings())
