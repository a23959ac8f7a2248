"""The tab of the documents."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.messages.workbench import WORKBENCH
from assistant.models import Language
from assistant.ports import AnsweringService
from ui.workbench import rows
from ui.workbench.parts import DIRECT, index_of, table


def add_documents_tab(service: AnsweringService, language: Language, blocks: gr.Blocks) -> None:
    """What is in the index, and the text of each document as it was read."""
    t = WORKBENCH[language]

    def listed() -> tuple[rows.Rows, Any]:
        documents, facts = index_of(service, language)
        choices = [(document.title, document.id) for document in documents.values()]
        return rows.document_rows(documents.values(), facts, language), gr.Dropdown(choices=choices)

    def text_of(identifier: str | None) -> str:
        found = index_of(service, language)[0].get(identifier or "")
        return found.text if found else ""

    documents = table(t.documents, t.documents_columns, "12 24 10 7 8 7 12 10 10")
    chosen = gr.Dropdown([], label=t.document, interactive=True)
    text = gr.Textbox(
        label=t.text_read, lines=20, interactive=False, buttons=["copy"], elem_id="text"
    )
    blocks.load(listed, None, [documents, chosen], **DIRECT)
    chosen.change(text_of, chosen, text, **DIRECT)
