"""The workbench as Gradio blocks.

Text of documents, people and models is shown as text: no component here renders Markdown or HTML of it.
"""

from __future__ import annotations

import json

import gradio as gr
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from starlette.middleware import Middleware

from assistant.asgi import PERSONAL
from assistant.messages.curation import CURATION
from assistant.messages.inbox import INBOX
from assistant.messages.library import LIBRARY
from assistant.messages.quality import QUALITY
from assistant.messages.workbench import WORKBENCH
from assistant.ports import AnsweringService
from assistant.settings import Settings
from assistant.staff.curated import curated_file
from assistant.staff.tools import StaffTools
from ui.workbench.ask import AT_ONCE, Asking, add_ask_tab
from ui.workbench.correcting import Correcting
from ui.workbench.curated import CuratedTab
from ui.workbench.curation import Curation
from ui.workbench.documents import DocumentsTab
from ui.workbench.facts import FactsTab
from ui.workbench.quality import TrialsTab, add_figures
from ui.workbench.unanswered import CURATED, DOCUMENTS, UnansweredTab


def application(service: AnsweringService, settings: Settings, tools: StaffTools) -> FastAPI:
    """The workbench as an application of its own, which answers under its path and has no door."""
    # An explicit, empty list: without one, Gradio lets every origin in, with credentials.
    app = FastAPI(
        openapi_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},
        middleware=[Middleware(CORSMiddleware, allow_origins=[])],
    )
    gr.mount_gradio_app(
        app,
        build(service, settings, tools),
        path=PERSONAL,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        show_error=False,
        ssr_mode=False,
        pwa=False,
        max_file_size=settings.workbench.most_upload_bytes,
        theme=_theme(),
        css=STYLE,
        head=_head(settings),
    )
    return app


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
STYLE = """
.tab-container button.selected { color: var(--link-text-color); }
@media (max-width: 640px) {
  .table-container { overflow-x: auto !important; }
  .table-wrap { min-width: 44rem; }
}
"""
"""A table scrolls rather than break words into letters, and the open tab is told by enough contrast."""
HEAD = """<script>
// Gradio sets the language of the browser, which need not be that of the page.
new MutationObserver(() => {{
  if (document.documentElement.lang !== "{language}") document.documentElement.lang = "{language}";
}}).observe(document.documentElement, {{ attributeFilter: ["lang"] }});
document.documentElement.lang = "{language}";
// Gradio refuses a file that is too large in English, whatever the language.
for (const type of ["change", "drop"]) addEventListener(type, (event) => {{
  if (!event.target.closest?.("#files")) return;
  const files = type === "drop" ? event.dataTransfer.files : event.target.files ?? [];
  const large = [...files].filter((file) => file.size > {most}).map((file) => file.name);
  if (!large.length) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (type === "change") event.target.value = "";
  else event.target.dispatchEvent(new DragEvent("dragleave", {{ bubbles: true }}));
  alert({too_large}.replace("{{names}}", () => large.join(", ")));
}}, true);
</script>"""


def _head(settings: Settings) -> str:
    """What the page's head holds besides Gradio's own."""
    most = settings.workbench.most_upload_megabytes
    too_large = LIBRARY[settings.language].too_large.format(names="{names}", most=most)
    return HEAD.format(
        language=settings.language,
        most=settings.workbench.most_upload_bytes,
        too_large=json.dumps(too_large),
    )


def build(service: AnsweringService, settings: Settings, tools: StaffTools) -> gr.Blocks:
    """The blocks, a tab each."""
    language = settings.language
    t = WORKBENCH[language]
    asking = Asking(service, language)
    curation = Curation(curated_file(settings.data_dir), language)
    with gr.Blocks(title=t.title, analytics_enabled=False) as blocks:
        # First, so that nothing else has taken its name.
        gr.events.api(asking.reply, api_name="ask", concurrency_limit=AT_ONCE)
        gr.Markdown(f"# {t.title}\n\n{t.lead} [{t.log_out}](logout)")
        with gr.Tabs() as tabs:
            with gr.Tab(t.ask):
                add_ask_tab(asking, language, has_model=settings.generation.model is not None)
            with gr.Tab(CURATION[language].title, id=CURATED) as tab:
                curated = CuratedTab(curation, service, language, blocks, tab, tools.trials)
            with gr.Tab(INBOX[language].title) as tab:
                UnansweredTab(tools.inbox, settings.privacy, language, curated, tabs, blocks, tab)
            if tools.desk:
                with gr.Tab(t.facts) as tab:
                    correcting = Correcting(tools.desk, language)
                    FactsTab(correcting, service, language, blocks, tab, tools.trials)
            if tools.library:
                with gr.Tab(t.documents, id=DOCUMENTS):
                    most = settings.workbench.most_upload_megabytes
                    DocumentsTab(tools.library, service, language, blocks, most)
            with gr.Tab(QUALITY[language].title) as tab:
                if tools.trials:
                    TrialsTab(tools.trials, language, blocks, tab)
                add_figures(settings.workbench.evaluation, language)
    built: gr.Blocks = blocks
    return built
