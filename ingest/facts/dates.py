"""Dates in running text, read to ISO 8601 as exactly as they are given.

    DATE := [den] (31 | sista) januari [2020] | January 31[st,] 2020 | 2020-01-31 | januari 2020
          | DAY (– | och | to …) DAY januari 2020                        two dates
          | januari i år | förra året | året därpå | [hösten] 2020 | i går | i fredags | next Monday

Words such as `i år` and `last year` are read against the date of publication, and those for a day
only where that is known to the day. A date whose year cannot be told is no date: none is guessed.
"""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "mars march mar", "april apr",
            "maj may", "juni june jun", "juli july jul", "augusti august aug",
            "september sep sept", "oktober october okt oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SHIFTS = {
    "i år": 0, "this year": 0, "innevarande år": 0, "detta år": 0,
    "förra året": -1, "i fjol": -1, "fjolåret": -1, "last year": -1, "föregående år": -1,
    "nästa år": 1, "next year": 1, "kommande år": 1,
}  # fmt: skip
_AFTER = {"året därpå": 1, "året efter": 1, "the following year": 1, "the year after": 1,
          "året innan": -1, "året före": -1, "the year before": -1}  # fmt: skip
_DAYS = {
    "i dag": 0, "idag": 0, "today": 0, "i går": -1, "igår": -1, "yesterday": -1, "i förrgår": -2,
    "i morgon": 1, "imorgon": 1, "tomorrow": 1, "i övermorgon": 2,
}  # fmt: skip
_WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("måndag monday", "tisdag tuesday", "onsdag wednesday", "torsdag thursday",
         "fredag friday", "lördag saturday", "söndag sunday")
    )
    for name in names.split()
}  # fmt: skip
_NAMED_DAYS = "|".join(_DAYS).replace(" ", r"\s")
_WEEKDAY = "|".join(_WEEKDAYS)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_RELATIVE = "|".join((*_SHIFTS, *_AFTER)).replace(" ", r"\s")
_SEASON = r"(?:våren|sommaren|hösten|vintern|(?:the\s)?(?:spring|summer|autumn|winter)(?:\sof)?)"
_NEAR = datetime.timedelta(61)
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"""(?<![\w.,/-])(?:
      (?P<iso>{_YEAR}-[01]\d(?:-[0-3]\d)?)(?![\w-])
    | (?:(?P<last>(?:den\s)?sista)\s
        |(?:den\s|the\s)?(?:(?P<first>[0-3]?\d)(?:st|nd|rd|th)?\s?(?:[-–—]|till|to|och|and)\s?)?
         (?P<day>[0-3]?\d)(?::[ae]|st|nd|rd|th)?(?:\sof)?\s)?
      (?P<month>{_MONTH})\b\.?
      (?:\s(?:(?P<us_first>[0-3]?\d)(?:st|nd|rd|th)?\s?[-–—]\s?)?
         (?P<us>[0-3]?\d)(?:st|nd|rd|th)?(?=,?\s{_YEAR}|\s*$|\s(?:to|until|and)\b),?)?
      (?:\s(?:år\s)?(?P<year>{_YEAR})\b | \s(?P<near>{_RELATIVE})\b)?
    | (?:{_SEASON}\s)?(?P<only>{_YEAR})(?![\d]|[.,]\d|\s?(?:kr\b|kronor|SEK|procent|%))
    | (?P<relative>{_RELATIVE})\b
    | (?P<today>{_NAMED_DAYS})\b
    | (?:i|last)\s(?P<past>{_WEEKDAY})(?:(?<=day)|s)\b(?!\s(?:den\s)?\d)
    | (?:på|next)\s(?P<coming>{_WEEKDAY})\b(?!\s(?:den\s)?\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Date:
    """A date with its place in the text; `year` is None where the text has only day or month."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def iso(self) -> str:
        """`2020`, `2020-01` or `2020-01-31`; empty without a year."""
        if self.year is None:
            return ""
        parts = [f"{self.year:04}"]
        if self.month is not None:
            parts.append(f"{self.month:02}")
            if self.day is not None:
                parts.append(f"{self.day:02}")
        return "-".join(parts)


def dates(text: str, published: str | None, mentioned: int | None = None) -> Iterator[Date]:
    """All dates of a text in order.

    Args:
        published: the date that `i år` is read against, ISO 8601, or None.
        mentioned: the last year that was named before the text, for `året därpå`.
    """
    for match in _DATE.finditer(text):
        date = _date(match, published, mentioned)
        if date is not None:
            mentioned = date.year or mentioned
            yield from _days(match, date)


def _days(match: re.Match[str], date: Date) -> Iterator[Date]:
    """The two days of `8–9 februari 2023`, or the one that there is."""
    for first, last in (("first", "day"), ("us_first", "us")):
        if match[first]:
            if earlier := _valid(replace(date, end=match.end(first), day=int(match[first]))):
                yield earlier
            date = replace(date, start=match.start(last))
    yield date


def near_publication(date: Date, published: str | None) -> Date:
    """A day without a year in the year that has it within two months of publication, if any."""
    if date.year is not None or date.month is None or date.day is None:
        return date
    if told_on := _published_on(published):
        for year in (told_on.year - 1, told_on.year, told_on.year + 1):
            dated = _valid(replace(date, year=year))
            if dated and abs(told_on - datetime.date.fromisoformat(dated.iso)) <= _NEAR:
                return dated
    return date


def _published_on(published: str | None) -> datetime.date | None:
    """The day of publication where it is known to the day."""
    try:
        return datetime.date.fromisoformat(published or "")
    except ValueError:
        return None


def _date(match: re.Match[str], published: str | None, mentioned: int | None) -> Date | None:
    start, end = match.span()
    now = int(published[:4]) if published else None
    if match["today"] or match["past"] or match["coming"]:
        day_of = _day(match, published)
        return Date(start, end, day_of.year, day_of.month, day_of.day) if day_of else None
    if match["iso"]:
        year, month, *days = (int(part) for part in match["iso"].split("-"))
        return _valid(Date(start, end, year, month, days[0] if days else None))
    if match["month"]:
        day_text = match["day"] or match["us"]
        day = int(day_text) if day_text else None
        year_of = int(match["year"]) if match["year"] else _year(match["near"], now, mentioned)
        if match["near"] and year_of is None:
            return None
        month = _MONTHS[match["month"].lower()]
        if match["last"] and year_of:
            day = monthrange(year_of, month)[1]
        return _valid(Date(start, end, year_of, month, day))
    year_of = int(match["only"]) if match["only"] else _year(match["relative"], now, mentioned)
    return None if year_of is None else Date(start, end, year_of, None, None)


def _year(words: str | None, now: int | None, mentioned: int | None) -> int | None:
    if words is None:
        return None
    key = " ".join(words.lower().split())
    if key in _SHIFTS:
        return None if now is None else now + _SHIFTS[key]
    return None if mentioned is None else mentioned + _AFTER[key]


def _day(match: re.Match[str], published: str | None) -> datetime.date | None:
    """The day that is told by its distance from the day of publication, where that is known."""
    told_on = _published_on(published)
    if told_on is None:
        return None
    if match["today"]:
        return told_on + datetime.timedelta(_DAYS[" ".join(match["today"].lower().split())])
    weekday = _WEEKDAYS[(match["past"] or match["coming"]).lower()]
    distance = (weekday - told_on.weekday()) % 7 or 7
    return told_on + datetime.timedelta(distance if match["coming"] else distance - 7 or -7)


def _valid(date: Date) -> Date | None:
    month, day = date.month or 1, date.day or 1
    valid = 1 <= month <= 12 and 1 <= day <= monthrange(date.year or 2000, month)[1]
    return date if valid else None
