"""The protocol's server, made of the tools; how it is reached is not known here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib.metadata import version
from typing import Any

import mcp_types as protocol
from anyio import CapacityLimiter, to_thread
from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError

from assistant.mcp.errors import one_line, told
from assistant.mcp.tools import Tool
from assistant.messages.tools import DESCRIPTIONS, INSTRUCTIONS, TITLE, TITLES, UNKNOWN_TOOL
from assistant.models.answers import Language

Call = ServerRequestContext[Any, Any]


def build_server(
    tools: Mapping[str, Tool],
    language: Language,
    most_at_once: int,
    living: Callable[[], AbstractAsyncContextManager[object]],
) -> Server[object]:
    """The server of some tools, which keeps nothing from one call to the next.

    Args:
        tools: By name.
        language: Of titles and errors.
        most_at_once: How many calls are worked on at once; further ones wait.
        living: What has to run as long as the server does.
    """
    listed = protocol.ListToolsResult(
        tools=[_described(name, tool, language) for name, tool in tools.items()]
    )
    limiter = CapacityLimiter(most_at_once)

    async def list_tools(_: Call, __: object) -> protocol.ListToolsResult:
        return listed

    async def call_tool(_: Call, params: protocol.CallToolRequestParams) -> protocol.CallToolResult:
        tool = tools.get(params.name)
        if tool is None:
            known = ", ".join(tools)
            refusal = UNKNOWN_TOOL[language].format(name=params.name[:100], known=known)
            raise MCPError(protocol.INVALID_PARAMS, one_line(refusal))
        return await to_thread.run_sync(
            _called, tool, params.arguments or {}, language, limiter=limiter
        )

    @asynccontextmanager
    async def lifespan(_: Server[object]) -> AsyncIterator[object]:
        async with living() as state:
            yield state

    return Server(
        "fordonsdalen",
        title=TITLE,
        version=version("fordonsdalen"),
        instructions=INSTRUCTIONS,
        lifespan=lifespan,
        get_tool_input_schema=lambda name: tools[name].input_schema if name in tools else None,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(name: str, tool: Tool, language: Language) -> protocol.Tool:
    title = TITLES[name][language]
    return protocol.Tool(
        name=name,
        title=title,
        description=DESCRIPTIONS[name],
        input_schema=tool.input_schema,
        output_schema=tool.output_schema,
        annotations=protocol.ToolAnnotations(
            title=title, read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
    )


def _called(
    tool: Tool, arguments: Mapping[str, Any], language: Language
) -> protocol.CallToolResult:
    """The result of a call as it is sent, or what is wrong with it."""
    try:
        result = tool(arguments)
        # The text is for assistants that know nothing of structured results.
        return protocol.CallToolResult(
            content=[protocol.TextContent(text=result.model_dump_json())],
            structured_content=result.model_dump(mode="json"),
        )
    except Exception as error:
        text = protocol.TextContent(text=told(error, language))
        return protocol.CallToolResult(content=[text], is_error=True)
