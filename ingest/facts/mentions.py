"""The people of a unit by their names and the titles before them, and what may be known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.facts.capacities import CHAIRS
from ingest.facts.names import find_names
from ingest.facts.organisation_names import Range
from ingest.facts.representing import represented
from ingest.facts.roles import Affiliation
from ingest.facts.titles import Title, title_before
from ingest.facts.tokens import Token


@dataclass(frozen=True, slots=True)
class Mention:
    """A named person; all ranges are indexes into the words of the unit."""

    name: Range
    start: int
    end: int
    title: Title | None = None
    role: Range | None = None
    organisation: Range | None = None
    party: int | None = None
    named_as: bool = False
    """Whether a sentence gives the role, by `som` or `är`: that is what the person does here."""
    past: Affiliation | None = None
    """What the person did before, beside what they do now."""
    absent: Mention | None = None
    """Whom the person stands in for."""
    function: Range | None = None
    """What a person with a title is here besides: `prorektor NAME som ordförande`."""
    deputy: Range | None = None
    """The name of somebody else in parentheses: in a list of members, their substitute."""

    @property
    def represents(self) -> bool:
        """Whether the words before the title tell whom the person represents."""
        return self.organisation is not None and self.organisation[0] < self.start


def titled_names(words: Sequence[Token], *, listed: bool) -> list[Mention]:
    """The people of a unit in order with their titles; those in parentheses are left out.

    `listed` tells that the unit is an entry of a list of people.
    """
    depths = _depths(words)
    mentions: list[Mention] = []
    for name in find_names(words, listed=listed):
        if depths[name[0]]:
            continue
        floor = mentions[-1].name[1] if mentions else 0
        title = title_before(words, floor, name[0])
        start = title.start if title else name[0]
        function = _office_before(words, floor, start) if title else None
        start = function[0] if function else start
        joins = bool(mentions) and mentions[-1].represents
        employer = represented(words, floor, start, joins=joins)
        mentions.append(
            Mention(name, start, name[1], title, organisation=employer, function=function)
        )
    return mentions


def _office_before(words: Sequence[Token], floor: int, start: int) -> Range | None:
    """The chair that stands with a comma before a title: `rådets ordförande, docent NAME`."""
    head = start - 2
    if head < max(floor, 1) or words[start - 1].text != "," or words[head].low not in CHAIRS:
        return None
    whose = head - 1
    return (whose, start - 1) if words[whose].low.endswith("s") and whose >= floor else None


def _depths(words: Sequence[Token]) -> list[int]:
    """How many parentheses stand open at each word."""
    depth, depths = 0, []
    for word in words:
        depth = max(0, depth + (word.text == "(") - (word.text == ")"))
        depths.append(depth)
    return depths
