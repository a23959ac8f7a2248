from __future__ import annotations

import time
from pathlib import Path

import pytest

from assistant.errors import SourceError
from ingest.sources import Place, find_sources, slug
from ingest.unread import unread


def write(path: Path, text: str = "Text.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_takes_what_a_folder_holds_in_sorted_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c/d.HTML", "c/e.htm", "f.markdown"):
        write(tmp_path / name)
    for name in (".hidden.txt", ".git/x.txt", "a.yaml", "picture.png", "c/notes.doc"):
        write(tmp_path / name)

    found = find_sources([tmp_path])

    assert [source.path.relative_to(tmp_path).as_posix() for source in found] == [
        "a.md",
        "b.txt",
        "c/d.HTML",
        "c/e.htm",
        "f.markdown",
    ]
    assert [source.id for source in found] == ["a", "b", "d", "e", "f"]


def test_mixes_files_and_folders_and_takes_each_once(tmp_path: Path) -> None:
    one = write(tmp_path / "one" / "x.txt")
    two = write(tmp_path / "two.md")

    found = find_sources([two, tmp_path / "one", one])

    assert [source.path for source in found] == [two, one]


def test_a_named_file_of_another_type_is_left_to_the_reader(tmp_path: Path) -> None:
    report = write(tmp_path / "report.pdf")

    assert [source.path for source in find_sources([report])] == [report]


@pytest.mark.parametrize("name", ["missing", "missing.txt"])
def test_says_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=f"{name} is not there; name") as caught:
        find_sources([tmp_path / name])
    assert "\n" not in str(caught.value)


def test_says_which_folder_holds_nothing(tmp_path: Path) -> None:
    write(tmp_path / "full" / "a.txt")
    write(tmp_path / "bare" / "a.png")

    with pytest.raises(SourceError, match=r"bare holds no document .*\.txt"):
        find_sources([tmp_path / "full", tmp_path / "bare"])


def test_nothing_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="Name at least one"):
        find_sources([])


def test_loops_of_links_end(tmp_path: Path) -> None:
    write(tmp_path / "docs" / "a.txt")
    (tmp_path / "docs" / "again").symlink_to(tmp_path / "docs", target_is_directory=True)
    (tmp_path / "docs" / "self.txt").symlink_to(tmp_path / "docs" / "self.txt")

    assert [source.path.name for source in find_sources([tmp_path / "docs"])] == [
        "a.txt",
        "self.txt",
    ]


def test_ids_tell_files_of_the_same_name_apart(tmp_path: Path) -> None:
    for name in ("2020/protokoll.txt", "2021/protokoll.txt", "möte.md", "möte.txt", "övrigt.txt"):
        write(tmp_path / name)

    found = find_sources([tmp_path])

    assert [source.id for source in found] == [
        "2020-protokoll",
        "2021-protokoll",
        "mote-md",
        "mote-txt",
        "ovrigt",
    ]


def test_ids_are_unique_whatever_the_names(tmp_path: Path) -> None:
    names = ["a b.txt", "a-b.txt", "a_b.txt", "日本.txt", "中国.txt", "one/x.txt", "one-x.txt"]
    files = [write(tmp_path / name) for name in names]
    files += [write(tmp_path / "other" / "a b.txt")]

    found = find_sources([tmp_path, *files])

    assert len({source.id for source in found}) == len(files)
    assert all(source.id == slug(source.id) for source in found)


def test_ids_of_very_many_names_alike_are_numbered_at_once() -> None:
    names = [f"{chr(0x4E00 + number)}" for number in range(10_000)]
    places = [Place(Path("a"), address=f"https://x.se/{name}") for name in ("x-se-3", *names)]

    begin = time.perf_counter()
    found = [source.id for source in find_sources(places)]

    assert time.perf_counter() - begin < 6
    assert found[:4] == ["x-se-3", "x-se", "x-se-2", "x-se-4"]
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Högnivågruppen 2021", "hognivagruppen-2021"),
        ("../Åsö & Ö", "aso-o"),
        ("---", "document"),
        ("x" * 300, "x" * 80),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


def test_links_that_lead_out_of_a_folder_are_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "secret.txt").write_text("Lösenordet")
    docs = tmp_path / "docs"
    (docs / "own").mkdir(parents=True)
    (docs / "own" / "a.txt").write_text("Ett")
    (docs / "b.txt").symlink_to(docs / "own" / "a.txt")
    (docs / "file.txt").symlink_to(tmp_path / "away" / "secret.txt")
    (docs / "folder").symlink_to(tmp_path / "away", target_is_directory=True)

    assert [source.path for source in find_sources([docs])] == [docs / "b.txt"]
    [(folder, told)] = unread([docs])
    assert folder == str(docs)
    assert "file.txt, folder" in str(told)


def test_a_folder_and_a_file_that_are_named_may_be_links(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("Ett")
    (tmp_path / "folder").symlink_to(tmp_path / "docs", target_is_directory=True)
    (tmp_path / "b.txt").symlink_to(tmp_path / "docs" / "a.txt")

    assert len(find_sources([tmp_path / "folder"])) == len(find_sources([tmp_path / "b.txt"])) == 1
    assert not list(unread([tmp_path / "folder"]))
