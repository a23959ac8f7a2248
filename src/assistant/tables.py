"""Arrays that views are made of, so that they can be kept beside what they were made from.

A name is a path: those of a part of a view stand under its name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Tables = Mapping[str, NDArray[Any]]
NO_TABLES: Tables = MappingProxyType({})
TEXTS = "texts"
"""The name of what documents say, whatever the facts."""
Numbers = NDArray[np.intp]
Mask = NDArray[np.bool_]
_LAST = "\U0010ffff"


def mask(values: Iterable[bool]) -> Mask:
    """One value for each, as an array."""
    return np.fromiter(values, bool)


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
    """What `Texts` reads: texts as their bytes in UTF-8, and where each begins and the last ends."""
    encoded = [text.encode() for text in texts]
    starts = np.fromiter(accumulate(map(len, encoded), initial=0), np.intp, len(encoded) + 1)
    return {"bytes": np.frombuffer(b"".join(encoded), np.uint8), "starts": starts}


class Texts(Sequence[str]):
    """Texts by number, which stay where they are; each is made when it is asked for."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `packed`."""
        # Python takes a number out of these in a tenth of the time that numpy's arrays take.
        self._bytes, self._starts = tables["bytes"].data, tables["starts"].data

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        if isinstance(place, slice):
            return list(map(self.__getitem__, range(len(self))[place]))
        number = range(len(self))[place]
        return str(self._bytes[self._starts[number] : self._starts[number + 1]], "utf-8")

    def __iter__(self) -> Iterator[str]:
        data, starts = bytes(self._bytes), self._starts.tolist()
        return (data[start:end].decode() for start, end in pairwise(starts))

    def of(self, numbers: Numbers) -> list[str]:
        """Some of them."""
        data, starts = self._bytes, self._starts
        return [str(data[starts[at] : starts[at + 1]], "utf-8") for at in numbers.tolist()]

    def encoded(self, number: int) -> bytes:
        """One in UTF-8."""
        return bytes(self._bytes[self._starts[number] : self._starts[number + 1]])


def in_order(keys: Sequence[str]) -> Numbers:
    """The numbers of keys in the order of these, and in their own where they are equal."""
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), np.intp)


class SortedTexts(Texts):
    """Texts in their order, in which one is found; UTF-8 sorts as its characters do."""

    def find(self, text: str) -> int | None:
        """The number of a text, None where it is not among them."""
        place = self.place(text)
        return place if place < len(self) and self.encoded(place) == text.encode() else None

    def place(self, text: str, low: int = 0) -> int:
        """How many sort before a text, given that some do."""
        return bisect_left(range(len(self)), text.encode(), low, key=self.encoded)


class Keys:
    """The numbers of rows by something of each, which several may have."""

    def __init__(self, tables: Tables) -> None:
        """Take the tables of `keys`."""
        self._keys, self._numbers = SortedTexts(tables), tables["numbers"]

    def equal(self, key: str) -> Numbers:
        """The rows that have this, in their order."""
        # Nothing sorts between a text and the same with the first of all characters behind it.
        return self._between(key, f"{key}\0")

    def beginning(self, start: str) -> Numbers:
        """The rows that have what begins so."""
        return self._between(start, start + _LAST)

    def _between(self, low: str, high: str) -> Numbers:
        first = self._keys.place(low)
        return self._numbers[first : self._keys.place(high, first)]


def keys(told: Sequence[str], numbers: Sequence[int] | None = None) -> Tables:
    """What `Keys` reads.

    Args:
        told: What each row has.
        numbers: The rows, in order; 0 and up where not given.
    """
    order = in_order(told)
    rows = order if numbers is None else np.array(numbers, np.intp)[order]
    return {**packed(told[place] for place in order), "numbers": rows}
