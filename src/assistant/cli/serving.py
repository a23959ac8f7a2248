"""The command that serves the pages and the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import printing
from assistant.errors import FordonsdalenError
from assistant.settings import load_settings

if TYPE_CHECKING:
    from assistant.settings import Settings


def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", min=0, max=65535)] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes that answer questions.", min=1, max=64)
    ] = None,
) -> None:
    """Serve the chat, the embeddable page and the API.

    The chat is at /, the page for an iframe at /embed, the API's description at /api/docs, and the
    staff's workbench at /personal, whose address is printed with what opens it. SIGHUP reads
    the settings again; SIGTERM and Ctrl-C let what is being answered end first.
    """
    from assistant.system.forking import begin_loading  # noqa: PLC0415

    # What answers is loaded beside the web server.
    begin_loading()
    from assistant.api import serve as serve_api  # noqa: PLC0415 - loads the web server
    from vectorstore.in_force import in_force  # noqa: PLC0415

    given = {"host": host, "port": port, "workers": workers}
    given = {name: value for name, value in given.items() if value is not None}

    def read_settings() -> Settings:
        settings = load_settings(**context.meta["overrides"])
        server = settings.server.model_copy(update=given)
        return settings.model_copy(update={"server": server})

    settings = read_settings()
    try:
        in_force(settings.data_dir)
    except FordonsdalenError as error:
        printing.problem(f"Warning: {error}")  # The server takes up an index that comes.
    serve_api(settings, read_settings)
