"""Over HTTP: the protocol's own client against processes, and what must not come in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from mcp import Client
from mcp_types import CallToolResult

from assistant.api.workers import Workers
from assistant.mcp.http import PATH, build_app
from assistant.ports import SearchIndex
from assistant.settings import LimitsSettings, McpSettings, ServerSettings, Settings, load_settings
from bench.in_thread import serving
from tests.assistant.api import stubborn
from tests.assistant.mcp.calling import call, told, with_client

pytestmark = pytest.mark.alone
Serve = Callable[..., str]
PING = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
ACCEPT = {"Accept": "application/json, text/event-stream"}


def settings_in(folder: Path, **limits: Any) -> Settings:
    given = {"question_seconds": 1.0, "wait_seconds": 20.0, **limits}
    return load_settings(
        data_dir=folder,
        language="en",
        server=ServerSettings(workers=1, maximum_request_bytes=20_000),
        limits=LimitsSettings.model_validate(given),
        mcp=McpSettings(name="fraga.example.se"),
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a server whose assistant does what the question says."""
    settings = settings_in(tmp_path_factory.mktemp("http"), waiting=2)
    record = cast(SearchIndex, stubborn.StubbornIndex(settings))
    workers = Workers(stubborn.build, settings, lambda: record)
    with serving(build_app(workers, settings)) as address:
        assert workers.wait_until_ready(60)
        yield f"{address}{PATH}"


def post(address: str, **how: Any) -> httpx.Response:
    headers = {**ACCEPT, **how.pop("headers", {})}
    with httpx.Client(verify=False) as web:
        return web.post(address, **{"json": PING, **how}, headers=headers)


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_both_ages_of_the_protocol_are_answered(address: str, mode: str) -> None:
    async def work(client: Client) -> list[CallToolResult]:
        return [
            await client.call_tool("ask", {"question": "who"}),
            await client.call_tool("search", {"text": "who"}),
            await client.call_tool("list_facts", {}),
        ]

    answer, found, facts = with_client(address, work, mode=mode)
    quote = answer.structured_content["citations"][0]
    assert quote["quote"] == stubborn.DOCUMENT.text
    assert found.structured_content["passages"] == [quote]
    assert facts.structured_content["facts"][0]["citation"] == quote


def test_a_call_without_end_is_told_and_the_next_is_answered(address: str) -> None:
    asked = call(address, "ask", question="hang")
    assert "too long" in asked.structured_content["answer"]
    sought = call(address, "search", text="spin")
    assert sought.is_error
    assert "too long" in told(sought)
    assert not call(address, "ask", question="who").is_error


def test_of_fifty_calls_at_once_each_is_answered_or_told_to_wait(address: str) -> None:
    async def work(client: Client) -> list[CallToolResult]:
        calls = (client.call_tool("ask", {"question": "wait 0.05"}) for _ in range(50))
        return await asyncio.gather(*calls)

    results = with_client(address, work)
    refused = [result for result in results if result.is_error]
    assert 3 <= len(results) - len(refused) < 50
    assert {told(result) for result in refused} == {
        "Many people are asking right now. Please try again in a moment."
    }


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Content-Type": "text/plain"}, 400),
        ({"Host": "fraga.example.se"}, 200),
        ({"Host": "localhost:1"}, 200),
    ],
)
def test_only_assistants_may_ask_and_only_by_its_names(
    address: str, headers: dict[str, str], status: int
) -> None:
    for version in ("2025-06-18", "2026-07-28"):
        known = {"MCP-Protocol-Version": version, "Mcp-Method": "ping"}
        response = post(address, headers={**known, **headers})
        # In its newest version, the protocol has no ping.
        assert response.status_code in ({200, 400, 404} if status == 200 else {status})
        assert "access-control-allow-origin" not in response.headers
        assert response.headers["x-content-type-options"] == "nosniff"


def test_what_is_too_large_or_no_message_is_refused(address: str) -> None:
    assert post(address, json={"x": "x" * 30_000}).status_code == 413
    assert post(address, content=b"{", json=None, headers=JSON).status_code == 400
    assert post(address, content=b"[" * 19_000, json=None, headers=JSON).status_code == 400


JSON = {"Content-Type": "application/json"}


def test_nothing_is_held_open(address: str) -> None:
    with httpx.Client(verify=False) as web:
        for method in ("GET", "DELETE"):
            response = web.request(method, address, headers=ACCEPT)
            assert response.status_code == 405
            assert response.headers["allow"] == "POST"


def test_an_eager_client_is_held_to_the_rate(tmp_path: Path) -> None:
    settings = settings_in(tmp_path, questions="3/hour", count_this_machine=True)
    record = cast(SearchIndex, stubborn.StubbornIndex(settings))
    with serving(build_app(Workers(stubborn.build, settings, lambda: record), settings)) as address:
        statuses = [post(f"{address}{PATH}").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
