"""Sums of money: a number with its currency and what it pays for.

AMOUNT := (SEK | € | …) NUMBER [miljoner | million] | NUMBER [miljoner] (kronor | kr | …)
        | NUMBER mkr | NUMBER miljoner          (where the sentence has named a currency)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice, pairwise

from assistant.models.documents import Document, Fact
from ingest.facts import lexicon
from ingest.facts.dates import dates
from ingest.facts.kinds import FactKind
from ingest.facts.labels import label_of
from ingest.facts.numerals import Number, numbers, plain
from ingest.facts.periods import lies_between
from ingest.facts.spans import clause, fact
from ingest.facts.subjects import has_verb
from ingest.facts.tables import first_cell
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
    r"(?:\s(?:per\s[\w-]+|om\såret|om\sdagen|i\smånaden|i\sveckan|i\stimmen|an?\s(?:year|month)|årligen))?+"
    r"(?:\s{1,9}(?:i|för|till|in|for|of)|,?\s(?:goes|go|went|går|gick)\s(?:to|till))\s{1,9}"
    r"(?!\d|(?:sitt|sin|sina|its|their)\s|\w+\s(?:år|years|månader|months)\b)(?P<what>[^,.;:()]{3,60}?)(?=[,.;:()]|\s(?:och|and)\s(?:\w{3}\s)?\d|$)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s(?:och|and)\s")
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
_DASHES = tuple("-–—−")
_MOST_NUMBERS = 100
"""Of a sentence; one with more is no sentence."""
_NO_THINGS = lexicon.BREAKS | lexicon.CONJUNCTIONS | lexicon.VERBS
_OF_ANOTHER = re.compile(
    r"\b(?:(?:med)?finansierar|finansierade|bidrar|bidrog|bekostar|investerar|satsar|skjuter|betalar|betalade"
    r"|avsätter|st(?:år|od)\sför|funds|invests|contributes|finances|pays?|paid|adds?|att|that)\b"
    r"|[,;]\s(?:men|medan|but|while)\s",
    re.IGNORECASE,
)
"""Between the subject and such a sum stands somebody who pays, or a clause of its own."""


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
        text, currency = self.unit.text, ""
        before = self.currency.before(self.unit)
        values: list[Number | _Money] = []
        for number in islice(numbers(text), _MOST_NUMBERS):
            money = _money(text, number, currency) or self._as_before(number, before)
            currency = money.unit if money else currency
            values.append(money or number)
        yield from map(self._amount, self._undated(_single(text, values)))
        self.currency.leave(self.unit, currency)

    def _undated(self, found: Sequence[_Money]) -> Iterator[_Money]:
        """Without the numbers of dates, which are looked for where there is a sum: few have one."""
        if found:
            days = dates(self.unit.text, self.document.published or "2000")
            dated = frozenset(at for date in days for at in range(date.start, date.end))
            yield from (one for one in found if dated.isdisjoint(range(one.start, one.end)))

    def _as_before(self, number: Number, currency: str) -> _Money | None:
        """A sum in the currency of the sentence before, unless it is millions of something."""
        money = _money(self.unit.text, number, currency)
        if money is None:
            return None
        return None if _counts(self.unit.text, money.end) else money

    def _amount(self, money: _Money) -> Fact:
        fields = {"value": plain(money.value), "unit": money.unit}
        of = self._purpose(money)
        if of:
            fields["of"] = of
        span = clause(self.unit, money.start, money.end)
        return fact(self.document, span, FactKind.AMOUNT, fields)

    def _purpose(self, money: _Money) -> str:
        """What the money is: behind it, else before it, else what the sentence is about."""
        text = self.unit.text
        if _DIFFERENCE.match(text, money.end):
            return ""
        if purpose := _PURPOSE.match(text, money.end):
            return _own_clause(purpose["what"]).strip()
        if self.unit.shape is Shape.ROW:
            return first_cell(self.unit)
        before = text[max(0, money.start - _FARTHEST) : money.start]
        told = text[money.start : money.end]
        subject = "" if _OF_ANOTHER.search(before) or told in self.subject else self.subject
        noun = _SIZED.search(before)
        if noun and not has_verb(noun["what"]):
            is_whole = _WHOLE.search(noun["what"]) is not None
            return subject or noun["what"] if is_whole else noun["what"]
        beside = _BESIDE.match(before)
        if beside and not has_verb(beside["what"]):
            return beside["what"]
        return label_of(self.unit) or subject


@dataclass(frozen=True, slots=True)
class _Money:
    """A sum of money with its place in the unit."""

    start: int
    end: int
    value: Decimal
    unit: str


def amounts(document: Document, unit: Unit, subject: str, currency: Currency) -> Iterator[Fact]:
    """The sums of a unit, in the order of the text."""
    return _Reader(document, unit, subject, currency).read()


def _own_clause(thing: str) -> str:
    """`companies` of `companies and is nil for schools`, which goes on with a verb."""
    for joint in _AND.finditer(thing):
        if has_verb(next(iter(thing[joint.end() :].split(maxsplit=1)), "")):
            return thing[: joint.start()]
    return thing


def _single(text: str, values: Sequence[Number | _Money]) -> list[_Money]:
    """The sums, without the ends of ranges: `4 – 6 miljoner` is neither of them."""
    ends: set[int] = set()
    for first, second in pairwise(values):
        dashed = text[first.end : second.start].strip() in _DASHES
        if (dashed and first.value <= second.value) or lies_between(text, first, second):
            ends.update((first.start, second.start))
    return [one for one in values if isinstance(one, _Money) and one.start not in ends]


def _counts(text: str, end: int) -> bool:
    """Whether a thing follows that there are so many of: `2 miljoner resor`, not `2 miljoner är …`."""
    following = next(iter(text[end : end + _FARTHEST].split(maxsplit=1)), ".")
    return following[0].isalpha() and following.lower() not in _NO_THINGS


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
