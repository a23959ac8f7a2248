"""Arrays that views are made of, so that they can be kept beside what they were made from.

A name is a path: those of a part of a view stand under its name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

Tables = Mapping[str, NDArray[Any]]
NO_TABLES: Tables = MappingProxyType({})
TEXTS = "texts"
"""The name of what documents say, whatever the facts."""
Numbers = NDArray[np.intp]


def under(name: str, tables: Tables) -> dict[str, NDArray[Any]]:
    """Tables as those of a part of that name."""
    return {f"{name}/{key}": table for key, table in tables.items()}


def part(tables: Tables, name: str) -> Tables:
    """The tables of a part, empty where there are none of it."""
    start = f"{name}/"
    return {key[len(start) :]: table for key, table in tables.items() if key.startswith(start)}


def of_texts(tables: Tables) -> Tables:
    """Those that are the same whatever the facts."""
    return {name: table for name, table in tables.items() if TEXTS in name.split("/")}


def packed(texts: Iterable[str]) -> Tables:
    """Texts as their bytes in UTF-8, and the character at which each ends."""
    texts = list(texts)
    joined = "".join(texts).encode()
    ends = np.fromiter(accumulate(map(len, texts)), np.intp, len(texts))
    return {"bytes": np.frombuffer(joined, np.uint8), "ends": ends}


def unpacked(tables: Tables) -> list[str]:
    """The texts again."""
    text = tables["bytes"].tobytes().decode()
    return [text[start:end] for start, end in pairwise([0, *tables["ends"].tolist()])]


def in_order(keys: Sequence[str]) -> Numbers:
    """The numbers of keys in the order of these, and in their own where they are equal."""
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)


class SortedWords:
    """Distinct words in order, which stay where they are and are not made texts of.

    UTF-8 sorts as its characters do.
    """

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `sorted_words`."""
        self._bytes = tables["bytes"].data
        self._starts = tables["starts"]

    def find(self, word: str) -> int | None:
        """The number of a word, None where it is not among them."""
        wanted, count = word.encode(), len(self._starts) - 1
        place = bisect_left(range(count), wanted, key=self._at)
        return place if place < count and self._at(place) == wanted else None

    def _at(self, number: int) -> bytes:
        return bytes(self._bytes[self._starts[number] : self._starts[number + 1]])


def sorted_words(words: Iterable[str]) -> Tables:
    """What `SortedWords` reads; the words come in order."""
    encoded = [word.encode() for word in words]
    starts = np.fromiter(accumulate(map(len, encoded), initial=0), np.intp, len(encoded) + 1)
    return {"bytes": np.frombuffer(b"".join(encoded), np.uint8), "starts": starts}
