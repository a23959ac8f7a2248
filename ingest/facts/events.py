"""The day on which something takes place: a meeting, an opening, a signature.

    EVENT := VERB-OF-EVENT … DAY | DAY … VERB-OF-EVENT | DAY VERB-IN-THE-PAST
           | (Under | Vid) WHAT DAY | Välkommen till WHAT DAY | Protokoll … DAY

The last day to apply, the day that a rule begins to hold and the like are days of no event. A day
without a year is read against the day of publication where it is within two months of it, as in
news and invitations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.dates import Date, near_publication

_LOOK_BACK = 40
_EVENT = re.compile(
    r"\b(?:samla[st]?\w*|träffa\w*|möt(?:s|t|te|tes|er)|sammanträd\w*|håll(?:s|er|its|as)"
    r"|höll(?:s)?|öppna\w*|invig\w*|undertecknad?\w*|skr[ie]v[est]*\sunder|t(?:ogs|as)\si\s(?:drift|bruk)"
    r"|besluta?\w*|klubba\w*|sa|sade|tillträd\w*|presentera\w*|lansera\w*|besök\w*|äg(?:er|de|a)\srum"
    r"|genomförs|genomfördes|bjuder|bjöd|anordna\w*|arrangera\w*|utsåg\w*|utses|utsetts|valde\w*"
    r"|bildades|firas|firades|gathered?|gathers|met|meets|held|holds|opened|opens|signed|signs"
    r"|decided|decides|inaugurat\w*|presented|presents|visit(?:s|ed)?|tak(?:e|es|ing)\splace"
    r"|took\splace|elected|appointed|hosted|hosts|invites?|invited|fick|gick|kom)\b"
    r"|^(?:protokoll|minnesanteckningar|minutes)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\s(?!hade\b|skulle\b)[a-zåäö]+(?:ade|ades|des|kte|kt?es|te)\b")
_WEEKDAY = r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|\w{3,6}day,?)"
_NOT_ON = re.compile(
    r"\b(?:senast|före|innan|efter|inför|till|fram|från|sedan|before|after|until|till|by|from|since|to)\s"
    rf"(?:{_WEEKDAY}\s)?(?:den\s|the\s)?$",
    re.IGNORECASE,
)
_NO_EVENT = re.compile(
    r"\b(?:anmäl\w*|ansök\w*|utlysning\w*|sista\s\w*dag\w*|öppettid\w*|registration|register"
    r"|appl(?:y|ications?)|calls?|deadline|opening\shours)\b[^.;:]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"^(?:(?:under|vid|during|at)|välkom(?:men|na)(?:\satt\sdelta\spå)?\still|welcome\sto)\s(?:the\s)?"
    rf"(?P<what>[^,.;:]{{3,80}}?)\s(?:{_WEEKDAY}\s)?(?:den\s|on\s)?$",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:\w{0,40}(?:kväll|natt|morgon|middag|vecka|månad|året|våren|sommaren|hösten|vintern)\w{0,40}"
    r"|evening|night|afternoon|week|month)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Event:
    """The day of an event and, where the words before the day say it, which."""

    day: Date
    name: str


def event(text: str, alone: Sequence[Date], published: str | None) -> Event | None:
    """What a sentence tells of that takes place on a day, its only one."""
    days = [date for date in alone if date.day]
    if len(days) != 1:
        return None
    day = near_publication(days[0], published)
    before = text[: day.start]
    if not day.iso or _NOT_ON.search(before[-_LOOK_BACK:]) or _NO_EVENT.search(before):
        return None
    named = _NAMED.match(before)
    if named and not _TIME.match(named["what"]):
        return Event(day, named["what"])
    takes_place = _EVENT.search(text) or _PAST.match(text, day.end)
    return Event(day, "") if takes_place else None
