"""People: who they are, whom they come from and in which capacity they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.models.documents import Document, Fact
from ingest.facts import lexicon
from ingest.facts.bodies import Bodies
from ingest.facts.capacities import SUBSTITUTES, Cue, capacity_of, has_ended
from ingest.facts.complements import complete
from ingest.facts.enumerations import Enumeration
from ingest.facts.kinds import Capacity, FactKind
from ingest.facts.lexicon import MODERATORS
from ingest.facts.mentions import Mention, titled_names
from ingest.facts.organisation_names import Range
from ingest.facts.spans import Span, fact
from ingest.facts.surroundings import Surroundings
from ingest.facts.ties import office, taking_over, ties
from ingest.facts.tokens import Token, tokens
from ingest.facts.units import Shape, Unit
from ingest.facts.wording import Wording

_TWO_CAPITALS = re.compile(
    r"(?<!\w)[^\W\d_a-zåäö][\w.’'-]{0,40}\s+(?:\w{2,3}\s){0,2}[^\W\d_a-zåäö]"
)


def people(document: Document, unit: Unit, around: Surroundings, subject: str) -> Iterator[Fact]:
    """The people that a unit names with something about them; `subject` is what it is about."""
    around.enter(unit)
    words = tokens(unit.text, unit.start)
    yield from around.cards.read(document, unit, words, around.cue)
    if around.table.enter(unit):
        yield from around.table.people(document, unit, around.cue, around.group)
    elif _TWO_CAPITALS.search(unit.text):
        listed = Enumeration(document, unit, words, around)
        wording = Wording(document, words)
        bodies = Bodies(document, unit, words, around, subject, wording)
        yield from _Reader(document, unit, words, around, bodies, listed, wording).read()
    around.leave(unit)


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    unit: Unit
    words: Sequence[Token]
    around: Surroundings
    bodies: Bodies
    listed: Enumeration
    wording: Wording

    def read(self) -> Iterator[Fact]:
        listed = self.unit.shape is Shape.ITEM and self.around.cue is not None
        of_people = listed and not self.around.of_organisations
        named = titled_names(self.words, listed=of_people)
        completed = complete(self.words, named, self.listed.is_list(named))
        mentions = self.listed.represented(self.listed.apart(completed))
        cues = self.listed.cues(mentions)
        gaps = [self.listed.gap(mentions, at) for at in range(len(mentions) + 1)]
        alternates = {at for at, mention in enumerate(mentions) if self._is_alternate(mention)}
        tasked = {at for at, one in enumerate(mentions) if one.named_as}
        above = self.around.cue
        listed_as = above is not None and above.capacity is Capacity.SUBSTITUTE
        tied = ties(gaps, alternates, tasked, of_alternates=listed_as)
        shared: Mention | None = None
        for at, mention in enumerate(mentions):
            chained = self.listed.goes_on(mentions, at)
            if mention.role is not None:
                last = self.listed.last_of_pair(mentions, at)
                shared = mention if self._is_collective(mention, ends=last) else None
            elif not chained:
                shared = None
            if at in tied.substitute_for:
                yield self._substitute(mention, mentions[tied.substitute_for[at]], cues[at])
            elif at in tied.succeeds:
                yield from self._succession(mention, mentions[tied.succeeds[at]], gaps[at + 1])
            elif at not in tied.only_named and at not in tied.succeeds.values():
                ended = self._has_ended(mention, gaps[at], gaps[at + 1])
                yield from self._facts(mention, cues[at], shared, ended=ended)

    def _has_ended(self, mention: Mention, before: str, behind: str) -> bool:
        """Whether a role is over; years in parentheses behind a mere title are those of a life."""
        title = mention.title
        stated = mention.named_as or (title is not None and title.linked)
        return (stated or not behind.lstrip().startswith("(")) and has_ended(before, behind)

    def _is_alternate(self, mention: Mention) -> bool:
        return mention.role is not None and self.wording.phrase(mention.role).lower() in SUBSTITUTES

    def _is_collective(self, mention: Mention, *, ends: bool) -> bool:
        """Whether the role before this name is that of the next ones too.

        `ends` tells that nothing follows but one more name (`Till justerare valdes NAME och NAME`).
        """
        title = mention.title
        if title is None:
            return False
        colon = self.words[mention.name[0] - 1].text == ":"
        head = self.words[title.role[1] - 1]
        both = ends and title.linked and head.low.endswith(("are", "ande"))
        return colon or both or lexicon.is_plural_role(head.text)

    def _facts(
        self, mention: Mention, cue: Cue | None, shared: Mention | None, *, ended: bool
    ) -> Iterator[Fact]:
        mention = self._seated(mention)
        fields = self.wording.fields(mention, shared)
        if cue is not None and cue.role:
            fields.setdefault("role", cue.role)
        capacity = self._capacity(mention, fields.get("role", ""), cue)
        capacity = Capacity.FORMER if ended and fields.get("role") else capacity
        told = {"role", "organisation", "party", "substitute_for"} & fields.keys()
        if not told and (cue is None or capacity in (Capacity.QUOTED, Capacity.OTHER)):
            return
        group = self._group(mention, cue, capacity)
        if not group and (group := self.bodies.chaired(mention, fields.get("role", ""))):
            capacity = Capacity.LEADER if capacity is Capacity.OTHER else capacity
        if group := group or self.bodies.vice(mention, fields.get("role", "")):
            fields["group"] = self.around.whole(group)
        fields["capacity"] = capacity.value
        start, end = self._span(mention, cue, capacity)
        if mention.role is None and shared is not None:
            start = min(start, self.words[shared.start].start)
        yield self._fact(start, end, fields)
        yield from self._beside(mention, group, (start, end))

    def _beside(self, mention: Mention, group: str, span: Span) -> Iterator[Fact]:
        """What the same words tell of the person's past and of whom they take the place of."""
        if mention.function is not None:
            yield from self._functioning(mention, span)
        if mention.past is not None:
            held = replace(mention, role=mention.past.role, organisation=mention.past.organisation)
            yield self._fact(*span, self.wording.fields(held) | _FORMER)
        if mention.absent is not None and mention.absent.role is not None:
            yield self._absent(mention, mention.absent)
        if mention.deputy is not None and self.around.substitutes:
            yield self._deputy(mention, mention.deputy, group)

    def _functioning(self, mention: Mention, span: Span) -> Iterator[Fact]:
        """What a person with a title of their own does here, as the chair of a jury."""
        here = replace(mention, role=mention.function, organisation=None, title=None, named_as=True)
        fields = self.wording.fields(here)
        if group := self.bodies.chaired(here, fields["role"]):
            fields["group"] = self.around.whole(group)
        capacity = Capacity.LEADER if group else self._capacity(here, fields["role"], None)
        yield self._fact(*span, fields | {"capacity": capacity.value})

    def _seated(self, mention: Mention) -> Mention:
        """The mention with its seat as a role, or as the organisation where it is one."""
        seat = self.listed.seat(mention)
        if seat is None or (mention.role is not None and mention.organisation is not None):
            return mention
        if mention.role is not None:  # `Voltera Cell: NAME, inköpschef`
            label = [word.text for word in self.words[slice(*seat)]]
            is_body = (
                lexicon.is_organisation_word(label[-1]) or sum(t[0].isupper() for t in label) > 1
            )
            return replace(mention, organisation=seat, start=0) if is_body else mention
        is_body = lexicon.is_organisation_word(self.words[seat[1] - 1].text)
        if is_body and mention.organisation is None:
            return replace(mention, organisation=seat, start=0)
        return replace(mention, role=seat, start=0)

    def _capacity(self, mention: Mention, role: str, cue: Cue | None) -> Capacity:
        title = mention.title
        linked = mention.named_as or (title is not None and title.linked)
        if (
            title is not None
            and title.linked
            and self.wording.phrase(title.role).lower() in MODERATORS
        ):
            return Capacity.MODERATOR
        return capacity_of(role, cue, linked=linked, employed=self.bodies.employed(mention))

    def _group(self, mention: Mention, cue: Cue | None, capacity: Capacity) -> str:
        if capacity is Capacity.LEADER and not (cue and cue.group):
            role = self.wording.phrase(mention.role)
            if led := self.bodies.chaired(mention, role) or self.bodies.led(mention):
                return led
        if cue is None or capacity is Capacity.QUOTED:
            return ""
        # Who leads a project leads no steering group that was spoken of before.
        of_project = capacity is Capacity.LEADER and _OF_PROJECT.match(
            self.wording.phrase(mention.role)
        )
        return cue.group or (self.around.group if capacity in _IN_GROUP and not of_project else "")

    def _span(self, mention: Mention, cue: Cue | None, capacity: Capacity) -> tuple[int, int]:
        """From title to affiliation, with the words that tell who leads, opens or moderates."""
        start = self.words[mention.start].start
        end = self.words[mention.end - 1].end
        if cue is None or capacity is not cue.capacity or capacity is Capacity.QUOTED:
            return start, end
        return start - len(
            self.document.text[start - cue.before : start].lstrip()
        ), end + cue.behind

    def _substitute(self, mention: Mention, host: Mention, cue: Cue | None) -> Fact:
        """Who stands in for somebody, by office or for once."""
        if self._is_alternate(mention):
            mention = replace(mention, role=None)
        if host.represents and mention.organisation is None:
            mention = replace(mention, organisation=host.organisation)
        fields = self.wording.fields(mention) | {
            "substitute_for": self.wording.phrase(host.name),
            "capacity": Capacity.SUBSTITUTE.value,
        }
        if group := self._group(mention, cue or self.around.cue, Capacity.SUBSTITUTE):
            fields["group"] = group
        first, last = sorted((host, mention), key=lambda one: one.start)
        opens = min(first.start, mention.organisation[0]) if mention.organisation else first.start
        start = self.words[opens].start
        opening = self.document.text[self.unit.start : start]
        return self._fact(start - office(opening), self.words[last.end - 1].end, fields)

    def _succession(self, mention: Mention, before: Mention, behind: str) -> Iterator[Fact]:
        """Who has the role now that somebody had before, and that one."""
        told = mention if mention.role is not None else before
        inherited = None if self._is_own(before) else before.organisation
        organisation = mention.organisation or inherited
        taken = replace(told, name=mention.name, organisation=organisation, party=mention.party)
        fields = self.wording.fields(taken) | {"succeeds": self.wording.phrase(before.name)}
        capacity = self._capacity(taken, fields.get("role", ""), None)
        if group := self.bodies.chaired(taken, fields.get("role", "")):
            fields["group"], capacity = self.around.whole(group), Capacity.LEADER
        first, last = sorted((mention, before), key=lambda one: one.start)
        verb = taking_over(behind) if last is mention else 0
        span = self.words[first.start].start, self.words[last.end - 1].end + verb
        yield self._fact(*span, fields | {"capacity": capacity.value})
        if told.role is not None:
            employer = before.organisation or (None if self._is_own(told) else told.organisation)
            held = replace(told, name=before.name, organisation=employer, party=before.party)
            yield self._fact(*span, self.wording.fields(held) | _FORMER)

    def _is_own(self, mention: Mention) -> bool:
        """Whether whom somebody comes from is told apart from the role: `Ordförande är Bo, KTH`."""
        title, organisation = mention.title, mention.organisation
        linked = title is not None and title.linked
        return linked and organisation is not None and organisation[0] > mention.name[0]

    def _deputy(self, mention: Mention, deputy: Range, group: str) -> Fact:
        fields = {
            "name": self.wording.phrase(deputy),
            "substitute_for": self.wording.phrase(mention.name),
            "capacity": Capacity.SUBSTITUTE.value,
        }
        if group:
            fields["group"] = group
        return self._fact(self.words[mention.start].start, self.words[mention.end - 1].end, fields)

    def _absent(self, host: Mention, absent: Mention) -> Fact:
        fields = {"name": self.wording.phrase(absent.name), "capacity": Capacity.OTHER.value}
        if absent.role is not None:
            fields["role"] = self.wording.phrase(absent.role)
        organisation = absent.organisation or host.organisation
        if organisation is not None:
            fields["organisation"] = self.wording.phrase(organisation)
        start = host.organisation[0] if host.organisation else absent.start
        first = start if absent.organisation is None else absent.start
        return self._fact(self.words[first].start, self.words[host.end - 1].end, fields)

    def _fact(self, start: int, end: int, fields: Mapping[str, str]) -> Fact:
        return fact(self.document, (start, end), FactKind.PERSON, fields)


_FORMER = {"capacity": Capacity.FORMER.value}
_OF_PROJECT = re.compile(r"proje[ck]t|program", re.IGNORECASE)
_IN_GROUP = frozenset([Capacity.MEMBER, Capacity.PANELLIST, Capacity.SUBSTITUTE, Capacity.LEADER])
