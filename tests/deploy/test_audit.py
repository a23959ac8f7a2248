"""The comparison with known vulnerabilities, against a source on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from deploy.audit import UNANSWERED, audit
from tests.conftest import at_work

KNOWN = {
    "vulns": [
        {
            "id": "PYSEC-1",
            "summary": "It is weak.",
            "details": "It is weak.",
            "modified": "2026-01-01T00:00:00Z",
            "published": "2026-01-01T00:00:00Z",
            "affected": [
                {
                    "package": {"ecosystem": "PyPI", "name": "idna"},
                    "ranges": [
                        {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "9.9"}]}
                    ],
                }
            ],
        }
    ]
}


@pytest.fixture
def source() -> Iterator[tuple[ThreadingHTTPServer, str]]:
    """A source that knows of one weakness, in idna."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            known = KNOWN if json.loads(body)["package"]["name"] == "idna" else {}
            reply = json.dumps(known).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, at_work(server):
        yield server, f"--osv-url=http://127.0.0.1:{server.server_port}/"


@pytest.mark.parametrize(("package", "code"), [("idna==3.10", 1), ("h11==0.16.0", 0)])
def test_only_what_is_known_to_be_weak_fails(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    source: tuple[ThreadingHTTPServer, str],
    package: str,
    code: int,
) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text(package + "\n")
    assert audit(str(lock), source[1]) == code
    assert f"{code} vulnerabilities" in capsys.readouterr().out


def test_a_source_that_does_not_answer_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lock = tmp_path / "some.lock"
    lock.write_text("idna==3.10\n")
    assert audit(str(lock), "--osv-url=http://127.0.0.1:9/") == 0
    assert capsys.readouterr().out.strip() == UNANSWERED


def test_a_lock_file_that_is_none_is_an_error(tmp_path: Path) -> None:
    assert audit(str(tmp_path / "missing.lock")) == 2
