"""The Gradio chat. The only module that imports gradio.

Gradio makes the suggestions, the field and the button, and the page around them is ours, as is what
happens when somebody asks: Gradio's queue tells every failure in the same English words, and
reloads the page, with all that was said on it, once a lost connection is back.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import gradio as gr
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.middleware import Middleware

from assistant.messages.interface import INTERFACE
from assistant.models import Language
from assistant.settings import Settings
from ui.gate import PREFIX, GradioGate
from ui.pages import Pages
from ui.rendering import home

INDEX = Path(gr.__file__).parent / "templates" / "frontend" / "index.html"
"""Gradio's own page, which names the script and the style to begin with."""


def add_chat(app: FastAPI, pages: Pages) -> None:
    """Serve the chat in the language of the site at `/`, and in the other at `/en` or `/sv`."""
    # Innermost, so that what it refuses carries the headers of all other responses.
    app.user_middleware.append(Middleware(GradioGate))
    for language in get_args(Language):
        _add_page(app, pages, language)


def _add_page(app: FastAPI, pages: Pages, language: Language) -> None:
    path = home(pages.settings, language).removeprefix(pages.root_path)
    blocks = build_chat(pages.settings, language)
    gr.mount_gradio_app(
        app,
        blocks,
        path=f"{PREFIX}{language}",
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        theme=gr.themes.Base(font="system-ui", font_mono="ui-monospace"),
        ssr_mode=False,
        pwa=False,
    )
    root = f"{pages.root_path}{PREFIX}{language}"
    script, style = re.findall(r"\./(assets/index-[\w-]+\.(?:js|css))", INDEX.read_text("utf-8"))
    config = {**blocks.config, "root": root}

    def chat() -> HTMLResponse:
        return pages.chat("chat.html", language, config=config, script=script, style=style)

    for address in sorted({path, path.rstrip("/") + "/"}):
        app.add_api_route(address, chat, methods=["GET", "HEAD"], include_in_schema=False)


def build_chat(settings: Settings, language: Language) -> gr.Blocks:
    """The suggestions and the field with its button, as Gradio blocks."""
    t = INTERFACE[language]
    with gr.Blocks(title=t.title, analytics_enabled=False) as blocks:
        with gr.Column(elem_id="suggestions"):
            for text in t.suggested:
                gr.Button(text, size="sm")
        with gr.Row(elem_id="ask", equal_height=True):
            gr.Textbox(
                label=t.question,
                info=t.hint,
                lines=1,
                max_lines=6,
                max_length=settings.answering.maximum_question_characters,
                scale=5,
                elem_id="question",
            )
            gr.Button(t.send, variant="primary", scale=1, min_width=90)
    built: gr.Blocks = blocks
    return built
