"""The numbers in front of list items and headings, which stand in no text."""

from __future__ import annotations

_LETTERS = 26
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_ROMAN = 39


def numeral(count: int, form: str) -> str:
    """A number as its list shows it, by how the first one looks there: `1`, `a`, `A`, `i` or `I`.

    One that is written in no such way is told in digits.
    """
    told = str(count)
    if form in {"a", "A"} and 1 <= count <= _LETTERS:
        told = chr(ord("a") + count - 1)
    elif form in {"i", "I"} and 1 <= count <= _MOST_ROMAN:
        told = _roman(count)
    return told.upper() if form.isupper() else told


def _roman(count: int) -> str:
    digits = []
    for value, digit in _ROMAN:
        digits.append(digit * (count // value))
        count %= value
    return "".join(digits)
