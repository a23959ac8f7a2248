"""The tab of all facts."""

from __future__ import annotations

import gradio as gr

from assistant.facts.selection import FactFilter, select
from assistant.messages.facts_page import KINDS
from assistant.messages.workbench import WORKBENCH
from assistant.models import Language
from assistant.ports import AnsweringService
from ui.workbench import rows
from ui.workbench.parts import DIRECT, index_of, table


def add_facts_tab(service: AnsweringService, language: Language, blocks: gr.Blocks) -> None:
    """Every fact with its quote, by kind and by words."""
    t = WORKBENCH[language]

    def listed(kind: str = "", words: str = "") -> rows.Rows:
        wanted = FactFilter.model_validate({"text": words or "", "kind": [kind] if kind else []})
        documents, facts = index_of(service, language)
        return rows.fact_rows(select(facts, wanted), documents, language)

    kinds = [(t.every_kind, ""), *((names[language], kind) for kind, names in KINDS.items())]
    with gr.Row():
        kind = gr.Dropdown(kinds, value="", label=t.kind)
        words = gr.Textbox(label=t.filter, info=t.filter_hint, scale=3)
    facts = table(t.facts, t.facts_columns, "10 30 35 15 10", 640)
    blocks.load(listed, [kind, words], facts, **DIRECT)
    for happens in (kind.change, words.change):
        happens(listed, [kind, words], facts, **DIRECT)
