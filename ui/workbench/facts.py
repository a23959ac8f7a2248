"""The tab of all facts, with the form in which one is corrected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import gradio as gr

from assistant.composition.fact_text import told
from assistant.errors import FordonsdalenError
from assistant.facts.schema import FIELDS, FIELDS_OF
from assistant.facts.selection import FactFilter
from assistant.messages.correcting import CORRECTING
from assistant.messages.facts_page import CAPACITIES, FACTS, KINDS
from assistant.messages.workbench import WORKBENCH
from assistant.models.answers import Language
from assistant.ports import AnsweringService
from assistant.staff.trials import Trials
from ui.workbench.correcting import CORRECTED, WRONG, About, Correcting, Form, Subject
from ui.workbench.editing import RefusedError, signature
from ui.workbench.parts import DIRECT, choice, index_of, said, status, table
from ui.workbench.quality import ask_again_after


class FactsTab:
    """A table of the facts, to filter, above the form of one."""

    def __init__(
        self,
        correcting: Correcting,
        service: AnsweringService,
        language: Language,
        blocks: gr.Blocks,
        tab: gr.Tab,
        trials: Trials | None = None,
    ) -> None:
        """Draw it, and connect what it does."""
        self._correcting = correcting
        self._service = service
        self._language = language
        self._t = t = CORRECTING[language]
        filters = self._filters()
        listed = table(WORKBENCH[language].facts, t.columns, "8 24 26 15 8 11 8", 560)
        separator = ";" if language == "sv" else ","
        query = urlencode({"format": "csv", "delimiter": separator})
        gr.Markdown(f"[{FACTS[language].csv}](../api/facts?{query})")
        gr.Markdown(f"## {t.title}\n\n{t.lead}")
        self._chosen = choice(t.choose, [(t.nothing, "")], elem_id="fact-chosen")
        self._read = gr.Textbox(label=t.as_read, lines=3, interactive=False, elem_id="fact-read")
        form = self._fields()
        with gr.Row():
            save = gr.Button(t.save, variant="primary")
            delete = gr.Button(t.delete, variant="stop")
        outcome = status("facts-outcome")
        about_one = [outcome, self._chosen, self._read, *form]
        everything = [listed, *about_one]
        for opens in (blocks.load, tab.select):
            opens(self._listed, filters, listed, **DIRECT)
        for happens in (filters[0].change, filters[1].change, filters[2].change):
            happens(self._listed, filters, listed, **DIRECT)
        listed.select(self._pick, None, about_one, **DIRECT)
        self._chosen.input(self._choose, self._chosen, about_one, **DIRECT)
        done = [
            save.click(self._save, [*filters, *form], everything, **DIRECT),
            delete.click(self._delete, [*filters, *form], everything, **DIRECT),
        ]
        ask_again_after(done, trials, language, "facts-tested")

    def _filters(self) -> list[Any]:
        words, kinds = WORKBENCH[self._language], KINDS.items()
        every = [(words.every_kind, ""), *((names[self._language], kind) for kind, names in kinds)]
        with gr.Row():
            kind = gr.Dropdown(every, value="", label=words.kind)
            text = gr.Textbox(label=words.filter, info=words.filter_hint, scale=3)
            only = gr.Checkbox(label=self._t.only)
        return [kind, text, only]

    def _fields(self) -> list[gr.components.Component]:
        """In the order of `_form`: of the fields of facts only those of one kind are seen."""
        t, names = self._t, FACTS[self._language].columns
        before, mark = gr.Textbox(visible=False), gr.Textbox(visible=False)
        verdicts = [(t.corrected, CORRECTED), (t.wrong, WRONG)]
        with gr.Row():
            document = choice(t.document, [(t.every_document, "")], elem_id="fact-document")
            verdict = gr.Radio(verdicts, value=CORRECTED, label=t.verdict, elem_id="fact-verdict")
        capacities = [("", ""), *((w[self._language], name) for name, w in CAPACITIES.items())]
        with gr.Row():
            fields = [
                gr.Dropdown(capacities, value="", label=names[name], visible=False)
                if name == "capacity"
                else gr.Textbox(label=names[name], visible=False, elem_id=f"fact-{name}")
                for name in FIELDS
            ]
        with gr.Row():
            reason = gr.Textbox(label=t.reason, info=t.reason_hint, elem_id="fact-reason")
            url = gr.Textbox(label=t.url, elem_id="fact-url")
        return [before, mark, document, verdict, *fields, reason, url, *signature(t, "fact")]

    def _listed(self, kind: str, words: str, only: bool) -> list[list[str | float]]:
        wanted = FactFilter.model_validate({"text": words or "", "kind": [kind] if kind else []})
        documents, _ = index_of(self._service, self._language)
        try:
            return self._correcting.rows(wanted, documents, only=bool(only)) if documents else []
        except FordonsdalenError as error:
            gr.Warning(str(error))
            return []

    def _pick(self, event: gr.SelectData) -> tuple[Any, ...]:
        return self._about(str(event.row_value[-1]))

    def _choose(self, mark: str | None) -> tuple[Any, ...]:
        return self._about(mark or "")

    def _about(self, mark: str, outcome: str = "") -> tuple[Any, ...]:
        """The outcome, and the form of a fact."""
        try:
            form, subject = self._correcting.form(mark)
        except FordonsdalenError as error:
            form, subject, outcome = Form(), None, str(error)
        return said(outcome), *self._shown(form, subject)

    def _shown(self, form: Form, subject: Subject | None) -> tuple[Any, ...]:
        t = self._t
        chosen, documents = [(t.nothing, "")], [(t.every_document, "")]
        read, seen = "", FIELDS_OF[subject.kind] if subject else ()
        if subject:
            known, _ = index_of(self._service, self._language)
            title = known[subject.document].title if subject.document in known else ""
            line = told(subject.as_read(), self._language)
            read = "\n".join(filter(None, (line, t.says.format(quote=subject.quote), title)))
            chosen.append((f"{form.mark}: {line}", form.mark))
            if subject.document:
                documents.insert(0, (title or subject.document, subject.document))
        return (
            gr.update(choices=chosen, value=form.mark),
            read,
            form.before,
            form.mark,
            gr.update(choices=documents, value=form.document),
            form.verdict,
            *(gr.update(value=form.fields.get(n, ""), visible=n in seen) for n in FIELDS),
            *form.about,
        )

    def _save(self, kind: str, words: str, only: bool, *typed: Any) -> tuple[Any, ...]:
        done = self._done(_form(typed), self._correcting.save, self._t.saved)
        return self._listed(kind, words, only), *done

    def _delete(self, kind: str, words: str, only: bool, *typed: Any) -> tuple[Any, ...]:
        done = self._done(_form(typed), self._correcting.delete, self._t.deleted)
        return self._listed(kind, words, only), *done

    def _done(self, form: Form, do: Callable[[Form], None], outcome: str) -> tuple[Any, ...]:
        """What came of it, and the form as it is kept, or as it was typed where it is not."""
        try:
            do(form)
        except (RefusedError, FordonsdalenError) as error:
            outcome = str(error)
        else:
            return self._about(form.mark, outcome)
        try:
            _, subject = self._correcting.form(form.mark)
        except FordonsdalenError:
            subject = None
        return said(outcome), *self._shown(form, subject)


def _form(typed: Sequence[Any]) -> Form:
    """What was typed, in the order of the components."""
    before, mark, document, verdict, *rest = (
        "" if value is None else str(value) for value in typed
    )
    fields = dict(zip(FIELDS, rest, strict=False))
    return Form(before, mark, document, verdict, fields, About(*rest[len(FIELDS) :]))
