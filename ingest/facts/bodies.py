"""The body that somebody leads, chairs or serves, by their role and the words of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.models.documents import Document
from ingest.facts import lexicon
from ingest.facts.capacities import is_chair
from ingest.facts.groups import groups
from ingest.facts.mentions import Mention
from ingest.facts.surroundings import Surroundings
from ingest.facts.tokens import Token
from ingest.facts.units import Unit
from ingest.facts.wording import Wording

_APPOSED = re.compile(r",\s(?:led|headed|chaired|directed|lett|ledd|ledda)\s(?:by|av)\s*$")
"""Led is what stands before the comma, which need not be what the sentence is about."""

_VICE = re.compile(
    r"(?:(?:första|förste|andra|andre|first|second)\s)?(?:vice|deputy)[\s-](?:ordf|chair)\w*\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """Reads the bodies of the people of one unit; `subject` is what the unit is about."""

    document: Document
    unit: Unit
    words: Sequence[Token]
    around: Surroundings
    subject: str
    wording: Wording

    def chaired(self, mention: Mention, role: str) -> str:
        """What somebody chairs whose role tells it, or who stands below the words for it."""
        title = self.wording.phrase(mention.title.role if mention.title else None)
        only_titled = mention.title is not None and not mention.title.linked
        if only_titled or not (is_chair(role) or is_chair(title)):
            return ""
        organisation = self.wording.phrase(mention.organisation)
        if is_chair(role) and self.employed(mention):
            return (groups(organisation) or [""])[0]
        told = self.document.text[self.unit.start : self.words[mention.end - 1].end]
        return (groups(told) or [self.around.group])[0]

    def vice(self, mention: Mention, role: str) -> str:
        """The body of whoever is its vice chair, as the words before the name tell."""
        if not mention.named_as or not _VICE.fullmatch(role):
            return ""
        told = self.document.text[self.unit.start : self.words[mention.start].start]
        return (groups(told) or [self.around.group])[0]

    def led(self, mention: Mention) -> str:
        """What is led, as the role says or else the subject, where no cue tells it."""
        if mention.title and mention.title.of:
            return self.wording.phrase(mention.title.of)
        told = self.document.text[self.unit.start : self.words[mention.start].start]
        apposed = _APPOSED.search(told)
        if apposed and not told[: apposed.start()].endswith(self.subject):
            return ""
        if any(word.low in lexicon.APPOINTS for word in self.words[: mention.start]):
            return ""  # Who appoints somebody is not what they lead.
        is_title = any(lexicon.is_role(word) for word in self.subject.split())
        return "" if is_title or self.wording.phrase(mention.name) in self.subject else self.subject

    def employed(self, mention: Mention) -> bool:
        """Whether the role is held in the organisation (`ordförande i …`) and not in the group."""
        if mention.organisation is None or mention.role is None:
            return False
        between = self.words[mention.role[1] : mention.organisation[0]]
        return any(word.low in lexicon.PREPOSITIONS for word in between)
