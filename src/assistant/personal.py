"""Personal data that a question should not hold; recognised so that it is neither used nor kept."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"(?<![\d-])\d[\d -]{7,21}\d(?!\d)")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+(\.[\w-]+)+\b")
_PHONE = re.compile(r"(?<!\d)(\+46|0046|0)\s?\(?0?\)?\s?[1-9]\d?(?:[\s-]?\d){6,8}(?!\d)")


def holds_personal_data(text: str) -> bool:
    """Whether a text holds a Swedish personal identity number, a card or phone number or an e-mail address.

    Numbers of people and cards count only when their check digits are right.
    """
    if _EMAIL.search(text) or _PHONE.search(text):
        return True
    return any(_is_personal_number(match.group()) for match in _DIGITS.finditer(text))


def _is_personal_number(digits: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - only for the rare question with a long number
    from stdnum.se import personnummer  # noqa: PLC0415

    bare = re.sub(r"[ -]", "", digits)
    if 13 <= len(bare) <= 19 and luhn.is_valid(bare):
        return True
    return any(personnummer.is_valid(form) for form in (digits.strip(), digits.replace(" ", "")))
