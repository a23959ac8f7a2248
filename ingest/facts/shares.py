"""Shares: percentages, and fractions in words: `en tredjedel`, `var tredje`, `sju av tio`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ingest.facts.numerals import Number, number_words, plain
from ingest.facts.subjects import has_verb
from ingest.facts.things import whole

_PERCENT = re.compile(r"\s?(?:%|procents?\b|percent\b|per\scent\b|procentenheter\b)", re.IGNORECASE)
_LARGEST_PART = 12
"""Of `sju av tio företag`; larger numbers are counts."""
_PARTS = {"tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8,
          "nionde": 9, "tionde": 10}  # fmt: skip
_FRACTIONS = {"tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6, "sjunde": 7, "åttonde": 8,
              "nion": 9, "tion": 10}  # fmt: skip
_ENGLISH = {"half": (1, 2), "third": (1, 3), "quarter": (1, 4), "fifth": (1, 5), "tenth": (1, 10)}
_TIMES = {"en": 1, "a": 1, "one": 1, "två": 2, "two": 2, "tre": 3, "three": 3, "fyra": 4, "four": 4}
_SMALL_NUMBERS = {
    name: value for name, value in number_words().items() if value <= _LARGEST_PART
} | {str(value): value for value in range(1, _LARGEST_PART + 1)}
_SMALL = "|".join(_SMALL_NUMBERS)
_FRACTION = re.compile(
    rf"\b(?P<times>en|två|tre|fyra)\s(?P<part>{'|'.join(_FRACTIONS)})del(?:ar)?\b"
    rf"|\bvart?\s(?P<every>{'|'.join(_PARTS)})\s(?P<thing>[^\W\d]+)"
    r"|\b(?P<half>hälften)\b"
    r"|\b(?P<count>a|one|two|three)(?:\s|-)(?P<english>third|quarter|fifth|tenth)s?(?=\sof\b)"
    r"|\b(?P<halves>half)(?=\sof\b)"
    rf"|\b(?P<some>{_SMALL})\s(?:av|of|in|out\sof)\s(?P<all>{_SMALL})\s(?P<whose>[^\W\d]+)",
    re.IGNORECASE,
)
_ALL = Decimal(100)
_NO_SHARE = frozenset("år månad vecka dag gång timme minut kvartal sekund".split())


@dataclass(frozen=True, slots=True)
class Share:
    """A share with its place in the unit and the fields of its fact."""

    start: int
    end: int
    fields: dict[str, str]


def share_of(text: str, number: Number, subject: str) -> Share | None:
    """The share that a number is, if per cent stands behind it."""
    match = _PERCENT.match(text, number.end)
    if match is None:
        return None
    return _share(text, number.start, match.end(), number.value, subject)


def fraction_shares(text: str, subject: str) -> Iterator[Share]:
    """The shares that are given in words."""
    for match in _FRACTION.finditer(text):
        if match["thing"] and match["thing"].lower() in _NO_SHARE:
            continue
        per_cent = _per_cent(match)
        if per_cent >= _ALL:
            continue
        share = _share(text, match.start(), match.end(), per_cent, subject)
        whose = match["thing"] or match["whose"]
        if whose and not has_verb(whose):
            share.fields["of"] = whose
        yield share


def parts_of_shares(text: str) -> frozenset[int]:
    """The offsets of `tre av fyra deltagare` and the like, where a number counts nothing."""
    wholes = (match for match in _FRACTION.finditer(text) if match["all"])
    return frozenset(at for match in wholes for at in range(*match.span()))


def _per_cent(match: re.Match[str]) -> Decimal:
    top, bottom = 1, 2
    if match["part"]:
        top, bottom = _TIMES[match["times"].lower()], _FRACTIONS[match["part"].lower()]
    elif match["every"]:
        bottom = _PARTS[match["every"].lower()]
    elif match["english"]:
        top, bottom = _TIMES[match["count"].lower()], _ENGLISH[match["english"].lower()][1]
    elif match["all"]:
        top, bottom = (_SMALL_NUMBERS[match[name].lower()] for name in ("some", "all"))
    return (Decimal(100 * top) / bottom).quantize(Decimal("0.1"))


def _share(text: str, start: int, end: int, value: Decimal, subject: str) -> Share:
    fields = {"value": plain(value), "unit": "percent"}
    thing = whole(text, start, end, subject)
    if thing:
        fields["of"] = thing
    return Share(start, end, fields)
