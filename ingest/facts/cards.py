"""Names and roles on lines of their own, as beside a telephone number on a page of contacts.

CARD := NAME line, ROLE [, ORGANISATION] line [, ORGANISATION line]
      | ROLE [, ORGANISATION] line, NAME line [, ORGANISATION line]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.models.documents import Document, Fact
from ingest.facts import lexicon
from ingest.facts.capacities import Cue, capacity_of
from ingest.facts.kinds import FactKind
from ingest.facts.names import find_names
from ingest.facts.organisation_names import is_organisation
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
    """The lines before, while they may be of a card that goes on."""

    last: _Line | None = None
    """A name or a role that waits for the other."""
    told: Fact | None = None
    """A person with a role, who waits for an organisation."""

    def read(
        self, document: Document, unit: Unit, words: Sequence[Token], cue: Cue | None
    ) -> Iterator[Fact]:
        """The person of a card that ends before a unit, or with it."""
        told, last = self.told, self.last
        self.told = self.last = None
        if told is not None:
            employer = _employer(document, unit, words, told)
            yield employer or told
            if employer is not None:
                return
        line = self.last = _line(document, unit, words)
        if line is None or last is None or line.is_name == last.is_name:
            return
        if _BETWEEN.fullmatch(document.text[last.words[-1].end : line.words[0].start]):
            self.last, self.told = None, _person(document, last, line, cue)

    def close(self) -> Iterator[Fact]:
        """The person of a card that the document ends with."""
        if self.told is not None:
            yield self.told
            self.told = None


def _employer(document: Document, unit: Unit, words: Sequence[Token], told: Fact) -> Fact | None:
    """The person of a card with the organisation that the line below it names, if it does only that."""
    if unit.shape is Shape.ROW or "organisation" in told.fields or not is_organisation(words):
        return None
    if not _BETWEEN.fullmatch(document.text[told.end : words[0].start]):
        return None
    fields = {**told.fields, "organisation": phrase(words, document.text)}
    return fact(document, (told.start, words[-1].end), FactKind.PERSON, fields)


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
