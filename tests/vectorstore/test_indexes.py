"""Damage to Chroma's and the lexical index's files, which must cost nothing but a rebuild."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from assistant.ports import Vector
from assistant.settings import Settings, VectorsSettings
from tests.vectorstore.fakes import RecordingEmbeddings, many, read_document
from vectorstore import chroma, indexes
from vectorstore import seal as seals
from vectorstore.faults import BrokenIndexError
from vectorstore.generations import generation_folder, sync_tree
from vectorstore.index import open_index
from vectorstore.manifest import read_manifest
from vectorstore.nearest import ExactVectors
from vectorstore.writer import write_generation

DOCUMENTS = many(40)


@pytest.fixture
def compared(settings: Settings) -> Settings:
    """Those with which so few vectors are compared without Chroma."""
    return settings.model_copy(update={"vectors": VectorsSettings(compared_megabytes=400)})


@pytest.fixture
def index(settings: Settings) -> Path:
    """The folder of the indexes of 120 passages."""
    write_generation(settings.data_dir, DOCUMENTS, [], RecordingEmbeddings(), settings)
    name = read_manifest(settings.data_dir).name
    return generation_folder(settings.data_dir, name) / "index-1"


def answers(settings: Settings) -> tuple[list[list[tuple[int, float]]], list[float]]:
    """What both searches find; nothing may be embedded to find it."""
    embeddings = RecordingEmbeddings()
    index = open_index(settings.data_dir, settings, embeddings)
    assert embeddings.texts == []
    vectors = index.passage_vectors(range(0, 120, 7))
    found = [index.dense(vector, 3) for vector in vectors]
    assert [hits[0][0] for hits in found] == list(range(0, 120, 7))
    rounded = [[(row, round(cosine, 4)) for row, cosine in hits] for hits in found]
    return rounded, index.lexical("dokument 7 del").tolist()


def graph_file(index: Path, name: str) -> Path:
    """A file of Chroma's graph, whose folder has a random name."""
    return next((index / "chroma").glob(f"*/{name}"))


FILES: dict[str, Callable[[Path], Path]] = {
    "database": lambda index: index / "chroma" / "chroma.sqlite3",
    "graph": lambda index: graph_file(index, "data_level0.bin"),
    "links": lambda index: graph_file(index, "link_lists.bin"),
    "header": lambda index: graph_file(index, "header.bin"),
    "names": lambda index: graph_file(index, "index_metadata.pickle"),
    "words": lambda index: index / "lexical" / "vocab.index.json",
    "scores": lambda index: index / "lexical" / "data.csc.index.npy",
    "tables": lambda index: index / indexes.VIEWS / "tables.bin",
    "places of tables": lambda index: index / indexes.VIEWS / "tables.json",
    "checksums": lambda index: index / "files.json",
}


@pytest.mark.parametrize("damage", ["garbage", "cut", "delete"])
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_is_rebuilt_without_embedding(
    settings: Settings, index: Path, file: str, damage: str
) -> None:
    before = answers(settings)
    path = FILES[file](index)
    size = path.stat().st_size
    if damage == "delete":
        path.unlink()
    elif damage == "cut":
        os.truncate(path, size // 2)
    else:
        path.write_bytes(np.random.default_rng(1).bytes(max(size, 64)))
    assert answers(settings) == before
    assert [path.name for path in index.parent.glob("index-*")] == ["index-2"]
    assert answers(settings) == before
    assert [path.name for path in index.parent.glob("index-*")] == ["index-2"]


@pytest.mark.parametrize("folder", ["", "chroma", "lexical"])
def test_a_deleted_folder_is_rebuilt_without_embedding(
    settings: Settings, index: Path, folder: str
) -> None:
    before = answers(settings)
    shutil.rmtree(index / folder)
    assert answers(settings) == before


def test_opening_does_not_rebuild_what_is_well(settings: Settings, index: Path) -> None:
    for _ in range(3):
        answers(settings)
    assert [path.name for path in index.parent.glob("*index*")] == ["index-1"]
    assert not list(index.parent.glob(".building-*"))


def test_one_that_looked_at_too_few_vectors_looks_at_enough_when_it_is_opened(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(chroma, "LEAST_LOOKED_AT", 50)
        write_generation(settings.data_dir, DOCUMENTS, [], RecordingEmbeddings(), settings)
    (index,) = settings.data_dir.glob("generations/*/index-1")
    for _ in range(2):
        vectors = chroma.open_embedded(index / "chroma")
        graph = vectors._collection.configuration_json["hnsw"]
        assert graph["ef_search"] == chroma.LEAST_LOOKED_AT
        vectors.close()
    answers(settings)
    assert index.is_dir()  # It was not taken for a damaged one.


@pytest.mark.parametrize("passages", [1, 2, 3, 100])
def test_an_index_of_any_size_is_opened_again_and_again(settings: Settings, passages: int) -> None:
    document = read_document("d", *(f"Stycke {number}." for number in range(passages)))
    write_generation(settings.data_dir, [document], [], RecordingEmbeddings(), settings)
    folder = generation_folder(settings.data_dir, read_manifest(settings.data_dir).name)
    held = []
    for time in range(4):
        held += [open_index(settings.data_dir, settings, RecordingEmbeddings()) for _ in range(2)]
        for opened in held:
            vector = opened.passage_vectors([passages - 1])[0]
            assert opened.dense(vector, 1)[0][0] == passages - 1
        held = held if time % 2 else []
    assert [path.name for path in folder.glob("*index*")] == ["index-1"]


def test_vectors_that_do_not_find_themselves_are_rebuilt(settings: Settings, index: Path) -> None:
    """As from a database whose rows were mixed up, which no checksum covers."""
    before = answers(settings)
    shutil.rmtree(index / "chroma")
    generation = index.parent
    vectors = np.load(generation / "passages.npy")
    chroma.build_embedded(index / "chroma", np.roll(vectors, 1, axis=0))
    seals.seal(index, seals.described(index, index))
    assert answers(settings) == before
    assert [path.name for path in index.parent.glob("index-*")] == ["index-2"]


def test_where_nothing_can_be_rebuilt_the_index_is_kept_in_memory(
    settings: Settings, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(settings)
    shutil.rmtree(index)

    def full(*arguments: object) -> None:
        raise BrokenIndexError("database or disk is full")

    monkeypatch.setattr("vectorstore.chroma.build_embedded", full)
    assert answers(settings) == before
    assert not list(index.parent.glob(".building-*"))


def test_two_processes_may_rebuild_at_once(
    settings: Settings, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(settings)
    shutil.rmtree(index / "chroma")

    def lose_the_race(building: Path) -> None:
        sync_tree(building)
        if not (index.parent / "index-2").exists():
            shutil.copytree(building, index.parent / "index-2")

    monkeypatch.setattr(indexes, "sync_tree", lose_the_race)
    assert answers(settings) == before
    assert [path.name for path in index.parent.glob("*index*")] == ["index-2"]
    assert not list(index.parent.glob(".building-*"))


def test_a_question_survives_the_loss_of_chroma_under_it(settings: Settings, index: Path) -> None:
    opened = open_index(settings.data_dir, settings, RecordingEmbeddings())
    shutil.rmtree(index)
    vector = opened.passage_vectors([5])[0]
    found = opened.dense(vector, 4)
    expected = ExactVectors(opened.passage_vectors(range(120))).search(vector, 4)
    assert [row for row, _ in found] == [row for row, _ in expected]


def test_few_vectors_are_compared_and_give_what_chroma_holds(
    compared: Settings, settings: Settings, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, stored = chroma.open_embedded(index / "chroma").stored()
    assert sorted(rows) == list(range(120))
    asked: list[Vector] = []
    search = chroma.ChromaVectors.search

    def note(self: chroma.ChromaVectors, vector: Vector, count: int) -> list[tuple[int, float]]:
        asked.append(vector)
        return search(self, vector, count)

    monkeypatch.setattr(chroma.ChromaVectors, "search", note)
    embeddings = RecordingEmbeddings()
    opened = open_index(compared.data_dir, compared, embeddings)
    for vector in embeddings.queries([f"Fråga {number}" for number in range(20)]):
        cosines = stored @ vector
        found = opened.dense(vector, 10)
        expected = sorted(zip(-cosines, rows, strict=True))[:10]
        assert [row for row, _ in found] == [row for _, row in expected]
        assert [cosine for _, cosine in found] == pytest.approx([-each for each, _ in expected])
    assert not asked
    assert not opened.away()
    # More than may be compared are left to Chroma.
    open_index(settings.data_dir, settings, embeddings).dense(stored[0], 1)
    assert asked


def test_a_damaged_chroma_is_left_alone_until_it_is_asked(
    compared: Settings, settings: Settings, index: Path
) -> None:
    before = answers(compared)
    (index / "chroma" / "chroma.sqlite3").write_bytes(b"damaged")
    assert answers(compared) == before
    assert index.is_dir()
    assert answers(settings) == before
    assert not index.exists()


@pytest.fixture
def read_only(settings: Settings, index: Path) -> Iterator[None]:
    """The data directory mounted read-only, since root may write wherever a mode forbids it."""
    data = str(settings.data_dir)
    steps = (["mount", "--bind", data, data], ["mount", "-o", "remount,ro,bind", data])
    if os.geteuid() != 0 or subprocess.run(steps[0], check=False).returncode:
        pytest.skip("only root may mount a directory read-only")
    try:
        subprocess.run(steps[1], check=True)
        yield
    finally:
        subprocess.run(["umount", data], check=True)


@pytest.mark.usefixtures("read_only")
def test_a_read_only_directory_can_be_searched(settings: Settings) -> None:
    answers(settings)


def test_exact_vectors_rank_by_cosine() -> None:
    vectors = np.eye(4, dtype=np.float32)
    vector = np.array([0.1, 0.9, 0.3, 0.2], np.float32)
    found = ExactVectors(vectors).search(vector, 3)
    assert [(row, round(cosine, 3)) for row, cosine in found] == [(1, 0.9), (2, 0.3), (3, 0.2)]
