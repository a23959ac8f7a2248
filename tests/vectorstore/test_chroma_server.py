"""A real Chroma server, in a process of its own."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import SettingsError, UnavailableError
from assistant.ports import Away
from assistant.settings import Settings, VectorsSettings
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings, many
from vectorstore import nearest
from vectorstore.chroma import server as chroma_server
from vectorstore.faults import BrokenIndexError
from vectorstore.generations import generation_folder
from vectorstore.index import open_index
from vectorstore.manifest import read_manifest
from vectorstore.writer import write_generation


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended by itself"
        try:
            urllib.request.urlopen(f"{url}/api/v2/heartbeat", timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the server did not start")


class Server:
    """`chroma run` on the loopback address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        program = Path(sys.executable).with_name("chroma")
        self.process = subprocess.Popen(
            [
                program,
                "run",
                "--path",
                self.folder,
                "--host",
                "127.0.0.1",
                "--port",
                str(self.port),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(self.url, self.process)
        except AssertionError:
            self.stop()
            raise

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "server")
    yield server
    server.stop()


@pytest.fixture
def served(server: Server, tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "data", vectors=VectorsSettings(url=server.url))


def test_an_index_on_a_server(server: Server, served: Settings) -> None:
    embeddings = RecordingEmbeddings()
    names = [
        write_generation(served.data_dir, documents, [], embeddings, served).manifest.name
        for documents in ([GROUP], [GROUP, PROJECT], [GROUP, PROJECT, *many(20)])
    ]
    index = open_index(served.data_dir, served, RecordingEmbeddings())
    assert index.generation == names[-1]
    for row in (0, 30, 62):
        found = index.dense(index.passage_vectors([row])[0], 63)
        assert found[0][0] == row
        assert found[0][1] == pytest.approx(1.0, abs=1e-5)
        assert len(found) == 63
    # The server holds what the data directory keeps, and nothing of that is on this disk.
    for name, kept in zip(names, (False, True, True), strict=True):
        if kept:
            assert len(chroma_server.open_on_server(server.url, name)) > 0
            folder = generation_folder(served.data_dir, name)
            assert not (folder / "index-1" / "chroma").exists()
        else:
            with pytest.raises(BrokenIndexError):
                chroma_server.open_on_server(server.url, name)


def test_a_collection_that_the_server_lost_is_rebuilt_without_embedding(
    server: Server, served: Settings
) -> None:
    write_generation(served.data_dir, many(5), [], RecordingEmbeddings(), served)
    chroma_server.drop_on_server(server.url, [read_manifest(served.data_dir).name])
    embeddings = RecordingEmbeddings()
    index = open_index(served.data_dir, served, embeddings)
    assert index.dense(index.passage_vectors([7])[0], 1)[0][0] == 7
    assert embeddings.texts == []


def test_moving_to_a_server_and_back_embeds_nothing(server: Server, served: Settings) -> None:
    alone = Settings(data_dir=served.data_dir)
    write_generation(served.data_dir, many(5), [], RecordingEmbeddings(), alone)
    for settings in (served, alone):
        embeddings = RecordingEmbeddings()
        index = open_index(served.data_dir, settings, embeddings)
        assert index.dense(index.passage_vectors([7])[0], 1)[0][0] == 7
        assert embeddings.texts == []


def test_a_server_that_stops_answering(server: Server, served: Settings) -> None:
    written = write_generation(served.data_dir, many(5), [], RecordingEmbeddings(), served)
    index = open_index(served.data_dir, served, RecordingEmbeddings())
    server.stop()
    assert index.dense(index.passage_vectors([7])[0], 1)[0][0] == 7
    assert Away.CHROMA in index.away()
    with pytest.raises(UnavailableError, match=str(server.port)) as caught:
        write_generation(served.data_dir, many(6), [], RecordingEmbeddings(), served)
    assert "\n" not in str(caught.value)
    assert read_manifest(served.data_dir) == written.manifest


def test_who_opens_the_index_while_the_server_is_away_does_not_wait_for_it(
    server: Server, served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nearest, "REST_SECONDS", 0.0)
    write_generation(served.data_dir, many(5), [], RecordingEmbeddings(), served)
    server.stop()
    index = open_index(served.data_dir, served, RecordingEmbeddings())
    assert index.dense(index.passage_vectors([7])[0], 1)[0][0] == 7
    assert Away.CHROMA in index.away()
    server.start()
    # Nobody has to ask a question for it to be seen.
    assert Away.CHROMA not in index.away()
    assert index.dense(index.passage_vectors([7])[0], 1)[0][0] == 7


def test_a_server_that_hangs_is_waited_for_once(
    server: Server, served: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_server, "_ASKED_SECONDS", 0.5)
    write_generation(served.data_dir, many(5), [], RecordingEmbeddings(), served)
    index = open_index(served.data_dir, served, RecordingEmbeddings())
    server.process.send_signal(signal.SIGSTOP)
    begun = time.monotonic()
    for row in range(10):
        assert index.dense(index.passage_vectors([row])[0], 1)[0][0] == row
    assert 0.5 <= time.monotonic() - begun < 2 * 0.5
    with pytest.raises(UnavailableError, match=str(server.port)):
        chroma_server.open_on_server(server.url, index.generation)


@pytest.mark.parametrize(
    "url", ["localhost:8000", "ftp://x", "http://", "http://h:port", "nothing"]
)
def test_an_address_that_cannot_be_used(url: str) -> None:
    with pytest.raises(SettingsError, match="http://host:port"):
        chroma_server.open_on_server(url, "passages")
