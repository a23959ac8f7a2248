"""Numbers in figures and in words, Swedish and English, with their values.

NUMBER := 1 200 | 1,200 | 18,4 | 15.7 | tjugofem | twenty-five | dussin
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

_UNITS = (
    "noll|zero en|ett|one två|two tre|three fyra|four fem|five sex|six sju|seven åtta|eight"
    " nio|nine tio|ten elva|eleven tolv|twelve tretton|thirteen fjorton|fourteen femton|fifteen"
    " sexton|sixteen sjutton|seventeen arton|eighteen nitton|nineteen"
)
_TENS = (
    "tjugo|twenty trettio|thirty fyrtio|forty femtio|fifty sextio|sixty sjuttio|seventy"
    " åttio|eighty nittio|ninety"
)
_LARGE = {"hundra": 100, "hundred": 100, "etthundra": 100, "tusen": 1000, "thousand": 1000,
          "ettusen": 1000, "dussin": 12, "dozen": 12}  # fmt: skip
_GROUPED = r"\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+"
_MARK = r"[.,:/+–−-]"
_FIGURES = re.compile(rf"(?:{_GROUPED}|\d+)(?:{_MARK}(?:{_GROUPED}|\d+))*")
"""A whole run of figures: a range, a time or a code of several numbers is none of them."""
_ONE = re.compile(rf"{_GROUPED}(?:,\d+)?|\d{{1,9}}(?:[.,]\d{{1,3}}){{0,3}}")
_BEFORE = re.compile(rf"\w|{_MARK}")
_BEHIND = re.compile(r"[\w:/]|-\w")
_NUMBER = re.compile(rf"(?P<word>(?<![\w-])[^\W\d_]+(?:-[^\W\d_]+)?(?![\w-]))|{_FIGURES.pattern}")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its place in the text."""

    start: int
    end: int
    value: Decimal


@cache
def _number_words() -> dict[str, int]:
    """Every number word up to ninety-nine, and the round ones above."""
    words = dict(_LARGE)
    for value, names in enumerate(_UNITS.split()):
        words.update(dict.fromkeys(names.split("|"), value))
    for tens, names in enumerate(_TENS.split(), start=2):
        for name in names.split("|"):
            words[name] = tens * 10
            for unit, endings in enumerate(_UNITS.split()[1:10], start=1):
                for ending in endings.split("|"):
                    words[f"{name}{ending}"] = tens * 10 + unit
                    words[f"{name}-{ending}"] = tens * 10 + unit
    return words


def numbers(text: str) -> Iterator[Number]:
    """All numbers of a text in order; `en`, `ett` and `one`, which are articles too, included."""
    words = _number_words()
    for match in _NUMBER.finditer(text):
        if match["word"]:
            if (named := words.get(match["word"].lower())) is not None:
                yield Number(match.start(), match.end(), Decimal(named))
        elif _stands_alone(text, match) and (value := _value(match.group())) is not None:
            yield Number(match.start(), match.end(), value)


def _stands_alone(text: str, run: re.Match[str]) -> bool:
    """Whether a run is one number, without a sign or letter at it: `200` is none of `−200`."""
    before = text[max(0, run.start() - 1) : run.start()]
    is_free = not _BEFORE.match(before) and not _BEHIND.match(text, run.end())
    return is_free and _ONE.fullmatch(run.group()) is not None


def _value(figures: str) -> Decimal | None:
    """`1 200` and `1,200` are twelve hundred, `18,4` and `15.7` have a decimal; `1.2.3` is none."""
    compact = re.sub(r"\s", "", figures)
    if _THOUSANDS.fullmatch(compact) and not compact.startswith("0"):
        return Decimal(re.sub(r"[.,]", "", compact))
    compact = compact.replace(",", ".")
    return None if compact.count(".") > 1 else Decimal(compact)


def plain(value: Decimal) -> str:
    """A number as the fields of facts hold it: a decimal point, no exponent, no idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
