"""Files that staff add: their names are ours, and none is lost on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import InvalidInputError, SourceError
from ingest.intake import Intake, readable_files


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Årsrapport 2026.PDF", "Årsrapport 2026.pdf"),
        ("A\u030arsrapport.pdf", "Årsrapport.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("x" * 300 + ".html", "x" * 180 + "-0d4e2ca9.html"),
        (".html.txt", "html-26980882.txt"),
        ("a\nb\u202e.md", "a b-4a8dc3ee.md"),
        ("a\udcff.md", "a-d76edf05.md"),
        ("\x01.md", "4bf5122f.md"),
        ("日本.md", "日本.md"),
    ],
)
def test_a_file_keeps_its_name_as_far_as_every_system_takes_it(
    tmp_path: Path, given: str, kept: str
) -> None:
    intake = Intake(tmp_path)
    assert intake.stage(given, b"text") == kept
    assert readable_files(tmp_path / "staged") == [kept]
    assert (tmp_path / "staged" / kept).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "names",
    [
        ("Möte å.md", "Mote a.md", "möte-Ä.md"),
        ("北京.md", "東京.md"),
        ("Bilaga " * 50 + "12 mars.md", "Bilaga " * 50 + "14 april.md"),
        ("a\n.md", "a\t.md", "a .md", "a.md", ".a.md"),
        ("日" * 300 + "1.md", "日" * 300 + "2.md"),
    ],
)
def test_files_of_different_names_do_not_take_the_place_of_each_other(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    intake = Intake(tmp_path)
    kept = {intake.stage(name, name.encode(errors="replace")) for name in names}
    assert sorted(kept) == readable_files(intake.staged)
    assert len(kept) == len(names)
    for name in kept:
        intake.admit(name)
        intake.withdraw(name)


@pytest.mark.parametrize("name", ["a.png", "a", "a.doc", ".txt", "a.yaml"])
def test_what_is_not_read_is_refused_with_the_remedy(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"read"):
        Intake(tmp_path).stage(name, b"x")
    assert not (tmp_path / "staged").exists()


def test_a_file_goes_in_and_out_of_force_with_its_address(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.stage("a.html", b"page", "https://e.se/a")
    assert intake.stage("a.txt", b"text") == "a-txt.txt"
    intake.admit("a.html")
    assert readable_files(intake.added) == ["a.html"]
    assert "https://e.se/a" in (intake.added / "a.yaml").read_text("utf-8")
    intake.withdraw("a.html")
    assert readable_files(intake.staged) == ["a-txt.txt", "a.html"]
    assert (intake.staged / "a.yaml").is_file()
    intake.discard("a.html")
    assert [path.name for path in intake.staged.iterdir()] == ["a-txt.txt"]
    assert list(intake.added.iterdir()) == []
    for name in ("a.html", "../secret.txt", ""):
        with pytest.raises(InvalidInputError, match="not there"):
            intake.admit(name)


def test_a_newer_file_changes_places_with_its_namesake(tmp_path: Path) -> None:
    intake = Intake(tmp_path)
    intake.stage("a.html", b"old", "https://e.se/a")
    intake.admit("a.html")
    intake.stage("a.html", b"new")
    intake.admit("a.html")
    assert (intake.added / "a.html").read_bytes() == b"new"
    assert not (intake.added / "a.yaml").exists()
    assert (intake.staged / "a.html").read_bytes() == b"old"
    assert (intake.staged / "a.yaml").is_file()
    with pytest.raises(InvalidInputError, match=r"Another a\.html waits"):
        intake.withdraw("a.html")
    intake.undo_admit("a.html")
    assert (intake.added / "a.html").read_bytes() == b"old"
    assert (intake.added / "a.yaml").is_file()
    assert (intake.staged / "a.html").read_bytes() == b"new"
    assert [path.name for path in tmp_path.rglob(".*")] == []
