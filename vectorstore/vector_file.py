"""Vectors that are written to a file as they come, whatever the order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from assistant.ports import Matrix

_DTYPE = np.dtype("<f4")


class VectorFile:
    """A matrix in numpy's own format that need not fit into memory, a row for each of some texts."""

    def __init__(self, path: Path, texts: Sequence[str], dimensions: int) -> None:
        """Take the texts of the rows, and the dimensions for where there are no rows to tell them."""
        self.dimensions = dimensions
        self._count = len(texts)
        self._rows: defaultdict[str, list[int]] = defaultdict(list)
        for row, text in enumerate(texts):
            self._rows[text].append(row)
        # Not mapped into memory, where a disk without room would end the process.
        self._file = path.open("wb")
        self._begin = 0

    def put(self, texts: Sequence[str], vectors: Matrix) -> None:
        """Write the vectors of texts, shape (texts, dimensions), each to all of its rows."""
        if not self._begin:
            self.dimensions = vectors.shape[1]
            self._write_head()
        for text, vector in zip(texts, np.ascontiguousarray(vectors, _DTYPE), strict=True):
            for row in self._rows[text]:
                self._file.seek(self._begin + row * self.dimensions * _DTYPE.itemsize)
                self._file.write(vector.tobytes())

    def close(self) -> None:
        """Write what is not written yet."""
        with self._file:
            if not self._begin:
                self._write_head()

    def _write_head(self) -> None:
        shape = (self._count, self.dimensions)
        told = {"descr": _DTYPE.str, "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(self._file, told)
        self._begin = self._file.tell()
