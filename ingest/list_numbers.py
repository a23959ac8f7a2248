"""The numbers in front of list items and headings, which stand in no text."""

from __future__ import annotations

from string import ascii_lowercase

_LETTERS = ascii_lowercase
_ROMAN = {
    **{1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl"},
    **{10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i"},
}
_MOST_ROMAN = 3_999
_MOST_LETTERS = 780
"""As in Word, which writes 30 of the same letter then."""


def numeral(count: int, form: str) -> str:
    """A number as its list shows it, by how the first one looks there: `1`, `a`, `A`, `i` or `I`.

    Behind `z` comes `aa`, and then `ab` or, where the form is `aa` or `AA`, `bb`. One that is written
    in no such way is told in digits.
    """
    told = str(count)
    if form in {"a", "A"} and count > 0:
        told = _letters(count)
    elif form in {"aa", "AA"} and 0 < count <= _MOST_LETTERS:
        times, place = divmod(count - 1, len(_LETTERS))
        told = _LETTERS[place] * (times + 1)
    elif form in {"i", "I"} and 0 < count <= _MOST_ROMAN:
        told = _roman(count)
    return told.upper() if form.isupper() else told


def _letters(count: int) -> str:
    letters: list[str] = []
    while count:
        count, place = divmod(count - 1, len(_LETTERS))
        letters.append(_LETTERS[place])
    return "".join(reversed(letters))


def _roman(count: int) -> str:
    digits = []
    for value, digit in _ROMAN.items():
        digits.append(digit * (count // value))
        count %= value
    return "".join(digits)
