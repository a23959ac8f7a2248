"""Periods: from when until when something goes on.

    PERIOD := DATE (– | till | t.o.m. | to | until) DATE | mellan DATE och DATE
            | VERB-OF-DURATION … (till | t.o.m. | until) DATE | (startar | från) … DATE
            | EVENT                                              see `events`

An end alone counts only behind a verb that says that something goes on or ends (`sänka utsläppen
till 2020` is no period), a beginning alone only behind one that says that it begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from assistant.models.documents import Document, Fact
from ingest.facts import lexicon
from ingest.facts.dates import Date, dates
from ingest.facts.events import event
from ingest.facts.kinds import FactKind
from ingest.facts.labels import label_of
from ingest.facts.spans import clause, fact
from ingest.facts.subjects import GENERIC, NAME, PRONOUNS, antecedent, subject_of
from ingest.facts.units import Unit

_DAY = frozenset({"tid", "datum", "när", "dag", "tidpunkt", "date", "when", "time"})
"""Labels of the day on which something happens."""
_FARTHEST = 200
_LOOK_BACK = 40
_HINT = re.compile(
    r"\d{4}|\b(?:år|året|fjol|year|dag|idag|går|igår|förrgår|morgon|imorgon|övermorgon|today|yesterday"
    r"|tomorrow|\w{2,6}dags?|\w{3,6}day)\b"
    r"|\b(?:jan|feb|mar|apr|ma[jy]|ju[nl]|aug|sep|o[ck]t|nov|dec)",
    re.IGNORECASE,
)
_TO = r"(?:till\s+och\s+med|t\.?\s?o\.?\s?m\.?|fram\s+till|ända\s+till|till|until|till|through|to)"
_RANGE = re.compile(
    rf"\s{{0,20}}+(?:[-–—]|,?\s{{0,20}}+{_TO})\s{{0,20}}+(?:slutet\sav\s|the\send\sof\s)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s{0,20}+(?:och|and)\s{0,20}+", re.IGNORECASE)
_OPENS_BETWEEN = re.compile(r"\b(?:mellan|between)\s*$", re.IGNORECASE)
_DONE = r"(?:klar[at]?|färdig[at]?|avslutat?|slutfört?|genomfört?|ready|finished|completed|done)"
_UNTIL = re.compile(
    rf"\b(?:{_TO}|(?:till\s)?(?:och\smed\s)?(?:slutet|utgången)\sav|the\send\sof"
    r"|(?:avslut(?:as|ades|ats)|slut(?:a|ar|ade|at)|upphör(?:a|de|t)?)(?:\si)?"
    r"|(?:ends?|ended|(?:wraps?|wrapped)\sup)\s(?:in|on)"
    rf"|{_DONE}(?:\s(?:senast(?:\si)?|till|i|under|by|in))?)\s*"
    r"(?:slutet\sav\s|utgången\sav\s|the\send\sof\s|och\smed\s|den\s){0,4}$",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:från\s+och\s+med|fr\.?\s?o\.?\s?m\.?|start(?:a|ar|ade|as|ades|at)?|inle(?:ds|ddes|das|tts)"
    r"|påbörja(?:s|des|ts)|börja(?:r|de|t)?|dra(?:r|s)?\sigång|drog(?:s)?\sigång|lansera(?:s|des|ts)"
    r"|starts?|started|begins?|began|launched|commences?|commenced|kick(?:s|ed)\soff)\s+"
    r"(?:i\s|in\s|on\s|den\s|och\smed\s){0,4}$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:från|sedan|since|from)\s+(?:den\s)?$", re.IGNORECASE)
_THEN_BEGINS = re.compile(r"\s(?:startade|startar|inleddes|inleds|började|börjar)\b")
_GOES_ON = re.compile(
    r"\b(?:pågå\w*|pågick|löp(?:a|er|te|t)|vara[rdt]\w*|gäll(?:a|er|de|t)|forts[aä]tt\w*|fortgå\w*"
    r"|förläng\w*|avslut(?:as|ades|ats)|slut(?:a|ar|ade|at)|upphör\w*|bedr[ie]v\w*|genomför\w*"
    r"|driv[se]\w*|projekt(?:tid|period)\w*|runs?|ran|running|lasts?|lasted|continues?|continued"
    r"|(?<!the\s)ends?|ended|extended|(?:wraps?|wrapped)\sup"
    rf"|(?:vara|är|stå|står|blir|bli|be)\s(?:helt\s)?{_DONE}"
    r"|start(?:a|ar|ade|as|ades)|inle(?:ds|ddes|das|tts)|påbörja(?:s|des|ts)|tidsperiod\w*|period"
    r"|duration)\b",
    re.IGNORECASE,
)
_BEGINS_LABELS = frozenset("start,startdatum,projektstart,start date,starts".split(","))
_ENDS_LABELS = frozenset("slut,slutdatum,projektslut,end,end date,ends".split(","))
_NEXT_CLAUSE = re.compile(
    r"[,;]?\s(?:och|men|medan|and|but|while|whereas)\s(?=(?P<rest>(?P<word>\w+)\W+(?P<then>\w+).*))",
    re.DOTALL,
)
_CLAUSE_VERBS = (lexicon.VERBS | lexicon.STOPS) - PRONOUNS
_APPOSITION = re.compile(r"^([^,]{1,60}),\s[^,]{1,60},(?=\s)")
SUBORDINATE = re.compile(r"(?<!kommer)(?<!planeras)(?<!beräknas)\s(?:att|that)\s")
_THEN_PASSIVE = re.compile(
    r"\s(?:startas|startades|inleds|inleddes|invigs|invigdes|hålls|hölls|avslutas|avslutades"
    r"|påbörjas|påbörjades|lanseras|lanserades|genomförs|genomfördes|öppnas|öppnades|firas)\s"
    rf"(?P<what>{NAME}|\w+(?:en|et|an|na)\b)"
)
"""What behind a date begins or takes place: `På måndag inleds provdriften`."""


class Placed(Protocol):
    """A value with its place in the text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where what is behind it begins."""


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
    if _RANGE.fullmatch(text, first.end, second.start):
        return True
    next_day = first.day and second.day == first.day + 1 and second.month == first.month
    and_next = next_day and _BETWEEN.fullmatch(text, first.end, second.start)
    return bool(and_next) or lies_between(text, first, second)


def lies_between(text: str, first: Placed, second: Placed) -> bool:
    """Whether what is told lies between two values: `mellan 2020 och 2023`."""
    opens = _OPENS_BETWEEN.search(text, max(0, first.start - 12), first.start)
    return opens is not None and _BETWEEN.fullmatch(text, first.end, second.start) is not None


def _with_year_of(first: Date, second: Date) -> Date:
    """`mellan augusti och december 2022`: the first month is of the same year."""
    if first.year is not None or second.year is None:
        return first
    return replace(first, year=second.year, month=first.month or second.month)


def _open(document: Document, unit: Unit, alone: list[Date], subject: str) -> Iterator[Fact]:
    """Periods of which the sentence gives the beginning, the end or both apart, or an event."""
    if len(alone) == 1 and alone[0].day and label_of(unit) in _DAY:
        yield _period(document, unit, (alone[0], alone[0]), subject)
        return
    first = next((date for date in alone if date.iso and _begins(unit, date)), None)
    last = next((date for date in alone if date.iso and _ends(unit, date)), None)
    if first and last and _of_another(unit.text, first.end, last.start) is not None:
        yield _period(document, unit, (first, None), subject)
        first = None
    if first or last:
        yield _period(document, unit, (first, last), subject)
    elif found := event(unit.text, alone, document.published):
        yield _period(document, unit, (found.day, found.day), found.name or subject)


def _begins(unit: Unit, date: Date) -> bool:
    """Whether something begins at a date."""
    before = unit.text[max(0, date.start - _LOOK_BACK) : date.start]
    if label_of(unit) in _BEGINS_LABELS or (_goes_on(unit, date) and _FROM.search(before)):
        return True
    return bool(_SINCE.search(before) or _THEN_BEGINS.match(unit.text, date.end))


def _ends(unit: Unit, date: Date) -> bool:
    """Whether something that goes on ends at a date."""
    if label_of(unit) in _ENDS_LABELS:
        return True
    before = unit.text[max(0, date.start - _LOOK_BACK) : date.start]
    return _goes_on(unit, date) and _UNTIL.search(before) is not None


def _goes_on(unit: Unit, date: Date) -> bool:
    """Whether a verb before a date says that something goes on or ends."""
    return _GOES_ON.search(unit.text, max(0, date.start - _FARTHEST), date.start) is not None


def _period(
    document: Document, unit: Unit, ends: tuple[Date | None, Date | None], subject: str
) -> Fact:
    first, last = ends
    place = min(date.start for date in ends if date)
    end = max(date.end for date in ends if date)
    fields = {}
    if about := _about(unit.text, place, end, subject):
        fields["subject"] = about
    if first:
        fields["from"] = first.iso
    if last:
        fields["to"] = last.iso
    span = clause(unit, place, end, to_end=_THEN_BEGINS.match(unit.text, end) is not None)
    return fact(document, span, FactKind.PERIOD, fields)


def _about(text: str, start: int, end: int, subject: str) -> str:
    """What the dates at a place tell of: its own clause may say it, else the sentence."""
    before = text[max(0, start - _FARTHEST) : start]
    if noun := antecedent(before):
        return subject or noun if noun.lower() in GENERIC else noun
    if then := _THEN_PASSIVE.match(text, end):
        return then["what"]
    if SUBORDINATE.search(before):
        return ""
    own = _of_another(text, 0, start)
    return subject if own is None else own


def _of_another(text: str, start: int, end: int) -> str | None:
    """The subject of a clause that has one of its own in this stretch, None if there is no such."""
    found = None
    for match in _NEXT_CLAUSE.finditer(text, start, end):
        tells = _GOES_ON.search(text, match.end(), end) or _SINCE.search(text[match.end() : end])
        if tells and not _leans(match["word"], match["then"]):
            found = subject_of(_APPOSITION.sub(r"\1", match["rest"]))[0]
    return found


def _leans(word: str, then: str) -> bool:
    """Whether a clause that opens so has the subject of the one before: a verb or pronoun."""
    return word.lower() in _CLAUSE_VERBS or (word.lower() in PRONOUNS and then in _CLAUSE_VERBS)
