"""Rows of tables: people by the columns that the header names, and cells with their places.

A table of people has a column of names (`Namn`, `Name`, `Ledamot`) and at least one of roles,
organisations, parties or substitutes. Rows of other tables are read as running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.models.documents import Document, Fact
from ingest.facts.capacities import CHAIRS, SUBSTITUTES, Cue, capacity_of
from ingest.facts.kinds import Capacity, FactKind
from ingest.facts.lexicon import PARTIES, is_organisation_word
from ingest.facts.spans import Span, fact
from ingest.facts.units import Shape, Unit

_COLUMNS: Mapping[str, str] = MappingProxyType(
    {
        header: column
        for column, headers in {
            "name": "namn name ledamot ledamöter deltagare person member members participant"
            " representant representative kontaktperson ordinarie förnamn",
            "role": "roll titel befattning uppdrag funktion role title position tjänst yrkesroll",
            "organisation": "organisation organization företag arbetsgivare company affiliation"
            " myndighet kommun aktör employer representerar institution tillhörighet region",
            "party": "parti party",
            "substitute": "ersättare suppleant deputy alternate substitute",
        }.items()
        for header in headers.split()
    }
)
_SEATS = frozenset(
    "ledamot ledamöter medlem medlemmar deltagare ordinarie member members participant".split()
)
"""Headers and roles of those who sit in some body."""
_SEAT = re.compile(
    r"(?:uppdrag|roll|funktion|plats|position|seat|role)(?:\s(?:i|in)\s.*)?", re.IGNORECASE
)
"""Headers of a column that tells what somebody is in the body, where another tells their role."""
_RULE = re.compile(r"[\s|:+=-]+")
_PARTY = re.compile(r"(?<!\s)\s*\(([^()]{1,3})\)\s*$")
_OFFICE = re.compile(
    r"(?<!\s)\s*\(((?:vice\s)?(?:ordf\w*\.?|chair\w*|sammankallande|convener))\)\s*$", re.IGNORECASE
)
"""Behind a name, what somebody is in the body."""
_EDGE = " \t*_"
_FULL_NAME = re.compile(r"[^\W\d_a-zåäö][\w.’'-]{0,40}(?:\s{1,9}[\w.’'-]{1,40}){1,4}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row; offsets are those of the document."""

    text: str
    start: int
    end: int


def cells(unit: Unit) -> list[Cell]:
    """The cells of a row in order, empty ones included."""
    found: list[Cell] = []
    at = unit.start
    for part in unit.text.split("|"):
        text = part.strip(_EDGE)
        start = at + part.find(text) if text else at
        found.append(Cell(text, start, start + len(text)))
        at += len(part) + 1
    return found


def first_cell(unit: Unit) -> str:
    """The text of a row's first cell."""
    return unit.text.partition("|")[0].strip(_EDGE)


@dataclass(slots=True)
class PeopleTable:
    """The table at hand: what its header says of its columns."""

    columns: dict[str, int] = field(default_factory=dict)
    seated: bool = False
    """Whether the header says that those below it sit in some body."""
    opened: bool = False

    def enter(self, unit: Unit) -> bool:
        """Takes in a unit; whether it is a row with a person by the columns of the header."""
        if unit.shape is not Shape.ROW:
            self.columns, self.opened = {}, False
            return False
        if not self.opened:
            headers = [cell.text.lower() for cell in cells(unit)]
            self.opened, self.columns = True, _columns(headers)
            self.seated = not _SEATS.isdisjoint(headers)
            return False
        return "name" in self.columns and not _RULE.fullmatch(unit.text)

    def people(self, document: Document, unit: Unit, cue: Cue | None, group: str) -> Iterator[Fact]:
        """The person of a row and, in a column of its own, that one's substitute.

        `cue` is what the words above the table say, `group` the body that they mention last.
        """
        told = cells(unit)
        placed = [(key, at) for key, at in self.columns.items() if at < len(told)]
        row = {key: told[at] for key, at in placed if told[at].text}
        name = row.get("name")
        if name is None or not _is_name(name.text):
            return
        fields = _fields(row)
        office = _OFFICE.search(name.text)
        seat = row["seat"].text if "seat" in row else fields.get("role", "")
        if office:
            seat = office.group(1)
        if self.seated or seat.lower() in _SEATS | CHAIRS | SUBSTITUTES:
            cue = cue or Cue(Capacity.MEMBER, group)
        if ("seat" in row or office) and seat.lower() not in _SEATS:
            fields["role"] = ", ".join(told for told in (seat, fields.get("role")) if told)
        span = (min(cell.start for cell in row.values()), max(cell.end for cell in row.values()))
        yield _person(document, span, fields, cue, seat)
        substitute = row.get("substitute")
        if substitute is not None and _is_name(substitute.text):
            stand_in = {"name": substitute.text, "substitute_for": fields["name"]}
            yield _person(
                document, span, stand_in, Cue(Capacity.SUBSTITUTE, cue.group if cue else "")
            )


def _is_name(text: str) -> bool:
    """Whether a cell is a person's name, known or not; the header says that it should be."""
    name = _bare(text)
    return _FULL_NAME.fullmatch(name) is not None and not any(
        is_organisation_word(word) for word in name.split()
    )


def _bare(name: str) -> str:
    """A name without party and office behind it, in either order."""
    return _OFFICE.sub("", _PARTY.sub("", _OFFICE.sub("", name)))


def _columns(headers: Sequence[str]) -> dict[str, int]:
    """Number of the column for each known header; empty unless it is a table of people."""
    columns: dict[str, int] = {}
    for at, header in enumerate(headers):
        column = _COLUMNS.get(header) or ("role" if _SEAT.fullmatch(header) else None)
        if column == "role" and column in columns:
            column = "seat"
        if column is not None:
            columns.setdefault(column, at)
    if "seat" in columns and not _SEAT.fullmatch(headers[columns["seat"]]):
        columns["seat"], columns["role"] = columns["role"], columns["seat"]
    return columns if "name" in columns and len(columns) > 1 else {}


def _fields(row: Mapping[str, Cell]) -> dict[str, str]:
    fields = {
        column: row[column].text for column in ("role", "organisation", "party") if column in row
    }
    party = _PARTY.search(_OFFICE.sub("", row["name"].text))
    fields["name"] = _bare(row["name"].text)
    if party and party.group(1) in PARTIES:
        fields["party"] = party.group(1)
    return fields


def _person(
    document: Document, span: Span, fields: dict[str, str], cue: Cue | None, seat: str = ""
) -> Fact:
    if cue is not None and cue.group:
        fields["group"] = cue.group
    fields["capacity"] = capacity_of(seat, cue).value
    return fact(document, span, FactKind.PERSON, fields)
