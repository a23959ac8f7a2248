"""From one source to its document and blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from assistant.errors import SourceError
from assistant.language import detect_language
from assistant.models import Document, Language
from ingest.blocks import Block, Kind
from ingest.decoding import declared_charset, decode
from ingest.headings import LONGEST, is_sentence, tidy
from ingest.markdown import markdown_blocks
from ingest.metadata import Metadata, front_matter, sidecar
from ingest.plain import plain_blocks
from ingest.sources import PAGES, READABLE, Source

_WORD = re.compile(r"\w")
_LONGEST_TITLE = 300
_SAMPLE = 20_000
"""Characters that are enough to tell a language."""
_FEWEST_WORDS = 10
"""Words from which on a text itself tells its language better than a template that it stands in."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A document and what it is made of."""

    document: Document
    blocks: tuple[Block, ...]
    problems: tuple[str, ...] = ()
    """What is told about the document and cannot be used."""
    kept: float = 1.0
    """The share of its visible words that the text holds, 0 to 1."""
    left_out: str = ""
    """The other words."""
    replaces: str | None = None
    """What the document says that it is a newer version of: an id or an address."""


@dataclass(frozen=True, slots=True)
class _Parsed:
    text: str
    start: int
    """Where the text proper begins, behind front matter."""
    metadata: Metadata
    blocks: tuple[Block, ...]
    media_type: str
    problems: tuple[str, ...] = ()
    kept: float = 1.0
    left_out: str = ""


def read_source(source: Source, furniture: Collection[str] = ()) -> Reading:
    """Read one file.

    Args:
        source: The file.
        furniture: What most web pages of its site hold, which is left out of a web page.

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
    parsed = read(source.path.read_bytes(), furniture)
    if not _WORD.search(parsed.text, parsed.start):
        raise SourceError("it holds no text")
    known = sidecar(source.path).over(parsed.metadata)
    document = _document(source, parsed, known)
    return Reading(
        document, parsed.blocks, parsed.problems, parsed.kept, parsed.left_out, known.replaces
    )


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


def _read_plain(data: bytes, _: Collection[str]) -> _Parsed:
    text = decode(data)
    told, start, problems = front_matter(text)
    blocks = tidy(text, plain_blocks(text, start))
    return _Parsed(text, start, told, tuple(blocks), "text/plain", problems)


def _read_markdown(data: bytes, _: Collection[str]) -> _Parsed:
    text = decode(data)
    told, start, problems = front_matter(text)
    blocks = tidy(text, markdown_blocks(text, start))
    return _Parsed(text, start, told, tuple(blocks), "text/markdown", problems)


def _read_html(data: bytes, furniture: Collection[str]) -> _Parsed:
    from ingest.webpage import read_page  # noqa: PLC0415 - trafilatura takes 0.2 s to load

    source = decode(data, declared_charset(data))
    if not source.strip():
        raise SourceError("it holds no text")
    page = read_page(source, furniture)
    told = replace(page.metadata, language=_language(page.metadata.language, page.text))
    blocks = tuple(tidy(page.text, page.blocks))
    return _Parsed(page.text, 0, told, blocks, "text/html", page.problems, page.kept, page.left_out)


def _language(stated: str | None, text: str) -> str | None:
    """The language that a page states, unless its text is clearly in the other one that is told.

    A template states the language of its site, which need not be that of each page.
    """
    if stated not in get_args(Language) or len(text[:_SAMPLE].split()) < _FEWEST_WORDS:
        return stated
    found = detect_language(text[:_SAMPLE])
    return found if found in get_args(Language) else stated


_READERS: Mapping[str, Callable[[bytes, Collection[str]], _Parsed]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    **dict.fromkeys(PAGES, _read_html),
}
