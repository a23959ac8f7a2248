"""Tells what figures were taken on, and where they go."""

from __future__ import annotations

import platform
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any

from assistant.evaluation.files import commit

DOCS = Path("docs")


def circumstances() -> dict[str, Any]:
    """When, on what and of which commit figures are taken; to be called before the work begins."""
    return {
        "at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "commit": commit(),
        "machine": f"{platform.system()} {platform.machine()}, {cpu_count()} cores, {_processor()}",
        "load before": round(getloadavg()[0], 2),
    }


def told(taken: dict[str, Any]) -> str:
    """The circumstances in a sentence, with a warning where they were bad."""
    line = f"Taken {taken['at']} UTC at commit {taken['commit']} on {taken['machine']}."
    if taken["load before"] > 0.5:
        line += f" **The machine was busy with other work (a load of {taken['load before']}).**"
    return line


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "an unnamed processor")
