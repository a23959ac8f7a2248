"""Plain text, which is its own text."""

from __future__ import annotations

from ingest.decoding import as_meant, decode
from ingest.headings import tidy
from ingest.metadata import front_matter
from ingest.plain import plain_blocks
from ingest.readers.parsed import Options, Parsed, end_of_lines


def read(data: bytes, _: Options) -> Parsed:
    """A text as it is.

    Raises:
        SourceError: it is no text.
    """
    text, notes = as_meant(decode(data))
    told, start, problems = front_matter(text)
    end, unread = end_of_lines(text, start)
    blocks = tidy(text, plain_blocks(text[:end], start))
    return Parsed(text, tuple(blocks), told, "text/plain", start, problems, (*notes, *unread))
