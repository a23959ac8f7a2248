"""Damage to `current` and to generations: the newest whole one answers, and the operator is told."""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import tarfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import IndexMismatchError, IndexMissingError, InvalidInputError
from assistant.reasons import Reason
from assistant.settings import IngestSettings, Settings
from tests.conftest import closed_copy, without_rights
from tests.vectorstore.fakes import GROUP, PROJECT, RecordingEmbeddings, many
from tests.vectorstore.test_durability import run_writer, version
from vectorstore.faults import damaged
from vectorstore.generations import current_name, generation_folder, generation_names, switch
from vectorstore.in_force import in_force, roll_back, whole_generations
from vectorstore.index import open_index
from vectorstore.manifest import Manifest, read_manifest
from vectorstore.writer import write_generation

OLD_DATA = Path(__file__).parents[1] / "data" / "index-without-checksums.tar.gz"
DAMAGES: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "blank": lambda path: path.write_bytes(b" \n"),
    "names nothing": lambda path: path.write_bytes(b"20200101T000000000000-abcdef\n"),
    "leads elsewhere": lambda path: path.write_bytes(b"../../elsewhere\n"),
    "cut": lambda path: os.truncate(path, 20),
    "flipped": lambda path: flip(path, 3),
    "not text": lambda path: path.write_bytes(b"\xff\xfe\x00"),
    "a folder": lambda path: (
        path.rename(path.with_name("moved")).parent.joinpath(path.name).mkdir()
    ),
}


def flip(path: Path, at: int, bit: int = 0) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)


def write(settings: Settings, version: str, count: int = 30) -> Manifest:
    documents = many(count, version)
    data_dir = settings.data_dir
    return write_generation(data_dir, documents, [], RecordingEmbeddings(), settings).manifest


def opened_version(settings: Settings) -> str:
    return version(open_index(settings.data_dir, settings, RecordingEmbeddings()))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Manifest, Manifest]:
    """A directory with generations of version `older` and `old`, of which the second is in force."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("two") / "data")
    return settings.data_dir, write(settings, "older"), write(settings, "old")


@pytest.fixture
def two(written: tuple[Path, Manifest, Manifest], settings: Settings) -> tuple[Manifest, Manifest]:
    """The two in a copy of that directory."""
    data_dir, *manifests = written
    shutil.copytree(data_dir, settings.data_dir)
    return manifests[0], manifests[1]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_current_leaves_the_newest_whole_generation_in_force(
    settings: Settings,
    two: tuple[Manifest, Manifest],
    damage: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    DAMAGES[damage](settings.data_dir / "current")
    index = open_index(settings.data_dir, settings, RecordingEmbeddings())
    assert version(index) == "old"
    (told,) = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert index.problem == told.getMessage()
    for part in ("current", two[1].name, "fordonsdalen rollback"):
        assert part in told.getMessage() or damage == "names nothing"
    assert "\n" not in told.getMessage()


def test_no_flipped_bit_of_current_hides_a_whole_generation(
    settings: Settings, two: tuple[Manifest, Manifest]
) -> None:
    path = settings.data_dir / "current"
    for at in range(path.stat().st_size):
        for bit in range(8):
            flip(path, at, bit)
            found = in_force(settings.data_dir)
            assert found.manifest == two[1], (at, bit)
            # A space that became a tab, say, changes nothing.
            assert found.problem or current_name(settings.data_dir) == two[1].name
            flip(path, at, bit)
    assert in_force(settings.data_dir).problem is None


def test_every_flipped_bit_of_a_manifest_is_noticed(
    settings: Settings, two: tuple[Manifest, Manifest]
) -> None:
    path = generation_folder(settings.data_dir, two[1].name) / "manifest.json"
    for at in range(0, path.stat().st_size, 3):
        flip(path, at, at % 8)
        found = in_force(settings.data_dir)
        assert (found.manifest, bool(found.problem)) == (two[0], True), at
        flip(path, at, at % 8)


def test_damage_to_any_file_of_a_generation_is_told_or_mended(
    settings: Settings, two: tuple[Manifest, Manifest]
) -> None:
    folder = generation_folder(settings.data_dir, two[1].name)
    kept = settings.data_dir.with_name("kept")
    shutil.copytree(folder, kept)
    files = [path.relative_to(kept) for path in kept.rglob("*") if path.stat().st_size]
    files = [file for file in files if (kept / file).is_file()]
    assert len(files) > 12
    for file in files:
        flip(folder / file, (kept / file).stat().st_size // 2, 6)
        index = open_index(settings.data_dir, settings, RecordingEmbeddings())
        rebuilt = file.parts[0].startswith("index-")
        assert version(index) == ("old" if rebuilt else "older"), file
        assert bool(index.problem) != rebuilt, file
        shutil.rmtree(folder)
        shutil.copytree(kept, folder)


@pytest.mark.parametrize("closed", [".", "current", "generations"])
def test_what_may_not_be_opened_is_not_called_damaged(
    written: tuple[Path, Manifest, Manifest], closed: str
) -> None:
    with closed_copy(written[0], closed) as data_dir, without_rights():
        try:
            told = in_force(data_dir).problem
        except IndexMismatchError as error:
            told = str(error)
        assert told is not None
        assert told.startswith(f"{data_dir / closed} may not be opened by this user, ")
        assert "damaged" not in told


def test_what_may_not_be_opened_leaves_the_older_generation_in_force(
    written: tuple[Path, Manifest, Manifest],
) -> None:
    data_dir, older, newer = written
    with closed_copy(data_dir, f"generations/{newer.name}") as copy, without_rights():
        found = in_force(copy)
    assert found.manifest == older
    assert f"{newer.name} may not be opened" in str(found.problem)


def test_where_no_generation_is_whole_that_is_told(
    settings: Settings, two: tuple[Manifest, Manifest]
) -> None:
    for manifest in two:
        flip(generation_folder(settings.data_dir, manifest.name) / "record.sqlite3", 5000)
    with pytest.raises(IndexMismatchError, match=r"record.sqlite3.*ingest"):
        open_index(settings.data_dir, settings, RecordingEmbeddings())


# A folder that somebody put there is not deleted.
@pytest.mark.parametrize("damage", sorted(DAMAGES.keys() - {"a folder"}))
def test_the_next_ingest_mends_current(
    settings: Settings, two: tuple[Manifest, Manifest], damage: str
) -> None:
    DAMAGES[damage](settings.data_dir / "current")
    assert write(settings, "old") == two[1]
    assert in_force(settings.data_dir).problem is None


# As in test_durability, with a damaged `current` from the beginning.
@pytest.mark.parametrize(
    ("damage", "step"),
    [("flipped", step) for step in ("1", "8", "22", "23", "24", "25")]
    + [("missing", step) for step in ("23", "24")],
)
def test_a_writer_killed_while_current_is_damaged_costs_nothing(
    settings: Settings, two: tuple[Manifest, Manifest], step: str, damage: str
) -> None:
    DAMAGES[damage](settings.data_dir / "current")
    assert run_writer(settings, "new", "kill", step).returncode == -9
    found = opened_version(settings)
    assert found in ("old", "new")
    if in_force(settings.data_dir).problem:
        assert {manifest.name for manifest in two} <= set(generation_names(settings.data_dir))
    write(settings, "next")
    assert opened_version(settings) == "next"
    assert len(list((settings.data_dir / "generations").iterdir())) == 2


def test_roll_back_puts_the_previous_whole_generation_in_force(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, ingest=IngestSettings(keep_generations=4))
    first, second, third = (write(settings, f"v{number}") for number in range(3))
    flip(generation_folder(tmp_path, second.name) / "passages.npy", 200)
    assert roll_back(tmp_path, "fake") == first
    assert opened_version(settings) == "v0"
    assert roll_back(tmp_path, "fake", third.name) == third
    assert opened_version(settings) == "v2"
    with pytest.raises(IndexMismatchError, match=second.name):
        roll_back(tmp_path, "fake", second.name)
    with pytest.raises(InvalidInputError, match=f"{first.name}, {second.name}"):
        roll_back(tmp_path, "fake", "20200101T000000000000-abcdef")
    with pytest.raises(IndexMismatchError, match="model"):
        roll_back(tmp_path, "other", first.name)
    roll_back(tmp_path, "fake", first.name)
    with pytest.raises(IndexMissingError, match="no older"):
        roll_back(tmp_path, "fake")
    assert opened_version(settings) == "v0"
    # What answers, and what answered before it, outlive the next ingest.
    small = Settings(data_dir=tmp_path)
    last = write(small, "v3")
    assert generation_names(tmp_path) == [first.name, last.name]


def test_roll_back_keeps_what_answers_in_the_place_of_a_damaged_generation(
    settings: Settings, two: tuple[Manifest, Manifest]
) -> None:
    flip(generation_folder(settings.data_dir, two[1].name) / "sentences.npy", 200)
    assert roll_back(settings.data_dir, "fake") == two[0]
    assert in_force(settings.data_dir).problem is None
    (settings.data_dir / "current").unlink()
    assert roll_back(settings.data_dir, "fake") == two[0]


def test_roll_back_where_nothing_was_ingested_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        roll_back(tmp_path / "data", "fake")
    assert not (tmp_path / "data").exists()


def test_a_generation_that_a_killed_writer_finished_is_whole_but_not_in_force(
    settings: Settings, two: tuple[Manifest, Manifest]
) -> None:
    write(settings, "new")
    switch(settings.data_dir, two[1].name)
    assert opened_version(settings) == "old"
    assert len(list(whole_generations(settings.data_dir))) == 2


@pytest.fixture
def old_data(settings: Settings) -> Settings:
    """A directory that a version without checksums in `current` and manifests wrote."""
    with tarfile.open(OLD_DATA) as archive:
        archive.extractall(settings.data_dir, filter="data")
    return settings


def test_a_directory_of_an_earlier_version_is_read_and_taken_over(old_data: Settings) -> None:
    data_dir, embeddings = old_data.data_dir, RecordingEmbeddings()
    index = open_index(data_dir, old_data, embeddings)
    assert index.problem is None
    assert list(index.passages) == [*GROUP.passages, *PROJECT.passages]
    before = current_name(data_dir)
    failures = [("skräp.txt", Reason("It is not text."))]
    fields = {"name": "Åsa", "organisation": "KTH"}  # Of a kind that is read no more.
    same = [
        replace(read, facts=(replace(read.facts[0], kind="member", fields=fields),))
        for read in (GROUP, PROJECT)
    ]
    report = write_generation(data_dir, same, failures, embeddings, old_data)
    assert (report.manifest.name, embeddings.texts) == (before, [])
    # What it did not keep is kept from now on.
    assert (bool(index.tables), bool(open_index(data_dir, old_data, embeddings).tables)) == (
        False,
        True,
    )
    older = roll_back(data_dir, "fake")
    assert [p.text for p in open_index(data_dir, old_data, embeddings).passages] == [
        p.text for p in GROUP.passages
    ]
    written = write_generation(
        data_dir, [GROUP, PROJECT, *many(3)], [], embeddings, old_data
    ).manifest
    assert generation_names(data_dir) == [older.name, written.name]


def test_what_a_killed_writer_of_an_earlier_version_left_is_not_taken_for_whole(
    old_data: Settings,
) -> None:
    data_dir = old_data.data_dir
    newest = current_name(data_dir)
    left = generation_folder(data_dir, "20991231T000000000000-abcdef")
    shutil.copytree(generation_folder(data_dir, newest), left)
    (left / "manifest.json").unlink()
    (data_dir / "current").unlink()
    assert in_force(data_dir).manifest.name == newest
    written = write_generation(
        data_dir, [GROUP, PROJECT, *many(3)], [], RecordingEmbeddings(), old_data
    ).manifest
    assert written.name > left.name
    assert generation_names(data_dir) == [newest, written.name]
    assert read_manifest(data_dir) == written


def test_what_keeps_a_generation_from_use_comes_whole_from_another_process(tmp_path: Path) -> None:
    error = damaged(tmp_path, "current")
    handed = pickle.loads(pickle.dumps(error))
    assert (type(handed), str(handed), handed.found) == (type(error), str(error), error.found)
    assert (
        str(error)
        == f"The index in {tmp_path} is damaged (current). Run fordonsdalen ingest again."
    )
