"""The record of ingests."""

import errno
import json
import os
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.runs import (
    FILE,
    LONGEST_REASON,
    MOST_NAMED,
    MOST_RUNS,
    Outdated,
    named,
    read_runs,
    recording,
    told_to_read,
)


def test_what_came_of_an_ingest_is_recorded(tmp_path: Path) -> None:
    with recording(tmp_path) as told:
        (begun,) = read_runs(tmp_path)
        assert (begun.outcome, begun.seconds) == ("unfinished", None)
        told |= {"read": 3, "removed": 1, "failures": [("a.txt", "it holds no text")]}
    (run,) = read_runs(tmp_path)
    assert (run.id, run.started) == (begun.id, begun.started)
    assert (run.outcome, run.read, run.removed) == ("done", 3, 1)
    assert run.failures == [("a.txt", "it holds no text")]
    assert run.seconds is not None


def test_a_failure_is_recorded_and_goes_on(tmp_path: Path) -> None:
    def fail(error: Exception) -> None:
        with recording(tmp_path) as told:
            told["read"] = 2
            raise error

    with pytest.raises(SourceError):
        fail(SourceError("No\ndocument. " + "x" * 1_000))
    with pytest.raises(RuntimeError):
        fail(RuntimeError("odd"))
    foreseen, unforeseen = read_runs(tmp_path)
    assert (foreseen.outcome, foreseen.read) == ("failed", 2)
    assert str(foreseen.reason).startswith("No document. xxx")
    assert len(str(foreseen.reason)) == LONGEST_REASON
    assert str(unforeseen.reason) == "RuntimeError: odd"


def test_the_reason_of_a_failure_is_kept_as_a_value_and_in_older_records_as_a_text(
    tmp_path: Path,
) -> None:
    why = Reason("{path} is not there", {"path": "ö\n" * 1_000, "why": Reason("it holds no text")})
    with pytest.raises(SourceError), recording(tmp_path):
        raise SourceError(why)
    (run,) = read_runs(tmp_path)
    assert run.reason.key == why.key
    assert run.reason.values["why"] == why.values["why"]
    assert len(str(run.reason.values["path"])) == LONGEST_REASON
    older = run.model_dump(mode="json") | {"reason": "odd"}
    (tmp_path / FILE).write_text(json.dumps(older) + "\n", "utf-8")
    assert read_runs(tmp_path)[0].reason == Reason("odd")


def test_what_was_read_is_recorded_though_its_name_is_not_utf_8(tmp_path: Path) -> None:
    with recording(tmp_path) as told:
        told.update(told_to_read([Path("/a"), Path(os.fsdecode(b"/\xff"))], None))
    assert [run.paths for run in read_runs(tmp_path)] == [["/a", "/?"]]


def test_so_many_runs_and_failures_are_kept(tmp_path: Path) -> None:
    many = [(f"{number}.txt " + "ö" * 1_000, Reason("a\nb " * 1_000)) for number in range(1_000)]
    for number in range(MOST_RUNS + 3):
        with recording(tmp_path) as told:
            told |= {"read": number, "failures": named(many)}
    runs = read_runs(tmp_path)
    assert [run.read for run in runs] == list(range(3, MOST_RUNS + 3))
    assert len(runs[0].failures) == MOST_NAMED
    assert (tmp_path / FILE).stat().st_size < 6_000_000


def test_damaged_lines_and_a_folder_that_cannot_be_written_do_not_matter(tmp_path: Path) -> None:
    for _ in range(2):
        with recording(tmp_path):
            pass
    first, second = (tmp_path / FILE).read_bytes().splitlines()
    (tmp_path / FILE).write_bytes(b"\xff\n{}\n" + first[:-9] + b"\n" + second + b"\n")
    assert len(read_runs(tmp_path)) == 1
    blocked = tmp_path / "file"
    blocked.write_text("")
    with recording(blocked / "data"):
        pass
    assert read_runs(blocked / "data") == []


def test_what_answers_is_old_from_a_failure_to_the_next_generation(tmp_path: Path) -> None:
    def run(generation: str | None) -> None:
        with recording(tmp_path) as told:
            told["generation"] = generation
            if generation is None:
                raise SourceError("The folder is empty.")

    outdated = Outdated(tmp_path)
    assert outdated() is None
    with pytest.raises(SourceError):
        run(None)
    assert outdated() is None, "nothing answers"
    run("a")
    assert outdated() is None
    for _ in range(2):
        with pytest.raises(SourceError):
            run(None)
        assert outdated() == f"{read_runs(tmp_path)[1].started:%Y-%m-%d}"
    with recording(tmp_path) as told:
        assert outdated() is not None, "until the next one is done"
        told["generation"] = "b"
    assert outdated() is None


def test_a_failure_without_room_to_record_it_is_told_then_and_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recording(tmp_path) as told:
        told["generation"] = "a"
    outdated = Outdated(tmp_path)
    assert outdated() is None

    def is_full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("ingest.runs.replace_file", is_full)
        with recording(tmp_path):
            pass
        assert len(read_runs(tmp_path)) == 1, "It did not fail."
        for _ in range(2):
            with pytest.raises(SourceError), recording(tmp_path):
                raise SourceError("The disk is full.")
        done, failed = read_runs(tmp_path)
        assert (done.outcome, failed.outcome) == ("done", "failed")
        assert outdated() is not None
    with recording(tmp_path) as told:
        told["generation"] = "b"
    assert [run.outcome for run in read_runs(tmp_path)] == ["done", "failed", "done"]
    assert read_runs(tmp_path)[1] == failed
    assert outdated() is None
