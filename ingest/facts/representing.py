"""For whom people sit in a body: `Ekby kommun företräds av NAME`, `för Ekby kommun sitter NAME`."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.facts.organisation_names import Range, organisation_at
from ingest.facts.tokens import Token

_PASSIVES = frozenset("företräds företräddes representeras representerades represented".split())
REPRESENTS = frozenset("företräder företrädde representerar representerade represents".split())
_SITS = frozenset(
    "sitter satt ingår ingick deltar deltog medverkar medverkade sits sat participate".split()
)
_WITH = frozenset(["med", "with"])
SECTORS = frozenset(
    "akademin akademien näringslivet industrin politiken staten facken"
    " fackförbunden academia industry".split()
)
"""What people represent who come from something that is named behind them."""
_FOR = frozenset("för från for from".split())
_ANDS = frozenset(["och", "samt", "and", ","])
_FARTHEST = 9
_MOST_BETWEEN = 4
"""Words between verb and preposition: `representeras i styrgruppen av`."""


def represented(words: Sequence[Token], floor: int, start: int, *, joins: bool) -> Range | None:
    """The organisation that whoever begins at index `start` represents, behind index `floor`.

    `joins` tells that the person before represents one, where the verb is not repeated.
    """
    verb = start - 1
    if verb > floor and words[verb].low in _SITS:
        employer = _employer(words, floor, verb)
        return employer if employer and _is_after(words, employer[0], floor) else None
    if verb > floor and words[verb].low in _WITH:  # `medverkar Ekbolaget med vd NAME, …`
        employer = _employer(words, floor, verb)
        opens = _ANDS if joins else _SITS
        return employer if employer and words[employer[0] - 1].low in opens else None
    if verb - 1 <= floor or words[verb].low not in ("av", "by"):
        return None
    by = verb
    while verb > max(floor, by - _MOST_BETWEEN) and words[verb].low not in _PASSIVES:
        verb -= 1
    if words[verb].low not in _PASSIVES:
        employer = _employer(words, floor, by) if joins else None
        return employer if employer and words[employer[0] - 1].low in _ANDS else None
    verb -= words[verb - 1].low in ("is", "was", "are", "were")
    return _employer(words, floor, verb)


def _employer(words: Sequence[Token], floor: int, end: int) -> Range | None:
    """The longest organisation that ends right before index `end`."""
    for start in range(max(floor, end - _FARTHEST), end):
        if not words[start].is_in(_FOR) and organisation_at(words, start, end) == end:
            return start, end
    return None


def _is_after(words: Sequence[Token], start: int, floor: int) -> bool:
    return start > floor and words[start - 1].low in _FOR
