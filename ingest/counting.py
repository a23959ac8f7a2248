"""Numbers as lists show them: in digits, letters or the Roman way."""

from __future__ import annotations

_LETTERS = 26
_MOST_LETTERS = 26 * 27
_ROMAN = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 399


def counted(number: int, form: str) -> str:
    """A number of a list.

    Args:
        number: Which item it is.
        form: As HTML names it: `a`, `A`, `i`, `I` or, for digits, anything else. Numbers that have
            no such form are told in digits.
    """
    lower = form.lower()
    if lower == "a" and 1 <= number <= _MOST_LETTERS:
        text = _letters(number)
    elif lower == "i" and 1 <= number <= _MOST_ROMAN:
        text = _roman(number)
    else:
        return str(number)
    return text if form == lower else text.upper()


def _letters(number: int) -> str:
    text = ""
    while number:
        number, letter = divmod(number - 1, _LETTERS)
        text = chr(ord("a") + letter) + text
    return text


def _roman(number: int) -> str:
    digits = []
    for value, digit in _ROMAN:
        digits.append(digit * (number // value))
        number %= value
    return "".join(digits)
