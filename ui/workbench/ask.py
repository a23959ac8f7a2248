"""The tab to ask in, with every step beside the answer."""

from __future__ import annotations

from html import escape, unescape
from typing import Any

import gradio as gr

from assistant.contract import reply
from assistant.errors import FordonsdalenError
from assistant.messages.interface import INTERFACE
from assistant.messages.workbench import WORKBENCH
from assistant.models import Language, Turn
from assistant.ports import AnsweringService
from ui.exchange import told
from ui.rendering import plain_text
from ui.workbench import rows
from ui.workbench.parts import DIRECT, table

Message = dict[str, Any]
EMPTY: tuple[rows.Rows, ...] = ([], [], [], [], [], [])


class Asking:
    """What the tab does with the assistant."""

    def __init__(self, service: AnsweringService, language: Language) -> None:
        """Take what answers, and the language of the workbench."""
        self._service = service
        self._language = language

    def begin(self, question: str, asked: list[Message]) -> tuple[str, list[Message]]:
        """The field and the conversation at once: what was asked, and that an answer is sought.

        Nothing is begun before the last question has its answer: what was typed stays in the field.
        """
        waits = _message("assistant", INTERFACE[self._language].working)
        if not question.strip() or (asked and _text(asked[-1]["content"]) == waits["content"]):
            return question, asked
        return "", [*asked, _message("user", question), waits]

    def answer(self, asked: list[Message]) -> tuple[Any, ...]:
        """The field, the conversation and every table after the last question, if there is one."""
        if not asked:
            return gr.skip(), asked, "", *EMPTY
        *before, last, _ = asked
        question = _text(last["content"])
        turns = [Turn(one["role"], _text(one["content"])) for one in before]
        asked = [*before, last]
        try:
            answer = self._service.ask(question, None, turns)
            known = self._service.snapshot()
            used = rows.facts_used(answer, known.facts)
        except FordonsdalenError as error:
            asked.append(_message("assistant", told(error, self._language)))
            return question, asked, "", *EMPTY
        asked.append(_message("assistant", answer.text))
        return (
            gr.skip(),
            asked,
            plain_text(answer),
            rows.outcome(answer, self._language),
            rows.passages(answer, self._language),
            rows.evidence(answer, self._language),
            rows.drafts(answer, self._language),
            rows.fact_rows(used, known.documents, self._language),
            rows.timings(answer, self._language),
        )

    def reply(self, question: str) -> dict[str, Any]:
        """Answer a question with the same JSON as `POST /api/ask`."""
        return reply(self._service.ask(question)).model_dump()


def add_ask_tab(asking: Asking, language: Language, *, has_model: bool) -> None:
    """The conversation, and tables of what came of the last question.

    Args:
        asking: What it does with the assistant.
        language: Of the workbench.
        has_model: Whether a language model words answers, so that its drafts are shown.
    """
    t = WORKBENCH[language]
    with gr.Row():
        with gr.Column(scale=2, min_width=320):
            chat = gr.Chatbot(
                label=t.conversation, render_markdown=False, buttons=["copy"], height=420
            )
            field = gr.Textbox(label=t.question, max_lines=6, interactive=True, elem_id="question")
            with gr.Row():
                send = gr.Button(t.send, variant="primary")
                fresh = gr.Button(t.fresh)
            email = gr.Textbox(
                label=t.email, lines=4, interactive=False, buttons=["copy"], elem_id="email"
            )
        with gr.Column(scale=3, min_width=320):
            tables = [
                table(t.outcome, t.property_columns, "30 70"),
                table(t.passages, t.passages_columns, "8 10 34 10 11 8 19"),
                table(t.evidence, t.evidence_columns, "9 10 81"),
                table(t.drafts, t.drafts_columns, "50 10 10 30", visible=has_model),
                table(t.facts_used, t.facts_columns, "11 27 27 23 12"),
                table(t.timings, t.timings_columns, "50 50"),
            ]
    outputs = [field, chat, email, *tables]
    begun = gr.on([field.submit, send.click], asking.begin, [field, chat], [field, chat], **DIRECT)
    begun.then(asking.answer, chat, outputs, **DIRECT)
    fresh.click(lambda: ("", [], "", *EMPTY), None, outputs, **DIRECT)


def _message(role: str, text: str) -> Message:
    """A message of the chat, which takes its content for HTML."""
    return {"role": role, "content": escape(text).replace("\n", "<br>")}


def _text(content: str | list[dict[str, str]]) -> str:
    """The words of a message, which Gradio gives whole or in parts."""
    parts = [content] if isinstance(content, str) else [part.get("text", "") for part in content]
    return unescape("\n".join(parts).replace("<br>", "\n"))
