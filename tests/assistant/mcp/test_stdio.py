"""Over the standard streams: the installed command with the protocol's own client, and rough ends."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

from assistant.ingesting import ingest
from assistant.settings import Settings, load_settings
from tests.assistant.mcp.calling import told

pytestmark = pytest.mark.alone
COMMAND = str(Path(sys.executable).with_name("fordonsdalen"))
PATIENCE = 60.0
NEW = "# Nytt\n\nFordonsdalen Nova finansieras av Vinnova.\n"
HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "test", "version": "1"},
}


def arguments(folder: Path) -> list[str]:
    return ["--data-dir", str(folder), "mcp"]


def test_an_assistant_starts_it_and_it_follows_the_index(
    settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(settings.data_dir, folder)
    mine = load_settings(data_dir=folder)
    (tmp_path / "nova.md").write_text(NEW, "utf-8")

    async def work(client: Client) -> None:
        async def ask(question: str) -> dict[str, Any]:
            result = await client.call_tool("ask", {"question": question})
            assert not result.is_error, told(result)
            reply: dict[str, Any] = result.structured_content
            return reply

        replies = await asyncio.gather(*[ask("Vem kommer från Scania?") for _ in range(50)])
        assert {reply["answer"] for reply in replies} == {replies[0]["answer"]}
        assert "Jörnving" in replies[0]["answer"]
        ingest([tmp_path / "nova.md"], mine)
        # While one thread opens the next generation, others answer from the one that is open.
        async with asyncio.timeout(30):
            while (await ask("Vem leder?"))["generation"] == replies[0]["generation"]:
                await asyncio.sleep(0.1)
        reply = await ask("Vem finansierar Fordonsdalen Nova?")
        assert reply["generation"] > replies[0]["generation"]
        assert "Vinnova" in reply["answer"]

    with tempfile.TemporaryFile("w+") as warned:

        async def run() -> None:
            started = StdioServerParameters(
                command=COMMAND, args=arguments(folder), env=dict(os.environ)
            )
            async with Client(stdio_client(started, errlog=warned)) as client:
                await work(client)

        asyncio.run(run())
        warned.seek(0)
        assert warned.read() == ""
    assert not list(folder.glob("journal*"))


@contextmanager
def started(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The command after a handshake, as whoever writes to it by hand has it."""
    process = subprocess.Popen(
        [COMMAND, *arguments(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        say(process, {"id": 0, "method": "initialize", "params": HELLO})
        assert heard(process)["result"]["serverInfo"]["name"] == "fordonsdalen"
        say(process, {"method": "notifications/initialized"})
        yield process
    finally:
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            assert stream
            stream.close()


def say(process: subprocess.Popen[str], message: dict[str, Any]) -> None:
    assert process.stdin
    process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout
    message: dict[str, Any] = json.loads(process.stdout.readline())
    return message


def test_garbage_is_refused_and_the_end_of_the_input_ends_it(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write("no JSON\n[]\n\n" + "[" * 100_000 + "\n")
        process.stdin.flush()
        refused = [heard(process) for _ in range(3)]
        assert [each["error"]["code"] for each in refused] == [-32700, -32600, -32700]
        assert refused[0]["error"]["message"] == "Raden är inte giltig JSON."
        assert all(each["id"] is None for each in refused)
        os.write(process.stdin.fileno(), b"\xff\xfe\n")
        assert heard(process)["error"]["code"] == -32700
        large = {"name": "ask", "arguments": {"question": "x" * 3_000_000}}
        say(process, {"id": 1, "method": "tools/call", "params": large})
        assert "3000000" in heard(process)["result"]["content"][0]["text"]
        say(process, {"id": 2, "method": "tools/call", "params": {"name": 7, "arguments": [1]}})
        assert heard(process)["error"]["code"] == -32602
        process.stdin.close()
        assert process.wait(PATIENCE) == 0
        assert process.stdout.read() == ""
        assert process.stderr.read() == ""


def test_it_ends_without_a_word_when_nobody_listens_or_it_is_told_to(tmp_path: Path) -> None:
    with started(tmp_path) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        say(process, {"id": 1, "method": "tools/list"})
        assert process.wait(PATIENCE) == 141
        assert process.stderr.read() == ""
    with started(tmp_path) as process:
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == -signal.SIGINT
