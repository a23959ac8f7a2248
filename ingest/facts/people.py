"""People: who they are, whom they come from and in which capacity they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.models import Document, Fact
from ingest.facts import lexicon
from ingest.facts.capacities import (
    CHAIRS,
    SEATED,
    SUBSTITUTES,
    Cue,
    capacity_of,
    cue_before,
    cue_behind,
)
from ingest.facts.kinds import Capacity, FactKind
from ingest.facts.mentions import Mention, complete, titled_names
from ingest.facts.organisation_names import Range
from ingest.facts.surroundings import Surroundings
from ingest.facts.ties import office, ties
from ingest.facts.tokens import Token, phrase, tokens, without_genitive
from ingest.facts.units import Shape, Unit

_TWO_CAPITALS = re.compile(
    r"(?<!\w)[^\W\d_a-zåäö][\w.’'-]{0,40}\s+(?:\w{2,3}\s){0,2}[^\W\d_a-zåäö]"
)
_HONORIFIC = re.compile(
    r"(?:\b(?:tekn|fil|med|ekon|jur|dr|prof|mr|mrs|ms|phd)\b\.?\s*)+$", re.IGNORECASE
)
_LONGEST_ENTRY = 16
_LONGEST_SEAT = 5
_CHAINED = re.compile(
    r"[\s,;&–-]*(?:(?:och|samt|and|liksom|as well as)\s*,?\s*)?(?:även\s*|också\s*)?"
    r"(?:de\s*|the\s*)?(?:två|tre|fyra|fem|sex|two|three|four|five)?\s*"
)


def people(document: Document, unit: Unit, around: Surroundings, subject: str) -> Iterator[Fact]:
    """The people that a unit names with something about them; `subject` is what it is about."""
    around.enter(unit)
    words = tokens(unit.text, unit.start)
    if around.table.enter(unit):
        yield from around.table.people(document, unit, around.cue)
    elif _TWO_CAPITALS.search(unit.text):
        yield from _Reader(document, unit, words, around, subject).read()
    around.leave(unit, words)


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    unit: Unit
    words: Sequence[Token]
    around: Surroundings
    subject: str

    def read(self) -> Iterator[Fact]:
        listed = self.unit.shape is Shape.ITEM and self.around.cue is not None
        named = titled_names(self.words, listed=listed)
        mentions = complete(self.words, named, self._is_list(named))
        cues = self._cues(mentions)
        tied = ties([self._gap(mentions, at) for at in range(len(mentions) + 1)])
        shared: Mention | None = None
        for at, mention in enumerate(mentions):
            chained = at > 0 and _CHAINED.fullmatch(self._gap(mentions, at)) is not None
            if mention.role is not None:
                shared = mention if self._is_collective(mention) else None
            elif not chained:
                shared = None
            if at in tied.substitute_for:
                yield self._substitute(mention, mentions[tied.substitute_for[at]], cues[at])
            elif at in tied.succeeds:
                yield self._successor(mention, mentions[tied.succeeds[at]])
            elif at not in tied.only_named:
                former = at in tied.succeeds.values()
                yield from self._facts(mention, _FORMER if former else cues[at], shared)

    def _is_list(self, named: Sequence[Mention]) -> bool:
        """Whether people are enumerated here, so that any words behind a name are their role."""
        if self.unit.shape is not Shape.SENTENCE:
            return True
        if self.around.cue is not None and len(self.words) <= _LONGEST_ENTRY and named:
            return named[0].start == 0
        cues = (cue_before(self._gap(named, at)) for at in range(len(named)))
        return any(cue is not None and cue.capacity in SEATED for cue in cues)

    def _gap(self, mentions: Sequence[Mention], at: int) -> str:
        """The text before the mention numbered `at`, from the end of the one before it."""
        start = self.words[mentions[at - 1].end - 1].end if at else self.unit.start
        end = self.words[mentions[at].start].start if at < len(mentions) else self.unit.end
        return _HONORIFIC.sub("", self.document.text[start:end])

    def _cues(self, mentions: Sequence[Mention]) -> list[Cue | None]:
        """The cue of every mention: its own, its enumeration's, or that of the list it is in."""
        cues: list[Cue | None] = []
        chain: list[int] = []
        current: Cue | None = None
        for at in range(len(mentions)):
            gap = self._gap(mentions, at)
            if at and not _CHAINED.fullmatch(gap):
                chain = []
                current = current if _continues(gap) else None
            own = cue_before(gap)
            cues.append(own or current)
            current = replace(own, before=0) if own else current
            chain.append(at)
            behind = cue_behind(self._gap(mentions, at + 1))
            if behind is not None:
                for earlier in chain:
                    nearest = behind if earlier == at else replace(behind, behind=0)
                    cues[earlier] = cues[earlier] or nearest
        if mentions and self._is_entry(mentions):
            cues[0] = cues[0] or self.around.cue
        return cues

    def _is_entry(self, mentions: Sequence[Mention]) -> bool:
        """Whether the unit is a line of a list: it begins with a person and holds no more."""
        before, behind = self._gap(mentions, 0), self._gap(mentions, len(mentions))
        opens = len(before) <= 3 or self._seat(mentions[0]) is not None
        return len(mentions) == 1 and opens and len(behind) < 3

    def _seat(self, mention: Mention) -> Range | None:
        """What stands with a colon before a person of a list: `Näringslivet: Eva Ek`."""
        first = mention.start
        is_label = 1 < first <= _LONGEST_SEAT and self.words[first - 1].text == ":"
        listed = self.unit.shape is Shape.ITEM and self.around.cue is not None
        return (0, first - 1) if is_label and listed else None

    def _is_collective(self, mention: Mention) -> bool:
        """Whether the role before this name is that of the next ones too."""
        title = mention.title
        if title is None:
            return False
        colon = self.words[mention.name[0] - 1].text == ":"
        return colon or lexicon.is_plural_role(self.words[title.role[1] - 1].text)

    def _facts(self, mention: Mention, cue: Cue | None, shared: Mention | None) -> Iterator[Fact]:
        mention = self._seated(mention)
        fields = self._fields(mention, shared)
        capacity = self._capacity(mention, fields.get("role", ""), cue)
        told = {"role", "organisation", "party", "substitute_for"} & fields.keys()
        if not told and (cue is None or capacity in (Capacity.QUOTED, Capacity.OTHER)):
            return
        group = self._group(cue, capacity)
        if fields.get("role", "").lower() in CHAIRS and mention.organisation is None:
            group = group or self.around.group
        if group:
            fields["group"] = group
        fields["capacity"] = capacity.value
        start, end = self._span(mention, cue, capacity)
        if mention.role is None and shared is not None:
            start = min(start, self.words[shared.start].start)
        yield self._fact(start, end, fields)
        if mention.absent is not None and mention.absent.role is not None:
            yield self._absent(mention, mention.absent)
        if mention.deputy is not None and self.around.substitutes:
            yield self._deputy(mention, mention.deputy, group)

    def _seated(self, mention: Mention) -> Mention:
        """The mention with its seat as a role, or as the organisation where it is one."""
        seat = self._seat(mention)
        if seat is None or mention.role is not None:
            return mention
        is_body = lexicon.is_organisation_word(self.words[seat[1] - 1].text)
        if is_body and mention.organisation is None:
            return replace(mention, organisation=seat, start=0)
        return replace(mention, role=seat, start=0)

    def _fields(self, mention: Mention, shared: Mention | None) -> dict[str, str]:
        fields = {"name": self._phrase(mention.name)}
        role = mention.role or (shared.role if shared else None)
        if role is not None:
            titled = mention.title is not None and role == mention.title.role
            fields["role"] = self._role(role, titled or mention.role is None)
        if mention.organisation is not None:
            fields["organisation"] = self._organisation(mention)
        if mention.party is not None:
            fields["party"] = self.words[mention.party].text
        if mention.absent is not None:
            fields["substitute_for"] = self._phrase(mention.absent.name)
        return fields

    def _role(self, role: Range, singular: bool) -> str:
        text = self._phrase(role)
        head = self.words[role[1] - 1].text
        if singular and lexicon.role_base(head):
            text = text.removesuffix(head) + lexicon.role_base(head)
        opens = singular and role[0] == 0 and not self.words[0].is_acronym
        return text[0].lower() + text[1:] if opens and self.document.language == "sv" else text

    def _organisation(self, mention: Mention) -> str:
        assert mention.organisation is not None
        text = self._phrase(mention.organisation)
        title = mention.title
        possessive = title and title.possessive and title.organisation == mention.organisation
        return without_genitive(text) if possessive else text

    def _capacity(self, mention: Mention, role: str, cue: Cue | None) -> Capacity:
        linked = mention.named_as or (mention.title is not None and mention.title.linked)
        return capacity_of(role, cue, linked=linked, employed=self._employed(mention))

    def _employed(self, mention: Mention) -> bool:
        """Whether the role is held in the organisation (`ordförande i …`) and not in the group."""
        if mention.organisation is None or mention.role is None:
            return False
        between = self.words[mention.role[1] : mention.organisation[0]]
        return any(word.low in lexicon.PREPOSITIONS for word in between)

    def _group(self, cue: Cue | None, capacity: Capacity) -> str:
        if capacity is Capacity.LEADER and not (cue and cue.group) and self._led():
            return self._led()
        if cue is None or capacity is Capacity.QUOTED:
            return ""
        return cue.group or (self.around.group if capacity in _IN_GROUP else "")

    def _led(self) -> str:
        """What is led, where the words about the leader do not say it: the subject."""
        is_title = any(lexicon.is_role(word) for word in self.subject.split())
        return "" if is_title else self.subject

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
        title = mention.title
        if title is not None and self._phrase(title.role).lower() in SUBSTITUTES:
            mention = replace(mention, role=None)
        fields = self._fields(mention, None) | {
            "substitute_for": self._phrase(host.name),
            "capacity": Capacity.SUBSTITUTE.value,
        }
        if group := self._group(cue, Capacity.SUBSTITUTE):
            fields["group"] = group
        first, last = sorted((host, mention), key=lambda one: one.start)
        start = self.words[first.start].start
        opening = self.document.text[self.unit.start : start]
        return self._fact(start - office(opening), self.words[last.end - 1].end, fields)

    def _successor(self, mention: Mention, before: Mention) -> Fact:
        """Who has the role now that somebody had before."""
        role = mention.role or before.role
        taken = replace(
            mention, role=role, organisation=mention.organisation or before.organisation
        )
        fields = self._fields(taken, None) | {
            "succeeds": self._phrase(before.name),
            "capacity": capacity_of(self._phrase(role) if role else "", None).value,
        }
        return self._fact(self.words[mention.start].start, self.words[before.end - 1].end, fields)

    def _deputy(self, mention: Mention, deputy: Range, group: str) -> Fact:
        fields = {
            "name": self._phrase(deputy),
            "substitute_for": self._phrase(mention.name),
            "capacity": Capacity.SUBSTITUTE.value,
        }
        if group:
            fields["group"] = group
        return self._fact(self.words[mention.start].start, self.words[mention.end - 1].end, fields)

    def _absent(self, host: Mention, absent: Mention) -> Fact:
        fields = {"name": self._phrase(absent.name), "capacity": Capacity.OTHER.value}
        if absent.role is not None:
            fields["role"] = self._phrase(absent.role)
        organisation = absent.organisation or host.organisation
        if organisation is not None:
            fields["organisation"] = self._phrase(organisation)
        start = host.organisation[0] if host.organisation else absent.start
        first = start if absent.organisation is None else absent.start
        return self._fact(self.words[first].start, self.words[host.end - 1].end, fields)

    def _phrase(self, words: Range) -> str:
        return phrase(self.words[words[0] : words[1]], self.document.text)

    def _fact(self, start: int, end: int, fields: Mapping[str, str]) -> Fact:
        text = self.document.text[start:end]
        return Fact(self.document.id, start, end, text, FactKind.PERSON.value, fields)


_FORMER = Cue(Capacity.FORMER)
_IN_GROUP = frozenset([Capacity.MEMBER, Capacity.PANELLIST, Capacity.SUBSTITUTE, Capacity.LEADER])


def _continues(gap: str) -> bool:
    """Whether an enumeration may go on behind words that were not understood."""
    words = gap.lower().split()
    return len(words) < 10 and not lexicon.STOPS.intersection(word.strip(",;") for word in words)
