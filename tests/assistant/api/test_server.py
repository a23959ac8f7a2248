"""The start of the server, its end, and how it is told of other settings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest
import uvicorn

from assistant.api import server
from assistant.api.server import listen
from assistant.ingesting import ingest
from assistant.settings import ContactSettings, load_settings
from vectorstore.generations import current_name

pytestmark = pytest.mark.alone
PATIENCE = 60.0
STUBBORN = """
from assistant.api import site
from assistant.cli import main
from tests.assistant.api import stubborn

site.build_assistant = stubborn.build
site.build_reader = stubborn.build_reader
if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize(
    ("contact", "warned"),
    [({}, True), ({"email": "hej@example.se"}, False), ({"url": "https://example.se"}, False)],
)
def test_a_site_without_an_address_for_people_is_warned_of(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    contact: dict[str, str],
    warned: bool,
) -> None:
    monkeypatch.setattr(uvicorn.Server, "run", lambda _, sockets: [s.close() for s in sockets])
    monkeypatch.setattr(server, "CurrentSite", lambda *_: None)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    settings = load_settings(contact=ContactSettings.model_validate(contact))
    listening = settings.server.model_copy(update={"port": 0})
    settings = settings.model_copy(update={"server": listening})
    server.serve(settings, lambda: settings)
    assert ("contact.email" in capsys.readouterr().err) == warned


@contextmanager
def running(
    folder: Path, program: str = STUBBORN, **environment: str
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A server of its own, whose assistant hangs, waits and dies when it is told to."""
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    script = folder / "serve_it.py"
    script.write_text(program)
    config = folder / "fordonsdalen.toml"
    config.touch()
    process = subprocess.Popen(
        [sys.executable, script, "--data-dir", folder, "serve", "--port", str(port)],
        env=os.environ | {"FORDONSDALEN_CONFIG": str(config)} | environment,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + PATIENCE
        with httpx.Client(verify=False) as web:
            while time.monotonic() < until and process.poll() is None:
                with suppress(httpx.TransportError):
                    if web.get(f"{address}/readyz").status_code == 200:
                        break
                time.sleep(0.05)
        yield process, address
    finally:
        process.kill()
        process.wait()


def ask(address: str, question: str) -> httpx.Response:
    return httpx.post(f"{address}/api/ask", json={"question": question}, timeout=PATIENCE)


def waiting(address: str) -> int:
    """How many questions wait for a process."""
    metrics = httpx.get(f"{address}/metrics", timeout=PATIENCE).text
    return int(float(metrics.partition("\nfordonsdalen_waiting ")[2].split()[0]))


def worker_of(address: str) -> int:
    return int(ask(address, "who").json()["answer"].split()[0])


def is_gone(process: int) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_what_is_being_answered_ends_before_the_server_does(
    tmp_path: Path, told: signal.Signals
) -> None:
    answers: list[int] = []
    with running(tmp_path, FORDONSDALEN_SERVER__WORKERS="1") as (process, address):
        worker = worker_of(address)
        questions = [
            threading.Thread(target=lambda: answers.append(ask(address, "wait 1").status_code))
            for _ in range(4)
        ]
        for question in questions:
            question.start()
        until = time.monotonic() + PATIENCE
        while len(answers) + waiting(address) < 3 and time.monotonic() < until:
            time.sleep(0.05)  # Of four, one is being answered.
        process.send_signal(told)
        for question in questions:
            question.join()
        process.wait(PATIENCE)
        assert answers == [200] * 4
        assert is_gone(worker)


@pytest.mark.parametrize("seconds", [0.5, 2.0])
def test_a_server_that_is_stopped_while_it_starts_says_nothing(
    tmp_path: Path, seconds: float
) -> None:
    command = [sys.executable, "-c", "from assistant.cli import main; main()"]
    process = subprocess.Popen(
        [*command, "--data-dir", tmp_path, "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    try:
        assert process.stdout
        assert "Serving on" in process.stdout.readline()
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)  # As a terminal does.
        _, told = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    # The first where it was up already, and ended as one that is told to.
    assert process.returncode in (0, 130, -signal.SIGINT)
    # That there is no index, and no address for people.
    assert [line.split(":")[0] for line in told.splitlines()] == ["Warning"] * 2, told


def test_no_process_outlives_a_server_that_is_killed(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        worker = worker_of(address)
        process.kill()
        assert is_gone(worker)


def test_liveness_does_not_wait_for_answers(tmp_path: Path) -> None:
    limits = {"FORDONSDALEN_LIMITS__QUESTION_SECONDS": "20"}
    with running(tmp_path, **limits) as (_, address):

        def spin() -> None:
            with suppress(httpx.TransportError):  # The server is killed over it.
                ask(address, "spin")

        for _ in range(20):
            threading.Thread(target=spin, daemon=True).start()
        time.sleep(0.5)
        begun = time.monotonic()
        assert httpx.get(f"{address}/healthz", timeout=PATIENCE).status_code == 200
        assert time.monotonic() - begun < 5


def test_settings_are_read_again_without_a_failed_request(tmp_path: Path) -> None:
    with running(tmp_path) as (process, address):
        before = worker_of(address)
        config = tmp_path / "fordonsdalen.toml"
        config.write_text("[maintenance]\napi = 'Vi är strax tillbaka.'\n")
        process.send_signal(signal.SIGHUP)
        until = time.monotonic() + PATIENCE
        while (refused := ask(address, "who")).status_code == 200 and time.monotonic() < until:
            time.sleep(0.1)
        assert refused.status_code == 503
        assert refused.json()["detail"] == "Vi är strax tillbaka."
        assert int(refused.headers["Retry-After"]) > 0
        assert is_gone(before)
        config.write_text("[maintenance]\nno_such_key = 1\n")
        process.send_signal(signal.SIGHUP)
        time.sleep(1)
        assert ask(address, "who").status_code == 503, "settings in error change nothing"
        config.write_text("")
        process.send_signal(signal.SIGHUP)
        until = time.monotonic() + PATIENCE
        while ask(address, "who").status_code != 200 and time.monotonic() < until:
            time.sleep(0.1)
        assert worker_of(address) != before


def test_all_processes_move_to_a_new_index_without_a_failed_request(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "one.txt").write_text("Vindnavet\n\nAnna Ek leder Vindnavet sedan 2021.\n")
    settings = load_settings(data_dir=tmp_path)
    ingest([documents], settings)
    asked: list[tuple[int, str]] = []
    stop = threading.Event()
    program = "from assistant.cli import main\nif __name__ == '__main__':\n    main()\n"
    with running(tmp_path, program) as (_, address):

        def go_on_asking() -> None:
            while not stop.is_set():
                reply = ask(address, "Vem leder Vindnavet?")
                asked.append((reply.status_code, reply.json()["generation"]))

        threads = [threading.Thread(target=go_on_asking) for _ in range(2)]
        for thread in threads:
            thread.start()
        (documents / "two.txt").write_text("Solnavet\n\nBo Lind leder Solnavet sedan 2022.\n")
        ingest([documents], settings)
        new = current_name(tmp_path)
        until = time.monotonic() + PATIENCE
        # All processes: each has answered from it, and none any more from the one before.
        while {generation for _, generation in asked[-40:]} != {new} and time.monotonic() < until:
            time.sleep(0.1)
        stop.set()
        for thread in threads:
            thread.join()
    assert {status for status, _ in asked} == {200}
    assert {generation for _, generation in asked[-40:]} == {new}
    assert len({generation for _, generation in asked}) == 2
