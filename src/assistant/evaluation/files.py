"""Reads lines of JSON, and writes figures: as JSON, and into pages between `<!-- NAME -->` and
`<!-- /NAME -->`."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one on each line."""
    # `splitlines` would part at signs that strings hold.
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def write_json(path: Path, figures: Mapping[str, Any]) -> None:
    """Write figures so that a difference between two runs is read line by line."""
    path.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")


def commit() -> str:
    """The commit that is measured, marked where the tree differs from it."""
    described = ["git", "describe", "--always", "--dirty"]
    done = subprocess.run(described, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def fill(page: Path, name: str, text: str) -> None:
    """Put text between two marks of a page.

    Raises:
        ValueError: the page does not hold both marks.
    """
    before, opening, rest = page.read_text("utf-8").partition(f"<!-- {name} -->\n")
    _, closing, after = rest.partition(f"<!-- /{name} -->")
    if not closing:
        raise ValueError(f"{page} has no place for {name}.")
    page.write_text(f"{before}{opening}{text.strip()}\n{closing}{after}", "utf-8")
