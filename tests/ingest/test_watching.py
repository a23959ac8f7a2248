"""When a folder that is watched is read again."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.watching import LONGEST_WAIT, RETRY_SECONDS, look, watch

SECONDS = 2.0


class EndError(Exception):
    """Ends a watch."""


def ingests(
    folder: Path, looks: Sequence[Callable[[], object]], *, failing: bool = False
) -> list[int]:
    """Before which looks a folder is ingested, where something is done before each."""
    done, found = [0], list[int]()

    def sleep(seconds: float) -> None:
        assert seconds == SECONDS
        if done[0] == len(looks):
            raise EndError
        looks[done[0]]()
        done[0] += 1

    def ingest() -> bool:
        found.append(done[0])
        return failing

    with pytest.raises(EndError):
        watch(lambda: look([folder]), SECONDS, ingest, sleep)
    return found


def nothing() -> None:
    """Leave all as it is."""


def test_what_changes_is_read_when_it_has_come_to_rest(tmp_path: Path) -> None:
    page, sidecar = tmp_path / "a.txt", tmp_path / "a.yaml"
    page.write_text("En text.")
    looks = [
        nothing,  # 1: settled, the first ingest
        nothing,
        lambda: page.write_text("En längre text."),
        lambda: page.write_text("En text som är längre."),
        nothing,  # 5: it has come to rest
        lambda: (tmp_path / "notes.tmp").write_text("x"),
        lambda: sidecar.write_text("title: A"),
        nothing,  # 8
        lambda: page.chmod(0o600),
        nothing,  # 10
        page.unlink,
        nothing,  # 12: an ingest that says that the folder is empty
        nothing,
    ]
    assert ingests(tmp_path, looks) == [1, 5, 8, 10, 12]


def test_a_failure_is_tried_again_after_a_while(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("En text.")
    wait = int(RETRY_SECONDS / SECONDS)
    assert ingests(tmp_path, [nothing] * (2 * wait + 3), failing=True) == [
        1,
        1 + wait,
        1 + 2 * wait,
    ]


def test_what_never_comes_to_rest_is_read_at_last(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("")
    most = int(LONGEST_WAIT / SECONDS)

    def grow() -> None:
        page.write_text(page.read_text() + "x")

    assert ingests(tmp_path, [grow] * (most + 2)) == [most]


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "later"

    def appear() -> None:
        folder.mkdir()
        (folder / "a.txt").write_text("En text.")

    assert ingests(folder, [nothing, nothing, appear, nothing, nothing]) == [1, 4]


def test_what_is_due_is_ingested_though_nothing_changes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("En text.")
    due = iter([False, True, False, True])
    found: list[int] = []

    def end_or_wait(_: float) -> None:
        if len(found) == 3:
            raise EndError

    def ingest() -> bool:
        found.append(1)
        return False

    with pytest.raises(EndError):
        watch(lambda: look([tmp_path]), SECONDS, ingest, end_or_wait, lambda: next(due))
    assert list(due) == []
