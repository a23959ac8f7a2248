"""The tab of questions without an answer, and the way from there to one."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.errors import FordonsdalenError
from assistant.messages.dates import human_date
from assistant.messages.inbox import INBOX
from assistant.models.answers import Language
from assistant.settings import PrivacySettings
from assistant.staff.curated import MOST_VARIANTS
from assistant.staff.inbox import STATES, Group, Handling, Inbox
from ui.workbench.curated import CuratedTab
from ui.workbench.parts import DIRECT, choice, said, status, table
from ui.workbench.rows import Rows

CURATED, DOCUMENTS = "curated", "documents"
"""Names of the tabs that lead to an answer."""


class UnansweredTab:
    """A table of groups, and below it what is done about one."""

    def __init__(
        self,
        inbox: Inbox | None,
        privacy: PrivacySettings,
        language: Language,
        curated: CuratedTab,
        tabs: gr.Tabs,
        blocks: gr.Blocks,
        tab: gr.Tab,
    ) -> None:
        """Draw it, and connect what it does; where nothing is kept, it says so."""
        self._t = t = INBOX[language]
        self._language = language
        self._curated = curated
        if inbox is None or privacy.keep != "questions":
            gr.Markdown(t.not_kept.format(keep=privacy.keep))
            return
        self._inbox = inbox
        gr.Markdown(t.lead.format(days=privacy.days))
        outcome = status("unanswered-outcome")
        listed = table(t.table, t.columns, "50 9 14 14 13")
        chosen = choice(t.choose, elem_id="unanswered-chosen")
        wordings = gr.Textbox(
            label=t.wordings, lines=3, interactive=False, elem_id="unanswered-wordings"
        )
        states = [(t.states[state], state) for state in STATES]
        with gr.Row():
            owner = gr.Textbox(label=t.owner, max_length=120, elem_id="unanswered-owner")
            state = gr.Dropdown(states, value="new", label=t.state, interactive=True)
        with gr.Row():
            save = gr.Button(t.save, variant="primary")
            answer = gr.Button(t.answer)
            document = gr.Button(t.document)
        self._everything = [outcome, listed, chosen, wordings, owner, state]
        about = [wordings, owner, state]
        blocks.load(self._shown, None, self._everything, **DIRECT)
        tab.select(self._listed, chosen, [outcome, listed, state], **DIRECT)
        chosen.change(self._about, chosen, about, **DIRECT)
        listed.select(self._pick, None, chosen, **DIRECT)
        save.click(self._save, [chosen, owner, state], self._everything, **DIRECT)
        answer.click(self._answer, chosen, [tabs, *curated.everything], **DIRECT)
        document.click(lambda: gr.Tabs(selected=DOCUMENTS), None, tabs, **DIRECT)

    def _groups(self) -> tuple[list[Group], str]:
        """The groups, and what is wrong with them."""
        try:
            groups = self._inbox.groups()
        except FordonsdalenError as error:
            return [], str(error)
        return groups, "" if groups else self._t.nothing

    def _group(self, question: str | None) -> Group | None:
        """The group that a question leads or is in."""
        return next((each for each in self._groups()[0] if question in each.questions), None)

    def _shown(self, chosen: str | None = None, told: str = "") -> tuple[Any, ...]:
        groups, problem = self._groups()
        leaders = [group.questions[0] for group in groups]
        group = next((each for each in groups if chosen in each.questions), None)
        value = group.questions[0] if group else None
        return (
            said(told or problem),
            self._rows(groups),
            gr.Dropdown(choices=leaders, value=value),
            *self._form_of(group),
        )

    def _listed(self, chosen: str | None) -> tuple[str, Rows, Any]:
        """What waits now; what is answered meanwhile is told in the form as well."""
        groups, problem = self._groups()
        group = next((each for each in groups if chosen in each.questions), None)
        answered = group is not None and group.handling.state == "answered"
        return said(problem), self._rows(groups), "answered" if answered else gr.skip()

    def _rows(self, groups: list[Group]) -> Rows:
        return [
            [
                group.questions[0],
                group.times,
                human_date(group.latest, self._language),
                group.handling.owner,
                self._state_of(group),
            ]
            for group in groups
        ]

    def _state_of(self, group: Group) -> str:
        """What was saved, and beside it that there is an answer by now where that is no other."""
        state = self._t.states[group.handling.state]
        is_beside = group.is_curated and group.handling.state != "answered"
        return self._t.curated.format(state=state) if is_beside else state

    def _form_of(self, group: Group | None) -> tuple[str, str, str]:
        if group is None:
            return "", "", "new"
        return "\n".join(group.questions), group.handling.owner, group.handling.state

    def _about(self, question: str | None) -> tuple[str, str, str]:
        return self._form_of(self._group(question))

    def _pick(self, event: gr.SelectData) -> str:
        return str(event.row_value[0])

    def _save(self, question: str | None, owner: str, state: str) -> tuple[Any, ...]:
        group = self._group(question)
        if group is None or state not in STATES:
            return self._shown(told=self._t.gone)
        try:
            self._inbox.handle(group, Handling((owner or "").strip(), state))
        except FordonsdalenError as error:
            return self._shown(question, str(error))
        return self._shown(question, self._t.saved)

    def _answer(self, question: str | None) -> tuple[Any, ...]:
        """The form of a curated answer to all wordings of a group."""
        group = self._group(question)
        asked, *variants = group.questions if group else (question or "",)
        return gr.Tabs(selected=CURATED), *self._curated.begun(asked, variants[:MOST_VARIANTS])
