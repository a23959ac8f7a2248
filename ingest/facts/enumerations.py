"""People who are enumerated: which words before, between and behind them hold for which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.models.documents import Document
from ingest.facts import lexicon
from ingest.facts.capacities import SEATED, VERBAL, Cue, cue_before, cue_behind
from ingest.facts.groups import groups
from ingest.facts.kinds import Capacity
from ingest.facts.mentions import Mention
from ingest.facts.names import is_name_word
from ingest.facts.organisation_names import Range, organisation_is
from ingest.facts.surroundings import Surroundings
from ingest.facts.tokens import Token
from ingest.facts.units import Shape, Unit

_HONORIFIC = re.compile(
    r"(?:\b(?:tekn|fil|med(?=\.?\s*dr)|ekon|jur|dr|prof|mr|mrs|ms|phd)\b\.?\s*){1,6}$",
    re.IGNORECASE,
)
_LONGEST_ENTRY = 16
_LONGEST_SEAT = 5
_LONGEST_GAP = 10
_BREAKS = lexicon.STOPS | frozenset("medan while whereas men but efter after".split())
_ACTS = re.compile(r"\s(?!under|efter|över|inför)\w+(?:ar|er|ade|de)\s")
"""A verb behind somebody, who is then named for what they do themselves."""
_JOINTLY = re.compile(r"\b(?:tillsammans med|ihop med|jämte|together with|jointly with)\s*$")
_CHAINED = re.compile(
    r"[\s,;&–-]{0,40}+(?:(?:och|samt|and|liksom|as well as)\s{0,9}+,?\s{0,9}+)?"
    r"(?:även\s{0,9}+|också\s{0,9}+)?"
    r"(?:de\s{0,9}+|the\s{0,9}+)?(?:två|tre|fyra|fem|sex|two|three|four|five)?\s{0,9}+"
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The people of one unit in their order, with the words around them."""

    document: Document
    unit: Unit
    words: Sequence[Token]
    around: Surroundings

    def is_list(self, named: Sequence[Mention]) -> bool:
        """Whether people are enumerated here, so that any words behind a name are their role."""
        if self.unit.shape is not Shape.SENTENCE:
            return True
        if self.around.cue is not None and len(self.words) <= _LONGEST_ENTRY and named:
            return named[0].start == 0
        cues = (cue_before(self.gap(named, at)) for at in range(len(named)))
        return any(cue is not None and cue.capacity in SEATED for cue in cues)

    def gap(self, mentions: Sequence[Mention], at: int) -> str:
        """The text before the mention numbered `at`, from the end of the one before it."""
        start = self.words[mentions[at - 1].end - 1].end if at else self.unit.start
        end = self.words[mentions[at].start].start if at < len(mentions) else self.unit.end
        return _HONORIFIC.sub("", self.document.text[start:end])

    def goes_on(self, mentions: Sequence[Mention], at: int) -> bool:
        """Whether only commas and conjunctions part a mention from the one before it."""
        return at > 0 and _CHAINED.fullmatch(self.gap(mentions, at)) is not None

    def last_of_pair(self, mentions: Sequence[Mention], at: int) -> bool:
        """Whether one more person, joined by a conjunction alone, ends the sentence."""
        if at + 2 != len(mentions) or mentions[at].organisation or mentions[at + 1].role:
            return False
        joined = self.gap(mentions, at + 1).strip() in lexicon.CONJUNCTIONS
        return joined and len(self.gap(mentions, at + 2).strip()) < 2

    def cues(self, mentions: Sequence[Mention]) -> list[Cue | None]:
        """The cue of every mention: its own, its enumeration's, or that of the list it is in."""
        cues: list[Cue | None] = []
        chain: list[int] = []
        current: Cue | None = None
        for at in range(len(mentions)):
            gap = self.gap(mentions, at)
            chained = self.goes_on(mentions, at)
            if not chained:
                chain = []
                current = current if _continues(gap) else None
            own = self._own(mentions, cues, at)
            if own and current and not own.group:
                own = replace(own, group=current.group)
            acts = _ACTS.match(self.gap(mentions, at + 1)) is not None
            joined = chained and not acts
            lasts = current is not None and (joined or current.capacity not in VERBAL)
            cues.append(own or (current if lasts else None))
            current = replace(own, before=0) if own else current
            chain.append(at)
            behind = cue_behind(self.gap(mentions, at + 1))
            if behind is not None:
                self._spread(behind, mentions, chain, cues)
        if mentions and self._is_entry(mentions):
            cues[0] = cues[0] or self.around.cue
        return cues

    def _own(self, mentions: Sequence[Mention], cues: Sequence[Cue | None], at: int) -> Cue | None:
        """The cue that the words right before a mention give it."""
        gap = self.gap(mentions, at)
        return (
            self._representative(mentions[at], gap)
            or cue_before(gap)
            or self._joined(mentions, cues, at)
        )

    def _spread(
        self,
        behind: Cue,
        mentions: Sequence[Mention],
        chain: Sequence[int],
        cues: list[Cue | None],
    ) -> None:
        """Gives the cue behind the last of a chain to all of it that have none of their own."""
        for at in chain:
            is_last = at == chain[-1]
            nearest = behind if is_last else replace(behind, behind=0)
            if self._only_leads(mentions[at], cues[at], behind):
                cues[at] = nearest
            elif is_last or not self._is_said(mentions[at]):
                cues[at] = cues[at] or nearest

    def _only_leads(self, mention: Mention, cue: Cue | None, behind: Cue) -> bool:
        """Whether nothing is told of somebody quoted but that they lead something."""
        quoted = cue is not None and cue.capacity is Capacity.QUOTED
        bare = mention.role is None and mention.organisation is None
        return quoted and bare and behind.capacity is Capacity.LEADER

    def _joined(
        self, mentions: Sequence[Mention], cues: Sequence[Cue | None], at: int
    ) -> Cue | None:
        """The cue of whoever does something together with the one before: all that is said."""
        before = cues[at - 1] if at else None
        if before is None or before.capacity not in VERBAL:
            return None
        if not _JOINTLY.search(self.gap(mentions, at)):
            return None
        start = self.words[mentions[at - 1].start].start - before.before
        return replace(before, before=self.words[mentions[at].start].start - start, behind=0)

    def apart(self, mentions: Sequence[Mention]) -> Sequence[Mention]:
        """The mentions, where none has an employer for sure, without what may be the next person.

        `Närvarande: Eva Ek, Jun Oyelaran` has no firm, though nobody knows the second name.
        """
        employers = [mention.organisation for mention in mentions if mention.organisation]
        sure = any(organisation_is(self.words, *employer) for employer in employers)
        return mentions if sure or len(mentions) < 2 else [self._bare(one) for one in mentions]

    def _bare(self, mention: Mention) -> Mention:
        """The mention without an employer that stands behind a comma and looks like a name."""
        start, end = mention.organisation or (0, 0)
        beside = start == mention.name[1] + 1 and self.words[start - 1].text == ","
        named = end - start > 1 and all(is_name_word(word) for word in self.words[start:end])
        return replace(mention, organisation=None, end=start - 1) if beside and named else mention

    def represented(self, mentions: Sequence[Mention]) -> list[Mention]:
        """The mentions, with the organisation that the first of several represents for all."""
        found: list[Mention] = []
        for at, mention in enumerate(mentions):
            joins = self.goes_on(mentions, at) and found[-1].represents
            shared = joins and mention.organisation is None and not self._is_said(mention)
            found.append(
                replace(mention, organisation=found[-1].organisation) if shared else mention
            )
        return found

    def _representative(self, mention: Mention, gap: str) -> Cue | None:
        """Whoever represents an organisation sits in the body that the text is about."""
        group = (groups(gap) or [self.around.group])[-1]
        if not (mention.represents and group and mention.organisation):
            return None
        start = self.words[mention.organisation[0]].start
        before = self.words[mention.start].start - start
        return Cue(Capacity.MEMBER, group, before)

    def _is_entry(self, mentions: Sequence[Mention]) -> bool:
        """Whether the unit is a line of a list: it begins with a person and holds no more."""
        before, behind = self.gap(mentions, 0), self.gap(mentions, len(mentions))
        opens = len(before) <= 3 or self.seat(mentions[0]) is not None
        return len(mentions) == 1 and opens and len(behind) < 3 and not self._is_said(mentions[0])

    def _is_said(self, mention: Mention) -> bool:
        """Whether a sentence says who has a role, which is no line of a list: `Ekonom är Eva Ek`."""
        said = self.words[mention.start : mention.name[0]]
        return any(word.low in lexicon.COPULAS for word in said)

    def seat(self, mention: Mention) -> Range | None:
        """What stands with a colon before a person of a list: `Näringslivet: Eva Ek`."""
        first = mention.start
        is_label = 1 < first <= _LONGEST_SEAT and self.words[first - 1].text == ":"
        listed = self.unit.shape is Shape.ITEM and self.around.cue is not None
        return (0, first - 1) if is_label and listed else None


def _continues(gap: str) -> bool:
    """Whether an enumeration may go on behind words that were not understood."""
    words = gap.lower().split()
    return len(words) < _LONGEST_GAP and not _BREAKS.intersection(
        word.strip(",;") for word in words
    )
