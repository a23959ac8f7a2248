"""Corrections: facts that were read wrong, or that a document has wrong, as staff say they are.

A correction is of what a fact says and of the document that says it, and not of a row or a place:
it meets the fact again in every ingest in which that document says the same. Where none does, the
correction stays in its file and has no object.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from assistant.addresses import WebAddress
from assistant.clock import today
from assistant.facts.schema import RETIRED, fault
from assistant.lookup import document_named
from assistant.messages.facts_page import KINDS
from assistant.models.curators import Correction, Curator
from assistant.models.documents import Fact
from assistant.ports import SearchIndex
from assistant.staff.curated import LONGEST_QUOTE, Line
from assistant.staff.entries import EntriesFile, Followed
from assistant.views.corrected import CorrectedIndex, is_withdrawn

FILE = "corrections.yaml"
HEAD = """Corrections of facts, see docs/workbench.md. Change them here or in the workbench, which keeps
no comments: what is to be remembered of a correction goes into its `note`."""
LONGEST_VALUE, LONGEST_REASON = 1_000, 500
Value = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST_VALUE)]
Key = tuple[str, frozenset[tuple[str, str]]]
"""What a fact says: its kind, and its fields as they were read."""


class FactCorrection(BaseModel):
    """What a document was read to say, what is right instead, and who says so."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    document: str = Field("", max_length=200)
    """Id of the document; empty for every one that says this."""
    kind: str
    read: dict[str, str] = Field(min_length=1, max_length=20)
    """The fields of the fact as they were read, all of them."""
    quote: str = Field("", max_length=LONGEST_QUOTE)
    """The words that they were read from, so that people know what it is about."""
    corrected: dict[str, Value] = Field({}, max_length=20)
    """The fields that are otherwise, empty where there is none; without any, the fact is wrong."""
    reason: str = Field(min_length=1, max_length=LONGEST_REASON)
    """Why, as people are to read it."""
    url: WebAddress = ""
    """Where it can be read."""
    owner: Line
    """Who answers for it, as people are to read it."""
    review_by: date
    """The last day on which it is surely right."""
    note: str = Field("", max_length=1_000)
    """For staff alone."""

    @model_validator(mode="after")
    def _corrects_something(self) -> Self:
        if self.kind in RETIRED:  # Nothing says it any more, and the rest of the file holds.
            return self
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is no kind of fact; they are {', '.join(KINDS)}")
        if self.corrected and (name := fault(self.kind, self.fields)):
            raise ValueError(f"a {self.kind} cannot have such a {name!r}, or has to have one")
        if self.corrected and self.fields == self.read:
            raise ValueError("it corrects nothing")
        return self

    @property
    def fields(self) -> dict[str, str]:
        """The fields as they should be."""
        fields = {**self.read, **self.corrected}
        return {name: value for name, value in fields.items() if value}

    @property
    def key(self) -> Key:
        """What it is of."""
        return self.kind, frozenset(self.read.items())

    def is_overdue(self, day: date) -> bool:
        """Whether it should have been reviewed."""
        return day > self.review_by

    def applied_to(self, fact: Fact, day: date) -> Fact:
        """The fact as it should be; as it was read where it is wrong."""
        overdue = self.is_overdue(day)
        curator = Curator(self.owner, self.review_by.isoformat(), overdue, self.url or None)
        correction = Correction(curator, self.reason, fact.fields, fact.text)
        if not self.corrected:
            return replace(fact, correction=correction)
        return replace(fact, text="", fields=MappingProxyType(self.fields), correction=correction)


def corrections_file(data_dir: Path) -> EntriesFile[FactCorrection]:
    """The corrections of a data directory."""
    return EntriesFile(data_dir / FILE, FactCorrection, HEAD, _once)


def key_of(fact: Fact) -> Key:
    """What a fact said when it was read."""
    fields = fact.correction.read if fact.correction else fact.fields
    return fact.kind, frozenset(fields.items())


def _once(entry: FactCorrection) -> Mapping[Hashable, str]:
    problem = f"{', '.join(entry.read.values())!r} is corrected twice"
    return {(entry.document, entry.key): problem}


class Corrections:
    """Corrects the facts of an index; follows the file as it changes."""

    def __init__(self, data_dir: Path) -> None:
        """Take where the file lies."""
        self._file = Followed(corrections_file(data_dir), "Corrections")

    def applied(self, index: SearchIndex) -> SearchIndex:
        """An index with its facts as they should be; the index itself where they are.

        Takes some 10 microseconds but after a change. Where the file cannot be used, what it held
        last goes on, and the log says why.
        """
        entries = self._file.entries()
        return index.view(_Corrected).by(entries, today()) if entries else index


class _Corrected:
    """What the last corrections made of an index, and goes when the index goes; a view."""

    def __init__(self, index: SearchIndex) -> None:
        self._index = index
        self._made: tuple[Sequence[FactCorrection], date, SearchIndex] | None = None
        self._making = threading.Lock()

    def by(self, entries: Sequence[FactCorrection], day: date) -> SearchIndex:
        with self._making:
            known, of_day, made = self._made or ((), day, self._index)
            if of_day != day or (known is not entries and known != entries):
                made = _corrected(self._index, entries, day)
            self._made = entries, day, made
            return made


def _corrected(index: SearchIndex, entries: Sequence[FactCorrection], day: date) -> SearchIndex:
    by_key: dict[Key, list[FactCorrection]] = defaultdict(list)
    for entry in entries:
        by_key[entry.key].append(entry)
    facts = []
    for fact in index.facts:
        found = _entry_of(fact, by_key, index)
        facts.append(found.applied_to(fact, day) if found else fact)
    if not any(fact.correction for fact in facts):
        return index
    withdrawn = [fact for fact in facts if is_withdrawn(fact)]
    return CorrectedIndex(index, [fact for fact in facts if not is_withdrawn(fact)], withdrawn)


def _entry_of(
    fact: Fact, entries: Mapping[Key, Sequence[FactCorrection]], index: SearchIndex
) -> FactCorrection | None:
    """The correction of a fact; that of its own document before one of all."""
    own = entries.get(key_of(fact), ())
    names = index.documents[fact.document].ids
    of_document = (entry for entry in own if entry.document in names)
    return next(of_document, None) or next((entry for entry in own if not entry.document), None)


class FactsDesk:
    """What staff see of the facts: also what was withdrawn, and corrections that have no object."""

    def __init__(self, data_dir: Path, open_index: Callable[[], SearchIndex]) -> None:
        """Take where the file lies, and what gives the index as it is corrected."""
        self.file = corrections_file(data_dir)
        self._open_index = open_index

    def facts(self) -> list[Fact]:
        """The facts as they should be, and those that are wrong, in the order of their documents.

        Raises:
            FordonsdalenError: there is no index.
        """
        index = self._open_index()
        place = {name: number for number, name in enumerate(index.documents)}
        every = [f for f in (*index.facts, *index.withdrawn) if f.document not in index.replaced]
        return sorted(every, key=lambda fact: (place[fact.document], fact.start))

    def entry_of(self, fact: Fact) -> FactCorrection | None:
        """The correction of a fact as the file has it now; raises `StorageError`."""
        by_key: dict[Key, list[FactCorrection]] = defaultdict(list)
        for entry in self.file.read():
            by_key[entry.key].append(entry)
        return _entry_of(fact, by_key, self._open_index())

    def without_object(self) -> list[FactCorrection]:
        """The corrections of what no document says any more; raises `StorageError`.

        Those of kinds that are read no more are left in the file, and not told of.
        """
        index = self._open_index()
        said = {(fact.document, key_of(fact)) for fact in (*index.facts, *index.withdrawn)}
        somewhere = {key for _, key in said}
        left = []
        for entry in self.file.read():
            if entry.kind in RETIRED:
                continue
            document = document_named(index.documents, entry.document)
            here = document is not None and (document.id, entry.key) in said
            if not (here or (not entry.document and entry.key in somewhere)):
                left.append(entry)
        return left
