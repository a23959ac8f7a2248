"""What was kept, as an operator sees, takes out and deletes it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import stat
import subprocess
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest

from assistant.clock import today
from assistant.journal.file import FILE
from assistant.journal.journal import Journal
from assistant.settings import PrivacySettings, Settings
from tests.assistant.cli.test_commands import COMMAND, assert_one_line, run_in


def keep(folder: Path, day: date) -> None:
    with Journal(folder, PrivacySettings(keep="questions"), lambda: day) as journal:
        journal.note("not_found", "sv", "Vem är [kungen]?")
        journal.note_feedback("Bra [sagt]!", useful=True, status="answered", documents=["d"])


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder where something was kept yesterday and today."""
    keep(tmp_path, today() - timedelta(days=1))
    keep(tmp_path, today())
    return tmp_path


def test_what_is_kept_is_shown_to_people_and_programs(kept: Path) -> None:
    shown = run_in(kept, "journal").stdout
    for text in ("not_found", "Vem är [kungen]?", "Bra [sagt]!"):
        assert text in shown
    told = json.loads(run_in(kept, "journal", "--json").stdout)
    assert told["unanswered"][0] == {"day": today().isoformat(), "question": "Vem är [kungen]?"}
    assert [count["number"] for count in told["answers"]] == [1, 1]
    assert told["feedback"][1]["words"] == "Bra [sagt]!"


def test_it_can_be_taken_out(kept: Path) -> None:
    file = kept / "kept.json"
    assert run_in(kept, "journal", "export", str(file)).returncode == 0
    assert json.loads(file.read_text("utf-8")) == json.loads(
        run_in(kept, "journal", "--json").stdout
    )
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert_one_line(run_in(kept, "journal", "export", str(file)), 2, "is there already")
    nowhere = str(kept / "no" / "kept.json")
    assert_one_line(run_in(kept, "journal", "export", nowhere), 5, "cannot be written")


def test_it_can_be_deleted(kept: Path) -> None:
    assert_one_line(run_in(kept, "journal", "delete"), 2, "--yes")
    day = today().isoformat()
    older = run_in(kept, "journal", "delete", "--before", day, "--yes")
    assert older.stdout == "3 counts, opinions and questions deleted.\n"
    assert {a["day"] for a in json.loads(run_in(kept, "journal", "--json").stdout)["answers"]} == {
        day
    }
    assert run_in(kept, "journal", "delete", "--yes").returncode == 0
    assert "Nothing is kept" in run_in(kept, "journal").stdout
    for path in kept.iterdir():
        assert b"kungen" not in path.read_bytes()
        assert b"sagt" not in path.read_bytes()


def test_a_journal_that_cannot_be_used_is_one_line(kept: Path) -> None:
    with closing(sqlite3.connect(kept / FILE, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = DELETE")
        database.execute("BEGIN EXCLUSIVE")
        for command in (["journal"], ["journal", "--json"], ["journal", "delete", "--yes"]):
            assert_one_line(run_in(kept, *command), 5, "locked")
    with closing(sqlite3.connect(kept / FILE)) as database:
        database.execute("DROP TABLE answers")
        database.execute("CREATE TABLE answers (id INTEGER)")
    assert_one_line(run_in(kept, "journal"), 5, "damaged, or no journal")
    (kept / FILE).write_bytes(b"no database" * 1000)
    assert_one_line(run_in(kept, "journal"), 5, "damaged, or no journal")
    (kept / FILE).unlink()
    (kept / FILE).mkdir()
    assert_one_line(run_in(kept, "journal"), 5, "cannot be used")


def test_a_server_that_is_told_to_stop_has_noted_its_answers(
    settings: Settings, tmp_path: Path
) -> None:
    data_dir = tmp_path / "data"
    shutil.copytree(settings.data_dir, data_dir)
    command = [COMMAND, "--data-dir", str(data_dir), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            (address,) = re.findall(r"http://[\d.:]+", server.stdout.readline())
            until = time.monotonic() + 60
            while time.monotonic() < until and not httpx.get(f"{address}/readyz").is_success:
                time.sleep(0.1)
            for _ in range(3):
                asked = {"question": "Vem är VD?"}
                assert httpx.post(f"{address}/api/ask", json=asked, timeout=60).is_success
            server.terminate()
            assert server.wait(60) == 0
        finally:
            server.kill()
    told = json.loads(run_in(data_dir, "journal", "--json").stdout)
    assert sum(count["number"] for count in told["answers"]) == 3


def test_deleting_all_takes_a_damaged_journal_too(kept: Path) -> None:
    (kept / FILE).write_bytes(
        (kept / FILE).read_bytes().replace(b"SQLite format", b"XXXXXX format")
    )
    assert run_in(kept, "journal", "delete", "--yes").returncode == 0
    for path in kept.iterdir():
        assert b"kungen" not in path.read_bytes()
