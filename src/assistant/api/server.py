"""Runs the web server."""

from __future__ import annotations

import errno
import socket
import sys

import uvicorn

from assistant.api.app import build_app
from assistant.errors import PortInUseError, SettingsError
from assistant.ports import AnsweringService, FeedbackKeeper
from assistant.settings import Settings
from ui import mount, with_token, workbench_address

NO_ADDRESS = (
    "Warning: neither contact.email nor contact.url is set. The accessibility and the privacy statement "
    "have to give an address, and answers point people to it."
)


def serve(
    service: AnsweringService, settings: Settings, keeper: FeedbackKeeper | None = None
) -> None:
    """Serve the API and the pages until interrupted.

    Raises:
        PortInUseError: another program listens there.
        SettingsError: the address is none of this machine's, or the port is reserved.
    """
    server = settings.server
    listener = listen(server.host, server.port)
    if not settings.contact.can_be_reached:
        print(NO_ADDRESS, file=sys.stderr)
    settings = with_token(settings)
    app = mount(build_app(service, settings), service, settings, keeper)
    config = uvicorn.Config(
        app,
        root_path=server.root_path,
        log_level="warning",
        proxy_headers=True,
        server_header=False,
        timeout_graceful_shutdown=5,
    )
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    site = f"http://{shown}:{port}{server.root_path}"
    print(f"Serving on {site} (stop with Ctrl-C)", flush=True)
    if settings.workbench.enabled:
        print(f"Workbench for staff: {workbench_address(settings, site)}", flush=True)
    uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Take a port before anything slow is loaded, so that a taken one is told at once.

    Raises:
        PortInUseError: another program listens there.
        SettingsError: the address is none of this machine's, or the port is reserved.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUseError(
                f"Port {port} on {host} is taken by another program. Choose one with --port."
            ) from error
        raise SettingsError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}."
        ) from error
    return listener
