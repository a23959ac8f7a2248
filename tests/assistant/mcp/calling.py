"""Calls tools as another assistant does, by the protocol's own client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.server import Server
from mcp_types import CallToolResult, TextContent

Reached = Server[Any] | StdioServerParameters | str


def with_client(reached: Reached, do: Callable[[Client], Awaitable[Any]], **how: Any) -> Any:
    """What comes of working with a server: one in this process, a command, or an address."""

    async def work() -> Any:
        async with Client(reached, **how) as client:
            return await do(client)

    # In a thread of its own, since a browser that other tests share keeps a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work()).result()


def call(reached: Reached, name: str, /, **arguments: Any) -> CallToolResult:
    """The result of one call."""
    result: CallToolResult = with_client(reached, lambda client: client.call_tool(name, arguments))
    return result


def told(result: CallToolResult) -> str:
    """The text of a result."""
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text
