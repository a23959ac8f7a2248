"""How the files of an index were when they were written, so that damage is found before they are opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from assistant.system.private import replace_file
from vectorstore.faults import BrokenIndexError
from vectorstore.manifest import File, describe, first_damaged

_FILES = TypeAdapter(dict[str, File])


def described(index: Path, folder: Path) -> dict[str, File]:
    """Checksums of the files below a folder of an index, but for those that Chroma changes."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {
        path.relative_to(index).as_posix(): describe(path)
        for path in paths
        if not path.name.startswith("chroma.sqlite3")
    }


def seal(index: Path, files: Mapping[str, File]) -> None:
    """Write down how the files of an index are."""
    replace_file(index / "files.json", _FILES.dump_json(dict(files)))


def sealed(index: Path) -> dict[str, File]:
    """What was written down.

    Raises:
        OSError, ValueError: it is missing or damaged.
    """
    return _FILES.validate_json((index / "files.json").read_bytes())


def check_seal(index: Path) -> dict[str, File]:
    """Compare the files of an index with what was written down, which is returned.

    Raises:
        BrokenIndexError, OSError, ValueError: one is not as it was, or that is not.
    """
    files = sealed(index)
    if (name := first_damaged(index, files)) is not None:
        raise BrokenIndexError(f"{index.name}/{name} is not as it was written")
    return files
