"""The blocks of a document that was read before, found in its text anew.

What is read from any format but plain text is written with the marks of Markdown (`structure.py`).
"""

from __future__ import annotations

from assistant.models.documents import Document
from ingest.blocks import Block
from ingest.headings import tidy
from ingest.metadata import front_matter
from ingest.plain import plain_blocks

LONGEST = 200_000
"""Characters; a longer text is not taken apart for somebody who waits for a page."""


def outline(document: Document) -> list[Block]:
    """Headings, paragraphs, items and rows in order; none of a text that is too long."""
    text = document.text
    if len(text) > LONGEST:
        return []
    start = front_matter(text)[1] if document.media_type == "text/plain" else 0
    return tidy(text, plain_blocks(text, start))
