"""The vectors of an ingest that has not ended yet, so that one that was killed goes on where it was.

DATA/embedded.part      one line that says of which model, then a record for each batch

Texts are known by their checksums alone. Each record carries its length and a checksum: what a
killed process or a lost power left half-written is cut off, with what follows it. Nothing here is
ever answered from, and nothing is lost with it but time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import struct
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import numpy as np

from assistant.ports import Matrix, Vector
from assistant.system.private import make_file

FILE = "embedded.part"
FORMAT = 1
MOST_BYTES = 500_000_000
"""Of the file: some 300,000 texts of 384 dimensions. What goes beyond is not saved."""
_LONGEST_HEAD = 10_000
_HEAD = struct.Struct("<II")
"""Of a record: how many texts, and of how many dimensions."""
_KEY, _CHECKSUM = 32, 16
_logger = logging.getLogger(__name__)


class Checkpoint:
    """Takes up what an earlier ingest of the same model left, and saves each batch.

    Where the file cannot be written, nothing is saved, and the ingest goes on.
    """

    def __init__(self, data_dir: Path, model: str) -> None:
        """Read what is there, and drop it if it is of another model.

        Args:
            data_dir: Where generations lie; the caller is its only writer.
            model: What identifies the vectors.
        """
        self._path = data_dir / FILE
        self._head = json.dumps({"format": FORMAT, "model": model}).encode() + b"\n"
        self._saved: dict[bytes, Vector] = {}
        self._file: IO[bytes] | None = None
        try:
            self._open()
        except OSError as error:
            self._give_up(error)

    def __len__(self) -> int:
        """How many texts were embedded by the time that the last ingest ended."""
        return len(self._saved)

    def known(self, step: str, texts: Sequence[str]) -> Mapping[str, Vector]:
        """The vectors of those of the texts that were embedded under the name of a step."""
        found = {text: self._saved.get(_key(step, text)) for text in texts}
        return {text: vector for text, vector in found.items() if vector is not None}

    def save(self, step: str, texts: Sequence[str], vectors: Matrix) -> None:
        """Keep the vectors of a batch, shape (texts, dimensions), until `drop`."""
        if self._file is None:
            return
        body = _HEAD.pack(*vectors.shape) + b"".join(_key(step, text) for text in texts)
        body += np.ascontiguousarray(vectors, "<f4").tobytes()
        if self._file.tell() + len(body) + _CHECKSUM > MOST_BYTES:
            return
        try:
            # A record that is cut off is noticed, so that it need not be forced to the disk.
            self._file.write(body + _checksum(body))
        except OSError as error:
            self._give_up(error)

    def close(self) -> None:
        """Leave what there is to the next ingest."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def drop(self) -> None:
        """Delete all of it: the generation is complete, or its room on the disk is needed."""
        self.close()
        drop_checkpoint(self._path.parent)

    def _open(self) -> None:
        make_file(self._path)
        self._file = self._path.open("r+b", buffering=0)
        if self._file.readline(_LONGEST_HEAD) != self._head:
            self._file.seek(0)
            self._file.truncate()
            self._file.write(self._head)
        good = self._file.tell()
        for keys, vectors in _records(self._file, self._path.stat().st_size):
            self._saved |= dict(zip(keys, vectors, strict=True))
            good = self._file.tell()
        self._file.seek(good)
        self._file.truncate()

    def _give_up(self, error: OSError) -> None:
        _logger.info("What is embedded is not saved on the way: %s.", error.strerror or error)
        self.drop()


def drop_checkpoint(data_dir: Path) -> None:
    """Delete what there is, if anything."""
    with suppress(OSError):
        (data_dir / FILE).unlink(missing_ok=True)


def _records(file: IO[bytes], size: int) -> Iterator[tuple[list[bytes], Matrix]]:
    """The records from where the file stands on, up to the first that is not as it was written."""
    while len(head := file.read(_HEAD.size)) == _HEAD.size:
        count, dimensions = _HEAD.unpack(head)
        length = count * (_KEY + 4 * dimensions)
        if file.tell() + length + _CHECKSUM > size:
            return
        body = file.read(length)
        if file.read(_CHECKSUM) != _checksum(head + body):
            return
        keys = [body[at : at + _KEY] for at in range(0, count * _KEY, _KEY)]
        values = np.frombuffer(body, "<f4", offset=count * _KEY)
        yield keys, values.reshape(count, dimensions)


def _key(step: str, text: str) -> bytes:
    return hashlib.sha256(f"{step}\0{text}".encode()).digest()


def _checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()[:_CHECKSUM]
