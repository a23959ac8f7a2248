"""What staff do with curated answers: list them, write one, change it, delete it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from pydantic import ValidationError

from assistant.clock import today
from assistant.lookup import document_named
from assistant.messages.curation import CURATION
from assistant.messages.dates import human_date
from assistant.models.answers import Language
from assistant.models.documents import Document
from assistant.staff.curated import CuratedAnswer
from assistant.staff.entries import EntriesFile
from ui.workbench.editing import RefusedError, change, next_review, refusal
from ui.workbench.rows import Rows


class Form(NamedTuple):
    """The fields of an answer as they are typed."""

    before: str = ""
    """The answer that is changed, as JSON; empty for a new one."""
    question: str = ""
    variants: str = ""
    """One a line."""
    answer: str = ""
    document: str = ""
    quote: str = ""
    url: str = ""
    owner: str = ""
    review_by: str = ""
    note: str = ""


class Curation:
    """The curated answers of a data directory, in the words of a language."""

    def __init__(self, file: EntriesFile[CuratedAnswer], language: Language) -> None:
        """Take where they are kept."""
        self._file = file
        self._language = language
        self._t = CURATION[language]

    def rows(self, documents: Mapping[str, Document]) -> Rows:
        """All answers with their state; raises `StorageError`, as all here that reads or writes."""
        return [
            [
                entry.question,
                entry.answer,
                entry.owner,
                human_date(entry.review_by.isoformat(), self._language),
                self._state(entry, documents, today()),
            ]
            for entry in self._file.read()
        ]

    def questions(self) -> list[str]:
        """What each answer is known by."""
        return [entry.question for entry in self._file.read()]

    def form(self, question: str, variants: Sequence[str] = ()) -> Form:
        """The answer to a question, to be changed; one that is not there is new, with variants."""
        for entry in self._file.read():
            if entry.question == question:
                told = entry.model_dump(mode="json")
                told["variants"] = "\n".join(entry.variants)
                return Form(entry.model_dump_json(), **told)
        return self.fresh(question, variants)

    def fresh(self, question: str = "", variants: Sequence[str] = ()) -> Form:
        """A new answer."""
        return Form(question=question, variants="\n".join(variants), review_by=next_review())

    def save(self, form: Form, documents: Mapping[str, Document]) -> Form:
        """Keep what was typed, and give it as it is kept.

        Raises:
            RefusedError: it cannot be kept, or somebody else has changed it.
        """
        entry = self._verbatim(self._entry(form), documents)
        change(self._file, form.before, entry, self._t)
        return self.form(entry.question)

    def delete(self, form: Form) -> None:
        """Delete an answer; raises `RefusedError` where somebody else has changed it."""
        if form.before:
            change(self._file, form.before, None, self._t)

    def _entry(self, form: Form) -> CuratedAnswer:
        typed = form._asdict()
        del typed["before"]
        lines = [line for line in form.variants.splitlines() if line.strip()]
        try:
            return CuratedAnswer.model_validate({**typed, "variants": lines})
        except ValidationError as error:
            raise RefusedError(self._refusal(error)) from error

    def _refusal(self, error: ValidationError) -> str:
        """What is wrong with the first field that is."""
        first = error.errors()[0]
        if not first["loc"]:
            return self._t.no_source
        name = str(first["loc"][0])
        return refusal(first, name, getattr(self._t, name, name), self._t)

    def _verbatim(self, entry: CuratedAnswer, documents: Mapping[str, Document]) -> CuratedAnswer:
        """With the blanks and breaks of the document in its quote."""
        document = document_named(documents, entry.document)
        if not entry.quote or document is None:
            return entry
        pattern = r"\s+".join(map(re.escape, entry.quote.split()))
        found = re.search(pattern, document.text)
        if found is None:
            raise RefusedError(self._t.not_quoted)
        return entry.model_copy(update={"quote": found.group()})

    def _state(self, entry: CuratedAnswer, documents: Mapping[str, Document], day: date) -> str:
        if entry.quote and not entry.cited(documents, 1):
            return self._t.unsupported
        return self._t.overdue if entry.is_overdue(day) else self._t.in_force
