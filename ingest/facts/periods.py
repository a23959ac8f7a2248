"""Periods: from when until when something goes on.

    PERIOD := DATE (– | till | t.o.m. | to | until) DATE | mellan DATE och DATE
            | VERB-OF-DURATION … (till | t.o.m. | until) DATE | (startar | från) … DATE
            | VERB-OF-EVENT … DAY | DAY … VERB-OF-EVENT

An end alone counts only behind a verb that says that something goes on or ends (`sänka utsläppen
till 2020` is no period), a beginning alone only behind one that says that it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.models import Document, Fact
from ingest.facts.dates import Date, dates
from ingest.facts.kinds import FactKind
from ingest.facts.labels import label_of
from ingest.facts.spans import clause, fact
from ingest.facts.units import Unit

_DAY = frozenset({"tid", "datum", "när", "dag", "tidpunkt", "date", "when", "time"})
"""Labels of the day on which something happens."""
_FARTHEST = 200
_LOOK_BACK = 40
_HINT = re.compile(
    r"\d{4}|\b(?:år|året|fjol|year|dag|idag|går|igår|förrgår|morgon|imorgon|övermorgon|today|yesterday"
    r"|tomorrow|\w{2,6}dags?|\w{3,6}day)\b",
    re.IGNORECASE,
)
_TO = r"(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|fram\s+till|ända\s+till|till|until|till|through|to)"
_RANGE = re.compile(rf"\s*(?:[-–—]|,?\s*{_TO})\s*(?:slutet\sav\s|the\send\sof\s)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:och|and)\s*", re.IGNORECASE)
_OPENS_BETWEEN = re.compile(r"\b(?:mellan|between)\s*$", re.IGNORECASE)
_UNTIL = re.compile(
    rf"\b(?:{_TO}|(?:till\s)?(?:och\smed\s)?(?:slutet|utgången)\sav|the\send\sof|avslutas(?:\si)?"
    r"|avslutades(?:\si)?|slutar(?:\si)?|upphör(?:\si)?|ends?\sin|ended\sin|(?:wraps?|wrapped)\sup\sin|slut:|end:"
    r"|(?:klar[at]?|färdig[at]?|avslutat?|slutfört?|genomfört?)\s(?:senast(?:\si)?|till|i)|(?:ready|finished|completed|done)\s(?:by|in))\s*"
    r"(?:slutet\sav\s|utgången\sav\s|the\send\sof\s|och\smed\s|den\s)*$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|startar|startade|startas"
    r"|inleds|inleddes|påbörjas|påbörjades|började|börjar|lanserades|starts?|started|begins?|began|launched|start:)\s+"
    r"(?:i\s|in\s|on\s|den\s|och\smed\s)*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:från|sedan|since|from)\s+(?:den\s)?$", re.IGNORECASE)
_THEN_BEGINS = re.compile(r"\s(?:startade|startar|inleddes|inleds|började|börjar)\b")
_RELATIVE = re.compile(r"([^\W\d_][\w-]*), (?:som|which) [^,;:]*$", re.IGNORECASE)
"""The noun that a clause tells of: `pengar till projektet, som påbörjas i …`."""
_GOES_ON = re.compile(
    r"\b(?:pågår|pågick|pågått|löper|löpte|varar|varade|gäller|fortsätter|fortgår|förlängs"
    r"|förlängdes|avslutas|avslutades|slutar|upphör|bedrivs|bedrevs|genomförs|genomfördes|driv[se]\w*"
    r"|projekt(?:tid|period)\w*|runs?|ran|lasts?|lasted|continues?|continued|ends?|ended|extended"
    r"|wraps?\sup|wrapped\sup|(?:vara|stå|står|blir|be)\s(?:helt\s)?(?:klar[at]?|färdig[at]?|avslutat?|slutfört?|genomfört?|ready|finished|completed|done)|startar|startade|inleds|inleddes|förlängts|förlängt|påbörjas|påbörjades|tidsperiod\w*|period|duration)\b",
    re.IGNORECASE,
)

_EVENT = re.compile(
    r"\b(?:samla[st]?\w*|träffa\w*|möt(?:s|t|te|tes|er|et|ena)|håll(?:s|er|its)|höll(?:s)?|öppna\w*|invig\w*"
    r"|underteckna\w*|besluta?\w*|sa|sade|tillträd\w*|presentera\w*|lansera\w*|besök\w*|äg(?:er|de)\srum"
    r"|bjuder|bjöd|anordna\w*|arrangera\w*|utsåg\w*|utses|utsetts|valde\w*|bildades|gathered?|gathers|met|meets"
    r"|held|holds|opened|opens|signed|signs|decided|decides|inaugurat\w*|presented|presents|visit(?:s|ed)?"
    r"|tak(?:es|ing)\splace|took\splace|elected|appointed|hosted|hosts|invites?|invited|fick|gick|kom)\b",
    re.IGNORECASE,
)
_NOT_ON = re.compile(
    r"\b(?:senast|före|innan|efter|inför|till|fram|från|sedan|before|after|until|till|by|from|since|to)\s"
    r"(?:den\s|the\s)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Years:
    """The last year that was named, for `året därpå` in a later sentence."""

    last: int | None = None

    def dates(self, text: str, published: str | None) -> list[Date]:
        """The dates of the next stretch of text."""
        found = list(dates(text, published, self.last))
        self.last = next((date.year for date in reversed(found) if date.year), self.last)
        return found


def periods(document: Document, unit: Unit, subject: str, years: Years) -> Iterator[Fact]:
    """The periods of a unit; beginning and end that stand apart in one sentence are joined."""
    text = unit.text
    if not _HINT.search(text):
        return
    found = years.dates(text, document.published)
    used: set[int] = set()
    for at, (first, second) in enumerate(pairwise(found)):
        if at not in used and _is_range(text, first, second):
            used.update((at, at + 1))
            start = _with_year_of(first, second)
            if start.iso and second.iso and start.iso <= second.iso:
                yield _period(document, unit, (start, second), subject)
    yield from _open(document, unit, [d for at, d in enumerate(found) if at not in used], subject)


def _is_range(text: str, first: Date, second: Date) -> bool:
    between = text[first.end : second.start]
    if _RANGE.fullmatch(between):
        return True
    return bool(
        _BETWEEN.fullmatch(between)
        and _OPENS_BETWEEN.search(text[max(0, first.start - 12) : first.start])
    )


def _with_year_of(first: Date, second: Date) -> Date:
    """`mellan augusti och december 2022`: the first month is of the same year."""
    if first.year is not None or second.year is None:
        return first
    return replace(first, year=second.year, month=first.month or second.month)


def _open(document: Document, unit: Unit, alone: list[Date], subject: str) -> Iterator[Fact]:
    """Periods of which the sentence gives the beginning, the end or both apart."""
    first: Date | None = None
    last: Date | None = None
    if len(alone) == 1 and alone[0].day and label_of(unit) in _DAY:
        first = last = alone[0]
    for date in alone:
        before = unit.text[max(0, date.start - _LOOK_BACK) : date.start]
        if not date.iso:
            continue
        goes_on = _GOES_ON.search(unit.text, max(0, date.start - _FARTHEST), date.start)
        if goes_on and _UNTIL.search(before):
            last = last or date
        elif _begins(before, unit.text[date.end : date.end + _LOOK_BACK], bool(goes_on)):
            first = first or date
    if first or last:
        yield _period(document, unit, (first, last), subject)
    elif day := _day_of_event(unit.text, alone):
        yield _period(document, unit, (day, day), subject)


def _day_of_event(text: str, alone: list[Date]) -> Date | None:
    """The day on which what a sentence tells of takes place: its only one."""
    days = [date for date in alone if date.day and date.iso]
    if len(days) != 1 or not _EVENT.search(text):
        return None
    return (
        None
        if _NOT_ON.search(text[max(0, days[0].start - _LOOK_BACK) : days[0].start])
        else days[0]
    )


def _begins(before: str, behind: str, goes_on: bool) -> bool:
    """Whether something begins at the date between these words."""
    if goes_on and _FROM.search(before):
        return True
    return bool(_SINCE.search(before) or _THEN_BEGINS.match(behind))


def _period(
    document: Document, unit: Unit, ends: tuple[Date | None, Date | None], subject: str
) -> Fact:
    first, last = ends
    place = min(date.start for date in ends if date)
    if relative := _RELATIVE.search(unit.text[max(0, place - _FARTHEST) : place]):
        subject = relative.group(1)
    fields = {"subject": subject} if subject else {}
    if first:
        fields["from"] = first.iso
    if last:
        fields["to"] = last.iso
    start, end = place, max(date.end for date in ends if date)
    span = clause(unit, start, end, to_end=_THEN_BEGINS.match(unit.text, end) is not None)
    return fact(document, span, FactKind.PERIOD, fields)
