"""The examples of the API's page run as they stand."""

from __future__ import annotations

import json
import re
import shlex
from html import unescape

from fastapi.testclient import TestClient

from assistant.answering.assistant import Assistant
from assistant.api import build_app
from assistant.errors import IndexMissingError
from assistant.ports import Snapshot
from assistant.settings import Settings
from tests.assistant.api.test_openapi import Keeper


def test_every_route_has_an_example_that_runs(assistant: Assistant, settings: Settings) -> None:
    client = TestClient(build_app(assistant, settings, keeper=Keeper()))
    page = client.get("/api/docs").text
    examples = re.findall(r'<code class="example">([^<]+)</code>', page)
    paths = client.get("/api/openapi.json").json()["paths"]
    assert len(examples) == sum(map(len, paths.values())) > 6
    for line in map(unescape, examples):
        curl, address, *rest = shlex.split(line)
        assert curl == "curl"
        if rest:
            option, body = rest
            assert option == "--json"
            response = client.post(address, json=json.loads(body))
        else:
            response = client.get(address)
        assert response.status_code < 300, line
    assert '"citations": [{"document":' in unescape(page)
    assert "<code>application/problem+json</code>" in page
    assert "`" not in re.sub(r"<pre.*?</pre>", "", page, flags=re.DOTALL)


def test_without_an_index_the_page_stands(settings: Settings, assistant: Assistant) -> None:
    class Empty:
        generation = ""

        def snapshot(self) -> Snapshot:
            raise IndexMissingError("Nothing is there.")

    app = build_app(assistant, settings)
    app.state.service = Empty()
    assert TestClient(app).get("/api/docs").status_code == 200
