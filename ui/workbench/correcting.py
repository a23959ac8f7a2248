"""What staff do with facts: list them, correct one, take a correction back."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pydantic import ValidationError

from assistant.composition.fact_text import told
from assistant.composition.notices import as_read
from assistant.facts.schema import FIELDS_OF
from assistant.facts.selection import FactFilter, select
from assistant.messages.correcting import CORRECTING
from assistant.messages.dates import human_date
from assistant.messages.facts_page import FACTS, KINDS
from assistant.models.answers import Language
from assistant.models.documents import Document, Fact
from assistant.staff.corrections import FactCorrection, FactsDesk, Key, key_of
from assistant.views.corrected import is_withdrawn
from ui.workbench.editing import RefusedError, change, next_review, refusal
from ui.workbench.rows import Rows

CORRECTED, WRONG = "corrected", "wrong"
"""The verdicts on a fact."""
_MARK = 12
"""Hexadecimal digits: with eight, two of a hundred thousand facts had the mark of another."""


class About(NamedTuple):
    """What a correction says of itself, as it is typed."""

    reason: str = ""
    url: str = ""
    owner: str = ""
    review_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Form:
    """A correction as it is typed."""

    before: str = ""
    """The correction that is changed, as JSON; empty for a new one."""
    mark: str = ""
    """Of the fact; empty where none is chosen."""
    document: str = ""
    verdict: str = CORRECTED
    fields: Mapping[str, str] = field(default_factory=dict)
    about: About = field(default_factory=About)


@dataclass(frozen=True)
class Subject:
    """What is corrected: a fact, or a correction that has none any more."""

    document: str
    kind: str
    read: Mapping[str, str]
    quote: str
    entry: FactCorrection | None

    def as_read(self) -> Fact:
        """The fact as it was read."""
        return Fact(self.document, 0, 0, self.quote, self.kind, self.read)


class Correcting:
    """The facts of a data directory as staff correct them, in the words of a language."""

    def __init__(self, desk: FactsDesk, language: Language) -> None:
        """Take where they are kept."""
        self._desk = desk
        self._language = language
        self._t = CORRECTING[language]

    def rows(
        self, wanted: FactFilter, documents: Mapping[str, Document], *, only: bool = False
    ) -> Rows:
        """The facts that meet a filter, and the corrections without one; `only` what is corrected.

        Raises:
            FordonsdalenError: there is no index, or the corrections cannot be read.
        """
        facts = [fact for fact in self._desk.facts() if fact.correction or not only]
        rows = [self._row(fact, documents[fact.document]) for fact in select(facts, wanted)]
        lost = self._desk.without_object()
        return rows + [self._lost(entry) for entry in lost if select([_fact_of(entry)], wanted)]

    def form(self, mark: str) -> tuple[Form, Subject | None]:
        """The correction of a fact, or a new one; raises `FordonsdalenError` as `rows`."""
        subject = self._subject(mark)
        if subject is None:
            return Form(), None
        new = About(review_by=next_review())
        form = Form("", mark, subject.document, CORRECTED, subject.read, new)
        entry = subject.entry
        if entry is None:
            return form, subject
        about = About(*(str(getattr(entry, name)) for name in About._fields))
        verdict = CORRECTED if entry.corrected else WRONG
        before = entry.model_dump_json()
        return Form(before, mark, entry.document, verdict, entry.fields, about), subject

    def save(self, form: Form) -> None:
        """Keep what was typed.

        Raises:
            RefusedError: it cannot be kept, or somebody else has changed it.
            FordonsdalenError: as `rows`.
        """
        subject = self._subject(form.mark)
        if subject is None:
            raise RefusedError(self._t.choose_first)
        change(self._desk.file, form.before, self._entry(form, subject), self._t)

    def delete(self, form: Form) -> None:
        """Take a correction back; raises `RefusedError` where somebody else has changed it."""
        if form.before:
            change(self._desk.file, form.before, None, self._t)

    def _subject(self, mark: str) -> Subject | None:
        if not mark:
            return None
        for fact in self._desk.facts():
            if _mark(fact.document, key_of(fact)) == mark:
                read = as_read(fact)
                entry = self._desk.entry_of(fact)
                return Subject(fact.document, fact.kind, read.fields, read.text, entry)
        for entry in self._desk.without_object():
            if _mark(entry.document, entry.key) == mark:
                return Subject(entry.document, entry.kind, entry.read, entry.quote, entry)
        return None

    def _entry(self, form: Form, subject: Subject) -> FactCorrection:
        read, corrected = subject.read, {}
        if form.verdict != WRONG:
            typed = {name: form.fields.get(name, "").strip() for name in FIELDS_OF[subject.kind]}
            corrected = {n: text for n, text in typed.items() if text != read.get(n, "")}
            if not corrected:
                raise RefusedError(self._t.unchanged)
        try:
            return FactCorrection.model_validate(
                {
                    "document": form.document,
                    "kind": subject.kind,
                    "read": dict(read),
                    "quote": subject.quote,
                    "corrected": corrected,
                    **form.about._asdict(),
                }
            )
        except ValidationError as error:
            raise RefusedError(self._refusal(error, subject)) from error

    def _refusal(self, error: ValidationError, subject: Subject) -> str:
        """What is wrong with the first field that is."""
        first = error.errors()[0]
        place = [str(part) for part in first["loc"]]
        columns = FACTS[self._language].columns
        if not place:
            names = [name for name in FIELDS_OF[subject.kind] if f"'{name}'" in first["msg"]]
            return self._t.cannot_hold.format(field=columns[names[0]] if names else "")
        name = columns.get(place[-1]) or str(getattr(self._t, place[0], place[0]))
        return refusal(first, place[0], name, self._t)

    def _row(self, fact: Fact, document: Document) -> list[str | float]:
        day = human_date(document.published, self._language)
        quote = fact.text or self._t.says.format(quote=as_read(fact).text)
        mark = _mark(fact.document, key_of(fact))
        kind = KINDS[fact.kind][self._language]
        line = told(fact, self._language)
        return [kind, line, quote, document.title, day, self._state(fact), mark]

    def _state(self, fact: Fact) -> str:
        if fact.correction is None:
            return ""
        curator = fact.correction.curator
        form = self._t.state_wrong if is_withdrawn(fact) else self._t.state_corrected
        form = self._t.overdue if curator.is_overdue else form
        return form.format(owner=curator.owner, day=human_date(curator.review_by, self._language))

    def _lost(self, entry: FactCorrection) -> list[str | float]:
        kind = KINDS[entry.kind][self._language]
        line = told(_fact_of(entry), self._language)
        state = self._t.state_without.format(owner=entry.owner)
        document = entry.document or self._t.every_document
        return [kind, line, entry.quote, document, "", state, _mark(entry.document, entry.key)]


def _fact_of(entry: FactCorrection) -> Fact:
    """What was read once, and stands nowhere now."""
    return Fact(entry.document, 0, 0, entry.quote, entry.kind, entry.read)


def _mark(document: str, key: Key) -> str:
    kind, fields = key
    told_by = "\0".join([document, kind, *(f"{n}\0{v}" for n, v in sorted(fields))])
    return hashlib.sha256(told_by.encode()).hexdigest()[:_MARK]
