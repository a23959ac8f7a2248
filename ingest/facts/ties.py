"""Two people of one sentence, of whom one takes the other's place, for a time or for good."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

_OFFICE = r"(?:suppleant|ersättare|deputy|alternate|substitute|stand-in)"
_WHEN = r"(?:(?:i|den|under|från|sedan|in|on|since|from)\s[\w ]{1,30}?\s|nyligen\s|recently\s)?"
_FOR_WHOM = re.compile(rf"\b{_OFFICE}(?:e|er|s)?\s*:\s*$", re.IGNORECASE)
_FOR = re.compile(r"\s*,?\s*(?:för|for|i\sstället\sför|istället\sför|instead\sof|in\splace\sof)\s*")
_AND = re.compile(r"[^.]*,\s*|[^.]*\s(?:och|samt|and)\s*")
_WITH = re.compile(r"\s*,?\s*(?:med|with)\s*")
_OF = re.compile(rf"\b{_OFFICE}(?:en|n)?\s(?:för|for|till|to)\s*$", re.IGNORECASE)
_IS = re.compile(r"\s*(?:är|blir|var|is|was)\s*", re.IGNORECASE)
_BESIDE = re.compile(rf"\s*[,;(–—-]?\s*(?:med\s)?{_OFFICE}(?:\s(?:är|is))?\s*:?\s*", re.IGNORECASE)
_STANDS_IN = re.compile(
    rf"\s*,?\s*(?:som\s|who\s)?{_WHEN}(?:ersätter|ersatte|vikarierar\sför|vikarierade\sför"
    r"|hoppar\sin\sför|hoppade\sin\sför|(?:stands|stood|fills|filled|steps|stepped)\sin\sfor"
    r"|substitutes\sfor|i\sstället\sför|istället\sför)\s*",
    re.IGNORECASE,
)
_TAKES_PLACE = (
    r"efterträder|efterträdde|(?:tar|tog)(?:\s[\w ]{1,20})?\söver\s(?:\w+\s)?efter|avlöser|avlöste"
    r"|succeeds|succeeded|(?:takes|took)\sover\sfrom"
)
_SUCCEEDS = re.compile(
    rf"\s*,?\s*(?:som\s|who\s)?{_WHEN}(?:{_TAKES_PLACE})(?:\s(?:i|under|in)\s\w+)?\s*",
    re.IGNORECASE,
)
_WAS_REPLACED = re.compile(r"\b(?:ersattes|ersätts)\s$", re.IGNORECASE)
_BY = re.compile(r"\s*av\s*")
_PRONOUN_SUCCEEDS = re.compile(
    rf"\s*(?:hon|han|she|he)\s{_WHEN}(?:{_TAKES_PLACE}|ersätter|ersatte|replaces|replaced)\s(?:[a-zåäö]+\s){{0,2}}",
    re.IGNORECASE,
)
_SUCCEEDED = re.compile(
    r"(?:\s(?:fram\s)?(?:till|until|in|i)\s[\w ]{1,30}?(?=\s(?:och|and)))?\s*,?\s*(?:och\s|and\s)?"
    r"(?:som\s|who\s)?(?:efterträd(?:d?e)?s|avlös(?:te)?s|ersat(?:te)?s|ersätts"
    r"|(?:is|was)\s(?:succeeded|replaced))"
    r"(?:\s[\w ]{1,30}?)?\s(?:av|by)\s*",
    re.IGNORECASE,
)


_REPLACES = re.compile(
    rf"\s*,?\s*(?:som\s|who\s)?{_WHEN}(?:ersätter|ersatte|replaces|replaced)\s*", re.IGNORECASE
)
_AFTER = re.compile(r"\s*(?:efter|after|from)\s*")
_THEN = re.compile(
    r"\s*(?:\([^)]*\d{4}[^)]*\))?\s*,?\s*(?:(?:och|and|men|but)\s)?(?:(?:från|sedan|fr\.o\.m\.|from|since)(?:\soch\smed)?"
    r"\s(?:\w+\s)?\d{4}|därefter|sedan|senare|then|later|followed\sby)\s*",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\s*,?\s*(?:fram\s)?(?:till|until)\s[\w ]{1,30}?,?\s*(?:då|varefter|when|after\swhich)\s*",
    re.IGNORECASE,
)
_TAKES_OVER = re.compile(
    r"\s*,?\s*(?:tog\söver|tar\söver|tillträdde|tillträder|took\sover|takes\sover)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ties:
    """Who takes whose place; numbers of the people of a sentence in order."""

    substitute_for: dict[int, int]
    succeeds: dict[int, int]
    only_named: frozenset[int]
    """Those of whom nothing is said but that somebody stands in for them."""


def ties(
    gaps: Sequence[str], alternates: Set[int], tasked: Set[int], *, of_alternates: bool = False
) -> Ties:
    """Who takes whose place, by the texts before each person and behind the last.

    `alternates` are those whose role is to be a substitute, `tasked` those whose role a sentence
    gives them, so that one replaces another in that. `of_alternates` tells that the words above
    head a list of substitutes.
    """
    stands_in: dict[int, int] = {}
    succeeds: dict[int, int] = {}
    only_named: set[int] = set()
    for at in range(1, len(gaps) - 1):
        between = gaps[at]
        if _OF.search(gaps[at - 1]) and _IS.fullmatch(between):
            stands_in[at] = at - 1
            only_named.add(at - 1)
        elif _BESIDE.fullmatch(between) or (at in alternates and _WITH.fullmatch(between)):
            stands_in[at] = at - 1
        elif _WAS_REPLACED.search(gaps[at - 1]) and _BY.fullmatch(between):
            if at in tasked:  # `I maj ersattes NAME av NAME som vd.`
                succeeds[at] = at - 1
            else:
                stands_in[at] = at - 1
                only_named.add(at - 1)
        elif _FOR.fullmatch(between) and (
            of_alternates or _opens_alternates(gaps[at - 1], at - 2 in only_named)
        ):
            stands_in[at - 1] = at
            only_named.add(at)
        elif _SUCCEEDS.fullmatch(between) or _replaces(between, at, tasked):
            succeeds[at - 1] = at
        elif _STANDS_IN.fullmatch(between):
            stands_in[at - 1] = at
        elif _SUCCEEDED.fullmatch(between) or _follows(between, gaps[at + 1]):
            succeeds[at] = at - 1
    return Ties(stands_in, succeeds, frozenset(only_named))


def _opens_alternates(before: str, goes_on: bool) -> bool:
    """Whether what follows is a list of substitutes: `Ersättare: NAME för NAME`."""
    return bool(_FOR_WHOM.search(before) or (goes_on and _AND.fullmatch(before)))


def _replaces(between: str, at: int, tasked: Set[int]) -> bool:
    """`NAME ersätter NAME som vd`, `NAME tar över som vd efter NAME`."""
    if at in tasked and _REPLACES.fullmatch(between):
        return True
    return at - 1 in tasked and _AFTER.fullmatch(between) is not None


def _follows(between: str, behind: str) -> bool:
    """Whether one person had a role at first and the next one then."""
    takes_over = _UNTIL.fullmatch(between) and _TAKES_OVER.match(behind)
    return bool(takes_over or _THEN.fullmatch(between))


def pronoun_succeeds(gap: str) -> bool:
    """Whether the words before the first name of a sentence are `Hon efterträder` or the like."""
    return _PRONOUN_SUCCEEDS.fullmatch(gap) is not None


def taking_over(behind: str) -> int:
    """Length of the words behind a person that tell that a role was taken over."""
    match = _TAKES_OVER.match(behind)
    return match.end() if match else 0


def office(opening: str) -> int:
    """Length of the words before a person that tell whose substitute somebody is."""
    match = _OF.search(opening)
    return len(opening) - match.start() if match else 0
