"""Numbers as their format shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal, localcontext
from itertools import islice
from operator import eq, ge, gt, le, lt, ne

from assistant.text.language import detect_language
from ingest.structure import Part

_FIRST = 200
"""Parts that tell the language of a document, with so many characters of it."""
_SAMPLE = 20_000
_LONGEST_FORM = 255
"""As in Excel."""
_SIGNS = {">=": ge, "<=": le, "<>": ne, ">": gt, "<": lt, "=": eq}
_DIGITS = "#0?"
"""Each stands for a digit in a format."""

_PLACES = re.compile(r"\.(0{1,9})")
_GROUPED = re.compile(r"[#0][, ][#0]")
_UNIT = re.compile(r'"([^"]{1,40})"|\[\$([^\]-]{1,20})(?:-[^\]]{0,20})?\]')
_NO_DATE = re.compile(r'"[^"]*"|\[[^][]*\]|\\.')
"""What of a format is no code: words, colours and languages."""


def has_commas(parts: Sequence[Part]) -> bool:
    """Whether numbers have a comma before their decimals, as everywhere but in English."""
    words = (part.text[:_SAMPLE] for part in islice(parts, _FIRST))
    return detect_language(" ".join(words)[:_SAMPLE]) != "en"


def shown_number(value: float, form: str, *, swedish: bool) -> str:
    """What a cell or a chart shows.

    Args:
        value: The number.
        form: A format of Excel's, such as `#,##0.00` or `General`.
        swedish: Whether a comma stands before the decimals, and a space between thousands.
    """
    form = _section(form[:_LONGEST_FORM], value)
    if form in {"General", "@"}:
        text = f"{value:.10g}"
    else:
        places, grouped = _PLACES.search(form), _GROUPED.search(form)
        shown = Decimal(f"{value:.15g}").scaleb(2 * ("%" in form) - 3 * _thousands(form))
        with localcontext(rounding=ROUND_HALF_UP):
            text = f"{shown:{',' if grouped else ''}.{len(places[1]) if places else 0}f}"
    if swedish:
        text = text.replace(",", " ").replace(".", ",")
    units = list(_units(form))
    return " ".join([text.replace("-", "−", 1) if value < 0 else text, *units])


def _section(form: str, value: float) -> str:
    """The part of a format that a number is shown by: the first one, or that whose condition it meets."""
    sections = form.split(";")
    met = [_is_met(section, value) for section in sections]
    if met[0] is None:
        return sections[0]
    return next(
        (each for each, is_met in zip(sections, met, strict=True) if is_met is not False),
        sections[0],
    )


def _is_met(section: str, value: float) -> bool | None:
    """Whether a number meets the condition of a part of a format, `[>=1000]`; None where it has none."""
    for told in section.split("[")[1:]:
        condition = told.partition("]")[0]
        sign = condition[:2] if condition[:2] in _SIGNS else condition[:1]
        limit = condition[len(sign) :]
        if sign in _SIGNS and limit.removeprefix("-").replace(".", "", 1).isdecimal():
            return bool(_SIGNS[sign](value, float(limit)))
    return None


def _thousands(form: str) -> int:
    """How often a format divides a number by a thousand: commas behind its digits say so."""
    parts = date_codes(form).partition(".")[::2]
    behind = (part[max(map(part.rfind, _DIGITS)) + 1 :] for part in parts)
    return sum(len(each) - len(each.lstrip(",")) for each in behind)


def _units(form: str) -> Iterator[str]:
    """What the format of a number puts behind it."""
    for match in _UNIT.finditer(form):
        if unit := (match[1] or match[2] or "").strip():
            yield unit
    if "%" in form and '%"' not in form.replace(" ", ""):
        yield "%"


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
