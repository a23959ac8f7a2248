"""The Gradio chat. The only module that imports gradio."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware

from assistant.errors import FordonsdalenError
from assistant.messages.answers import EMPTY_QUESTION
from assistant.messages.interface import INTERFACE
from assistant.models import Language
from assistant.ports import AnsweringService
from assistant.settings import Settings
from ui.exchange import continued, exchange, read_history, told, write_history
from ui.gate import GradioGate
from ui.rendering import TEMPLATES, home, message_html, question_html

Messages = list[dict[str, Any]]
Shown = tuple[Any, Messages, str, str]
"""What the field, the conversation, the history and the problem are to hold."""


def mount_chat(app: FastAPI, service: AnsweringService, settings: Settings) -> FastAPI:
    """Serve the chat in the language of the site at `/`, and in the other at `/en` or `/sv`."""
    # Innermost, so that what it refuses carries the headers of all other responses.
    app.user_middleware.append(Middleware(GradioGate))
    languages: tuple[Language, ...] = get_args(Language)
    # The site's own language last, since a mount at / takes every path that is left.
    for language in sorted(languages, key=lambda one: one == settings.language):
        app = _mount(app, service, settings, language)
    return app


def _mount(
    app: FastAPI, service: AnsweringService, settings: Settings, language: Language
) -> FastAPI:
    root_path = settings.server.root_path
    head = TEMPLATES.get_template("chat_head.html").render(root_path=root_path, language=language)
    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build_chat(service, settings, language),
        path=home(settings, language).removeprefix(root_path),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        head=head,
        theme=gr.themes.Base(font="system-ui", font_mono="ui-monospace"),
        ssr_mode=False,
        pwa=False,
    )
    return mounted


def build_chat(service: AnsweringService, settings: Settings, language: Language) -> gr.Blocks:
    """The chat as Gradio blocks."""
    t, root_path = INTERFACE[language], settings.server.root_path
    other: Language = "en" if language == "sv" else "sv"
    words = {
        "t": t,
        "root_path": root_path,
        "language": language,
        "other": other,
        "switch": home(settings, other),
    }

    def respond(question: str, messages: Messages, kept: str) -> Iterator[Shown]:
        if not question.strip():
            yield "", messages, kept, _problem(EMPTY_QUESTION[language])
            return
        asked = {"role": "user", "content": question_html(question)}
        waiting = _said(message_html(t.working, "working", language))
        yield "", [*messages, asked, waiting], kept, ""
        try:
            history = read_history(kept)
            said = exchange(service, settings, question, history)
        except (FordonsdalenError, ValueError) as error:
            yield question, messages, kept, _problem(told(error, language))
            return
        kept = write_history(continued(history, question, said.text))
        # The field is left alone: the next question may be under way in it.
        yield gr.skip(), [*messages, asked, _said(said.html)], kept, ""

    with gr.Blocks(title=t.title, analytics_enabled=False, fill_height=True) as blocks:
        # Not `gr.HTML`: it evaluates strings as scripts, which the content security policy forbids.
        gr.Markdown(
            TEMPLATES.get_template("chat_lead.html").render(words),
            sanitize_html=False,
            elem_id="lead",
        )
        conversation = gr.Chatbot(
            label=t.conversation,
            show_label=False,
            sanitize_html=False,
            buttons=[],
            feedback_options=None,
            elem_id="conversation",
            height="auto",
            layout="panel",
            allow_tags=True,
            latex_delimiters=[],
        )
        gr.Markdown(f"## {t.suggestions}", elem_id="suggestions-title")
        with gr.Row(elem_id="suggestions"):
            suggestions = [gr.Button(text, size="sm", min_width=240) for text in t.suggested]
        problem = gr.Markdown("", sanitize_html=False, elem_id="told")
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
        # In the page and not in `gr.State`, which would keep it on the server.
        history = gr.Textbox("[]", visible="hidden")
        gr.Markdown(TEMPLATES.get_template("chat_links.html").render(words), sanitize_html=False)

        shown = [field, conversation, history, problem]
        for button in suggestions:
            button.click(respond, [button, conversation, history], shown, show_progress="hidden")
        for event in (field.submit, send.click):
            event(respond, [field, conversation, history], shown, show_progress="hidden")
    queued: gr.Blocks = blocks.queue(default_concurrency_limit=8)
    return queued


def _said(html: str) -> dict[str, Any]:
    return {"role": "assistant", "content": html}


def _problem(text: str) -> str:
    return TEMPLATES.get_template("problem.html").render(text=text)
