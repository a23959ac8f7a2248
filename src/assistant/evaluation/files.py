"""Reads lines of JSON, and writes figures into pages, between `<!-- NAME -->` and `<!-- /NAME -->`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one on each line."""
    lines = path.read_text("utf-8").split(
        "\n"
    )  # `splitlines` would part at signs that strings hold.
    return [json.loads(line) for line in lines if line.strip()]


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
