"""Two people of one sentence, of whom one takes the other's place, for a time or for good."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

_OFFICE = r"(?:suppleant|ersättare|deputy|alternate|substitute|stand-in)"
_WHEN = r"(?:(?:i|den|under|från|sedan|in|on|since|from)\s[\w ]{1,30}?\s|nyligen\s|recently\s)?"


def _gap(words: str) -> re.Pattern[str]:
    """All that stands between two people, with a comma before it or not."""
    return re.compile(rf"\s{{0,20}}+,?\s{{0,20}}+{words}\s{{0,20}}+", re.IGNORECASE)


def _verb(words: str) -> re.Pattern[str]:
    """What one of two people does to the other."""
    return _gap(rf"(?:som\s|who\s)?{_WHEN}(?:{words})")


_FOR_WHOM = re.compile(rf"\b{_OFFICE}(?:e|er|s)?\s{{0,20}}+:\s{{0,20}}+$", re.IGNORECASE)
_FOR = _gap(r"(?:för|for|i\sstället\sför|istället\sför|instead\sof|in\splace\sof)")
_AND = re.compile(r"(?:,|\s(?:och|samt|and))\s{0,20}$")
_WITH = _gap("(?:med|with)")
_OF = re.compile(rf"\b{_OFFICE}(?:en|n)?\s(?:för|for|till|to)\s{{0,20}}+$", re.IGNORECASE)
_IS = re.compile(r"\s{0,20}+(?:är|blir|var|is|was)\s{0,20}+", re.IGNORECASE)
_BESIDE = re.compile(
    rf"\s{{0,20}}+[,;(–—-]?\s{{0,20}}+(?:med\s)?{_OFFICE}(?:\s(?:är|is))?\s{{0,20}}+:?\s{{0,20}}+",
    re.IGNORECASE,
)
_STANDS_IN = _verb(
    r"ersätter|ersatte|vikarierar\sför|vikarierade\sför|hoppar\sin\sför|hoppade\sin\sför"
    r"|(?:stands|stood|fills|filled|steps|stepped)\sin\sfor|substitutes\sfor"
    r"|i\sstället\sför|istället\sför"
)
_SUCCEEDS = _verb(
    r"(?:efterträder|efterträdde|(?:tar|tog)(?:\s[\w ]{1,20})?\söver\s(?:\w+\s)?efter|avlöser|avlöste"
    r"|succeeds|succeeded|(?:takes|took)\sover\sfrom)(?:\s(?:i|under|in)\s\w+)?"
)
_WAS_REPLACED = re.compile(r"\b(?:ersattes|ersätts)\s$", re.IGNORECASE)
_BY = re.compile(r"\s{0,20}+av\s{0,20}+")
_SUCCEEDED = re.compile(
    r"(?:\s(?:fram\s)?(?:till|until|in|i)\s[\w ]{1,30}?(?=\s(?:och|and)))?"
    r"\s{0,20}+,?\s{0,20}+(?:och\s|and\s)?"
    r"(?:som\s|who\s)?(?:efterträd(?:d?e)?s|avlös(?:te)?s|ersat(?:te)?s|ersätts"
    r"|(?:is|was)\s(?:succeeded|replaced))"
    r"(?:\s[\w ]{1,30}?)?\s(?:av|by)\s{0,20}+",
    re.IGNORECASE,
)
_REPLACES = _verb("ersätter|ersatte|replaces|replaced")
_AFTER = re.compile(r"\s{0,20}+(?:efter|after|from)\s{0,20}+")
_THEN = re.compile(
    r"\s{0,20}+(?:\((?=[^)]{0,60}\d{4})[^)]{0,80}\))?\s{0,20}+,?\s{0,20}+(?:(?:och|and|men|but)\s)?(?:(?:från|sedan|fr\.o\.m\.|from|since)(?:\soch\smed)?"
    r"\s(?:\w+\s)?\d{4}|därefter|sedan|senare|then|later|followed\sby)\s{0,20}+",
    re.IGNORECASE,
)
_UNTIL = _gap(
    r"(?:fram\s)?(?:till|until)\s[\w ]{1,30}?,?\s{0,20}+(?:då|varefter|when|after\swhich)"
)
_TAKES_OVER = re.compile(
    r"\s{0,20}+,?\s{0,20}+(?:tog\söver|tar\söver|tillträdde|tillträder|took\sover|takes\sover)\b",
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
    return bool(_FOR_WHOM.search(before) or (goes_on and "." not in before and _AND.search(before)))


def _replaces(between: str, at: int, tasked: Set[int]) -> bool:
    """`NAME ersätter NAME som vd`, `NAME tar över som vd efter NAME`."""
    if at in tasked and _REPLACES.fullmatch(between):
        return True
    return at - 1 in tasked and _AFTER.fullmatch(between) is not None


def _follows(between: str, behind: str) -> bool:
    """Whether one person had a role at first and the next one then."""
    takes_over = _UNTIL.fullmatch(between) and _TAKES_OVER.match(behind)
    return bool(takes_over or _THEN.fullmatch(between))


def taking_over(behind: str) -> int:
    """Length of the words behind a person that tell that a role was taken over."""
    match = _TAKES_OVER.match(behind)
    return match.end() if match else 0


def office(opening: str) -> int:
    """Length of the words before a person that tell whose substitute somebody is."""
    match = _OF.search(opening)
    return len(opening) - match.start() if match else 0
