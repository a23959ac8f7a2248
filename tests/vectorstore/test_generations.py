"""What writing and reading generations promises, on the real disk with the real Chroma."""

import os
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import IndexMismatchError, IndexMissingError, SourceError
from assistant.models.documents import ReadDocument
from assistant.reasons import Reason
from assistant.settings import IngestSettings, Settings
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings, many, read_document
from vectorstore.checking import record_problems
from vectorstore.embedding import in_context
from vectorstore.generations import generation_folder, new_name, switch
from vectorstore.index import open_index
from vectorstore.manifest import (
    PASSAGES,
    RECORD,
    SENTENCES,
    describe,
    read_manifest,
    write_manifest,
)
from vectorstore.reader import IndexReader
from vectorstore.record import list_documents, read_record
from vectorstore.safeguards import Missing
from vectorstore.writer import WriteReport, write_generation


def write(
    settings: Settings, embeddings: RecordingEmbeddings, *documents: ReadDocument
) -> WriteReport:
    return write_generation(settings.data_dir, documents, [], embeddings, settings)


def names(settings: Settings) -> list[str]:
    return sorted(path.name for path in (settings.data_dir / "generations").iterdir())


def current_folder(settings: Settings) -> Path:
    return generation_folder(settings.data_dir, read_manifest(settings.data_dir).name)


def test_a_record_gives_back_equal_documents(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, GROUP, PROJECT)
    documents = read_record(current_folder(settings) / RECORD)
    assert list(documents) == [GROUP, PROJECT]


def test_an_index_gives_what_was_written(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    report = write(settings, embeddings, GROUP, PROJECT)
    index = open_index(settings.data_dir, settings, embeddings)
    assert index.generation == report.manifest.name
    assert dict(index.documents) == {"group": GROUP.document, "project": PROJECT.document}
    assert list(index.passages) == [*GROUP.passages, *PROJECT.passages]
    assert list(index.facts) == [*GROUP.facts, *PROJECT.facts]
    for row, passage in enumerate(index.passages):
        vector = embeddings.passages([passage.text])[0]
        np.testing.assert_allclose(index.passage_vectors([row])[0], vector, atol=1e-6)
        above = f"{index.documents[passage.document].title}, {passage.heading}"
        texts = [f"{above}: {sentence.text}" for sentence in passage.sentences]
        np.testing.assert_allclose(
            index.sentence_vectors(row), embeddings.passages(texts), atol=1e-6
        )
        best, cosine = index.dense(vector, 2)[0]
        assert best == row
        assert cosine == pytest.approx(1.0, abs=1e-5)


def test_kinds_of_fact_that_are_read_no_more_are_passed_over(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    fields = {"value": "19", "of": "dem"}
    older = replace(GROUP.facts[0], kind="count", fields=fields)
    write(settings, embeddings, replace(GROUP, facts=(older, *GROUP.facts)), PROJECT)
    index = open_index(settings.data_dir, settings, embeddings)
    assert list(index.facts) == [*GROUP.facts, *PROJECT.facts]
    assert record_problems(current_folder(settings), read_manifest(settings.data_dir)) == []


def test_dense_search_ranks_all_rows_by_cosine(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, *many(20))
    index = open_index(settings.data_dir, settings, embeddings)
    vector = index.embed_query("en fråga")
    cosines = index.passage_vectors(range(60)) @ vector
    found = index.dense(vector, 100)
    assert sorted(row for row, _ in found) == list(range(60))
    assert [row for row, _ in found] == list(np.argsort(-cosines))
    np.testing.assert_allclose([cosine for _, cosine in found], -np.sort(-cosines), atol=1e-5)


def test_the_manifest_tells_what_is_there(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    failures = [("skräp.txt", Reason("It is not text."))]
    write_generation(settings.data_dir, [GROUP, PROJECT], failures, embeddings, settings)
    manifest = read_manifest(settings.data_dir)
    assert manifest.failures == failures
    assert (manifest.model, manifest.dimensions) == ("fake", 16)
    counted = {name: manifest.counts[name] for name in ("documents", "passages", "sentences")}
    assert counted == {"documents": 2, "passages": 3, "sentences": 5}
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.created)
    assert 0 <= age.total_seconds() < 60
    assert list_documents(settings.data_dir) == [
        ("group", "Titel", "2021-04"),
        ("project", "Mål", "2021-04"),
    ]


def test_unchanged_documents_embed_nothing_and_write_nothing(settings: Settings) -> None:
    first = write(settings, RecordingEmbeddings(), GROUP, PROJECT)
    again = RecordingEmbeddings()
    second = write(settings, again, GROUP, PROJECT)
    assert again.texts == []
    assert second.manifest == first.manifest
    assert (second.embedded, names(settings)) == (0, [first.manifest.name])


def test_a_new_document_embeds_only_its_own_texts(settings: Settings) -> None:
    write(settings, RecordingEmbeddings(), GROUP)
    again = RecordingEmbeddings()
    report = write(settings, again, GROUP, PROJECT)
    passage, *sentences = PROJECT.passages[0].text, *in_context([PROJECT])
    assert {passage, *sentences} <= set(again.texts)
    assert not {text for text in again.texts if "Åsa" in text or "åtta" in text}
    assert report.embedded == len(again.texts)
    index = open_index(settings.data_dir, settings, again)
    expected = again.passages([p.text for p in index.passages])
    np.testing.assert_allclose(index.passage_vectors(range(3)), expected, atol=1e-6)


def test_a_changed_title_embeds_the_sentences_below_it_again(settings: Settings) -> None:
    write(settings, RecordingEmbeddings(), GROUP)
    again = RecordingEmbeddings()
    renamed = replace(GROUP, document=replace(GROUP.document, title="Nytt namn"))
    write(settings, again, renamed)
    sentences = set(in_context([renamed]))
    assert set(again.texts) == sentences
    assert all(text.startswith("Nytt namn, Titel §: ") for text in sentences)
    index = open_index(settings.data_dir, settings, again)
    assert index.documents["group"].title == "Nytt namn"


def test_a_removed_document_is_gone(settings: Settings, embeddings: RecordingEmbeddings) -> None:
    write(settings, embeddings, GROUP, PROJECT)
    write(settings, embeddings, PROJECT)
    index = open_index(settings.data_dir, settings, embeddings)
    assert list(index.documents) == ["project"]
    assert list(index.passages) == list(PROJECT.passages)
    assert [row for row, _ in index.dense(index.embed_query("Åsa leder"), 10)] == [0]
    assert index.lexical("Åsa leder gruppen").tolist() == [0.0]


def test_only_so_many_generations_are_kept(embeddings: RecordingEmbeddings, tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, ingest=IngestSettings(keep_generations=3))
    written = [
        write(settings, embeddings, *many(1, str(version))).manifest.name for version in range(5)
    ]
    assert written == sorted(written)
    assert names(settings) == written[-3:]


def test_a_clock_that_was_set_back_does_not_remove_what_is_in_force(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, GROUP)
    future = "20991231T235959999999-abcdef"
    manifest = read_manifest(settings.data_dir)
    folder = current_folder(settings).rename(generation_folder(settings.data_dir, future))
    switch(settings.data_dir, future)
    assert new_name(settings.data_dir, "abcdef") > future
    write_manifest(folder, manifest.model_copy(update={"name": future}))
    for version in range(3):
        write(settings, embeddings, *many(1, str(version)))
    index = open_index(settings.data_dir, settings, embeddings)
    assert "del 0 2" in index.passages[0].text


def test_an_index_does_not_lose_more_than_half_of_its_documents_unasked(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    def write_few(count: int) -> WriteReport:
        return write_generation(
            settings.data_dir,
            many(count),
            [],
            embeddings,
            settings,
            missing=Missing(most=False),
        )

    write_few(7)
    with pytest.raises(
        SourceError, match=r"4 of the 7 documents.*3 were read.*--allow-shrink"
    ) as caught:
        write_few(3)
    assert "\n" not in str(caught.value)
    assert read_manifest(settings.data_dir).counts["documents"] == 7
    # Of another model, too.
    with pytest.raises(SourceError):
        write_generation(
            settings.data_dir,
            many(3),
            [],
            RecordingEmbeddings("other"),
            settings,
            missing=Missing(most=False),
        )
    write_few(4)
    write(settings, embeddings, *many(1))
    write_few(2)


@pytest.mark.parametrize("mask", [0, 0o077])
def test_nobody_else_can_open_what_is_written(
    settings: Settings, embeddings: RecordingEmbeddings, mask: int
) -> None:
    before = os.umask(mask)
    try:
        for version in range(2):
            write(settings, embeddings, *many(3, str(version)))
        open_index(settings.data_dir, settings, embeddings)
        shutil.rmtree(current_folder(settings) / "index-1")
        open_index(settings.data_dir, settings, embeddings)
    finally:
        os.umask(before)
    paths = [settings.data_dir, *settings.data_dir.rglob("*")]
    assert len(paths) > 30
    for path in paths:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_documents_without_text_leave_the_index_as_it_was(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, GROUP)
    with pytest.raises(SourceError, match="text"):
        write(settings, embeddings, replace(GROUP, passages=(), facts=()))
    assert list(open_index(settings.data_dir, settings, embeddings).documents) == ["group"]


def test_a_document_of_digits_only_can_be_indexed(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, read_document("numbers", "2021 2022. 2023"))
    assert open_index(settings.data_dir, settings, embeddings).documents.keys() == {"numbers"}


def test_files_that_nothing_reads_any_more_do_no_harm(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    written = write(settings, embeddings, GROUP).manifest
    folder = current_folder(settings)
    np.save(folder / "words.npy", np.ones((2, 16)))
    files = {**written.files, "words.npy": describe(folder / "words.npy")}
    write_manifest(folder, written.model_copy(update={"files": files}))
    assert record_problems(folder, read_manifest(settings.data_dir)) == []
    assert open_index(settings.data_dir, settings, embeddings).documents.keys() == {"group"}


def test_nothing_ingested(settings: Settings) -> None:
    with pytest.raises(IndexMissingError, match="fordonsdalen ingest PATH"):
        open_index(settings.data_dir, settings, RecordingEmbeddings())
    with pytest.raises(IndexMissingError):
        read_manifest(settings.data_dir)
    with pytest.raises(IndexMissingError):
        list_documents(settings.data_dir)


def test_another_model_is_named_with_what_to_do(settings: Settings) -> None:
    write(settings, RecordingEmbeddings("old"), GROUP)
    with pytest.raises(IndexMismatchError, match=r"model old.* new.*fordonsdalen ingest") as caught:
        open_index(settings.data_dir, settings, RecordingEmbeddings("new"))
    assert "\n" not in str(caught.value)
    other = RecordingEmbeddings("new")
    write(settings, other, GROUP)
    assert other.texts
    open_index(settings.data_dir, settings, other)


def test_another_format_is_named_even_when_it_looks_different(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, GROUP)
    (current_folder(settings) / "manifest.json").write_text('{"format": 99, "other": true}')
    with pytest.raises(IndexMismatchError, match=r"format 99.*reads 2.*ingest"):
        open_index(settings.data_dir, settings, embeddings)
    write(settings, embeddings, GROUP)
    open_index(settings.data_dir, settings, embeddings)


@pytest.mark.parametrize("file", [RECORD, PASSAGES, SENTENCES, "manifest.json"])
@pytest.mark.parametrize("damage", ["cut", "flip", "delete"])
def test_a_damaged_record_is_noticed_and_replaced_by_the_next_ingest(
    settings: Settings, embeddings: RecordingEmbeddings, file: str, damage: str
) -> None:
    write(settings, embeddings, GROUP, PROJECT)
    path = current_folder(settings) / file
    content = path.read_bytes()
    if damage == "delete":
        path.unlink()
    else:
        middle = len(content) // 2
        flipped = bytes([content[middle] ^ 0x80])
        after = b"" if damage == "cut" else flipped + content[middle + 1 :]
        path.write_bytes(content[:middle] + after)
    with pytest.raises(IndexMismatchError, match="ingest"):
        open_index(settings.data_dir, settings, embeddings)
    write(settings, embeddings, GROUP, PROJECT)
    assert len(open_index(settings.data_dir, settings, embeddings).passages) == 3


def test_a_reader_follows_a_switch_and_keeps_what_it_holds(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    write(settings, embeddings, GROUP)
    reader = IndexReader(settings.data_dir, settings, embeddings)
    old = reader.current()
    assert reader.current() is old
    for version in range(3):
        write(settings, embeddings, *many(2, str(version)))
    assert reader.current().generation == read_manifest(settings.data_dir).name
    assert reader.current() is not old
    # The files of the old one are deleted by now.
    assert old.generation not in names(settings)
    assert [row for row, _ in old.dense(old.passage_vectors([1])[0], 1)] == [1]


def test_leftovers_of_a_deletion_are_cleared_up(
    settings: Settings, embeddings: RecordingEmbeddings
) -> None:
    first = write(settings, embeddings, GROUP).manifest.name
    folder = settings.data_dir / "generations" / ".deleted-20200101T000000000000-abcdef"
    folder.mkdir()
    (folder / "file").touch()
    second = write(settings, embeddings, GROUP, PROJECT).manifest.name
    assert names(settings) == [first, second]
