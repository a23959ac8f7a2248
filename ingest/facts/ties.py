"""Two people of one sentence, of whom one takes the other's place, for a time or for good."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OFFICE = r"(?:suppleant|ersättare|deputy|alternate|substitute|stand-in)"
_OF = re.compile(rf"\b{_OFFICE}(?:en|n)?\s(?:för|for|till|to)\s*$", re.IGNORECASE)
_IS = re.compile(r"\s*(?:är|blir|var|is|was)\s*", re.IGNORECASE)
_BESIDE = re.compile(rf"\s*[,;(–—-]?\s*(?:med\s)?{_OFFICE}(?:\s(?:är|is))?\s*:?\s*", re.IGNORECASE)
_STANDS_IN = re.compile(
    r"\s*,?\s*(?:som\s|who\s)?(?:ersätter|ersatte|vikarierar\sför|vikarierade\sför|stands\sin\sfor"
    r"|stood\sin\sfor|substitutes\sfor)\s*",
    re.IGNORECASE,
)
_SUCCEEDS = re.compile(
    r"\s*,?\s*(?:som\s|who\s)?(?:efterträder|efterträdde|tar\söver\sefter|tog\söver\sefter|avlöser"
    r"|avlöste|succeeds|succeeded|takes\sover\sfrom|took\sover\sfrom)"
    r"(?:\s(?:i|under|in)\s\w+)?\s*",
    re.IGNORECASE,
)
_SUCCEEDED = re.compile(
    r"\s*,?\s*(?:som\s|who\s)?(?:efterträd(?:d?e)?s|avlös(?:te)?s|(?:is|was)\s(?:succeeded|replaced))"
    r"(?:\s[\w ]{1,30}?)?\s(?:av|by)\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Ties:
    """Who takes whose place; numbers of the people of a sentence in order."""

    substitute_for: dict[int, int]
    succeeds: dict[int, int]
    only_named: frozenset[int]
    """Those of whom nothing is said but that somebody stands in for them."""


def ties(gaps: Sequence[str]) -> Ties:
    """What the texts before each person and behind the last say; one more than there are people."""
    stands_in: dict[int, int] = {}
    succeeds: dict[int, int] = {}
    only_named: set[int] = set()
    for at in range(1, len(gaps) - 1):
        between = gaps[at]
        if _OF.search(gaps[at - 1]) and _IS.fullmatch(between):
            stands_in[at] = at - 1
            only_named.add(at - 1)
        elif _BESIDE.fullmatch(between):
            stands_in[at] = at - 1
        elif _STANDS_IN.fullmatch(between):
            stands_in[at - 1] = at
        elif _SUCCEEDS.fullmatch(between):
            succeeds[at - 1] = at
        elif _SUCCEEDED.fullmatch(between):
            succeeds[at] = at - 1
    return Ties(stands_in, succeeds, frozenset(only_named))


def office(opening: str) -> int:
    """Length of the words before a person that tell whose substitute somebody is."""
    match = _OF.search(opening)
    return len(opening) - match.start() if match else 0
