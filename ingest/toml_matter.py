"""Front matter in TOML, between lines of `+++`, as Hugo writes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date

_BLOCK = re.compile(
    r"\A\+\+\+[ \t]*\r?\n(?P<toml>.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)


def toml_entries(text: str) -> tuple[Mapping[str, object], int]:
    """The entries at the head of a text, and where the text proper begins; none where it holds none.

    Lines of `+++` may as well be rules around a text, which is no TOML then.
    """
    block = _BLOCK.match(text)
    if block is None:
        return {}, 0
    try:
        entries = tomllib.loads(block["toml"])
    except (ValueError, RecursionError):  # Numbers that are too long are no errors of TOML.
        return {}, 0
    return {key: _plain(value) for key, value in entries.items()}, block.end()


def _plain(value: object) -> object:
    """A date or number as it is written; what holds several values as it is."""
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, list | dict) else str(value)
