"""The numbers of a text, written one way."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from assistant.text.words import words

_NUMBER = re.compile(r"(?:(?<![^\W_])[–−-])?\d+(?:[.,:\s\u00a0\u202f]\d+)*")
_MINUS = "–−-"
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s\u00a0\u202f]\d{3})+")


def numbers_of(text: str) -> list[str]:
    """Numbers in digits, written one way, in order; a minus before one by itself."""
    found: list[str] = []
    for signed in _NUMBER.findall(text):
        run = signed.lstrip(_MINUS)
        if run != signed:
            found.append("-")
        if _GROUPED.fullmatch(run):
            found.append(_bare(re.sub(r"\D", "", run)))
            continue
        for part in re.split(r"[\s\u00a0\u202f]", run):
            pieces = re.split(r"[.,:]", part)
            if len(pieces) == 2:
                whole, behind = _bare(pieces[0]), _bare(pieces[1][::-1])[::-1]
                found.append(f"{whole}.{behind}".removesuffix(".0"))
            else:
                found.extend(map(_bare, pieces))
    return found


def in_digits(text: str) -> str:
    """A text in Swedish or English with numbers for the names of months."""
    return "; ".join(str(_month(word.text) or word.text) for word in words(text))


def _month(word: str) -> int | None:
    """As it is written, since an English `may` is no month, or as a Swedish sentence begins with it."""
    return months().get(word) or months().get(word.casefold())


def _bare(digits: str) -> str:
    """Digits of any script as the ten of ours, without what stands before the first that counts."""
    return "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0") or "0"


@cache
def months() -> dict[str, int]:
    """The numbers of months by their names in Swedish and English."""
    from babel.dates import get_month_names  # noqa: PLC0415

    return {
        n: key for code in ("sv", "en") for key, n in get_month_names("wide", locale=code).items()
    }
