"""Who runs something, who takes part in it and who pays for it.

    OWNER   := [SUBJECT] (drivs | ägs | run …) (av | by) LIST | LIST (driver | owns …) OBJECT
    PARTNER := (i samverkan med | tillsammans med | together with …) LIST | Partners are LIST
    FUNDER  := (finansieras av | med stöd från | funded by …) LIST | LIST (finansierar | funds …)

The words are those of `organisation_cues`, the lists those of `organisation_lists`. A person is
no organisation: `leds av Anna Ek` is left to `people`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.models.documents import Document, Fact
from assistant.text.words import LEAST_LETTERS, is_known
from ingest.facts import organisation_cues as cues
from ingest.facts.kinds import FactKind
from ingest.facts.names import find_names
from ingest.facts.organisation_lists import COLLECTIVES, Lists
from ingest.facts.organisation_names import Range, organisation_is
from ingest.facts.periods import SUBORDINATE
from ingest.facts.spans import clause, fact
from ingest.facts.subjects import GENERIC, antecedent
from ingest.facts.tokens import Token, phrase, tokens
from ingest.facts.units import Unit

_OBJECT_OPENS = re.compile(
    r"\s(?:(?:också|även|nu|idag|gemensamt|sedan|now|also|jointly|the|en|ett|an?)\s"
    r"|(?:\d+|hälften|half)\s?(?:procent|%|per\scent)?\s?(?:av|of)\s(?:the\s)?)*",
    re.IGNORECASE,
)
_OBJECT_ENDS = frozenset(
    "tillsammans med och and with som which för for together under on om".split()
)
_MOST_OBJECT_WORDS = 7
_PLURALS = ("ar", "er", "or")


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    unit: Unit
    words: Sequence[Token]
    lists: Lists
    subject: str
    priced: bool

    def read(self) -> Iterator[Fact]:
        text = self.unit.text
        for told, facts_of in ((cues.BEFORE, self._behind_cue), (cues.BEHIND, self._before_cue)):
            for kind, pattern in told:
                for cue in pattern.finditer(text):
                    if kind is not FactKind.FUNDER or self._is_of_money(cue):
                        yield from facts_of(kind, cue)
        for made in cues.MADE_BY.finditer(text):
            yield self._fact(FactKind.FUNDER, made.group(1), made.span(), self.subject)

    def _is_of_money(self, cue: re.Match[str]) -> bool:
        """Whether `40 procent kommer från` and the like are said of money, here or just before."""
        if not cues.OF_MONEY.match(cue.group()):
            return True
        return self.priced or cues.MONEY.search(self.unit.text) is not None

    def _behind_cue(self, kind: FactKind, cue: re.Match[str]) -> Iterator[Fact]:
        """`drivs av Region Stockholm och KTH`."""
        found = list(self.lists.at(self.lists.index(cue.end())))
        sure = any(organisation_is(self.words, *place) for place in found)
        named = next((thing for thing in cue.groups() if thing), "")
        before = self.unit.text[: cue.start()]
        own = "" if SUBORDINATE.search(before) else self.subject
        about = self._whole(named or antecedent(before), own)
        if cues.VAGUE.match(cue.group()) and not (sure and about):
            return
        if self._is_denied(cue):
            return
        for organisation in found:
            if cues.LED.match(cue.group()) and self._may_be_person(organisation):
                continue
            end = self.words[found[-1][1] - 1].end - self.unit.start
            yield self._fact(kind, self._phrase(organisation), (cue.start(), end), about)

    def _before_cue(self, kind: FactKind, cue: re.Match[str]) -> Iterator[Fact]:
        """`Region Stockholm och KTH driver …`: the list opens its clause."""
        found = self.lists.before(self.lists.index(cue.start()))
        if not found or cues.NOT.match(self.unit.text, cue.end()) or self._is_denied(cue):
            return
        agree = kind is FactKind.PARTNER and cues.AGREE.match(cue.group()) is not None
        takes_object = agree or cues.TAKES_OBJECT.match(cue.group()) is not None
        thing = self._object(cue.end()) if takes_object else None
        sure = any(organisation_is(self.words, *place) for place in found)
        if agree and not (sure and len(found) > 1):
            return
        if kind is FactKind.OWNER and takes_object and thing is None:
            return
        about = self._whole(self._phrase(thing) if thing else "", self.subject)
        if kind is not FactKind.PARTNER:
            found += self.lists.others(self.lists.index(cue.end()))
        ends = [cue.end(), *(self.words[place[1] - 1].end - self.unit.start for place in found)]
        if thing:
            ends.append(self.words[thing[1] - 1].end - self.unit.start)
        place = (self.words[found[0][0]].start - self.unit.start, max(ends))
        pays = kind is FactKind.FUNDER and thing is None
        for organisation in found:
            name = self._phrase(organisation)
            if name.lower() not in COLLECTIVES and not self._is_kind(organisation):
                yield self._fact(kind, name, place, "" if name in about else about, to_end=pays)

    def _whole(self, thing: str, subject: str) -> str:
        """What is run or paid for: the subject of the sentence where nothing else is named."""
        return subject or thing if not thing or thing.lower() in GENERIC else thing

    def _is_denied(self, cue: re.Match[str]) -> bool:
        """Whether a cue stands in a clause of which the sentence says that it does not hold."""
        clause_ = SUBORDINATE.search(self.unit.text, 0, cue.start())
        return (
            clause_ is not None and cues.NOT.search(self.unit.text, 0, clause_.start()) is not None
        )

    def _is_kind(self, place: Range) -> bool:
        """Whether one word is a kind, in the indefinite plural, and nobody by name: `Pensionärer`."""
        word = self.words[place[0]].text
        if place[1] - place[0] > 1 or organisation_is(self.words, *place):
            return False
        singular = word[:-2] if word.endswith(_PLURALS) else ""
        return len(singular) >= LEAST_LETTERS and is_known(singular) and is_known(word)

    def _may_be_person(self, place: Range) -> bool:
        """Whether two or three words are as likely a name as an organisation."""
        return place[1] - place[0] > 1 and not organisation_is(self.words, *place)

    def _object(self, offset: int) -> Range | None:
        """What is run: `projektet Vätgas i norr`, `Fordonsdalen Stockholm`."""
        opening = _OBJECT_OPENS.match(self.unit.text, offset)
        at = end = self.lists.index(opening.end() if opening else offset)
        while end < min(len(self.words), at + _MOST_OBJECT_WORDS):
            word = self.words[end]
            if not word.is_word or word.is_suspended or word.is_in(_OBJECT_ENDS):
                break
            end += 1
        return (at, end) if end > at else None

    def _phrase(self, words: Range) -> str:
        return phrase(self.words[words[0] : words[1]], self.document.text)

    def _fact(
        self,
        kind: FactKind,
        organisation: str,
        place: Range,
        about: str,
        *,
        to_end: bool = False,
    ) -> Fact:
        fields = {"organisation": organisation}
        if about:
            fields["subject"] = about
        return fact(self.document, clause(self.unit, *place, to_end=to_end), kind, fields)


def organisations(document: Document, unit: Unit, subject: str, *, priced: bool) -> Iterator[Fact]:
    """The owners, partners and funders that a sentence names, one fact for each.

    `priced` tells that the sentence before names a sum of money.
    """
    # Rows of nothing but numbers are many in tables, and dear to search for words.
    if any(map(str.isalpha, unit.text)) and cues.HINT.search(unit.text):
        words = tokens(unit.text, unit.start)
        lists = Lists(unit.text, unit.start, words, find_names(words))
        yield from _Reader(document, unit, words, lists, subject, priced).read()
