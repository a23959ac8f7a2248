"""The tab of the documents: what is in the index, and how more come into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.errors import FordonsdalenError
from assistant.messages.dates import human_date
from assistant.messages.failures import failure_told
from assistant.messages.library import LIBRARY
from assistant.messages.workbench import WORKBENCH
from assistant.models.answers import Language
from assistant.ports import AnsweringService
from assistant.staff.documents import Library, Preview, Work
from ui.workbench import rows
from ui.workbench.parts import DIRECT, choice, index_of, said, status, table

LOOK_SECONDS = 3
"""Between two looks at how far work is: each is a request, and clients may not send more than so many."""
LONGEST_SHOWN = 200_000
"""Characters of a text that a browser shows without delay."""


class DocumentsTab:
    """How documents are added above, what there is below."""

    def __init__(
        self,
        library: Library,
        service: AnsweringService,
        language: Language,
        blocks: gr.Blocks,
        most_megabytes: int,
    ) -> None:
        """Draw it, and connect what it does."""
        self._library = library
        self._service = service
        self._language = language
        self._t = LIBRARY[language]
        words = WORKBENCH[language]
        self._add_block(most_megabytes)
        self._age = status("documents-age")
        documents = table(words.documents, words.documents_columns, "10 20 9 6 7 6 10 12 10 10")
        failures = table(self._t.failures, self._t.failures_columns, "30 70", 240)
        self._held = [self._age, documents, failures]
        chosen = choice(words.document)
        gr.Markdown(self._t.withdraw_hint)
        withdraw = gr.Button(self._t.withdraw, interactive=False)
        text = gr.Textbox(
            label=words.text_read, lines=20, interactive=False, buttons=["copy"], elem_id="text"
        )
        self._everything = [*self._held, chosen, self._waiting, self._outcome, self._timer]
        blocks.load(self._loaded, None, self._everything, **DIRECT)
        chosen.change(self._text_of, chosen, [text, withdraw], **DIRECT)
        withdraw.click(self._withdraw, [chosen, self._waiting], self._everything, **DIRECT)
        self._timer.tick(self._tick, self._waiting, self._everything, **DIRECT)

    def _add_block(self, most_megabytes: int) -> None:
        t = self._t
        gr.Markdown(t.add_lead)
        with gr.Row():
            files = gr.File(
                label=t.files.format(most=most_megabytes),
                file_count="multiple",
                type="filepath",
                height=140,
                elem_id="files",
            )
            with gr.Column():
                address = gr.Textbox(label=t.address, elem_id="address")
                fetch = gr.Button(t.fetch)
        self._outcome = status("documents-outcome")
        self._timer = gr.Timer(LOOK_SECONDS, active=False)
        self._waiting = choice(t.waiting, elem_id="waiting")
        summary = status("preview-summary")
        with gr.Row():
            read = gr.Textbox(label=t.read, lines=14, interactive=False, elem_id="preview-read")
            left = gr.Textbox(label=t.left_out, lines=14, interactive=False, elem_id="preview-left")
        with gr.Row():
            admit = gr.Button(t.admit, variant="primary")
            discard = gr.Button(t.discard, variant="stop")
        looked = [self._outcome, self._waiting, files]
        shown = [summary, read, left]
        # A newer file may have the name of the one that is shown, and then nothing else changes.
        taken = files.upload(self._upload, [files, self._waiting], looked, **DIRECT)
        taken.then(self._preview, self._waiting, shown, **DIRECT)
        self._waiting.change(self._preview, self._waiting, shown, **DIRECT)
        discard.click(self._discard, self._waiting, looked, **DIRECT)
        # What is done with it, or comes of it, may have the name of what is shown: nothing is until then.
        working = [self._waiting, self._outcome, self._timer]
        fetch.click(self._fetch, address, working, **DIRECT)
        admit.click(self._admit, self._waiting, working, **DIRECT)

    def _upload(self, files: list[str], name: str | None) -> tuple[Any, ...]:
        outcomes: list[str] = []
        given: set[str] = set()
        for file in map(Path, files or []):
            wanted = file.name
            # Of two folders, or of names that a browser may not send as they are.
            while wanted in given:
                wanted = f"{Path(wanted).stem} (2){file.suffix}"
            given.add(wanted)
            try:
                before = self._library.staged()
                name = self._library.stage(file, wanted)
                taken = self._t.taken_again if name in before else self._t.taken
                outcomes.append(taken.format(name=name))
            except FordonsdalenError as error:
                outcomes.append(f"{file.name}: {self._why(error)}")
            file.unlink(missing_ok=True)
        return said("\n".join(outcomes)), self._choices(name), None

    def _preview(self, name: str | None) -> tuple[str, str, str]:
        if not name:
            return said(""), "", ""
        try:
            found = self._library.preview(name)
        except FordonsdalenError as error:
            return said(f"{name}: {self._why(error)}"), "", ""
        left = found.left_out or self._t.nothing_left_out
        return self._summary(found), found.text[:LONGEST_SHOWN], left[:LONGEST_SHOWN]

    def _summary(self, found: Preview) -> str:
        date = human_date(found.published, self._language) or self._t.undated
        line = self._t.summary.format(
            title=found.title,
            date=date,
            language=found.language,
            kept=round(100 * found.kept),
            passages=found.passages,
            facts=found.facts,
        )
        noticed = (failure_told(notice, self._language) for notice in found.notices)
        return said("\n".join([line, *noticed]))

    def _discard(self, name: str | None) -> tuple[Any, ...]:
        outcome = ""
        if name:
            try:
                self._library.discard(name)
                outcome = self._t.discarded.format(name=name)
            except FordonsdalenError as error:
                outcome = self._why(error)
        return said(outcome), self._choices(self._first()), None

    def _fetch(self, address: str) -> tuple[Any, ...]:
        return self._begin(self._library.fetch, address.strip())

    def _admit(self, name: str | None) -> tuple[Any, ...]:
        return self._begin(self._library.admit, name)

    def _withdraw(self, identifier: str | None, waiting: str | None) -> tuple[Any, ...]:
        begun = self._begin(self._library.withdraw, self._added_as(identifier))
        return (*self._shown(waiting)[:-3], *begun)

    def _begin(self, work: Callable[[str], None], name: str | None) -> tuple[Any, ...]:
        """Begin work; what stands in its way is told, and whatever goes on is looked at further."""
        try:
            if name:
                work(name)
                return gr.Dropdown(value=None), self._state()[0], gr.Timer(active=True)
            hindrance = self._t.nothing_named
        except FordonsdalenError as error:
            hindrance = self._why(error)
        return gr.skip(), said(hindrance), self._state()[-1]

    def _state(self) -> tuple[str, Any]:
        work = self._library.work()
        return said(self._progress(work)), gr.Timer(active=work.running)

    def _progress(self, work: Work) -> str:
        if not work.what:
            return ""
        if work.failure:
            return self._t.failed.format(reason=failure_told(work.failure, self._language))
        if not work.running:
            return self._t.done[work.what].format(name=work.name)
        step = self._t.steps.get(work.step, work.step)
        far = self._t.progress.format(step=step, done=work.done, total=work.total)
        return "\n".join([self._t.doing[work.what].format(name=work.name), far if step else ""])

    def _tick(self, waiting: str | None) -> tuple[Any, ...]:
        """How far the work is; everything anew once it is done, with what came of it chosen."""
        work = self._library.work()
        if work.running:
            kept = [gr.skip() for _ in self._everything[:-2]]
            return (*kept, *self._state())
        return self._shown(waiting or work.file)

    def _loaded(self) -> tuple[Any, ...]:
        return self._shown(self._first())

    def _shown(self, waiting: str | None) -> tuple[Any, ...]:
        """Everything, with one chosen of those that wait."""
        documents, facts = index_of(self._service, self._language)
        age = self._library.age()
        made = age.made and self._moment(age.made)
        index = self._t.index.format(made=made, count=len(documents))
        lines = [index if made else self._t.no_index]
        if age.ingested:
            ingested = asdict(age.ingested) | {
                "started": self._moment(age.ingested.started),
                "seconds": ceil(age.ingested.seconds),
            }
            lines.append(self._t.ingested.format(**ingested))
        if age.problem:
            lines.append(
                self._t.last_failed.format(reason=failure_told(age.problem, self._language))
            )
        sources = [document.source for document in documents.values()]
        listed = rows.document_rows(
            documents.values(), facts, self._library.changed(sources), self._language
        )
        choices = [(document.title, document.id) for document in documents.values()]
        failures = [[source, failure_told(why, self._language)] for source, why in age.failures]
        outcome, timer = self._state()
        return (
            said("\n".join(lines)),
            listed,
            failures,
            gr.Dropdown(choices=choices),
            self._choices(waiting),
            outcome,
            timer,
        )

    def _moment(self, when: datetime) -> str:
        return f"{human_date(when.date().isoformat(), self._language)} {when:%H:%M} UTC"

    def _why(self, error: FordonsdalenError) -> str:
        return failure_told(error.reason, self._language)

    def _first(self) -> str | None:
        return next(iter(self._library.staged()), None)

    def _choices(self, chosen: str | None) -> Any:
        """What waits, with nothing chosen where that does not: no press may take another than was seen."""
        names = list(self._library.staged())
        return gr.Dropdown(choices=names, value=chosen if chosen in names else None)

    def _text_of(self, identifier: str | None) -> tuple[str, Any]:
        found = index_of(self._service, self._language)[0].get(identifier or "")
        withdraw = gr.Button(interactive=self._added_as(identifier) is not None)
        return (found.text if found else ""), withdraw

    def _added_as(self, identifier: str | None) -> str | None:
        """The file that a document of the index was added as, if it was."""
        found = index_of(self._service, self._language)[0].get(identifier or "")
        name = Path(found.source).name if found else ""
        return name if name in self._library.added() else None
