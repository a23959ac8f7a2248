"""Servers, a Chroma server and nginx as on machines of their own: each in a network namespace.

Needs root on Linux, `ip` and nginx; everything is taken away in the end.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.serving import COMMAND

SERVERS = 3
WAY_IN = "10.83.0.1"
"""The address of nginx, and of this machine for the servers."""
PATIENCE = 600.0
NGINX = """
daemon off; pid {folder}/nginx.pid; error_log {folder}/nginx.log; worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log off; client_body_temp_path {folder}/bodies; proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/1; uwsgi_temp_path {folder}/2; scgi_temp_path {folder}/3;
    upstream servers {{
        least_conn;
        {servers}
    }}
    server {{
        listen {way_in}:7860;
        location / {{
            proxy_pass http://servers;
            proxy_set_header X-Forwarded-For $remote_addr;
            proxy_connect_timeout 1s;
            proxy_read_timeout 12s;
            # To ask again does no harm, so that another server is asked where one fails. None is left
            # out for a while (max_fails), or all would be where all are busy.
            proxy_next_upstream error timeout http_502 http_503 non_idempotent;
        }}
    }}
}}
"""


@dataclass
class Machine:
    """A network namespace with an address, and what runs in it."""

    name: str
    address: str
    command: Sequence[str]
    port: int
    ready: str
    """The path that tells whether it can work."""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start what runs in it."""
        self.process = subprocess.Popen(
            ["ip", "netns", "exec", self.name, *self.command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def processes(self) -> list[psutil.Process]:
        """All of its processes."""
        assert self.process is not None
        first = psutil.Process(self.process.pid)
        return [first, *first.children(recursive=True)]

    def kill(self) -> None:
        """End all of them at once, as a machine does that loses its power."""
        for process in self.processes():
            with suppress(psutil.NoSuchProcess):
                process.kill()
        assert self.process is not None
        self.process.wait()

    def kill_worker(self) -> None:
        """Kill the youngest of its processes, one that answers questions."""
        max(self.processes(), key=psutil.Process.create_time).send_signal(signal.SIGKILL)

    def plug(self, state: str) -> None:
        """Pull its cable (`down`) or put it in again (`up`)."""
        _run("ip", "link", "set", self.name, state)

    def is_ready(self) -> bool:
        """Whether it says that it can work."""
        with suppress(urllib.error.URLError, OSError):
            url = f"http://{self.address}:{self.port}{self.ready}"
            with urllib.request.urlopen(url, timeout=1) as response:
                return bool(response.status == 200)
        return False


@contextmanager
def machines(folder: Path) -> Iterator[tuple[list[Machine], Machine]]:
    """Three servers and the Chroma server, all ready, and nginx before the servers."""
    with ExitStack() as stack:
        _run("ip", "link", "add", "ford0", "type", "bridge")
        stack.callback(_run, "ip", "link", "del", "ford0")
        _run("ip", "addr", "add", f"{WAY_IN}/24", "dev", "ford0")
        _run("ip", "link", "set", "ford0", "up")
        chroma = _machine(9, 8000, "/api/v2/heartbeat", _chroma(folder))
        _join(chroma, stack)
        wait(chroma.is_ready)
        url = f"http://{chroma.address}:{chroma.port}"
        settings = [f"FORDONSDALEN_VECTORS__URL={url}", "FORDONSDALEN_SERVER__WORKERS=1"]
        settings += [f"FORDONSDALEN_SERVER__TRUSTED_PROXIES={WAY_IN}"]
        settings += ["FORDONSDALEN_WORKBENCH__ENABLED=false"]
        # All clients have the address of this machine, and none is to be turned away for asking much.
        settings += ["FORDONSDALEN_LIMITS__QUESTIONS=1000000/minute"]
        ingest = [COMMAND, "--data-dir", str(folder / "data"), "ingest", "documents"]
        _run("env", *settings, *ingest)
        servers = []
        for number in range(1, SERVERS + 1):
            data_dir = shutil.copytree(folder / "data", folder / f"data{number}")
            serve = [COMMAND, "--data-dir", str(data_dir), "serve", "--host", f"10.83.0.1{number}"]
            servers.append(_machine(number, 7860, "/readyz", ["env", *settings, *serve]))
            _join(servers[-1], stack)
        wait(lambda: all(server.is_ready() for server in servers))
        named = (f"server {one.address}:{one.port} max_fails=0;" for one in servers)
        config = NGINX.format(folder=folder, servers=" ".join(named), way_in=WAY_IN)
        (folder / "nginx.conf").write_text(config)
        nginx = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")])
        stack.callback(nginx.wait)
        stack.callback(nginx.terminate)
        yield servers, chroma


def _chroma(folder: Path) -> list[str]:
    program = str(Path(sys.executable).with_name("chroma"))
    return [program, "run", "--path", str(folder / "chroma"), "--host", "0.0.0.0"]


def _machine(number: int, port: int, ready: str, command: Sequence[str]) -> Machine:
    return Machine(f"ford{number}", f"10.83.0.1{number}", command, port, ready)


def _join(machine: Machine, stack: ExitStack) -> None:
    """Make its namespace with a cable to the bridge, and start it."""
    name = machine.name
    _run("ip", "netns", "add", name)
    stack.callback(_run, "ip", "netns", "del", name)
    _run("ip", "link", "add", name, "type", "veth", "peer", "name", "cable", "netns", name)
    _run("ip", "link", "set", name, "master", "ford0", "up")
    inside = ["ip", "netns", "exec", name, "ip"]
    _run(*inside, "addr", "add", f"{machine.address}/24", "dev", "cable")
    for device in ("lo", "cable"):
        _run(*inside, "link", "set", device, "up")
    machine.start()
    stack.callback(machine.kill)


def wait(until: Callable[[], bool]) -> None:
    """Wait until something is so.

    Raises:
        TimeoutError: it takes too long.
    """
    begun = time.monotonic()
    while not until():
        if time.monotonic() > begun + PATIENCE:
            raise TimeoutError("It did not get ready.")
        time.sleep(0.1)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
