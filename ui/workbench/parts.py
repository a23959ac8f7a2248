"""What the tabs of the workbench have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.errors import FordonsdalenError
from assistant.models.answers import Language
from assistant.models.documents import Document, Fact
from assistant.ports import AnsweringService
from ui.exchange import told

DIRECT: dict[str, Any] = {"queue": False, "api_visibility": "private"}
"""For events of the page that give all at once: each is one request, and waits for no other."""


def table(
    label: str, headers: Sequence[str], widths: str, height: int = 360, **more: Any
) -> gr.Dataframe:
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
        **more,
    )


def choice(label: str, first: Sequence[str | tuple[str, str]] = (), **more: Any) -> gr.Dropdown:
    """A choice among what changes.

    What is chosen is looked up by whoever needs it: Gradio remembers for each page, and not always,
    which choices it was given last.
    """
    value = first[0] if first else None
    return gr.Dropdown(
        list(first),
        value=value[1] if isinstance(value, tuple) else value,
        label=label,
        interactive=True,
        allow_custom_value=True,
        **more,
    )


def status(elem_id: str) -> gr.Markdown:
    """Where an outcome is told, also to screen readers.

    Gradio's component for HTML runs scripts out of strings, which the policy forbids.
    """
    return gr.Markdown(said(""), elem_id=elem_id)


def said(text: str) -> str:
    """An outcome as it is told: in an element of HTML, within which Markdown means nothing."""
    lines = (escape(line) for line in text.splitlines() if line.strip())
    return f'<div role="status">{"<br>".join(lines)}</div>'


def index_of(
    service: AnsweringService, language: Language
) -> tuple[Mapping[str, Document], Sequence[Fact]]:
    """The documents and facts; none, and a warning, where there is no index."""
    try:
        known = service.snapshot()
        return known.documents, known.facts
    except FordonsdalenError as error:
        gr.Warning(told(error, language))
        return {}, []
