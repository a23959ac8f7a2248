"""The tab of quality: own test questions, and the figures of the evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from gradio.events import Dependency
from pydantic import ValidationError

from assistant.errors import StorageError
from assistant.messages.quality import QUALITY
from assistant.models.answers import Language
from assistant.staff.trials import Outcome, Run, TrialQuestion, Trials, changes
from assistant.text.words import single_spaced
from ui.workbench.editing import RefusedError, change
from ui.workbench.figures import drawn, read_evaluation
from ui.workbench.parts import DIRECT, choice, said, status, table
from ui.workbench.rows import Rows


def add_figures(path: Path, language: Language) -> None:
    """What the evaluation measured, drawn and as a table."""
    t = QUALITY[language]
    gr.Markdown(f"## {t.evaluation}")
    found = read_evaluation(path)
    if found is None:
        gr.Markdown(said(t.no_evaluation.format(path=path.absolute())))
        return
    gr.Markdown(said(t.evaluation_lead.format(commit=found.commit, at=found.at)))
    with gr.Row():
        gr.Markdown(drawn(t.sets, found.sets()), elem_id="sets")
        with gr.Column():
            gr.Markdown(drawn(t.calibration, found.calibration()), elem_id="calibration")
            gr.Markdown(t.calibration_lead)
    table(t.figures, t.figures_columns, "40 40 20", value=found.rows())


def ask_again_after(
    done: Sequence[Dependency], trials: Trials | None, language: Language, elem_id: str
) -> None:
    """Below a form: asks the test questions again once something that answers was changed in it."""
    if trials is None:
        return
    tested = status(elem_id)
    for event in done:
        event.then(lambda: said(_asked_again(trials, language)), None, tested, **DIRECT)


def _asked_again(trials: Trials, language: Language) -> str:
    """What came of it; empty where no question is kept, or nothing was changed."""
    try:
        run = trials.run_if_due(trials.generation)
    except StorageError as error:
        return str(error)
    if run is None:
        return ""
    runs = trials.runs()
    broken = [question for question, how in changes(runs).items() if how == "broken"]
    t = QUALITY[language]
    told = [t.broken.format(question=single_spaced(question)) for question in broken]
    return "\n".join([f"{t.outcomes}: {_result(runs, language)}", *told])


def _result(runs: Sequence[Run], language: Language) -> str:
    """The last run in a line."""
    last, became = runs[-1], list(changes(runs).values())
    counts = {kind: became.count(kind) for kind in ("mended", "broken", "other")}
    at = f"{last.at:%Y-%m-%d %H:%M} UTC"
    return QUALITY[language].result.format(
        at=at, right=last.right, count=len(last.outcomes), **counts
    )


class TrialsTab:
    """A table of the questions with how they went, above the form of one."""

    def __init__(self, trials: Trials, language: Language, blocks: gr.Blocks, tab: gr.Tab) -> None:
        """Draw it, and connect what it does."""
        self._trials = trials
        self._language = language
        self._t = t = QUALITY[language]
        gr.Markdown(f"## {t.own}\n\n{t.own_lead}")
        run = gr.Button(t.run, variant="primary")
        outcome = status("trials-outcome")
        listed = table(t.outcomes, t.outcomes_columns, "28 9 11 16 36")
        chosen = choice(t.choose, [t.new])
        before = gr.Textbox(visible=False)
        with gr.Row():
            question = gr.Textbox(label=t.question, elem_id="trial-question")
            statuses = [(words, name) for name, words in t.statuses.items()]
            expected = gr.Dropdown(statuses, value="answered", label=t.expected, interactive=True)
            holds = gr.Textbox(label=t.holds, info=t.holds_hint, lines=2, elem_id="trial-holds")
        with gr.Row():
            save = gr.Button(t.save)
            delete = gr.Button(t.delete, variant="stop")
        form = [before, question, expected, holds]
        everything = [outcome, listed, chosen, *form]
        blocks.load(self._shown, None, everything, **DIRECT)
        # Others, and who edits the file, may have changed something since.
        tab.select(self._listed, None, [outcome, listed], **DIRECT)
        run.click(self._run, None, everything, **DIRECT)
        chosen.input(self._form, chosen, form, **DIRECT)
        listed.select(self._pick, None, [chosen, *form], **DIRECT)
        save.click(self._save, form, everything, **DIRECT)
        delete.click(self._delete, form, everything, **DIRECT)

    def _listed(self) -> tuple[Any, ...]:
        return self._shown()[:2]

    def _shown(self, told: str = "", form: tuple[str, ...] | None = None) -> tuple[Any, ...]:
        try:
            entries = self._trials.questions.read()
        except StorageError as error:
            entries, told = (), str(error)
        runs = self._trials.runs()
        choices = [self._t.new, *(entry.question for entry in entries)]
        form = form or self._form(None)
        return (
            said("\n".join([told, *self._summary(runs)])),
            self._rows(entries, runs),
            gr.Dropdown(choices=choices, value=form[1] if form[0] else self._t.new),
            *form,
        )

    def _summary(self, runs: tuple[Run, ...]) -> list[str]:
        if not runs:
            return [self._t.none_yet]
        lines = [_result(runs, self._language)]
        if runs[-1].after_ingest:
            lines.append(self._t.after_ingest)
        if self._trials.is_due(self._trials.generation):
            lines.append(self._t.stale)
        return lines

    def _rows(self, entries: tuple[TrialQuestion, ...], runs: tuple[Run, ...]) -> Rows:
        last = {each.question: each for each in runs[-1].outcomes} if runs else {}
        became = changes(runs)
        return [
            [entry.question, *self._outcome(entry, last[entry.question], became)]
            if entry.question in last
            else [entry.question, self._t.not_run, "", "", ""]
            for entry in entries
        ]

    def _outcome(self, entry: TrialQuestion, outcome: Outcome, became: Any) -> list[str]:
        right = self._t.right if outcome.right else self._t.wrong
        changed = self._t.changes[became[outcome.question]]
        return [right, changed, self._fault(entry, outcome.fault), outcome.answer]

    def _fault(self, entry: TrialQuestion, fault: str) -> str:
        if fault == "status":
            return self._t.faults[entry.status]
        is_part = fault in entry.holds
        return self._t.faults["lacks"].format(part=fault) if fault and is_part else fault

    def _form(self, question: str | None) -> tuple[str, ...]:
        """The fields of a question; empty for one that is not there."""
        try:
            entries = self._trials.questions.read()
        except StorageError:
            entries = ()
        for entry in entries:
            if entry.question == question:
                return (
                    entry.model_dump_json(),
                    entry.question,
                    entry.status,
                    "\n".join(entry.holds),
                )
        return "", "", "answered", ""

    def _pick(self, event: gr.SelectData) -> tuple[Any, ...]:
        form = self._form(str(event.row_value[0]))
        return form[1] or self._t.new, *form

    def _run(self) -> tuple[Any, ...]:
        try:
            self._trials.run()
        except StorageError as error:
            return self._shown(str(error))
        return self._shown()

    def _save(self, *typed: str) -> tuple[Any, ...]:
        before, question, expected, holds = (value or "" for value in typed)
        lines = [line.strip() for line in holds.splitlines() if line.strip()]
        try:
            after = TrialQuestion.model_validate(
                {"question": question, "status": expected, "holds": lines}
            )
        except ValidationError:
            return self._shown(self._t.lacking, (before, question, expected, holds))
        problem = self._changed(before, after)
        if problem:
            return self._shown(problem, (before, question, expected, holds))
        return self._shown(self._t.saved)

    def _delete(self, *typed: str) -> tuple[Any, ...]:
        before, *rest = (value or "" for value in typed)
        problem = self._changed(before, None) if before else ""
        return self._shown(problem, (before, *rest)) if problem else self._shown(self._t.deleted)

    def _changed(self, before: str, after: TrialQuestion | None) -> str:
        """Change the file; why that cannot be, if it cannot."""
        try:
            change(self._trials.questions, before, after, self._t)
        except (RefusedError, StorageError) as error:
            return str(error)
        return ""
