"""Lists of organisations before and behind the words that say what they do.

LIST  := [the] ORGANISATION [(…)] [PART] [(, | och | and | samt) [från] LIST]
PART  := [med | för] SUM | återstoden | resten …
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.facts import lexicon
from ingest.facts.organisation_cues import PART
from ingest.facts.organisation_names import Range, organisation_at
from ingest.facts.tokens import Token

_ARTICLES = frozenset(["the", "även", "också", "både", "bland", "annat", "andra"])
_AGAIN = frozenset("från av from by".split())
_NO_ORGANISATION = (
    lexicon.STOPS
    | lexicon.PREPOSITIONS
    | frozenset(
        "vid under efter sedan det denna detta dessa idag nu här där när enligt vem vad hur what"
        " how alla många flera varje".split()
    )
)
COLLECTIVES = frozenset(
    "regionerna kommunerna länen lärosätena högskolorna universiteten länsstyrelserna företagen"
    " regions municipalities universities companies".split()
)
_MOST = 30
_CLAUSE_OPENERS = frozenset("varav , ; : – att men och and that while which medan där".split())
_JOINTS = lexicon.CONJUNCTIONS | {",", "plus"}


@dataclass(frozen=True, slots=True)
class Lists:
    """The words of a unit, with the organisations that are listed among them."""

    text: str
    start: int
    """Of the unit in its document, as in the words."""
    words: Sequence[Token]
    people: Sequence[Range]

    def index(self, offset: int) -> int:
        """Number of the first word at or behind an offset of the unit."""
        return bisect_left(self.words, self.start + offset, key=lambda word: word.start)

    def at(self, at: int) -> Iterator[Range]:
        """The organisations of a list that begins with a word."""
        limit = min(len(self.words), at + _MOST)
        while at < limit:
            at = self._past(at, _ARTICLES)
            end = self._organisation(at, limit)
            if end == at:
                return
            yield at, end
            at = self._past_part(self._past_parentheses(end))
            joint = self._past(at, _JOINTS)
            if joint == at:
                return
            at = self._past(joint, _AGAIN)

    def before(self, verb: int) -> list[Range]:
        """The organisations that end right before a verb and open their clause."""
        for start in range(max(0, verb - _MOST), verb):
            opens = start == 0 or self.words[start - 1].low in _CLAUSE_OPENERS
            if opens and not self.words[start].is_in(_NO_ORGANISATION):
                found = list(self.at(start))
                if found and self._past_parentheses(found[-1][1]) == verb:
                    return found
        return []

    def others(self, at: int) -> Iterator[Range]:
        """Those that go on without a verb: `KTH betalade 2 miljoner, Ekby stad återstoden`."""
        at = self._past_part(at)
        while (start := self._past(self._past(at, _JOINTS), _ARTICLES)) > at:
            end = self._organisation(start, len(self.words))
            at = self._past_part(end)
            if end in (start, at):
                return
            yield start, end

    def _organisation(self, at: int, limit: int) -> int:
        end = organisation_at(self.words, at, limit)
        if end == at and at < limit and self.words[at].low in COLLECTIVES:
            end = self._collective(at, limit)
        if any(name[0] < end and at < name[1] for name in self.people):
            return at
        return self._with_abbreviation(end) if end > at else at

    def _collective(self, at: int, limit: int) -> int:
        """`regionerna i Östra Mellansverige`."""
        if at + 2 >= limit or self.words[at + 1].low not in ("i", "in"):
            return at
        end = organisation_at(self.words, at + 2, limit)
        return end if end > at + 2 else at

    def _with_abbreviation(self, end: int) -> int:
        """`Kungliga Tekniska Högskolan (KTH)`."""
        behind = self.words[end : end + 3]
        short = len(behind) == 3 and behind[0].text == "(" and behind[2].text == ")"
        return end + 3 if short and behind[1].is_acronym else end

    def _past(self, at: int, words: frozenset[str]) -> int:
        while at < len(self.words) and self.words[at].low in words:
            at += 1
        return at

    def _past_parentheses(self, at: int) -> int:
        """Past `(51 procent)` or `(Sweden)`."""
        behind = [word.text for word in self.words[at : at + 4]]
        return at + behind.index(")") + 1 if behind[:1] == ["("] and ")" in behind else at

    def _past_part(self, at: int) -> int:
        """Past `12 miljoner`, `för 35 procent` or `återstoden`."""
        part = PART.match(self.text, self.words[at - 1].end - self.start) if at else None
        return self.index(part.end()) if part else at
