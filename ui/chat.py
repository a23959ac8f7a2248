"""The Gradio chat. The only module that imports gradio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.errors import FordonsdalenError, InvalidInputError
from assistant.messages.interface import INTERFACE, Interface
from assistant.models import Language, Turn
from assistant.ports import AnsweringService
from assistant.settings import Settings
from ui.rendering import TEMPLATES, answer_html, message_html, question_html

Messages = list[dict[str, Any]]
History = list[tuple[str, str]]
"""Role and plain text of the turns so far, for follow-up questions."""


def mount_chat(app: FastAPI, service: AnsweringService, settings: Settings) -> FastAPI:
    """Serve the chat at `/`."""
    root_path, language = settings.server.root_path, settings.language
    head = TEMPLATES.get_template("chat_head.html").render(root_path=root_path, language=language)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_chat(service, settings),
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        head=head,
        theme=gr.themes.Base(font="system-ui", font_mono="ui-monospace"),
        ssr_mode=False,
        pwa=False,
    )
    return mounted


def build_chat(service: AnsweringService, settings: Settings) -> gr.Blocks:
    """The chat as Gradio blocks."""
    language, root_path = settings.language, settings.server.root_path
    t = INTERFACE[language]

    def respond(
        question: str, messages: Messages, history: History
    ) -> Iterator[tuple[Any, Messages, History]]:
        asked = {"role": "user", "content": question_html(question)}
        waiting = _said(message_html(t.working, "working", language))
        yield gr.update(value=""), [*messages, asked, waiting], history
        html, text = _answer(service, question, history, t, language, root_path)
        if text:
            history = [*history, ("user", question), ("assistant", text)]
        yield gr.update(), [*messages, asked, _said(html)], history

    with gr.Blocks(title=t.title, analytics_enabled=False, fill_height=True) as blocks:
        # Not `gr.HTML`: it evaluates strings as scripts, which the content security policy forbids.
        gr.Markdown(
            TEMPLATES.get_template("chat_lead.html").render(
                t=t, root_path=root_path, language=language
            ),
            sanitize_html=False,
        )
        history = gr.State([])
        chatbot = gr.Chatbot(
            label=t.conversation,
            show_label=False,
            sanitize_html=False,
            buttons=[],
            feedback_options=None,
            elem_id="conversation",
            height="auto",
            min_height=120,
            layout="panel",
            allow_tags=True,
            latex_delimiters=[],
        )
        with gr.Row(elem_id="ask", equal_height=True):
            field = gr.Textbox(
                label=t.question,
                info=t.hint,
                lines=1,
                max_lines=6,
                max_length=settings.answering.maximum_question_characters,
                scale=5,
                autofocus=False,
                elem_id="question",
            )
            send = gr.Button(t.send, variant="primary", scale=1, min_width=90)
        gr.Markdown(f"## {t.suggestions}", elem_id="suggestions-title")
        with gr.Row(elem_id="suggestions"):
            for suggested in t.suggested:
                button = gr.Button(suggested, size="sm", min_width=200)
                button.click(lambda text=suggested: text, None, field, show_progress="hidden").then(
                    respond, [field, chatbot, history], [field, chatbot, history]
                )
        for event in (field.submit, send.click):
            event(respond, [field, chatbot, history], [field, chatbot, history])
    queued: gr.Blocks = blocks.queue(default_concurrency_limit=8)
    return queued


def _said(html: str) -> dict[str, Any]:
    return {"role": "assistant", "content": html}


def _answer(
    service: AnsweringService,
    question: str,
    history: History,
    t: Interface,
    language: Language,
    root_path: str,
) -> tuple[str, str]:
    """The answer as HTML and as text; no text where there is an error."""
    turns = [Turn("user" if role == "user" else "assistant", said) for role, said in history]
    try:
        answer = service.ask(question, None, turns)
    except InvalidInputError as error:
        return message_html(str(error), "problem", language), ""
    except FordonsdalenError as error:
        told = t.no_index if error.exit_code == 3 else t.failed
        return message_html(told, "problem", language), ""
    return answer_html(answer, root_path, f"a{len(history)}"), answer.text
