"""Documents that were read and wait to be written, on the disk: only what is told about them is in memory."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, overload
from weakref import finalize

from assistant.models.documents import Document, ReadDocument

_MOST_IN_MEMORY = 20_000_000
"""Bytes up to which no file is made."""


class Spool(Sequence[ReadDocument]):
    """Documents in the order of `heads`, each loaded when it is asked for.

    The file has no name, so that nothing is left of it, however the process ends.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of the file, that of the system by default; it is made with the first need."""
        self.heads: list[Document] = []
        """What is told about each document, without its text."""
        within = None if folder is None else str(folder)
        self._file = SpooledTemporaryFile(_MOST_IN_MEMORY, dir=within)  # noqa: SIM115
        finalize(self, self._file.close)
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, read: ReadDocument, body: str) -> None:
        """Keep a document, and the words that it is compared by.

        Raises:
            OSError: there is no room for it.
        """
        at = self._file.seek(0, 2)
        pickle.dump(body, self._file, pickle.HIGHEST_PROTOCOL)
        self._places[read.document.id] = at, self._file.tell()
        pickle.dump(read, self._file, pickle.HIGHEST_PROTOCOL)
        self.heads.append(replace(read.document, text=""))

    def body(self, name: str) -> str:
        """The words that one document is compared by."""
        return str(self._load(self._places[name][0]))

    def __len__(self) -> int:
        return len(self.heads)

    @overload
    def __getitem__(self, at: int) -> ReadDocument: ...
    @overload
    def __getitem__(self, at: slice) -> list[ReadDocument]: ...
    def __getitem__(self, at: int | slice) -> ReadDocument | list[ReadDocument]:
        if isinstance(at, slice):
            return [self._read(head) for head in self.heads[at]]
        return self._read(self.heads[at])

    def __iter__(self) -> Iterator[ReadDocument]:
        return map(self._read, self.heads)

    def _read(self, head: Document) -> ReadDocument:
        read: ReadDocument = self._load(self._places[head.id][1])
        return replace(read, document=replace(head, text=read.document.text))

    def _load(self, at: int) -> Any:
        self._file.seek(at)
        return pickle.load(self._file)  # What this process wrote itself.
