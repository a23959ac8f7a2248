"""The tab to ask in, with every step beside the answer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape, unescape
from typing import Any

import gradio as gr

from assistant.contract import reply
from assistant.errors import FordonsdalenError
from assistant.listening import as_it_goes, statements
from assistant.messages.interface import INTERFACE
from assistant.messages.workbench import WORKBENCH
from assistant.models.answers import Answer, Language, Turn
from assistant.ports import AnsweringService
from assistant.progress import Said
from ui.exchange import steps, told
from ui.rendering import plain_text
from ui.workbench import rows
from ui.workbench.parts import DIRECT, table

Message = dict[str, Any]
Outputs = tuple[Any, ...]
EMPTY: tuple[rows.Rows, ...] = ([], [], [], [], [], [])
OUTPUTS = 4 + len(EMPTY)
"""The field, the conversation, the e-mail, the tables, and the button that sends."""
AT_ONCE = 4
"""Questions that are answered at the same time here, those of programs counted by themselves."""


class Asking:
    """What the tab does with the assistant."""

    def __init__(self, service: AnsweringService, language: Language) -> None:
        """Take what answers, and the language of the workbench."""
        self._service = service
        self._language = language

    def answer(self, question: str, asked: list[Message]) -> Iterator[Outputs]:
        """The field, the conversation, the e-mail and every table, as the answer comes.

        At once what was asked and what is being done; each sentence that is sure; and then all.
        """
        if not question.strip():
            yield (gr.skip(),) * OUTPUTS
            return
        turns = [Turn(one["role"], _text(one["content"])) for one in asked]
        asked = [*asked, _message("user", question)]
        yield "", *_coming(asked, INTERFACE[self._language].working)
        try:
            known = self._service.snapshot()
            doing = steps(len(known.documents), self._language)
            said: list[str] = []
            answer: Answer | None = None
            for one in as_it_goes(partial(self._service.ask, question, None, turns)):
                if isinstance(one, Answer):
                    answer = one
                elif isinstance(one, Said):
                    said.append(one.text)
                    yield gr.skip(), *_coming(asked, " ".join(said))
                else:
                    yield gr.skip(), *_coming(asked, doing[one])
            assert answer
            for statement in statements(answer.text, said)[:-1]:
                said.append(statement)
                yield gr.skip(), *_coming(asked, " ".join(said))
            yield gr.skip(), *self._shown(asked, answer)
        except FordonsdalenError as error:
            asked = [*asked, _message("assistant", told(error, self._language))]
            yield question, asked, "", *EMPTY, gr.skip()

    def whole(self, question: str, asked: list[Message]) -> Outputs:
        """The same without the steps, for where the answer cannot be told as it comes.

        What was shown of it before that failed is taken back.
        """
        if not question.strip() and len(asked) > 1:
            *asked, last, _ = asked
            question = _text(last["content"])
        *_, shown = self.answer(question, asked)
        return shown if shown[0] == question else ("", *shown[1:])

    def _shown(self, asked: list[Message], answer: Answer) -> Outputs:
        known, language = self._service.snapshot(), self._language
        return (
            [*asked, _message("assistant", answer.text)],
            plain_text(answer),
            rows.outcome(answer, language),
            rows.passages(answer, language),
            rows.evidence(answer, language),
            rows.drafts(answer, language),
            rows.fact_rows(rows.facts_used(answer, known.facts), known.documents, language),
            rows.timings(answer, language),
            gr.skip(),
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
    outputs = [field, chat, email, *tables, send]
    # Through Gradio's queue, which tells what a function yields as it does.
    answering = gr.on(
        [field.submit, send.click],
        asking.answer,
        [field, chat],
        outputs,
        concurrency_limit=AT_ONCE,
        api_visibility="private",
        show_progress="hidden",
        trigger_mode="once",  # What is typed while an answer comes stays in the field until it is there.
    )
    whole = answering.failure(asking.whole, [field, chat], outputs, **DIRECT)
    # Not with the last of the answer: until Gradio has ended it, a question would be dropped.
    for ended in (answering.success, whole.then):
        ended(_may_send, None, send, **DIRECT)
    fresh.click(
        lambda: ("", [], "", *EMPTY, _may_send()), None, outputs, cancels=answering, **DIRECT
    )


def _coming(asked: list[Message], told: str) -> Outputs:
    """The conversation with what is known of an answer so far, while no other question is taken."""
    skipped = [gr.skip()] * (OUTPUTS - 3)
    return ([*asked, _message("assistant", told)], *skipped, gr.update(interactive=False))


def _may_send() -> dict[str, Any]:
    """The button that sends, ready for the next question."""
    return gr.update(interactive=True)


def _message(role: str, text: str) -> Message:
    """A message of the chat, which takes its content for HTML."""
    return {"role": role, "content": escape(text).replace("\n", "<br>")}


def _text(content: str | list[dict[str, str]]) -> str:
    """The words of a message, which Gradio gives whole or in parts."""
    parts = [content] if isinstance(content, str) else [part.get("text", "") for part in content]
    return unescape("\n".join(parts).replace("<br>", "\n"))
