"""The blocks of a document that was read before, found in its text anew."""

from __future__ import annotations

from assistant.models import Document
from ingest.blocks import Block
from ingest.headings import tidy
from ingest.metadata import front_matter
from ingest.plain import plain_blocks
from ingest.readers.markdown import markdown_blocks

LONGEST = 200_000
"""Characters; a longer text is not taken apart for somebody who waits for a page."""


def outline(document: Document) -> list[Block]:
    """Headings, paragraphs, items and rows in order; none of a text that is too long.

    What is read from other formats is written as Markdown, so that its text has the same marks.
    """
    text = document.text
    if len(text) > LONGEST:
        return []
    own = document.media_type in ("text/plain", "text/markdown")
    start = front_matter(text)[1] if own else 0
    find = plain_blocks if document.media_type == "text/plain" else markdown_blocks
    return tidy(text, find(text, start))
