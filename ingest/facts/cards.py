"""Names and roles on lines of their own, as beside a telephone number on a page of contacts.

CARD := NAME line, ROLE [, ORGANISATION] line | ROLE line, NAME line
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.models import Document, Fact
from ingest.facts import lexicon
from ingest.facts.capacities import Cue, capacity_of
from ingest.facts.kinds import FactKind
from ingest.facts.names import find_names
from ingest.facts.roles import affiliation_behind
from ingest.facts.spans import fact
from ingest.facts.tokens import Token, phrase
from ingest.facts.units import Shape, Unit

_LONGEST_LINE = 12
_ENDS_OF_SENTENCES = frozenset(".!?…:;,")
_BETWEEN = re.compile(r"[\s*_]{1,12}(?:[-*•]\s)?[\s*_]{0,4}")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds a name or else a role and nothing more."""

    words: Sequence[Token]
    fields: Mapping[str, str]

    @property
    def is_name(self) -> bool:
        """Whether it is the half of a card that tells who."""
        return "name" in self.fields


@dataclass(slots=True)
class Cards:
    """The line before, while it may be the first half of a card."""

    last: _Line | None = None

    def read(
        self, document: Document, unit: Unit, words: Sequence[Token], cue: Cue | None
    ) -> Iterator[Fact]:
        """The person of a card that a unit completes."""
        line, last = _line(document, unit, words), self.last
        self.last = line
        if line is None or last is None or line.is_name == last.is_name:
            return
        if _BETWEEN.fullmatch(document.text[last.words[-1].end : line.words[0].start]):
            self.last = None
            yield _person(document, last, line, cue)


def _line(document: Document, unit: Unit, words: Sequence[Token]) -> _Line | None:
    if unit.shape is Shape.ROW or not 0 < len(words) <= _LONGEST_LINE:
        return None
    if words[-1].text in _ENDS_OF_SENTENCES:
        return None
    if find_names(words) == [(0, len(words))]:
        return _Line(words, {"name": phrase(words, document.text)})
    told = affiliation_behind(words, 0, len(words), False)
    if told is None or told.role is None or told.end != len(words):
        return None
    if not any(lexicon.is_plain_role(word.text) for word in words[slice(*told.role)]):
        return None
    role = phrase(words[slice(*told.role)], document.text)
    if document.language == "sv" and not words[0].is_acronym:
        role = role[0].lower() + role[1:]
    fields = {"role": role}
    if told.organisation is not None:
        fields["organisation"] = phrase(words[slice(*told.organisation)], document.text)
    return _Line(words, fields)


def _person(document: Document, first: _Line, second: _Line, cue: Cue | None) -> Fact:
    fields = {**first.fields, **second.fields}
    if cue is not None and cue.group:
        fields["group"] = cue.group
    fields["capacity"] = capacity_of(fields["role"], cue, linked=second.is_name).value
    span = (first.words[0].start, second.words[-1].end)
    return fact(document, span, FactKind.PERSON, fields)
