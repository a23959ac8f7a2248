"""Sums of money, counts and shares: a number with its unit and what it is a number of.

    AMOUNT := (SEK | € | …) NUMBER [miljoner | million] | NUMBER [miljoner] (kronor | kr | …)
            | NUMBER mkr | NUMBER miljoner          (where the sentence has named a currency)
    SHARE  := NUMBER (procent | % | percent) [av THING] | en tredjedel | hälften | var tredje …
    COUNT  := NUMBER [adjective…] NOUN

What stands behind the number decides, in this order. Years, dates, times, ordinals and numbers
that belong to a name (`5G`, `Horisont 2020`, `Fordonsdalen 2.0`) are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from assistant.models import Document, Fact
from ingest.facts.dates import dates
from ingest.facts.kinds import FactKind
from ingest.facts.labels import label_of
from ingest.facts.numerals import Number, numbers, plain
from ingest.facts.shares import fraction_shares, parts_of_shares, share_of
from ingest.facts.spans import clause, fact
from ingest.facts.subjects import has_verb
from ingest.facts.tables import first_cell
from ingest.facts.things import counted
from ingest.facts.units import Shape, Unit

_SCALES = {
    "miljon": 10**6, "miljoner": 10**6, "million": 10**6, "millions": 10**6, "mn": 10**6,
    "miljard": 10**9, "miljarder": 10**9, "billion": 10**9, "billions": 10**9, "m": 10**6,
    "tusen": 10**3, "thousand": 10**3, "bn": 10**9, "milj": 10**6,
}  # fmt: skip
_CURRENCIES = {
    "kronor": "SEK", "krona": "SEK", "kr": "SEK", "sek": "SEK", "kronors": "SEK",
    "euro": "EUR", "euros": "EUR", "eur": "EUR", "€": "EUR",
    "dollar": "USD", "dollars": "USD", "usd": "USD", "$": "USD",
    "pund": "GBP", "pounds": "GBP", "gbp": "GBP", "£": "GBP", "nok": "NOK", "dkk": "DKK",
}  # fmt: skip
_SHORT = {
    "mkr": ("SEK", 10**6), "mnkr": ("SEK", 10**6), "msek": ("SEK", 10**6), "tkr": ("SEK", 10**3),
    "ksek": ("SEK", 10**3), "mdkr": ("SEK", 10**9), "meur": ("EUR", 10**6), "keur": ("EUR", 10**3),
}  # fmt: skip
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_CURRENCY = "|".join(re.escape(name) for name in sorted(_CURRENCIES, key=len, reverse=True))
_BEHIND = re.compile(
    rf"\s?(?:(?P<short>{'|'.join(_SHORT)})(?!\w)"
    rf"|(?:(?P<scale>{_SCALE})(?!\w)\.?)?\s?(?:(?:svenska|swedish)\s)?(?P<unit>{_CURRENCY})?(?!\w))",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:(?<!\w)(SEK|EUR|USD|GBP|NOK|DKK|MSEK|MEUR)|([€$£]))\s?$", re.IGNORECASE)
_PURPOSE = re.compile(
    r"(?:\s(?:per\s[\w-]+|om\såret|om\sdagen|i\smånaden|i\sveckan|i\stimmen|an?\s(?:year|month)|årligen))?"
    r"(?:\s{1,9}(?:i|för|till|in|for|of)|,?\s(?:goes|go|went|går|gick)\s(?:to|till))\s{1,9}"
    r"(?!\d|(?:sitt|sin|sina|its|their)\s|\w+\s(?:år|years|månader|months)\b)(?P<what>[^,.;:()]{3,60}?)(?=[,.;:()]|\s(?:och|and)\s\d|$)",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"(?<![^\W\d_])(?P<what>[^\W\d_][\w-]{0,60}|(?!(?:for|of|to|in|an?|the|and|has|have)\s)[a-z]{1,40}\s[a-z-]{1,40}(?=\sworth))"
    r"\s(?:på|om|worth|of|värda?)\s(?:(?:totalt|högst|minst|cirka|drygt|knappt|upp\still|at\s(?:most|least)|up\sto"
    r"|about|nearly)\s)?$",
    re.IGNORECASE,
)
"""What is so large: `en reserv på 3 miljoner kronor`, `vouchers worth SEK 10,000`."""
_WHOLE = re.compile(r"budget|kostnad|summa|ram(?:en)?$|omslutning|omsättning|total|cost", re.I)
"""Said with the thing that it is the budget of."""
_BESIDE = re.compile(r"(?:the\s|en\s|ett\s|an?\s)?(?P<what>[^\d,.;:()]{3,60}), $", re.IGNORECASE)
"""What opens the sentence right before the sum: `The largest grant, SEK 2 million, …`."""
_DIFFERENCE = re.compile(
    r"\s(?:mer|mindre|högre|lägre|dyrare|billigare|more|less|higher|lower)\b", re.IGNORECASE
)
_FARTHEST = 200
_MOST_NUMBERS = 100
"""Of a sentence; one with more is no sentence."""
_OF_ANOTHER = re.compile(
    r"\b(?:(?:med)?finansierar|finansierade|bidrar|bidrog|bekostar|investerar|satsar|skjuter|betalar|betalade"
    r"|avsätter|st(?:år|od)\sför|funds|invests|contributes|finances|pays?|paid|adds?|att|that)\b"
    r"|[,;]\s(?:men|medan|but|while)\s",
    re.IGNORECASE,
)
"""Between the subject and such a sum stands somebody who pays, or a clause of its own."""
_NUMBER_HINT = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\w+ton|\w+tio\w*|tjugo\w*|hundra|var"
    r"|vart|hälften|\w+del|\w+delar|half|third|quarter|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|hundred|dussin|dozen|miljon|miljard)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Currency:
    """The currency that the sentence before named, for `Region Ek betalar 2 miljoner`."""

    heading: str = ""
    last: str = ""

    def before(self, unit: Unit) -> str:
        """The currency at the beginning of a unit; a heading ends what was said."""
        return self.last if unit.heading == self.heading else ""

    def leave(self, unit: Unit, currency: str) -> None:
        """Takes in what a unit names."""
        self.heading, self.last = unit.heading, currency


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    unit: Unit
    subject: str
    currency: Currency

    def read(self) -> Iterator[Fact]:
        text = self.unit.text
        found = dates(text, self.document.published or "2000")
        dated = frozenset(at for date in found for at in range(date.start, date.end))
        parts = parts_of_shares(text)
        before = self.currency.before(self.unit)
        currency = ""
        for number in islice(numbers(text), _MOST_NUMBERS):
            if not dated.isdisjoint(range(number.start, number.end)):
                continue
            money = _money(text, number, currency) or self._as_before(number, before)
            if money is not None:
                currency = money.unit
                yield self._amount(money)
            elif (share := share_of(text, number, self.subject)) is not None:
                yield self._fact(FactKind.SHARE, number.start, share.end, share.fields)
            elif self.unit.shape is not Shape.ROW and number.start not in parts:
                yield from self._count(number)
        for share in fraction_shares(text, self.subject):
            yield self._fact(FactKind.SHARE, share.start, share.end, share.fields)
        self.currency.leave(self.unit, currency)

    def _as_before(self, number: Number, currency: str) -> _Money | None:
        """A sum in the currency of the sentence before, unless it is millions of something."""
        money = _money(self.unit.text, number, currency)
        if money is None:
            return None
        whole = replace(number, end=money.end, value=money.value)
        return None if counted(self.unit.text, whole, self.document.language) else money

    def _amount(self, money: _Money) -> Fact:
        fields = {"value": plain(money.value), "unit": money.unit}
        of = self._purpose(money)
        if of:
            fields["of"] = of
        return self._fact(FactKind.AMOUNT, money.start, money.end, fields)

    def _purpose(self, money: _Money) -> str:
        """What the money is: behind it, else before it, else what the sentence is about."""
        text = self.unit.text
        if _DIFFERENCE.match(text, money.end):
            return ""
        if purpose := _PURPOSE.match(text, money.end):
            return purpose["what"].strip()
        if self.unit.shape is Shape.ROW:
            return first_cell(self.unit)
        before = text[max(0, money.start - _FARTHEST) : money.start]
        subject = "" if _OF_ANOTHER.search(before) else self.subject
        noun = _SIZED.search(before)
        if noun and not has_verb(noun["what"]):
            is_whole = _WHOLE.search(noun["what"]) is not None
            return subject or noun["what"] if is_whole else noun["what"]
        beside = _BESIDE.match(before)
        if beside and not has_verb(beside["what"]):
            return beside["what"]
        return label_of(self.unit) or subject

    def _count(self, number: Number) -> Iterator[Fact]:
        scale = _BEHIND.match(self.unit.text, number.end)
        if scale is not None and scale["scale"] and not scale["unit"]:
            factor = _SCALES[scale["scale"].lower()]
            number = replace(number, end=scale.end("scale"), value=number.value * factor)
        found = counted(self.unit.text, number, self.document.language)
        if found is not None:
            what, end = found
            fields = {"value": plain(number.value), "of": what}
            yield self._fact(FactKind.COUNT, number.start, end, fields)

    def _fact(self, kind: FactKind, start: int, end: int, fields: dict[str, str]) -> Fact:
        return fact(self.document, clause(self.unit, start, end), kind, fields)


@dataclass(frozen=True, slots=True)
class _Money:
    """A sum of money with its place in the unit."""

    start: int
    end: int
    value: Decimal
    unit: str


def amounts(document: Document, unit: Unit, subject: str, currency: Currency) -> Iterator[Fact]:
    """The sums, counts and shares of a unit, in this order of the text but shares in words last."""
    if _NUMBER_HINT.search(unit.text):
        yield from _Reader(document, unit, subject, currency).read()
    else:
        currency.leave(unit, "")


def _money(text: str, number: Number, currency: str) -> _Money | None:
    before = _BEFORE.search(text[max(0, number.start - 6) : number.start])
    behind = _BEHIND.match(text, number.end)
    scale = Decimal(_SCALES[behind["scale"].lower()]) if behind and behind["scale"] else Decimal(1)
    end = behind.end() if behind and behind.group().strip() else number.end
    if before:
        name = (before.group(1) or before.group(2)).lower()
        unit, factor = _SHORT.get(name, (_CURRENCIES.get(name, ""), 1))
        start = number.start - len(before.group())
        return _Money(start, end, number.value * scale * factor, unit)
    if behind is None:
        return None
    if behind["short"]:
        unit, factor = _SHORT[behind["short"].lower()]
        return _Money(number.start, end, number.value * factor, unit)
    if behind["unit"]:
        return _Money(number.start, end, number.value * scale, _CURRENCIES[behind["unit"].lower()])
    million = behind["scale"] and scale >= 10**6 and len(behind["scale"]) > 2
    return (
        _Money(number.start, end, number.value * scale, currency) if million and currency else None
    )
