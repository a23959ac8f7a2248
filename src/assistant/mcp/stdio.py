"""The tools over the standard streams, for the assistant that started this process and no other."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterable, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import anyio
from anyio import to_thread
from anyio.streams.memory import MemoryObjectSendStream
from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.shared.message import SessionMessage
from pydantic import ValidationError

from assistant.answering.assistant import Assistant
from assistant.api.logs import set_up_logs
from assistant.api.maintenance import ClosedAssistant
from assistant.bootstrap import build_assistant
from assistant.mcp.errors import not_understood
from assistant.mcp.serving import build_server
from assistant.mcp.tools import tools_of
from assistant.models.answers import Language
from assistant.ports import AnsweringService
from assistant.settings import Settings

CLOSED_PIPE = 141
"""Exit code of a process whose output nobody reads."""


def serve_stdio(settings: Settings) -> None:
    """Answer until the standard input ends. The standard output carries the protocol and nothing else."""
    set_up_logs(settings.log)
    assistant = build_assistant(settings)

    @asynccontextmanager
    async def warming() -> AsyncIterator[None]:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(to_thread.run_sync, _warm_up, assistant)
            yield

    closed = settings.maintenance.api
    service: AnsweringService = ClosedAssistant(assistant, closed) if closed else assistant
    tools = tools_of(service, assistant, settings)
    server = build_server(tools, settings.language, settings.server.workers, warming)
    # A thread that reads cannot be interrupted in any other way, and there is nothing to put in order.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    anyio.run(_serve, server, settings.language)


def _warm_up(assistant: Assistant) -> None:
    # Whatever is wrong, the first call tells.
    with suppress(Exception):
        assistant.warm_up()


async def _hand_on(
    read: AsyncIterable[SessionMessage | Exception],
    to_server: MemoryObjectSendStream[SessionMessage | Exception],
    write: Callable[[SessionMessage], Awaitable[None]],
    language: Language,
) -> None:
    """Hand messages to the server, and answer lines that are none, which it would drop."""
    async with to_server:
        async for item in read:
            if not isinstance(item, ValidationError):
                await to_server.send(item)
            elif refusal := not_understood(item, language):
                await write(SessionMessage(refusal))


async def _serve(server: Server[object], language: Language) -> None:
    async with stdio_server() as (read, write):
        to_server, understood = anyio.create_memory_object_stream[SessionMessage | Exception](0)
        try:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_hand_on, read, to_server, write.send, language)
                await server.run(understood, write, server.create_initialization_options())
                tasks.cancel_scope.cancel()
        except anyio.get_cancelled_exc_class():
            # Nobody takes what is written any longer; to wait for the end of the input may take for ever.
            os._exit(CLOSED_PIPE)
