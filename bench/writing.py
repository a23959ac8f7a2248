"""Writes figures, and tells what they were taken on."""

from __future__ import annotations

import json
import platform
import subprocess
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path
from typing import Any

DOCS = Path("docs")


def circumstances() -> dict[str, Any]:
    """When, on what and of which commit figures are taken; to be called before the work begins."""
    described = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(described, capture_output=True, text=True, check=False)
    return {
        "at": f"{datetime.now(UTC):%Y-%m-%d %H:%M}",
        "commit": done.stdout.strip() or "unknown",
        "machine": f"{platform.system()} {platform.machine()}, {cpu_count()} cores, {_processor()}",
        "load before": round(getloadavg()[0], 2),
    }


def told(taken: dict[str, Any]) -> str:
    """The circumstances in a sentence, with a warning where they were bad."""
    line = f"Taken {taken['at']} UTC at commit {taken['commit']} on {taken['machine']}."
    if taken["load before"] > 0.5:
        line += f" **The machine was busy with other work (a load of {taken['load before']}).**"
    return line


def write_json(path: Path, figures: dict[str, Any]) -> None:
    """Write figures so that a difference between two runs is read line by line."""
    path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "an unnamed processor")
