"""Numbers as their format shows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne

from assistant.text.language import detect_language

_SAMPLE = 20_000
"""Characters that tell the language of a document."""
_LONGEST_FORM = 255
"""As in Excel."""
_SIGNS = {">=": ge, "<=": le, "<>": ne, ">": gt, "<": lt, "=": eq}
_DIGITS = "#0?"
"""Each stands for a digit in a format."""
_GENERAL = "General"
_SHOWN_WHOLE = (_GENERAL.lower(), "?/", "#/", "0/", "e+", "e-")
"""Codes of a number with as many places as it has, of a fraction, and of one with an exponent."""
_NUMBER_SIGNS, _ALONE = "-–−+()", " -–−+():$€£¥"
"""What may stand around a number, and what stands for itself in a format without quotes."""
_LONGEST_UNIT = 40

_PLACES = re.compile(r"\.(0{1,9})")
_GROUPED = re.compile(r"[#0][, ][#0]")
_PIECE = re.compile(
    r'"([^"]*)"|\[\$([^][-]*+)[^][]*+\]|\\(.)|\[[^][]*+\]|[_*].|([Ee][+-]|.)', re.DOTALL
)
"""Words, a currency, a letter that stands for itself, a colour or condition, room for a letter, a code."""
_GROUP = re.compile("[#0?]+")
_TEMPLATE = re.compile("(?<![#0?])[#0?]++(?:[ \u00a0–-][#0?]++)++")
"""Digits with spaces or hyphens between them at fixed places, as in `000 00` and `000000-0000`."""
_THOUSANDS = re.compile("#{1,3}(?:[ \u00a0][#0?]{3})+")
_LENGTH = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
"""Of a time that may be longer than a day: its largest unit."""
_SIZES = {"h": 3600, "m": 60, "s": 1}
"""Seconds of a unit."""
_NO_DATE = re.compile(r'"[^"]*"|\[[^][]*\]|\\.')
"""What of a format is no code: words, colours and languages."""


@dataclass(frozen=True, slots=True)
class _Section:
    """A part of a format."""

    form: str
    code: str
    """What of it stands for digits, points and the like."""
    said: str
    """All that it says itself."""
    units: tuple[str, ...]
    """What it says that is more than a sign of the number."""
    template: str
    """Its digits with what stands between them, where that has fixed places."""

    @property
    def is_whole(self) -> bool:
        """Whether it shows a number with as many places as it has, or as no decimal."""
        code = self.code.lower()
        is_none = code.isalpha()  # One of dates, where a number is no date.
        return code == "@" or is_none or any(each in code for each in _SHOWN_WHOLE)

    def shows(self, value: float) -> bool:
        """Whether it shows digits of a number; `?` leaves room for those of nothing."""
        return self.is_whole or any(each in self.code for each in (_DIGITS if value else "#0"))


def has_commas(language: str) -> bool:
    """Whether numbers have a comma before their decimals, as everywhere but in English."""
    return language != "en"


def language_beside(texts: Iterable[str]) -> str:
    """The language of the texts beside some numbers, `sv`, `en` or `other`.

    As many of them are looked at as are enough to tell.
    """
    pieces, letters = list[str](), 0
    for text in texts:
        pieces.append(text[:_SAMPLE])
        letters += len(text)
        if letters > _SAMPLE:
            break
    return detect_language(" ".join(pieces)[:_SAMPLE])


def shown_number(value: float, form: str, *, commas: bool) -> str:
    """What a cell or a chart shows; nothing where the format shows nothing of such a number.

    Args:
        value: The number.
        form: A format of Excel's, such as `#,##0.00` or `General`.
        commas: Whether a comma stands before the decimals, and a space between thousands.
    """
    sections = _sections(form[:_LONGEST_FORM] or _GENERAL)
    place = _place(sections, value)
    section = sections[place]
    if not section.shows(value):
        return " ".join(section.said.split())
    text = f"{abs(value):.10g}" if section.is_whole else _digits(abs(value), section)
    if commas:
        text = text.replace(",", " ").replace(".", ",")
    has_own_sign = place == 1 and "(" in section.said
    if has_own_sign:
        text = f"({text})"
    elif value < 0 and (place != 1 or not set(section.units) - set(sections[0].units)):
        # Also where only its colour tells it from what is more than nothing.
        text = f"−{text}"
    elif section.said.lstrip().startswith("+"):
        text = f"+{text}"
    return " ".join([text, *section.units, *(["%"] if "%" in section.code else [])])


def _digits(value: float, section: _Section) -> str:
    if section.template:
        return _filled(section.template, f"{value:.0f}")
    places, grouped = _PLACES.search(section.code), _GROUPED.search(section.form)
    scale = 2 * ("%" in section.code) - 3 * _thousands(section.code)
    behind = len(places[1]) if places else 0
    # Zeros before the point are digits that are always shown.
    least = section.code.partition(".")[0].count("0") + behind + bool(behind)
    width = "," if grouped else f"0{least}" if least else ""
    with localcontext(rounding=ROUND_HALF_UP):
        shown = Decimal(f"{value:.15g}").scaleb(scale)
        return f"{shown:{width}.{behind}f}"


def _filled(template: str, digits: str) -> str:
    """Digits at their places from the right, and zeros where they are too few for `0`."""
    groups = _GROUP.findall(template)
    every = "".join(groups)
    digits = digits.zfill(len(every) - every.find("0") if "0" in every else 0)
    parts: list[str] = []
    for group in reversed(groups[1:]):
        parts.insert(0, digits[-len(group) :])
        digits = digits[: -len(group)]
    between = _GROUP.split(template)[1:-1]
    told = "".join(f"{sign}{part}" for sign, part in zip(between, parts, strict=True))
    return f"{digits}{told}".lstrip("".join(between))


def shown_length(value: timedelta, form: str) -> str:
    """A time that may be longer than a day as its format shows it, `26:15` for `[h]:mm`."""
    seconds = round(abs(value.total_seconds()))
    largest = _LENGTH.search(form[:_LONGEST_FORM])
    unit = largest[1].lower() if largest else "h"
    below = date_codes(form) if largest else "m"
    sizes = [size for each, size in _SIZES.items() if each in below and size < _SIZES[unit[0]]]
    parts = [f"{seconds // _SIZES[unit[0]]:0{len(unit)}d}"]
    above = _SIZES[unit[0]]
    for size in sizes:
        parts.append(f"{seconds % above // size:02d}")
        above = size
    sign = "−" if value < timedelta() else ""
    return sign + ":".join(parts)


@lru_cache(maxsize=1_000)
def _sections(form: str) -> list[_Section]:
    """The parts of a format."""
    forms: list[list[re.Match[str]]] = [[]]
    for piece in _PIECE.finditer(form):
        if piece[4] == ";":
            forms.append([])
        else:
            forms[-1].append(piece)
    return [_section(pieces) for pieces in forms]


def _section(pieces: Sequence[re.Match[str]]) -> _Section:
    code, said, units = "", "", [""]
    for piece in pieces:
        words, currency, alone, other = piece.groups()
        alone = alone or (other if other and other in _ALONE else None)
        told = words or currency or alone or ""
        said += told
        if told.strip(_NUMBER_SIGNS + " ") or (told == " " and units[-1]):
            units[-1] += told
        elif other and other in _DIGITS:
            units.append("")
        code += other if other and not alone else ""
    plain = "".join(piece[3] or piece[4] or "" for piece in pieces)
    template = next(iter(_TEMPLATE.findall(plain)), "")
    is_fixed = code.strip(_DIGITS) == "" and not _THOUSANDS.fullmatch(template)
    told_units = (" ".join(unit.split())[:_LONGEST_UNIT] for unit in units)
    form = "".join(piece.group() for piece in pieces)
    return _Section(form, code, said, tuple(filter(None, told_units)), template if is_fixed else "")


def _place(sections: Sequence[_Section], value: float) -> int:
    """The part of a format that shows a number: that whose condition it meets, else by its sign."""
    met = [_is_met(section.form, value) for section in sections]
    if any(is_met is not None for is_met in met):
        return next((at for at, is_met in enumerate(met) if is_met is not False), 0)
    place = 1 if value < 0 else 0 if value else 2
    return place if place < len(sections) else 0


def _is_met(section: str, value: float) -> bool | None:
    """Whether a number meets the condition of a part of a format, `[>=1000]`; None where it has none."""
    for told in section.split("[")[1:]:
        condition = told.partition("]")[0]
        sign = condition[:2] if condition[:2] in _SIGNS else condition[:1]
        limit = condition[len(sign) :]
        if sign in _SIGNS and limit.removeprefix("-").replace(".", "", 1).isdecimal():
            return bool(_SIGNS[sign](value, float(limit)))
    return None


def _thousands(code: str) -> int:
    """How often a format divides a number by a thousand: commas behind its digits say so."""
    parts = code.partition(".")[::2]
    behind = (part[max(map(part.rfind, _DIGITS)) + 1 :] for part in parts)
    return sum(len(each) - len(each.lstrip(",")) for each in behind)


def date_codes(form: str) -> str:
    """What of a format of Excel's is no colour, language or word: `d`, `m` and `y` stand for dates."""
    return _NO_DATE.sub("", form[:_LONGEST_FORM]).lower()


def shown_date(value: datetime, form: str) -> str:
    """A date as far as a format shows it, and its time where it has one."""
    codes = date_codes(form)
    if value.time() != time():
        return f"{value:%Y-%m-%d %H:%M}"
    if "y" not in codes or "d" in codes or "h" in codes:
        return f"{value:%Y-%m-%d}"
    return f"{value:%Y-%m}" if "m" in codes else f"{value:%Y}"
