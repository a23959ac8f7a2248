"""What can go wrong with files of the index."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import IndexMismatchError


class BrokenIndexError(Exception):
    """Chroma's or the lexical index's files cannot be used or made; the record is not touched.

    Nobody has to know, since they can be rebuilt.
    """


class DamagedError(IndexMismatchError):
    """A file of a generation, or `current`, is missing or not as it was written."""

    def __init__(self, data_dir: Path, file: str) -> None:
        """Take where the index lies and which file it is, as a path in there."""
        self.file = file
        super().__init__(
            f"The index in {data_dir} is damaged ({file}). Run fordonsdalen ingest again."
        )
