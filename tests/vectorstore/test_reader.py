"""A reader that goes on answering: through damage, and while the next generation is opened."""

from __future__ import annotations

import gc
import logging
import shutil
import threading
import weakref
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.answering.versions import Versions
from assistant.errors import IndexMismatchError, IndexMissingError, UnavailableError
from assistant.ports import Away, SearchIndex, Vector
from assistant.settings import Settings
from tests.vectorstore.fakes import RecordingEmbeddings, many
from tests.vectorstore.test_durability import version
from tests.vectorstore.test_in_force import DAMAGES, flip
from vectorstore import reader as reader_module
from vectorstore.generations import current_name, generation_folder, switch
from vectorstore.index import OpenIndex
from vectorstore.manifest import RECORD
from vectorstore.reader import IndexReader
from vectorstore.writer import write_generation


def write(settings: Settings, version: str) -> str:
    documents = many(10, version)
    return write_generation(
        settings.data_dir, documents, [], RecordingEmbeddings(), settings
    ).manifest.name


@pytest.fixture
def reader(settings: Settings) -> IndexReader:
    """One that has a generation of version `old` open."""
    write(settings, "old")
    reader = IndexReader(settings.data_dir, settings, RecordingEmbeddings())
    assert version(reader.current()) == "old"
    return reader


def warnings(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_open_outlives_a_damaged_current(
    settings: Settings, reader: IndexReader, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    held, name = reader.current(), current_name(settings.data_dir)
    assert (reader.current().generation, reader.problem) == (name, None)
    DAMAGES[damage](settings.data_dir / "current")
    for _ in range(3):
        assert reader.current() is held
    (told,) = warnings(caplog)
    assert told.startswith(f"Generation {name} goes on answering: ")
    assert (reader.current().generation, reader.problem) == (name, told)


def test_a_reader_takes_up_what_was_mended(settings: Settings, reader: IndexReader) -> None:
    path = settings.data_dir / "current"
    flip(path, 3)
    reader.current()
    flip(path, 3)
    held = reader.current()
    assert reader.problem is None
    flip(path, 3)
    assert version(reader.current()) == "old"
    write(settings, "new")
    assert version(reader.current()) == "new"
    assert reader.current() is not held
    assert (reader.current().generation, reader.problem) == (current_name(settings.data_dir), None)


def test_an_open_record_that_is_damaged_is_left_for_a_whole_one(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, newer = write(settings, "old"), write(settings, "new")
    reader = IndexReader(settings.data_dir, settings, RecordingEmbeddings())
    held = reader.current()
    path = generation_folder(settings.data_dir, newer) / RECORD
    content = path.read_bytes()
    path.write_bytes(content.replace(b"del 2 new", b"del 7 new"))
    held._stored._database._opened.execute("pragma shrink_memory")
    with pytest.raises(IndexMismatchError, match="damaged"):
        list(held.passages)
    assert version(reader.current()) == "old"
    (told,) = warnings(caplog)
    assert (reader.current().generation, reader.problem) == (older, told)
    assert newer in told
    path.write_bytes(content)
    monkeypatch.setattr(reader_module, "monotonic", lambda: float("inf"))
    assert version(reader.current()) == "new"
    assert len(list(reader.current().passages)) == 30
    assert (reader.current().generation, reader.problem) == (newer, None)


def test_a_record_that_is_whole_again_is_opened_anew(
    settings: Settings, reader: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, name = reader.current(), current_name(settings.data_dir)
    path = generation_folder(settings.data_dir, name) / RECORD
    content = path.read_bytes()
    path.write_bytes(content.replace(b"del 2 old", b"del 7 old"))
    held._stored._database._opened.execute("pragma shrink_memory")
    with pytest.raises(IndexMismatchError, match="damaged"):
        list(held.passages)
    assert reader.current() is held
    assert "goes on answering" in str(reader.problem)
    path.write_bytes(content)
    monkeypatch.setattr(reader_module, "PATIENCE", 0.0)
    monkeypatch.setattr(reader_module, "monotonic", lambda: float("inf"))
    assert reader.current() is not held
    assert len(list(reader.current().passages)) == 30
    assert (reader.current().generation, reader.problem) == (name, None)


def test_another_index_than_the_one_in_force_is_told_until_it_is_the_one(
    settings: Settings,
) -> None:
    older = write(settings, "old")
    flip(generation_folder(settings.data_dir, write(settings, "damaged")) / "sentences.npy", 200)
    reader = IndexReader(settings.data_dir, settings, RecordingEmbeddings())
    assert (reader.current().generation, reader.current().away()) == (older, Away.INDEX)
    switch(settings.data_dir, older)
    assert (reader.current().generation, reader.current().away()) == (older, Away(0))


def test_a_damaged_generation_is_not_taken_up_until_it_is_well(
    settings: Settings,
    reader: IndexReader,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = generation_folder(settings.data_dir, write(settings, "new")) / "passages.npy"
    flip(path, 200)
    assert version(reader.current()) == "old"
    flip(path, 200)
    # It is not read again with each question.
    assert version(reader.current()) == "old"
    monkeypatch.setattr(reader_module, "PATIENCE", 0.0)
    flip(path, 200)
    for _ in range(3):
        reader._look_again = 0.0
        assert version(reader.current()) == "old"
    assert len(warnings(caplog)) == 1
    flip(path, 200)
    assert version(reader.current()) == "new"
    assert reader.problem is None


def test_a_reader_that_starts_with_damage_says_so_once_and_follows_the_next_ingest(
    settings: Settings, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(settings, "old")
    flip(generation_folder(settings.data_dir, write(settings, "damaged")) / "sentences.npy", 200)
    monkeypatch.setattr(reader_module, "PATIENCE", 0.0)
    reader = IndexReader(settings.data_dir, settings, RecordingEmbeddings())
    for _ in range(3):
        assert version(reader.current()) == "old"
    (told,) = warnings(caplog)
    assert reader.problem == told
    write(settings, "new")
    assert version(reader.current()) == "new"
    assert reader.problem is None


def test_a_generation_of_another_model_is_not_taken_up(
    settings: Settings, reader: IndexReader
) -> None:
    other = RecordingEmbeddings("other")
    write_generation(settings.data_dir, many(10, "new"), [], other, settings)
    assert version(reader.current()) == "old"
    assert "other" in (reader.problem or "")


def test_a_deleted_data_directory_is_told_and_what_is_open_answers(
    settings: Settings, reader: IndexReader
) -> None:
    shutil.rmtree(settings.data_dir)
    assert version(reader.current()) == "old"
    assert str(settings.data_dir) in (reader.problem or "")
    with pytest.raises(IndexMissingError):
        IndexReader(settings.data_dir, settings, RecordingEmbeddings()).current()


def test_nobody_waits_for_the_one_who_opens_the_next_generation(
    settings: Settings, reader: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening, go_on = threading.Event(), threading.Event()
    warm = OpenIndex.warm

    def slowly(index: OpenIndex, views: Sequence[object]) -> None:
        opening.set()
        assert go_on.wait(60)
        warm(index)

    monkeypatch.setattr(OpenIndex, "warm", slowly)
    write(settings, "new")
    with ThreadPoolExecutor() as pool:
        first = pool.submit(reader.current)
        assert opening.wait(60)
        others = [pool.submit(reader.current) for _ in range(3)]
        assert [version(other.result(60)) for other in others] == ["old"] * 3
        assert not first.done()
        go_on.set()
        assert version(first.result(60)) == "new"
    assert version(reader.current()) == "new"


def test_the_next_generation_is_warm_before_it_answers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(settings, "old")
    embeddings = RecordingEmbeddings()
    reader = IndexReader(settings.data_dir, settings, embeddings)
    reader.current()
    searched: list[str] = []
    dense = OpenIndex.dense

    def seen(index: OpenIndex, vector: Vector, count: int) -> list[tuple[int, float]]:
        searched.append(index.generation)
        return dense(index, vector, count)

    monkeypatch.setattr(OpenIndex, "dense", seen)
    name = write(settings, "new")
    before = len(embeddings.texts)
    reader.current()
    assert (searched, len(embeddings.texts)) == ([name], before + 1)


def test_views_are_built_once_before_a_generation_answers_and_go_with_it(
    settings: Settings,
) -> None:
    class Names:
        def __init__(self, index: SearchIndex) -> None:
            built.append(index.generation)

    built: list[str] = []
    old = write(settings, "old")
    reader = IndexReader(settings.data_dir, settings, RecordingEmbeddings(), views=[Names])
    view = weakref.ref(reader.current().view(Names))
    assert reader.current().view(Names) is view()
    new = write(settings, "new")
    assert reader.current().generation == new
    assert built == [old, new]


@pytest.fixture
def only_told_to_collect() -> Iterator[None]:
    """Python looks for garbage only when it is told to."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("only_told_to_collect")
def test_an_index_is_freed_as_soon_as_nobody_answers_from_it(
    settings: Settings, reader: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader_module, "_FIRST_WAIT", 0.0)

    def replaced_by(version: str) -> weakref.ref[OpenIndex]:
        reader.current().view(Versions)
        old = weakref.ref(reader.current())
        write(settings, version)
        reader.current()
        return old

    assert replaced_by("newer")() is None
    held = reader.current()
    old = replaced_by("newest")
    assert old() is held
    del held
    reader.current()
    assert old() is None


def test_whatever_keeps_the_next_generation_from_opening_fails_nobody(
    settings: Settings, reader: IndexReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(index: OpenIndex, views: Sequence[object]) -> None:
        raise UnavailableError("The model does not answer.")

    name = write(settings, "new")
    with monkeypatch.context() as patched:
        patched.setattr(OpenIndex, "warm", fail)
        assert version(reader.current()) == "old"
        assert "The model does not answer." in (reader.problem or "")
    switch(settings.data_dir, name)
    reader._look_again = 0.0
    assert version(reader.current()) == "new"


def test_many_who_come_first_open_one_index(settings: Settings) -> None:
    write(settings, "old")
    reader = IndexReader(settings.data_dir, settings, RecordingEmbeddings())
    assert reader._open is None
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: reader.current(), range(8)))
    assert len(set(map(id, opened))) == 1
