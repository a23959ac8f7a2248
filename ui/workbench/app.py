"""The workbench as Gradio blocks. The only module that imports gradio.

Text of documents, people and models is shown as text: no component here renders Markdown or HTML of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape, unescape
from typing import Any

import gradio as gr
from fastapi import FastAPI
from starlette.middleware import Middleware

from assistant.contract import reply
from assistant.errors import FordonsdalenError
from assistant.facts.selection import FactFilter, select
from assistant.messages.facts_page import KINDS
from assistant.messages.workbench import WORKBENCH, Workbench
from assistant.models import Document, Fact, Language, Turn
from assistant.ports import AnsweringService
from assistant.settings import Settings
from ui.exchange import told
from ui.pages import Pages
from ui.rendering import plain_text
from ui.workbench import rows
from ui.workbench.door import PATH, Door

Message = dict[str, Any]
DIRECT: dict[str, Any] = {"queue": False, "api_visibility": "private"}
"""For events of the page: each is one request that any process of the server can answer."""
EMPTY: tuple[rows.Rows, ...] = ([], [], [], [], [])
AT_ONCE = 4
"""Questions of programs that are answered at the same time."""


def add_workbench(app: FastAPI, service: AnsweringService, settings: Settings) -> None:
    """Serve the workbench, behind its door."""
    app.user_middleware.append(Middleware(Door, pages=Pages(service, settings), settings=settings))
    gr.mount_gradio_app(
        app,
        build(service, settings.language),
        path=PATH,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        theme=_theme(),
        head=HEAD.format(language=settings.language),
    )


def _theme() -> gr.themes.Base:
    """Gradio's plainest, with the fonts of the machine and text of enough contrast."""
    own = {
        "button_primary_background_fill": ACCENT,
        "button_primary_background_fill_hover": ACCENT,
        "button_primary_text_color": "white",
        "block_info_text_color": "*body_text_color",
        "block_label_text_color": "*body_text_color",
        "block_title_text_color": "*body_text_color",
        "input_placeholder_color": "*body_text_color",
        "link_text_color": ACCENT,
    }
    dark = {f"{name}_dark": value for name, value in own.items() if name != "link_text_color"}
    fonts = ["system-ui", "sans-serif"]
    return gr.themes.Base(primary_hue="teal", font=fonts, font_mono=fonts).set(**own, **dark)


ACCENT = "#0f4c5c"
HEAD = """<script>
// Gradio sets the language of the browser, which need not be that of the page.
new MutationObserver(() => {{
  if (document.documentElement.lang !== "{language}") document.documentElement.lang = "{language}";
}}).observe(document.documentElement, {{ attributeFilter: ["lang"] }});
document.documentElement.lang = "{language}";
</script>"""


def build(service: AnsweringService, language: Language) -> gr.Blocks:
    """The blocks: asking, facts, documents."""
    t = WORKBENCH[language]
    desk = Desk(service, language)
    with gr.Blocks(title=t.title, analytics_enabled=False) as blocks:
        # First, so that nothing else has taken its name.
        gr.events.api(desk.reply, api_name="ask", concurrency_limit=AT_ONCE)
        gr.Markdown(f"# {t.title}\n\n{t.lead} [{t.log_out}](logout)")
        with gr.Tabs():
            with gr.Tab(t.ask):
                _ask_tab(desk, t)
            with gr.Tab(t.facts):
                _facts_tab(desk, language, blocks)
            with gr.Tab(t.documents):
                _documents_tab(desk, t, blocks)
    built: gr.Blocks = blocks
    return built


class Desk:
    """What the blocks do with the assistant."""

    def __init__(self, service: AnsweringService, language: Language) -> None:
        """Take what answers, and the language of the workbench."""
        self._service = service
        self._language = language

    def ask(self, question: str, said: list[Message]) -> tuple[Any, ...]:
        """The field, the conversation and every table after one more question."""
        turns = [Turn(one["role"], _text(one["content"])) for one in said]
        asked = [*said, _message("user", question)]
        try:
            answer = self._service.ask(question, None, turns)
            facts, documents = self._service.facts(), self._service.documents()
        except FordonsdalenError as error:
            asked.append(_message("assistant", told(error, self._language)))
            return question, asked, "", *EMPTY
        asked.append(_message("assistant", answer.text))
        used = rows.facts_used(answer, facts)
        return (
            "",
            asked,
            plain_text(answer),
            rows.outcome(answer, self._language),
            rows.passages(answer, self._language),
            rows.evidence(answer, self._language),
            rows.fact_rows(used, documents, self._language),
            rows.timings(answer),
        )

    def reply(self, question: str) -> dict[str, Any]:
        """Answer a question with the same JSON as `POST /api/ask`."""
        return reply(self._service.ask(question)).model_dump()

    def facts(self, kind: str = "", words: str = "") -> rows.Rows:
        """The facts of a kind that hold all of some words."""
        wanted = FactFilter.model_validate({"text": words or "", "kind": [kind] if kind else []})
        documents, facts = self._index()
        return rows.fact_rows(select(facts, wanted), documents, self._language)

    def documents(self) -> tuple[rows.Rows, Any]:
        """The table of documents, and the choice among them."""
        documents, facts = self._index()
        choices = [(document.title, document.id) for document in documents.values()]
        table = rows.document_rows(documents.values(), facts, self._language)
        return table, gr.Dropdown(choices=choices)

    def text(self, identifier: str | None) -> str:
        """The text of a document as it was read."""
        found = self._index()[0].get(identifier or "")
        return found.text if found else ""

    def _index(self) -> tuple[dict[str, Document], Sequence[Fact]]:
        try:
            return dict(self._service.documents()), self._service.facts()
        except FordonsdalenError as error:
            gr.Warning(told(error, self._language))
            return {}, []


def _message(role: str, text: str) -> Message:
    """A message of the chat, which takes its content for HTML."""
    return {"role": role, "content": escape(text).replace("\n", "<br>")}


def _text(content: str | list[dict[str, str]]) -> str:
    """The words of a message, which Gradio gives whole or in parts."""
    parts = [content] if isinstance(content, str) else [part.get("text", "") for part in content]
    return unescape("\n".join(parts).replace("<br>", "\n"))


def _table(label: str, headers: Sequence[str], widths: str, height: int = 360) -> gr.Dataframe:
    """A table to read: columns by their width in per cent, and the most pixels it takes."""
    return gr.Dataframe(
        label=label,
        headers=list(headers),
        column_widths=[f"{width}%" for width in widths.split()],
        datatype="str",
        interactive=False,
        wrap=True,
        max_height=height,
        max_chars=240,
        buttons=["fullscreen", "copy"],
    )


def _ask_tab(desk: Desk, t: Workbench) -> None:
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
                _table(t.outcome, t.property_columns, "30 70"),
                _table(t.passages, t.passages_columns, "8 10 44 10 10 8 10"),
                _table(t.evidence, t.evidence_columns, "9 10 81"),
                _table(t.facts_used, t.facts_columns, "12 30 30 16 12"),
                _table(t.timings, t.timings_columns, "50 50"),
            ]
    outputs = [field, chat, email, *tables]
    for happens in (field.submit, send.click):
        happens(desk.ask, [field, chat], outputs, **DIRECT)
    fresh.click(lambda: ("", [], "", *EMPTY), None, outputs, **DIRECT)


def _facts_tab(desk: Desk, language: Language, blocks: gr.Blocks) -> None:
    t = WORKBENCH[language]
    kinds = [(t.every_kind, ""), *((names[language], kind) for kind, names in KINDS.items())]
    with gr.Row():
        kind = gr.Dropdown(kinds, value="", label=t.kind)
        words = gr.Textbox(label=t.filter, info=t.filter_hint, scale=3)
    table = _table(t.facts, t.facts_columns, "10 30 35 15 10", 640)
    blocks.load(desk.facts, [kind, words], table, **DIRECT)
    for happens in (kind.change, words.change):
        happens(desk.facts, [kind, words], table, **DIRECT)


def _documents_tab(desk: Desk, t: Workbench, blocks: gr.Blocks) -> None:
    table = _table(t.documents, t.documents_columns, "12 24 10 7 8 7 12 10 10")
    chosen = gr.Dropdown([], label=t.document, interactive=True)
    text = gr.Textbox(
        label=t.text_read, lines=20, interactive=False, buttons=["copy"], elem_id="text"
    )
    blocks.load(desk.documents, None, [table, chosen], **DIRECT)
    chosen.change(desk.text, chosen, text, **DIRECT)
