"""An ingest whose embedding is spread over the workers of a real Dask scheduler."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from distributed import LocalCluster

from assistant.errors import SettingsError, UnavailableError
from assistant.settings import EmbeddingsSettings, IngestSettings, Settings
from tests.vectorstore.fakes import GROUP, PROJECT
from tests.vectorstore.test_chroma_server import free_port
from vectorstore import spreading
from vectorstore.embeddings import TextEmbeddings, open_embeddings
from vectorstore.generations import generation_folder
from vectorstore.spreading import SpreadEmbeddings, spread
from vectorstore.writer import write_generation

SMALL = EmbeddingsSettings(batch_size=2)
AWAY = "tcp://127.0.0.1:8786"


@pytest.fixture
def cluster(request: pytest.FixtureRequest) -> Iterator[LocalCluster]:
    # Threads, so that none has to import all of it anew; what goes between them is sent all the same.
    with LocalCluster(
        n_workers=request.param,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        dashboard_address="127.0.0.1:0",  # Without one, it takes 8787.
    ) as cluster:
        yield cluster


def settings_of(folder: Path, scheduler: str | None) -> Settings:
    return Settings(data_dir=folder, embeddings=SMALL, ingest=IngestSettings(scheduler=scheduler))


def embeddings_of(scheduler: str | None) -> TextEmbeddings:
    return spread(open_embeddings(SMALL), settings_of(Path(), scheduler))


@pytest.mark.parametrize("cluster", [3], indirect=True)
def test_the_index_is_that_of_one_process_byte_for_byte(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    written = []
    for name, scheduler in (("alone", None), ("spread", cluster.scheduler_address)):
        settings = settings_of(tmp_path / name, scheduler)
        embeddings = embeddings_of(scheduler)
        assert isinstance(embeddings, SpreadEmbeddings) == (name == "spread")
        report = write_generation(settings.data_dir, [GROUP, PROJECT], [], embeddings, settings)
        folder = generation_folder(settings.data_dir, report.manifest.name)
        files = [*folder.glob("*.npy"), *folder.glob("*.sqlite3"), *folder.rglob("lexical/*")]
        assert len(files) > 5
        written.append({path.relative_to(folder): path.read_bytes() for path in files})
    assert written[0] == written[1]


def test_a_worker_that_fails_is_told_in_a_line() -> None:
    unknown = EmbeddingsSettings(model="huggingface:/nowhere")
    failing: list[tuple[EmbeddingsSettings, Any, type[Exception]]] = [
        (unknown, ["one"], SettingsError),
        (SMALL, [b"one"], UnavailableError),
    ]
    for settings, texts, told in failing:
        embeddings = SpreadEmbeddings(open_embeddings(SMALL), settings, ThreadPoolExecutor)
        with pytest.raises(told) as caught:
            list(embeddings.passage_batches(texts))
        assert "\n" not in str(caught.value)


def test_a_scheduler_that_is_away_is_told_when_it_is_needed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(spreading, "_CONNECT_SECONDS", 0.5)
    embeddings = embeddings_of(f"tcp://127.0.0.1:{free_port()}")
    assert list(embeddings.passage_batches([])) == []
    with pytest.raises(UnavailableError, match="No Dask scheduler"):
        list(embeddings.passage_batches(["one"]))


@pytest.mark.parametrize("cluster", [0], indirect=True)
def test_a_scheduler_without_workers_is_told(cluster: LocalCluster) -> None:
    with pytest.raises(UnavailableError, match="no workers"):
        list(embeddings_of(cluster.scheduler_address).passage_batches(["one"]))


def test_without_dask_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(SettingsError, match="`spread`"):
        list(embeddings_of(AWAY).passage_batches(["one"]))


@pytest.mark.parametrize("cluster", [1], indirect=True)
def test_workers_that_all_go_are_waited_for_and_then_told(
    cluster: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreading, "_LOOK_SECONDS", 0.1)
    texts = [f"Hamnen i Norrby har {number} kajer." for number in range(400)]
    batches = embeddings_of(cluster.scheduler_address).passage_batches(texts)
    vectors = [next(batches)]
    cluster.scale(0)
    cluster.scale(1)
    vectors += [next(batches), next(batches)]
    assert [len(each) for each in vectors] == [2, 2, 2]

    monkeypatch.setattr(spreading, "_ABSENT_SECONDS", 0.5)
    cluster.scale(0)
    with pytest.raises(UnavailableError, match="have gone") as caught:
        list(batches)
    assert "\n" not in str(caught.value)
