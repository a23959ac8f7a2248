"""Runs the web server."""

from __future__ import annotations

import errno
import signal
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from ipaddress import IPv4Network, ip_network

import uvicorn
from starlette.types import ASGIApp

from assistant.api.connections import allow_open_files, bounded_protocol
from assistant.api.logs import set_up_logs
from assistant.api.site import CurrentSite
from assistant.api.traces import set_up_traces
from assistant.errors import PortInUseError, SettingsError
from assistant.settings import Settings
from ui import with_token, workbench_address

_BACKLOG = 1024
"""Connections that the system keeps until the server takes them."""
NO_ADDRESS = (
    "Warning: neither contact.email nor contact.url is set. The accessibility and the privacy statement "
    "have to give an address, and answers point people to it."
)


def serve(settings: Settings, read_settings: Callable[[], Settings]) -> None:
    """Serve the API and the pages until interrupted.

    SIGHUP reads the settings again, all but the address to listen on; SIGTERM and Ctrl-C let what
    is being answered end, for `limits.shutdown_seconds` at most.

    Args:
        settings: What to serve, where and how.
        read_settings: Reads the settings anew.

    Raises:
        PortInUseError: another program listens there.
        SettingsError: the address is none of this machine's, or the port is reserved.
    """
    server = settings.server
    listener = listen(server.host, server.port)
    if not settings.contact.can_be_reached:
        print(NO_ADDRESS, file=sys.stderr)
    settings = with_token(settings)
    token = settings.workbench.token
    set_up_logs(settings.log)
    set_up_traces(settings.log)
    application = CurrentSite(settings, lambda: with_token(read_settings(), token))
    most_body = max(server.maximum_request_bytes, settings.workbench.most_upload_bytes)
    site = f"{address_of(listener)}{server.root_path}"
    print(f"Serving on {site} (stop with Ctrl-C)", flush=True)
    if settings.workbench.enabled:
        print(f"Workbench for staff: {workbench_address(settings, site)}", flush=True)
    run(application, listener, settings, most_body, server.root_path)


def run(
    application: ASGIApp,
    listener: socket.socket,
    settings: Settings,
    most_body: int,
    root_path: str = "",
) -> None:
    """Let an application answer on a port until interrupted, within the limits.

    Args:
        application: What answers.
        listener: The port.
        settings: Time limits, and which proxies are believed.
        most_body: Bytes of a request's body.
        root_path: The path that a proxy takes away.
    """
    limits, proxies = settings.limits, settings.server.trusted_proxies
    allow_open_files(limits.connections)
    config = uvicorn.Config(
        application,
        http=bounded_protocol(limits, most_body),
        ws="none",
        lifespan="on",
        root_path=root_path,
        log_config=None,
        access_log=False,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=[*proxies, *as_mapped(proxies)],
        server_header=False,
        timeout_graceful_shutdown=limits.shutdown_seconds,
    )
    # uvicorn raises the signal again once everything has ended; that end is a good one.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    uvicorn.Server(config).run(sockets=[listener])


def as_mapped(networks: Iterable[str]) -> Iterator[str]:
    """Networks of IPv4 as a server that listens to both families is told of them."""
    for network in map(ip_network, networks):
        if isinstance(network, IPv4Network):
            yield f"::ffff:{network.network_address}/{96 + network.prefixlen}"


def address_of(listener: socket.socket) -> str:
    """Where a port can be reached."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}"


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
        listener.listen(_BACKLOG)
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
