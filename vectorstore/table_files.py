"""Keeps tables in one file that is mapped into memory, so that all processes share its pages.

tables.json     what made them; the type, the shape and the place of each
tables.bin      their bytes, one after the other
"""

from __future__ import annotations

import json
import mmap
from math import prod
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.tables import Tables
from vectorstore.manifest import Manifest

_KINDS = frozenset("biuf")
"""Truth values and numbers: nothing that has to be built."""
_ALIGNED = 64


def made_by(version: str, manifest: Manifest) -> str:
    """What tables are made by, and of which record: those of another one are not read."""
    return f"{version}, of {manifest.fingerprint}"


def write_tables(folder: Path, made_by: str, tables: Tables) -> None:
    """Write what `read_tables` reads into a new folder."""
    folder.mkdir()
    told: dict[str, tuple[str, tuple[int, ...], int]] = {}
    with (folder / "tables.bin").open("wb") as file:
        for name, table in tables.items():
            file.write(bytes(-file.tell() % _ALIGNED))
            told[name] = table.dtype.str, table.shape, file.tell()
            file.write(np.ascontiguousarray(table).data)
        file.write(b"\0")  # A file without a byte cannot be mapped.
    content = json.dumps({"made by": made_by, "tables": told})
    (folder / "tables.json").write_text(content, "utf-8")


def read_tables(folder: Path, made_by: str) -> Tables:
    """The tables, none where the folder has none that were made by the same.

    Raises:
        OSError, ValueError, LookupError, TypeError: a file is missing, or not as it was written.
    """
    held = json.loads((folder / "tables.json").read_bytes())
    if held["made by"] != made_by:
        return {}
    with (folder / "tables.bin").open("rb") as file:
        pages = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return {name: _table(pages, *told) for name, told in held["tables"].items()}


def same_tables(tables: Tables, others: Tables) -> bool:
    """Whether tables hold the same."""
    shared = tables.keys() & others.keys()
    same = all(np.array_equal(tables[name], others[name]) for name in shared)
    return same and tables.keys() == others.keys()


def _table(pages: mmap.mmap, kind: str, shape: list[int], start: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    if dtype.kind not in _KINDS:
        raise ValueError(f"{kind} is no kind of number.")
    return np.frombuffer(pages, dtype, prod(shape), start).reshape(shape)
