"""The tab of curated answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.errors import FordonsdalenError, StorageError
from assistant.messages.curation import CURATION
from assistant.models.answers import Language
from assistant.ports import AnsweringService
from assistant.staff.trials import Trials
from ui.exchange import told
from ui.workbench.curation import Curation, Form
from ui.workbench.editing import RefusedError, signature
from ui.workbench.parts import DIRECT, choice, index_of, said, status, table
from ui.workbench.quality import ask_again_after
from ui.workbench.rows import Rows


class CuratedTab:
    """A table of the answers above the form of one."""

    def __init__(
        self,
        curation: Curation,
        service: AnsweringService,
        language: Language,
        blocks: gr.Blocks,
        tab: gr.Tab,
        trials: Trials | None = None,
    ) -> None:
        """Draw it, and connect what it does."""
        self._curation = curation
        self._service = service
        self._language = language
        self._t = t = CURATION[language]
        gr.Markdown(t.lead)
        self._table = table(t.table, t.columns, "28 34 16 10 12")
        self._chosen = choice(t.choose, [t.new])
        form = self._fields()
        with gr.Row():
            save = gr.Button(t.save, variant="primary")
            attempt = gr.Button(t.attempt)
            delete = gr.Button(t.delete, variant="stop")
        outcome = status("curated-outcome")
        self.everything = everything = [outcome, self._table, self._chosen, *form]
        blocks.load(self._opened, None, everything, **DIRECT)
        # Others, and who edits the file, may have changed something since.
        tab.select(self._listed, None, [outcome, self._table], **DIRECT)
        self._chosen.input(self._choose, self._chosen, [outcome, *form], **DIRECT)
        self._table.select(self._pick, None, everything, **DIRECT)
        done = [
            save.click(self._save, form, everything, **DIRECT),
            delete.click(self._delete, form, everything, **DIRECT),
        ]
        ask_again_after(done, trials, language, "curated-tested")
        attempt.click(self._attempt, form[1], outcome, **DIRECT)

    def _fields(self) -> list[gr.components.Component]:
        """In the order of `Form`."""
        t = self._t
        before = gr.Textbox(visible=False)
        with gr.Row():
            question = gr.Textbox(label=t.question, elem_id="curated-question")
            variants = gr.Textbox(
                label=t.variants, info=t.variants_hint, lines=2, elem_id="curated-variants"
            )
        answer = gr.Textbox(label=t.answer, lines=4, elem_id="curated-answer")
        with gr.Row():
            document = choice(t.document, [(t.no_document, "")], elem_id="curated-document")
            quote = gr.Textbox(label=t.quote, info=t.quote_hint, scale=2, elem_id="curated-quote")
            url = gr.Textbox(label=t.url, elem_id="curated-url")
        return [before, question, variants, answer, document, quote, url, *signature(t, "curated")]

    def begun(self, question: str, variants: Sequence[str]) -> tuple[Any, ...]:
        """The whole tab with a new answer to a question, or the one that is there."""
        try:
            return self._shown(self._curation.form(question, variants))
        except StorageError as error:
            return self._shown(self._curation.fresh(question, variants), str(error))

    def _shown(self, form: Form, outcome: str = "") -> tuple[Any, ...]:
        """The whole tab with an answer in its form, after what was done."""
        documents, _ = index_of(self._service, self._language)
        try:
            rows, questions = self._curation.rows(documents), self._curation.questions()
        except StorageError as error:
            rows, questions, outcome = [], [], str(error)
        chosen = form.question if form.before else self._t.new
        return (
            said(outcome),
            rows,
            gr.Dropdown(choices=[self._t.new, *questions], value=chosen),
            *self._filled(form),
        )

    def _listed(self) -> tuple[str, Rows]:
        """The answers as they are kept now, or why they cannot be used."""
        documents, _ = index_of(self._service, self._language)
        try:
            return said(""), self._curation.rows(documents)
        except StorageError as error:
            return said(str(error)), []

    def _filled(self, form: Form) -> list[Any]:
        documents, _ = index_of(self._service, self._language)
        named = [(document.title, document.id) for document in documents.values()]
        if form.document and form.document not in documents:
            named.append((form.document, form.document))
        choices = gr.Dropdown(choices=[(self._t.no_document, ""), *named], value=form.document)
        values: list[Any] = list(form)
        values[Form._fields.index("document")] = choices
        return values

    def _opened(self) -> tuple[Any, ...]:
        return self._shown(self._curation.fresh())

    def _choose(self, question: str) -> list[Any]:
        try:
            form = self._curation.form(question)
        except StorageError as error:
            return [said(str(error)), *self._filled(self._curation.fresh())]
        known = form if form.before else self._curation.fresh()
        return [said(""), *self._filled(known)]

    def _pick(self, event: gr.SelectData) -> tuple[Any, ...]:
        try:
            return self._shown(self._curation.form(str(event.row_value[0])))
        except StorageError as error:
            return self._shown(self._curation.fresh(), str(error))

    def _save(self, *typed: str) -> tuple[Any, ...]:
        form = Form(*(value or "" for value in typed))
        documents, _ = index_of(self._service, self._language)
        try:
            return self._shown(self._curation.save(form, documents), self._t.saved)
        except (RefusedError, StorageError) as error:
            return self._shown(form, str(error))

    def _delete(self, *typed: str) -> tuple[Any, ...]:
        form = Form(*(value or "" for value in typed))
        try:
            self._curation.delete(form)
        except (RefusedError, StorageError) as error:
            return self._shown(form, str(error))
        return self._shown(self._curation.fresh(), self._t.deleted)

    def _attempt(self, question: str) -> str:
        try:
            return said(self._service.ask(question).text)
        except FordonsdalenError as error:
            return said(told(error, self._language))
