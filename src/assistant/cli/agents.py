"""The command that other assistants start, or reach over HTTP."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from assistant.cli.context import settings_of
from assistant.errors import InvalidInputError


def mcp(
    context: typer.Context,
    *,
    http: Annotated[
        bool, typer.Option("--http", help="Serve over HTTP, instead of the standard streams.")
    ] = False,
    host: Annotated[str | None, typer.Option(help="With --http: address to listen on.")] = None,
    port: Annotated[
        int | None, typer.Option(help="With --http: port to listen on.", min=0, max=65535)
    ] = None,
) -> None:
    """Serve other assistants by the Model Context Protocol: ask, search, facts, documents, quotes.

    Without --http it speaks with the assistant that starts it, over the standard streams, and ends
    with it. With --http it takes the protocol's streamable HTTP at /mcp, for this machine alone
    unless `mcp.name` and a proxy say otherwise. Nothing is kept of what is asked. See docs/mcp.md.
    """
    settings = settings_of(context)
    given = {"host": host, "port": port}
    given = {name: value for name, value in given.items() if value is not None}
    if not http:
        if given:
            raise InvalidInputError("--host and --port go with --http.")
        if sys.stdin.isatty():
            print(
                "Waiting for an assistant on the standard input (stop with Ctrl-C)", file=sys.stderr
            )
        from assistant.mcp.stdio import serve_stdio  # noqa: PLC0415 - loads the protocol

        serve_stdio(settings)
        return
    from assistant.mcp.http import serve_http  # noqa: PLC0415 - and the web server

    reached = settings.mcp.model_copy(update=given)
    serve_http(settings.model_copy(update={"mcp": reached}))
