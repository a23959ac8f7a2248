"""Who runs something, who takes part in it and who pays for it.

    OWNER   := [SUBJECT] (drivs | ägs | run …) (av | by) LIST | LIST (driver | owns …) OBJECT
    PARTNER := (i samverkan med | tillsammans med | together with …) LIST | Partners are LIST
    FUNDER  := (finansieras av | med stöd från | funded by …) LIST | LIST (finansierar | funds …)
    LIST    := [the] ORGANISATION [(ABBREVIATION)] [(, | och | and | samt) LIST]

A person is no organisation: `leds av Anna Ek` is left to `people`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.models import Document, Fact
from ingest.facts import lexicon
from ingest.facts.kinds import FactKind
from ingest.facts.names import find_names
from ingest.facts.organisation_names import Range, organisation_at, organisation_is
from ingest.facts.spans import clause, fact
from ingest.facts.tokens import Token, phrase, tokens
from ingest.facts.units import Unit


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_BEFORE: tuple[tuple[FactKind, re.Pattern[str]], ...] = (
    (FactKind.OWNER, _cue(
        r"(?:driv(?:s|its)|drevs|ägs|ägdes|leds|samordna[ds]\w*|koordinera[ds]\w*|förvaltas|ledd)"
        r"(?:\s(?:gemensamt|tillsammans|idag|nu|i\sdag|projektet|satsningen|arbetet|verksamheten))?\sav"
        r"|bakom\s([^.;:,]{1,40}?)\sstår"
        r"|(?:huvudman|ägare|koordinator|owner|coordinator)\s(?:(?:för|av|of|for)\s([^.;:,]{1,40}?)\s)?(?:är|is)"
        r"|(?:run|owned|led|coordinated|managed|hosted)(?:\sjointly)?\sby|belongs\sto|tillhör")),
    (FactKind.FUNDER, _cue(
        r"(?:med)?finansiera[dst]\w*(?:\s(?:delvis|till\s\w+\sdel|också|även|gemensamt))?\sav"
        r"|bekosta[ds]\w*\sav|med\s(?:ekonomiskt\s)?(?:stöd|bidrag|medel|finansiering)\s(?:från|av)"
        r"|(?:co-?)?(?:funded|financed|sponsored)(?:\s(?:jointly|partly|in\spart))?\sby"
        r"|paid\s(?:for\s)?by|with\s(?:financial\s)?(?:support|funding|money|grants?)\sfrom"
        r"|(?:beviljats|fått|får|erhållit|received|granted|awarded)"
        r"\s(?:[^.;:,]|(?<=\d),(?=\d)){1,60}?\s(?:från|av|from|by)"
        r"|(?:betalas|bekostas)\sav|supported\sby|stöds\sav|får\s(?:stöd|medel|bidrag)\sfrån"
        r"|(?:finansiering|medel|pengar|bidrag|stöd|funding|money)\w*\s(?:kommer|comes)(?:\s[^.;:,]{1,40}?)?\s(?:från|from)")),
    (FactKind.PARTNER, _cue(
        r"(?:samarbete|samverkan|partnerskap|collaboration|cooperation|partnership)\s(?:mellan|between)"
        r"|ran\s\d{4}\s(?:to|until)\s\d{4}\swith"
        r"|i\s(?:nära\s)?(?:samverkan|samarbete|partnerskap)\smed|tillsammans\smed"
        r"|in\s(?:close\s)?(?:collaboration|cooperation|partnership)\swith|together\swith"
        r"|(?:projekt|samarbets)?(?:partner|parter)(?:s|na)?\s(?:är|i\sprojektet\sär|var)"
        r"|(?:project\s)?partners\s(?:are|include|were)|partnering\swith")),
)  # fmt: skip
_BEHIND: tuple[tuple[FactKind, re.Pattern[str]], ...] = (
    (FactKind.OWNER, _cue(
        r"(?:är|is)\s(?:the\s)?(?:lead\spartner|huvudpartner|koordinator|coordinator|huvudman|projektägare)"
        r"|driver|äger|samordnar|koordinerar|drev|runs|owns|coordinates|manages")),
    (FactKind.FUNDER, _cue(
        r"(?:med)?finansiera(?:r|de)|bekostar|funds|finances|co-?funds|financed|funded"
        r"|(?:bidrar|bidrog|går\sin|skjuter\still|(?:har\s)?beviljat|beviljar|beviljade|har\savsatt|contributes"
        r"|contributed|has\sgranted)(?:\smed)?(?=\s[^.;:]{0,20}\d)"
        r"|(?:står|svarar)\sför(?=\s[^.;:]{0,40}(?:kostnad|budget|finansiering|summan|pengarna))")),
    (FactKind.PARTNER, _cue(
        r"take\spart|takes\spart|took\spart|participates?|are\spartners"
        r"|(?:deltar|medverkar)\si\sprojektet|är\s(?:partner|parter)\s?\w*")),
)  # fmt: skip
_MADE_BY = re.compile(
    r"(?<!\w)([A-ZÅÄÖ]{2,6})(?:[- ]?(?:med)?finansiera(?:d|t)(?:\s\w+)?|-(?:medel|stöd|bidrag|pengar)\b)"
)
_HINT = re.compile("|".join(pattern.pattern for _, pattern in (*_BEFORE, *_BEHIND)), re.IGNORECASE)
_ARTICLES = frozenset(["the", "även", "också", "både", "bland", "annat", "andra", "bl.a."])
_IS = re.compile(r"är|is", re.IGNORECASE)
_PAYS_FOR = re.compile(r"finans|bekost|fund", re.IGNORECASE)
_VAGUE = re.compile(
    r"tillsammans|together|tillhör|belongs|med\s\w+\sav|supported|stöds", re.IGNORECASE
)
"""Said of people and places too: only an organisation that is sure counts behind these."""
_NO_ORGANISATION = (
    lexicon.STOPS
    | lexicon.PREPOSITIONS
    | frozenset("vid under efter sedan det denna detta dessa idag nu här där när enligt".split())
)
_COLLECTIVES = frozenset(
    "regionerna kommunerna länen lärosätena högskolorna universiteten länsstyrelserna företagen"
    " regions municipalities universities companies".split()
)
_MOST = 30
_CLAUSE_OPENERS = frozenset("varav , ; : – att men och and that while which medan där".split())
_ADVERBS = frozenset("också även nu idag gemensamt sedan now also jointly".split())
_JOINTS = lexicon.CONJUNCTIONS | {",", "plus"}


@dataclass(frozen=True, slots=True)
class _Reader:
    document: Document
    unit: Unit
    words: Sequence[Token]
    names: Sequence[Range]
    subject: str

    def read(self) -> Iterator[Fact]:
        for kind, cue in _BEFORE:
            for match in cue.finditer(self.unit.text):
                yield from self._behind_cue(kind, match)
        for kind, cue in _BEHIND:
            first = cue.search(self.unit.text)
            if first is not None:
                yield from self._before_cue(kind, first)
        for made in _MADE_BY.finditer(self.unit.text):
            yield self._fact(FactKind.FUNDER, made.group(1), made.span(), self.subject)

    def _behind_cue(self, kind: FactKind, cue: re.Match[str]) -> Iterator[Fact]:
        at = self._index(cue.end())
        found = list(self._list(at))
        sure = any(organisation_is(self.words, *place) for place in found)
        if _VAGUE.match(cue.group()) and not (sure and self.subject):
            return
        about = next((thing for thing in cue.groups() if thing), self.subject)
        for organisation in found:
            end = self.words[found[-1][1] - 1].end - self.unit.start
            yield self._fact(kind, self._phrase(organisation), (cue.start(), end), about)

    def _before_cue(self, kind: FactKind, cue: re.Match[str]) -> Iterator[Fact]:
        """`Region Stockholm och KTH driver …`: the list opens the sentence."""
        verb = self._index(cue.start())
        found = self._list_until(verb)
        if not found:
            return
        thing = self._object(self._index(cue.end())) if kind is not FactKind.PARTNER else None
        if kind is FactKind.OWNER and thing is None and not _IS.match(cue.group()):
            return
        end = self.words[thing[1] - 1].end - self.unit.start if thing else cue.end()
        start = self.words[found[0][0]].start - self.unit.start
        for organisation in found:
            about = self._phrase(thing) if thing else ""
            name = self._phrase(organisation)
            if name.lower() in _COLLECTIVES:
                continue
            if _IS.match(cue.group()) or (
                kind is FactKind.FUNDER and not _PAYS_FOR.search(cue.group())
            ):
                about = self.subject  # `bidrar med 6 mkr` names no thing that is paid for.
            yield self._fact(kind, name, (start, end), "" if about == name else about)

    def _list_until(self, verb: int) -> list[Range]:
        """The organisations that end right before a verb and open their clause."""
        for start in range(max(0, verb - _MOST), verb):
            opens = start == 0 or self.words[start - 1].low in _CLAUSE_OPENERS
            if opens and not self.words[start].is_in(_NO_ORGANISATION):
                found = list(self._list(start))
                if found and self._past_parentheses(found[-1][1]) == verb:
                    return found
        return []

    def _index(self, offset: int) -> int:
        """Number of the first word at or behind an offset of the unit."""
        return bisect_left(self.words, self.unit.start + offset, key=lambda word: word.start)

    def _list(self, at: int) -> Iterator[Range]:
        limit = min(len(self.words), at + _MOST)
        while at < limit:
            while at < limit and self.words[at].low in _ARTICLES:
                at += 1
            end = organisation_at(self.words, at, limit)
            if end == at and self.words[at].low in _COLLECTIVES:
                end = self._collective(at, limit)
            if end == at or self._is_person(at, end):
                return
            end = self._with_abbreviation(end)
            yield at, end
            at = self._past_parentheses(end)
            joint = at
            while joint < limit and self.words[joint].low in _JOINTS:
                joint += 1
            if joint == at:
                return
            at = joint

    def _collective(self, at: int, limit: int) -> int:
        """`regionerna i Östra Mellansverige`."""
        if at + 2 >= limit or self.words[at + 1].low not in ("i", "in"):
            return at
        end = organisation_at(self.words, at + 2, limit)
        return end if end > at + 2 else at

    def _is_person(self, start: int, end: int) -> bool:
        return any(name[0] < end and start < name[1] for name in self.names)

    def _with_abbreviation(self, end: int) -> int:
        """`Kungliga Tekniska Högskolan (KTH)`."""
        behind = self.words[end : end + 3]
        short = len(behind) == 3 and behind[0].text == "(" and behind[2].text == ")"
        return end + 3 if short and behind[1].is_acronym else end

    def _past_parentheses(self, at: int) -> int:
        """Past `(51 procent)` or `(Sweden)`."""
        behind = [word.text for word in self.words[at : at + 4]]
        return at + behind.index(")") + 1 if behind[:1] == ["("] and ")" in behind else at

    def _object(self, at: int) -> Range | None:
        """What is run: `projektet Vätgas i norr`, `Fordonsdalen Stockholm`."""
        while at < len(self.words) and self.words[at].low in _ADVERBS:
            at += 1
        end = at
        while end < min(len(self.words), at + 7):
            word = self.words[end]
            if not word.is_word or word.is_suspended or word.is_in(_OBJECT_END):
                break
            end += 1
        return (at, end) if end > at else None

    def _phrase(self, words: Range) -> str:
        return phrase(self.words[words[0] : words[1]], self.document.text)

    def _fact(self, kind: FactKind, organisation: str, place: Range, about: str) -> Fact:
        fields = {"organisation": organisation}
        if about:
            fields["subject"] = about
        return fact(self.document, clause(self.unit, *place, to_end=False), kind, fields)


_OBJECT_END = frozenset("tillsammans med och and with som which för for together under med".split())


def organisations(document: Document, unit: Unit, subject: str) -> Iterator[Fact]:
    """The owners, partners and funders that a sentence names, one fact for each."""
    if _HINT.search(unit.text) or _MADE_BY.search(unit.text):
        words = tokens(unit.text, unit.start)
        yield from _Reader(document, unit, words, find_names(words), subject).read()
