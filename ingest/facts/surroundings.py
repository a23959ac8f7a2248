"""What stands around a sentence and tells who its people are: headings, introductions, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ingest.facts.capacities import Cue, cue_before
from ingest.facts.cards import Cards
from ingest.facts.groups import groups, whole_group
from ingest.facts.kinds import Capacity
from ingest.facts.organisation_names import is_organisation
from ingest.facts.tables import PeopleTable
from ingest.facts.tokens import tokens
from ingest.facts.units import Shape, Unit

_SHORT = 6
"""Words of a heading that only names a group; a longer one tells something of it."""
_LONGEST_LINE = 120
_INTRODUCES = re.compile(
    r":\s*$|\b(?:ingår|ingick|sitter|satt|deltar|deltog|medverkar|består\sav|utgörs\sav|consists\sof|includes)\s*$",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"\W{0,20}+(?:\w{1,40}\s)?(?:deltagare|ledamöter|medlemmar|members|participants)\W{0,20}(?:\([^)]{0,200}\)\W{0,20})?",
    re.IGNORECASE,
)
_SEATS = re.compile(
    r"\W{0,20}+(?:(?:övriga|ordinarie|other|ordinary)\s)?(?:presidium|presidiet|ledamöter|medlemmar|deltagare|majoriteten?"
    r"|oppositionen?|members|(?P<alternates>ersättare|suppleanter|alternates|deputies))\W{0,20}",
    re.IGNORECASE,
)
"""An item of a list over further items: who these are."""
_LINE_OF_SEATS = re.compile(
    r"\W{0,20}+(?:(?:närvarande|beslutande|tjänstgörande|ordinarie|övriga)\s){0,4}(?:ledamöter|deltagare|medlemmar"
    r"|beslutande|närvarande|(?P<alternates>ersättare|suppleanter))\W{0,20}",
    re.IGNORECASE,
)
_LINE_OF_OTHERS = re.compile(
    r"\W{0,20}+(?:övriga\s(?:närvarande|deltagare)|ej\stjänstgörande\s\w+|(?:anmält\s)?förhinder|frånvarande"
    r"|adjungerade|tjänstemän)\W{0,20}",
    re.IGNORECASE,
)
"""Lines of minutes by themselves, over those who sit in the body and over those who do not."""
_GOALS = re.compile(
    r"[\W_]{0,20}(?:\w{1,40}s\s|våra\s|our\s|the\s)?(?:övergripande\s|overall\s)?(?:(?:del|projekt)?mål(?:en|sättningar)?"
    r"|goals|aims|objectives)(?:\s(?:är|are|för|med|of|for)\b[^.:]{0,60})?[\W_]{0,20}",
    re.IGNORECASE,
)
"""A heading or line over a list of goals."""
_SUBSTITUTES = re.compile(
    r"\((?:[^)]{0,100}\s)?(?:ersättare|suppleant|deput|alternate|substitute)", re.IGNORECASE
)


@dataclass(slots=True)
class Surroundings:
    """What earlier units say about the people of the next: the heading and the last group."""

    title: str = ""
    """Of the document."""
    heading: str = ""
    group: str = ""
    cue: Cue | None = None
    """Set for the items of a list under a heading or sentence that tells their capacity."""
    intro: bool = False
    goals: bool = False
    """Whether the items of a list are goals."""
    substitutes: bool = False
    """Whether the heading says that substitutes stand in parentheses."""
    table: PeopleTable = field(default_factory=PeopleTable)
    cards: Cards = field(default_factory=Cards)
    items: Sequence[Unit] = ()
    """Of the list that the unit is in."""
    _organisations: bool | None = None

    def follow(self, lists: Iterable[Sequence[Unit]]) -> Iterator[Unit]:
        """The units of lists one by one, each while its list is at hand."""
        for self.items in lists:
            self._organisations = None
            yield from self.items

    @property
    def of_organisations(self) -> bool:
        """Whether an item of the list is an organisation, so that a name nobody knows may be one too."""
        if self._organisations is None:
            self._organisations = any(
                is_organisation(tokens(item.text, item.start)) for item in self.items
            )
        return self._organisations

    def enter(self, unit: Unit) -> None:
        """Takes in the heading of a unit before it is read."""
        if unit.heading == self.heading:
            return
        self.heading, self.intro, self.table = unit.heading, False, PeopleTable()
        self.goals = _GOALS.fullmatch(unit.heading) is not None
        lists_members = _MEMBERS.fullmatch(unit.heading) is not None
        self.substitutes = lists_members and _SUBSTITUTES.search(unit.heading) is not None
        self.group = _group_of_heading(self.title if lists_members else unit.heading)
        listed = self.group or lists_members
        short = len(unit.heading.split()) <= _SHORT
        self.cue = Cue(_seat(unit.heading), self.group) if listed and short else None

    def whole(self, group: str) -> str:
        """The group that is meant: `gruppen` after `styrgruppen` is the same."""
        for known in (self.group, _group_of_heading(self.title)):
            body = next(iter(groups(known)), known)
            if body.lower().endswith(group.lower()):
                return known
        return group

    def _introduce(self, seats: re.Match[str]) -> None:
        """Takes a line for the seats of those below it: of members, or of their substitutes."""
        group = self.group or _group_of_heading(self.title)
        alternates = seats["alternates"] is not None
        self.cue = Cue(Capacity.SUBSTITUTE if alternates else _seat(group), group)
        self.intro = True

    def leave(self, unit: Unit) -> None:
        """Takes in a unit after it is read."""
        named = [self.whole(group) for group in groups(unit.text)]
        if named and _is_line(unit) and unit.text.lower().startswith(named[0].lower()):
            named = [whole_group(unit.text, named[0])]  # `Styrgruppen för Närtrafik Höglandet`
        self.group = named[-1] if named else self.group
        if unit.shape is Shape.ITEM and (seats := _SEATS.fullmatch(unit.text)):
            self._introduce(seats)
        if unit.shape is not Shape.SENTENCE:
            return
        if _LINE_OF_OTHERS.fullmatch(unit.text):
            self.cue, self.intro = None, False
            return
        if seats := _LINE_OF_SEATS.fullmatch(unit.text):
            self._introduce(seats)
            return
        self.goals = any(_GOALS.fullmatch(words) for words in (unit.heading, unit.text))
        if _INTRODUCES.search(unit.text):
            seated = Cue(_seat(named[-1]), named[-1]) if named else None
            self.cue, self.intro = cue_before(unit.text) or seated, True
        elif self.intro and not _is_line(unit):
            self.cue, self.intro = None, False


def _is_line(unit: Unit) -> bool:
    """Whether a unit may be a line of a list without bullets."""
    return len(unit.text) <= _LONGEST_LINE and not unit.text.endswith((".", "!", "?", ":"))


def _group_of_heading(heading: str) -> str:
    """The group that a heading or title names: the one that it opens with, else the last."""
    named = groups(heading)
    if not named:
        return ""
    opens = heading.strip("# ").lower().startswith(named[0].lower())
    return whole_group(heading, named[0] if opens else named[-1])


def _seat(group: str) -> Capacity:
    return Capacity.PANELLIST if "panel" in group.lower() else Capacity.MEMBER
