"""Examines an installation: a list of checks, each of which says what to mend."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import sqlite3
import stat
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant.bootstrap import build_desk
from assistant.cli.doctor_services import check_chroma, check_model, check_reader, check_wording
from assistant.cli.printing import counted
from assistant.clock import today
from assistant.errors import FordonsdalenError, SettingsError, unforeseen
from assistant.facts.schema import RETIRED
from assistant.journal.file import FILE as JOURNAL
from assistant.settings import Settings, config_path
from assistant.staff.corrections import corrections_file
from assistant.staff.curated import curated_file
from assistant.system.private import closed_to_user, told_closed
from vectorstore.faults import ClosedError
from vectorstore.generations import generation_names
from vectorstore.in_force import in_force

PYTHONS = (3, 11), (3, 13)
"""The first and the last that are known to work."""
LEAST_DISK = 200_000_000
"""Bytes; or as much as three generations, if that is more: two that stay and one being written."""
LEAST_MEMORY = 500_000_000
"""Bytes that the server takes with a small index, and some to spare."""
FIRST_YEAR = 2025


@dataclass(frozen=True)
class Finding:
    """What a check found."""

    check: str
    well: bool
    told: str
    mend: str = ""
    """What to do, if it is not well and that is not told yet."""


Check = Callable[[Settings], tuple[bool, str, str]]
"""Gives whether it is well, what there is, and how to mend it."""


def examine(settings: Settings | SettingsError) -> list[Finding]:
    """Run all checks, each whatever became of those before it; none if the settings are wrong."""
    if isinstance(settings, SettingsError):
        return [Finding("settings", well=False, told=str(settings))]
    return [_run(name, check, settings) for name, check in CHECKS]


def _run(name: str, check: Check, settings: Settings) -> Finding:
    try:
        well, told, mend = check(settings)
    except (ClosedError, PermissionError):
        # The check of the data says what and by whom, and how to mend that.
        return Finding(name, well=False, told="Not looked at: this user may not open it.")
    except FordonsdalenError as error:
        return Finding(name, well=False, told=str(error))
    except Exception as error:
        # A check that fails is what the doctor was called for.
        return Finding(name, well=False, told=f"{unforeseen(error)}.")
    return Finding(name, well, told, "" if well else mend)


def _python(_: Settings) -> tuple[bool, str, str]:
    version = sys.version_info
    told = f"Python {version.major}.{version.minor}.{version.micro}."
    first, last = PYTHONS
    wanted = " to ".join(".".join(map(str, known)) for known in PYTHONS)
    return (
        first <= version[:2] <= last,
        told,
        f"Install Python {wanted} and run make install again.",
    )


def _memory(_: Settings) -> tuple[bool, str, str]:
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        (kilobytes,) = (line.split()[1] for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError):
        return True, "How much memory is free is not known on this system.", ""
    free = int(kilobytes) * 1024
    mend = f"Stop other programs, or give the machine more: {_size(LEAST_MEMORY)} are needed."
    return free >= LEAST_MEMORY, f"{_size(free)} of memory are free.", mend


def _clock(settings: Settings) -> tuple[bool, str, str]:
    now = datetime.now(UTC)
    told = f"It is {now:%Y-%m-%d %H:%M} UTC."
    names = generation_names(settings.data_dir)
    newest = names[-1][:15] if names else ""
    if f"{now + timedelta(minutes=5):%Y%m%dT%H%M%S}" < newest:
        told += f" The newest generation is of {newest[:8]}, which is yet to come."
        return False, told, "Set the clock, for example by NTP."
    return FIRST_YEAR <= now.year < 2100, told, "Set the clock, for example by NTP."


def _data_directory(settings: Settings) -> tuple[bool, str, str]:
    folder = settings.data_dir
    if not folder.is_dir():
        return False, f"{folder} is not there.", "Run: fordonsdalen ingest PATH"
    mend = f"Let this user write there: chown -R {os.getuid()} {folder}"
    if closed := next(filter(None, map(closed_to_user, [folder, *folder.rglob("*")])), None):
        return False, f"{told_closed(closed)}.", mend
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        return False, f"{folder} cannot be written: {error.strerror}.", mend
    return True, f"{folder} can be written.", ""


def _permissions(settings: Settings) -> tuple[bool, str, str]:
    folder = settings.data_dir
    inside = folder.rglob("*") if folder.is_dir() else ()
    paths = [folder, *(path for path in inside if not path.is_symlink())]
    modes = (path.stat().st_mode for path in paths if path.exists())
    count = sum(bool(mode & (stat.S_IRWXG | stat.S_IRWXO)) for mode in modes)
    if count:
        return False, f"{count} files are open to other users.", f"Run: chmod -R go= {folder}"
    return True, "Only the owner can open the data.", ""


def _disk(settings: Settings) -> tuple[bool, str, str]:
    data_dir = settings.data_dir.absolute()
    free = shutil.disk_usage(next(f for f in (data_dir, *data_dir.parents) if f.is_dir())).free
    sizes = [
        sum(path.stat().st_size for path in generation.rglob("*"))
        for generation in (data_dir / "generations").glob("*")
    ]
    needed = max([LEAST_DISK, *(3 * size for size in sizes)])
    mend = f"Free some, or move data_dir: {_size(needed)} are needed."
    return free >= needed, f"{_size(free)} of disk are free.", mend


def _generation(settings: Settings) -> tuple[bool, str, str]:
    found = in_force(settings.data_dir)
    if found.problem:
        return False, found.problem, ""
    counts = found.manifest.counts
    told = f"{found.manifest.name} is whole: {counts['documents']} documents."
    return True, told, ""


def _journal(settings: Settings) -> tuple[bool, str, str]:
    path = settings.data_dir / JOURNAL
    if not path.is_file():
        return True, "Nothing is kept yet.", ""
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=2)
        ) as database:
            ((outcome,),) = database.execute("pragma quick_check(1)")
            database.execute("begin immediate")
            database.rollback()
    except sqlite3.OperationalError as error:
        return False, f"{path}: {error}.", "Stop the program that holds it, and see who owns it."
    except sqlite3.DatabaseError as error:
        outcome = str(error)
    mend = f"Move {path} away, or restore it from a backup with --replace."
    return outcome == "ok", f"{path}: {outcome}.", mend


def _curated(settings: Settings) -> tuple[bool, str, str]:
    entries = curated_file(settings.data_dir).read()
    overdue = sum(entry.is_overdue(today()) for entry in entries)
    told = f"{counted(len(entries), 'curated answer')}, {overdue} of them overdue for review."
    return not overdue, told, "Review them in the workbench, under Curated answers."


def _corrections(settings: Settings) -> tuple[bool, str, str]:
    entries = [e for e in corrections_file(settings.data_dir).read() if e.kind not in RETIRED]
    if not entries:
        return True, "No facts are corrected.", ""
    desk = build_desk(settings)
    overdue = sum(entry.is_overdue(today()) for entry in entries)
    lost = len(desk.without_object())
    told = (
        f"{counted(len(entries), 'correction')} of facts, {overdue} of them overdue for review, "
        f"{lost} of what no document says any more."
    )
    return not (overdue or lost), told, "Review them in the workbench, under Facts."


def _settings(_: Settings) -> tuple[bool, str, str]:
    path = config_path()
    told = f"{path} is read." if path.is_file() else f"There is no {path}, so defaults hold."
    return True, told, ""


def _contact(settings: Settings) -> tuple[bool, str, str]:
    contact = settings.contact
    told = f"People are pointed to {contact.name}, {contact.email or contact.url or 'no address'}."
    return contact.can_be_reached, told, "Set contact.email or contact.url."


def _framing(settings: Settings) -> tuple[bool, str, str]:
    sources = settings.server.frame_ancestors
    told = f"The page may be framed by {' '.join(sources)}."
    return (
        not any(source.startswith("http://") for source in sources),
        told,
        ("Name https:// addresses in server.frame_ancestors; http:// can be forged on the way."),
    )


def _port(settings: Settings) -> tuple[bool, str, str]:
    host, port = settings.server.host, settings.server.port
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if _is_ours(host, port):
            return True, f"The assistant serves on {host}, port {port}.", ""
        told = f"{host}, port {port}: {error.strerror}."
        return (
            False,
            told,
            "Stop the program that listens there, or set server.host and server.port.",
        )
    return True, f"Port {port} on {host} is free.", ""


def _is_ours(host: str, port: int) -> bool:
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    try:
        with closing(http.client.HTTPConnection(near, port, timeout=3)) as connection:
            connection.request("GET", "/healthz")
            told = json.loads(connection.getresponse().read(10_000))
    except (OSError, http.client.HTTPException, ValueError):
        return False
    return isinstance(told, dict) and told.get("status") == "ok" and "generation" in told


def _size(count: int) -> str:
    return f"{count / 1e9:.1f} GB"


CHECKS: Sequence[tuple[str, Check]] = (
    ("python", _python),
    ("memory", _memory),
    ("clock", _clock),
    ("data", _data_directory),
    ("permissions", _permissions),
    ("disk", _disk),
    ("generation", _generation),
    ("chroma", check_chroma),
    # Opens the index, which mends what the check before it found.
    ("model", check_model),
    ("reader", check_reader),
    ("wording", check_wording),
    ("journal", _journal),
    ("curated", _curated),
    ("corrections", _corrections),
    ("settings", _settings),
    ("contact", _contact),
    ("framing", _framing),
    ("port", _port),
)
