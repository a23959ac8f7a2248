"""Vectors that are written to a file as they come, whatever the order."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

from assistant.ports import Vector

_DTYPE = np.dtype("<f4")


class VectorFile:
    """A matrix in numpy's own format that need not fit into memory."""

    def __init__(self, path: Path, rows: int, dimensions: int) -> None:
        """Take how many rows there are, and the dimensions for where there are none to tell them."""
        self.dimensions = dimensions
        self._count = rows
        # Not mapped into memory, where a disk without room would end the process.
        self._file = path.open("w+b")
        self._begin = 0

    def put(self, rows: Iterable[int], vector: Vector) -> None:
        """Write a vector, shape (dimensions,), to some rows."""
        if not self._begin:
            self.dimensions = len(vector)
            self._write_head()
        content = np.ascontiguousarray(vector, _DTYPE).tobytes()
        for row in rows:
            self._seek(row)
            self._file.write(content)

    def copy(self, row: int, to: int) -> None:
        """Write the vector of one row, which is there already, to another."""
        self._seek(row)
        content = self._file.read(self.dimensions * _DTYPE.itemsize)
        self._seek(to)
        self._file.write(content)

    def close(self) -> None:
        """Write what is not written yet."""
        with self._file:
            if not self._begin:
                self._write_head()

    def _seek(self, row: int) -> None:
        self._file.seek(self._begin + row * self.dimensions * _DTYPE.itemsize)

    def _write_head(self) -> None:
        shape = (self._count, self.dimensions)
        told = {"descr": _DTYPE.str, "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(self._file, told)
        self._begin = self._file.tell()
