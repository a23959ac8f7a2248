"""Writers that are killed, starved or not alone, and readers that look on."""

import errno
import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from assistant.errors import StorageError
from assistant.ports import Matrix
from assistant.settings import Settings
from tests import processes
from tests.processes import Done
from tests.vectorstore import writing_process
from tests.vectorstore.fakes import GROUP, RecordingEmbeddings, many
from vectorstore import chroma
from vectorstore.generations import writing
from vectorstore.index import OpenIndex, open_index
from vectorstore.reader import IndexReader
from vectorstore.writer import write_generation

ROOT = Path(__file__).parents[2]
WRITER = (sys.executable, "-m", "tests.vectorstore.writing_process")


def run_writer(settings: Settings, *arguments: str) -> Done:
    return processes.run(writing_process.main, settings.data_dir, *arguments)


def version(index: OpenIndex) -> str:
    """The one version that all texts of the index carry; all of its parts must agree."""
    embeddings = RecordingEmbeddings()
    versions = {passage.text.split(". ")[0].split()[-1] for passage in index.passages}
    assert len(versions) == 1, versions
    for row in (0, len(index.passages) // 2, len(index.passages) - 1):
        vector = embeddings.passages([index.passages[row].text])[0]
        np.testing.assert_allclose(index.passage_vectors([row])[0], vector, atol=1e-6)
        assert index.dense(vector, 1)[0][0] == row
    assert len(index.lexical("dokument")) == len(index.passages)
    return versions.pop()


@pytest.fixture
def written(settings: Settings) -> Settings:
    """A data directory with a generation of version `old`."""
    write_generation(settings.data_dir, many(30, "old"), [], RecordingEmbeddings(), settings)
    return settings


def folders(settings: Settings) -> int:
    return len(list((settings.data_dir / "generations").iterdir()))


# A whole run forces the disk 25 times: the record, the indexes, the names, the switch.
@pytest.mark.parametrize("step", ["1", "4", "8", "13", "19", "21", "22", "23", "24", "25", "1000"])
def test_a_writer_killed_at_any_step_leaves_one_whole_generation(
    written: Settings, step: str
) -> None:
    ended = run_writer(written, "new", "kill", step)
    survived = step == "1000"
    assert ended.returncode == (0 if survived else -9), ended.stderr
    found = version(open_index(written.data_dir, written, RecordingEmbeddings()))
    assert found == "new" if survived else found in ("old", "new")
    # The next writer is not locked out, and clears up.
    write_generation(written.data_dir, many(30, "next"), [], RecordingEmbeddings(), written)
    assert version(open_index(written.data_dir, written, RecordingEmbeddings())) == "next"
    assert folders(written) == 2
    assert not list(written.data_dir.rglob(".building-*"))


@pytest.mark.parametrize("milliseconds", [60, 120, 240])
def test_a_writer_killed_at_any_time_leaves_one_whole_generation(
    written: Settings, milliseconds: int
) -> None:
    process = processes.FORKS.Process(target=writing_process.main, args=(written.data_dir, "new"))
    process.start()
    time.sleep(milliseconds / 1000)
    process.kill()
    process.join()
    found = version(open_index(written.data_dir, written, RecordingEmbeddings()))
    assert found in ("old", "new")


# Files too large for the limit: vectors, the record, Chroma's database.
@pytest.mark.parametrize("limit", ["100", "5000", "20000", "150000"])
def test_a_disk_without_room_keeps_the_old_generation(written: Settings, limit: str) -> None:
    command = [*WRITER, str(written.data_dir), "new", "limit", limit]
    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("StorageError: ")
    assert str(written.data_dir) in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert version(open_index(written.data_dir, written, RecordingEmbeddings())) == "old"
    assert folders(written) == 1


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("count", [160, 250, 800])
def test_a_full_disk_keeps_the_old_generation(
    small_disk: Path, settings: Settings, count: int
) -> None:
    write_generation(small_disk, many(3, "old"), [], RecordingEmbeddings(), settings)
    with pytest.raises(StorageError, match=r"full|space"):
        write_generation(small_disk, many(count, "new"), [], RecordingEmbeddings(), settings)
    assert version(open_index(small_disk, settings, RecordingEmbeddings())) == "old"
    write_generation(small_disk, many(4, "small"), [], RecordingEmbeddings(), settings)
    assert version(open_index(small_disk, settings, RecordingEmbeddings())) == "small"


def test_a_data_directory_that_is_a_file(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "file"
    path.write_text("x")
    with pytest.raises(StorageError, match="file"):
        write_generation(path, [GROUP], [], RecordingEmbeddings(), settings)
    assert path.read_text() == "x"


def test_a_second_writer_is_told_to_wait(written: Settings) -> None:
    with writing(written.data_dir), pytest.raises(StorageError, match="Another ingest"):
        write_generation(written.data_dir, [GROUP], [], RecordingEmbeddings(), written)
    with writing(written.data_dir):
        ended = run_writer(written, "new")
        assert ended.returncode == 1
        assert ended.stderr.startswith("StorageError: Another ingest is writing")
    assert run_writer(written, "new").returncode == 0


def test_a_model_that_fails_keeps_the_old_generation(
    written: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(texts: Sequence[str]) -> Matrix:
        raise RuntimeError(f"out of memory at {len(texts)} texts")

    embeddings = RecordingEmbeddings()
    monkeypatch.setattr(embeddings.recorder, "passages", fail)
    with pytest.raises(RuntimeError, match="out of memory"):
        write_generation(written.data_dir, many(3, "new"), [], embeddings, written)
    assert version(open_index(written.data_dir, written, RecordingEmbeddings())) == "old"
    assert folders(written) == 1


def test_readers_see_one_whole_generation_while_others_are_written(written: Settings) -> None:
    reader = IndexReader(written.data_dir, written, RecordingEmbeddings())
    done, seen, errors = threading.Event(), list[str](), list[BaseException]()

    def look() -> None:
        try:
            while not done.wait(0.002):  # Who never waits keeps the writer from writing.
                seen.append(version(reader.current()))
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(8):
        documents = many(10 + number, f"v{number}")
        write_generation(written.data_dir, documents, [], RecordingEmbeddings(), written)
    done.set()
    for thread in threads:
        thread.join()
    assert not errors
    assert len(set(seen)) > 1
    assert version(reader.current()) == "v7"


def read_on(data_dir: Path) -> None:
    """Look at what is in force until there is word to stop, and the last version."""
    reader = IndexReader(data_dir, Settings(data_dir=data_dir), RecordingEmbeddings())
    while version(reader.current()) != "v3" or not (data_dir / "stop").exists():
        time.sleep(0.002)


def test_other_processes_see_one_whole_generation_while_others_are_written(
    written: Settings,
) -> None:
    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(processes.run, read_on, written.data_dir) for _ in range(3)]
        for number in range(4):
            time.sleep(0.5)
            documents = many(10, f"v{number}")
            write_generation(written.data_dir, documents, [], RecordingEmbeddings(), written)
        (written.data_dir / "stop").touch()
        for reader in readers:
            ended = reader.result()
            # Nothing was found damaged, nor rebuilt.
            assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT, None])
def test_a_full_disk_or_quota_is_told_as_one_and_nothing_of_before_where_nothing_was(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, code: int | None
) -> None:
    class Full(io.BytesIO):
        def write(self, *_: object) -> NoReturn:
            raise OSError(code, os.strerror(code or 0))

    def fail(*_: object) -> None:
        raise RuntimeError("Error in compaction")

    monkeypatch.setattr(chroma, "fill", fail)
    if code:
        monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    with pytest.raises(StorageError) as raised:
        write_generation(settings.data_dir, many(3, "new"), [], RecordingEmbeddings(), settings)
    reason = os.strerror(code) if code else "Error in compaction"
    assert str(raised.value) == f"{settings.data_dir} cannot be written: {reason}."


def test_room_for_an_index_is_taken_for_no_longer_than_it_is_looked_for(
    tmp_path: Path, small_disk: Path
) -> None:
    vectors = np.zeros((1_000, 250), np.float32)
    chroma.require_room(tmp_path, vectors)
    with pytest.raises(OSError, match="No space left on device"):
        chroma.require_room(small_disk, vectors)
    assert [*tmp_path.glob("*")] == [small_disk]
    assert not [*small_disk.glob("*")]
