"""The real server behind a real nginx with the example that ships."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from assistant.api.server import listen
from assistant.ingesting import ingest
from assistant.settings import load_settings
from tests.ui.test_sub_path import nginx

pytestmark = pytest.mark.alone
ROOT = Path(__file__).parents[2]
PATIENCE = 120.0
ASKED = {"question": "Vem företräder Scania?"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the assistant under /fraga of a site."""
    data = tmp_path_factory.mktemp("data")
    ingest([ROOT / "documents"], load_settings(data_dir=data))
    with listen("127.0.0.1", 0) as free:
        port = free.getsockname()[1]
    environment = {
        "FORDONSDALEN_SERVER__ROOT_PATH": "/fraga",
        "FORDONSDALEN_SERVER__TRUSTED_PROXIES": "127.0.0.1",
        "FORDONSDALEN_LOG__REQUESTS": "false",
    }
    command = [sys.executable, "-c", "from assistant.cli import main; main()"]
    server = subprocess.Popen(
        [*command, "--data-dir", data, "serve", "--port", str(port)],
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with nginx(tmp_path_factory.mktemp("nginx"), f"http://127.0.0.1:{port}") as address:
            until = time.monotonic() + PATIENCE
            while httpx.get(f"{address}/fraga/readyz", timeout=PATIENCE).status_code != 200:
                assert server.poll() is None, "the server ended"
                assert time.monotonic() < until, "the server is not ready"
                time.sleep(0.5)
            time.sleep(1)
            yield f"{address}/fraga"
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def test_a_question_is_answered(site: str) -> None:
    reply = httpx.post(f"{site}/api/ask", json=ASKED, timeout=PATIENCE)
    assert reply.json()["status"] == "answered"
    assert "max-age" in reply.headers["strict-transport-security"]


@pytest.mark.parametrize("path", ["/api/ask/stream", "/api/v1/ask/stream"])
def test_an_answer_comes_as_events(site: str, path: str) -> None:
    with httpx.stream("POST", site + path, json=ASKED, timeout=PATIENCE) as response:
        events = [line for line in response.iter_lines() if line]
    assert events[0] == "event: status"
    assert json.loads(events[-1].removeprefix("data: "))["status"] == "answered"


@pytest.mark.parametrize("path", ["/metrics", "//metrics", "/%6detrics", "/x/../metrics"])
def test_figures_are_not_for_everybody(site: str, path: str) -> None:
    assert httpx.get(site + path, timeout=PATIENCE).status_code == 404


def test_a_flood_meets_the_wall_in_the_form_of_the_contract(site: str) -> None:
    def send(_: int) -> httpx.Response:
        return httpx.post(f"{site}/api/verify", json={}, timeout=PATIENCE)

    with ThreadPoolExecutor(20) as clients:
        replies = list(clients.map(send, range(200)))
    refused = [reply for reply in replies if reply.status_code == 429]
    assert refused, {reply.status_code for reply in replies}
    walls = [reply for reply in refused if "x-request-id" not in reply.headers]
    assert walls, "the assistant alone refused"
    assert walls[0].headers["content-type"] == "application/problem+json"
    assert walls[0].json()["status"] == 429
    assert int(walls[0].headers["retry-after"]) > 0
    assert httpx.get(f"{site}/healthz", timeout=PATIENCE).status_code == 200
