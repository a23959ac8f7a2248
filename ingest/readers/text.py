"""Plain text, which is its own text, unless it is a page or holds markup."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from assistant.errors import SourceError
from ingest.decoding import decode
from ingest.headings import tidy
from ingest.metadata import front_matter
from ingest.plain import plain_blocks
from ingest.readers import markdown, webpage
from ingest.readers.markup import is_marked_up, is_page
from ingest.readers.parsed import Options, Parsed, end_of_lines

MEDIA_TYPE = "text/plain"


def read(data: bytes, options: Options) -> Parsed:
    """A text as it is; what it shows, where it holds HTML or several marks of Markdown.

    Raises:
        SourceError: it is no text.
    """
    text = decode(data)
    with suppress(SourceError):  # What no reader of markup takes stays as it is.
        if is_page(text):
            return replace(webpage.read(data, options), media_type=MEDIA_TYPE)
        if is_marked_up(text):
            return replace(markdown.read(data, options), media_type=MEDIA_TYPE)
    told, start, problems = front_matter(text)
    end, unread = end_of_lines(text, start)
    blocks = tidy(text, plain_blocks(text[:end], start))
    return Parsed(text, tuple(blocks), told, MEDIA_TYPE, start, problems, unread)
