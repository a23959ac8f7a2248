"""From one source to its document and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.errors import SourceError
from assistant.language import detect_language
from assistant.models import Document
from ingest.blocks import Block, Kind
from ingest.decoding import declared_charset, decode
from ingest.headings import LONGEST, is_sentence, tidy
from ingest.markdown import markdown_blocks
from ingest.metadata import Metadata, front_matter, sidecar
from ingest.plain import plain_blocks
from ingest.sources import READABLE, Source

_WORD = re.compile(r"\w")
_LONGEST_TITLE = 300
_SAMPLE = 20_000
"""Characters that are enough to tell a language."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what it is made of."""

    document: Document
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    text: str
    start: int
    """Where the text proper begins, behind front matter."""
    metadata: Metadata
    blocks: tuple[Block, ...]
    media_type: str


def read_source(source: Source) -> Reading:
    """Read one file.

    Raises:
        SourceError: it holds no text that can be read; the message is the reason alone.
        OSError: the file cannot be opened.
    """
    read = _READERS.get(source.path.suffix.lower())
    if read is None:
        endings = ", ".join(sorted(READABLE))
        raise SourceError(f"this type of file is not read; those that end in {endings} are")
    if not source.path.is_file():
        raise SourceError("it is not a file")
    parsed = read(source.path.read_bytes())
    if not _WORD.search(parsed.text, parsed.start):
        raise SourceError("it holds no text")
    known = sidecar(source.path).over(parsed.metadata)
    return Reading(_document(source, parsed, known), parsed.blocks)


def _document(source: Source, parsed: _Parsed, known: Metadata) -> Document:
    sample = parsed.text[parsed.start : parsed.start + _SAMPLE]
    return Document(
        id=source.id,
        title=(known.title or _first_line(parsed) or source.path.stem)[:_LONGEST_TITLE],
        text=parsed.text,
        source=str(source.path),
        media_type=parsed.media_type,
        url=known.url,
        published=known.published,
        language=known.language or detect_language(sample),
    )


def _first_line(parsed: _Parsed) -> str:
    """The first heading or, where there is none, the first line if it is short.

    In Markdown and web pages, which have marks for headings, a whole sentence is no title.
    """
    heading = next((block for block in parsed.blocks if block.kind is Kind.HEADING), None)
    if heading or not parsed.blocks:
        return heading.label if heading else ""
    first = parsed.blocks[0]
    line = parsed.text[first.start : first.end]
    if len(line) > LONGEST or "\n" in line or first.kind is not Kind.TEXT:
        return ""
    return "" if is_sentence(line) and parsed.media_type != "text/plain" else line


def _read_plain(data: bytes) -> _Parsed:
    text = decode(data)
    told, start = front_matter(text)
    blocks = tidy(text, plain_blocks(text, start))
    return _Parsed(text, start, told, tuple(blocks), "text/plain")


def _read_markdown(data: bytes) -> _Parsed:
    text = decode(data)
    told, start = front_matter(text)
    blocks = tidy(text, markdown_blocks(text, start))
    return _Parsed(text, start, told, tuple(blocks), "text/markdown")


def _read_html(data: bytes) -> _Parsed:
    from ingest.webpage import read_page  # noqa: PLC0415 - trafilatura takes 0.2 s to load

    source = decode(data, declared_charset(data))
    if not source.strip():
        raise SourceError("it holds no text")
    page = read_page(source)
    blocks = tidy(page.text, markdown_blocks(page.text, 0))
    return _Parsed(page.text, 0, page.metadata, tuple(blocks), "text/html")


_READERS: Mapping[str, Callable[[bytes], _Parsed]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
}
