"""Markdown: the words that it shows, read as the web page that it would be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.decoding import as_meant, decode
from ingest.headings import tidy
from ingest.metadata import front_matter
from ingest.plain import line_groups, wrap_width
from ingest.readers.definitions import with_definitions
from ingest.readers.drawn_tables import with_drawn_tables
from ingest.readers.markdown_marks import (
    without_commands,
    without_highlights,
    without_kinds,
)
from ingest.readers.parsed import Options, Parsed, begin_of_elements, end_of_lines
from ingest.structure import written
from ingest.web.reader import Reader
from ingest.web.tree import parse_page

_LINE_ENDS = re.compile(r"\r\n?")
_NOTE = re.compile(
    r"^ {0,3}\[\^([^\]\s]{1,40})\]:(.*(?:\n(?:\n {4}| {2,4}|\n?\t)\S.*)*+)", re.MULTILINE
)
_REFERENCE = re.compile(r"\[\^([^\]\s]{1,40})\]")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_BEHIND = frozenset({"paragraph_close", "heading_close", "table_close"})
"""Where the notes of what was read so far are put."""
_TITLES = frozenset({"heading_open", "caption_open"})
_FENCE = ":::"
"""What the lines begin with that some programs put around boxes."""
_MARKS = frozenset("\\`*_[!<&~")
_BREAK = "  \n"
_LONGEST_MARKED, _MOST_BRACKETS = 10_000, 1_000
"""Characters and opening brackets of a paragraph whose marks are read; one with more is a dump."""


def read(data: bytes, _: Options) -> Parsed:
    """A Markdown text without its marks and its code; raw HTML becomes what it shows.

    Raises:
        SourceError: it is no text.
    """
    text, notes = as_meant(decode(data))
    source = _LINE_ENDS.sub("\n", text)
    told, start, problems = front_matter(source)
    end, unread = end_of_lines(source, start)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    env: dict[str, object] = {}
    tokens = list(_with_notes(source[start:end], parser, env))
    code = [token.content for token in tokens if token.type == "fence"]
    shown = list(_shown(tokens, parser, env))
    shown_as = parser.renderer.render(shown, parser.options, env)
    shown_as, cut = begin_of_elements(shown_as, len(source))
    reader = Reader(parse_page(f"<div>{shown_as}</div>"), whole=True)
    page = written(reader.parts.all)
    left_out = " ".join([*reader.left_out, *code]).strip()
    return Parsed(
        page.text,
        tuple(tidy(page.text, page.blocks)),
        told,
        "text/markdown",
        problems=problems,
        unread=(*notes, *unread, *cut),
        left_out=left_out,
    )


def _with_notes(source: str, parser: MarkdownIt, env: dict[str, object]) -> Iterator[Token]:
    """The blocks of a text, with each footnote behind what refers to it first."""
    notes: dict[str, str] = {}

    def take(note: re.Match[str]) -> str:
        notes.setdefault(note[1], " ".join(note[2].split()))
        return ""

    source = _NOTE.sub(take, without_commands(source))
    source = "\n".join(
        _title(line) if line.startswith(_FENCE) else line for line in source.split("\n")
    )
    source = with_drawn_tables(source)
    width = wrap_width(source, 0)
    tokens = list(with_definitions(parser.parse(source, env), parser, env))
    without_kinds(tokens)
    referred: list[str] = []
    for before, token in pairwise([Token("", "", 0), *tokens]):
        if token.type == "inline":
            referred += _REFERENCE.findall(token.content)
            token.content = _REFERENCE.sub("", token.content)
            if before.type == "paragraph_open":
                yield from _parted(token, width if before.level == 0 else 0)
                continue
            if before.type in _TITLES:
                token.content = _without_attributes(token.content)
        yield token
        if token.type in _BEHIND and referred:
            found = [notes.pop(name) for name in dict.fromkeys(referred) if name in notes]
            yield from (each for note in found for each in _paragraph(note))
            referred = []
    yield from (each for note in notes.values() for each in _paragraph(note))


def _without_attributes(heading: str) -> str:
    """A heading without `{#name .class}`, which some programs write behind its words."""
    words, brace, attributes = heading.rpartition("{")
    if not brace or not attributes.endswith("}"):
        return heading
    items = attributes.removesuffix("}").split()
    are_attributes = items == ["-"] or (items and all(map(_is_attribute, items)))
    return words.rstrip() if are_attributes else heading


def _is_attribute(item: str) -> bool:
    name = item[1:] if item[0] in "#." else item.partition("=")[0]
    return name != item and name[:1].islower()


def _title(line: str) -> str:
    """What a line around a box says behind the kind of box, as a paragraph: `:::tip Bra att veta`."""
    kind = line.lstrip(":").strip().replace("[", " [", 1)  # `:::tip[Bra att veta]`
    mark = "}" if kind.startswith("{") and "}" in kind else " "
    title = _without_attributes(kind.partition(mark)[2].strip())
    return f"\n{title}\n" if title.strip(": ") else ""


def _parted(token: Token, width: int) -> Iterator[Token]:
    """The words of a paragraph, in several where its lines are not one running text.

    Those in a list or quote stay together; they have no `width`.
    """
    text = (
        _TASK.sub("", token.content) if not width and _TASK.match(token.content) else token.content
    )
    ends = [end for _, _, end in line_groups(text, 0, len(text), width)] if width else []
    for start, end in pairwise([0, *ends[:-1], len(text)]):
        if start:
            yield Token("paragraph_close", "p", -1, block=True)
            yield Token("paragraph_open", "p", 1, block=True)
        yield Token("inline", "", 0, content=text[start:end].strip())


def _paragraph(text: str) -> Iterator[Token]:
    yield Token("paragraph_open", "p", 1, block=True)
    yield Token("inline", "", 0, content=text)
    yield Token("paragraph_close", "p", -1, block=True)


def _shown(tokens: Iterable[Token], parser: MarkdownIt, env: dict[str, object]) -> Iterator[Token]:
    """The blocks without code, with the marks of those that are not too long read."""
    for token in tokens:
        if token.type == "fence":
            continue
        if token.type == "code_block":  # Lines that are indented are seldom code.
            yield Token("html_block", "", 0, content=f"<pre>{escape(token.content)}</pre>")
            continue
        if token.type == "inline":
            token.children = [Token("text", "", 0, content=token.content)]
            is_marked = not _MARKS.isdisjoint(token.content) or _BREAK in token.content
            if is_marked and not _is_dump(token.content):
                token.children = []
                parser.inline.parse(token.content, parser, env, token.children)
                for special in token.children:  # `&amp;` and `\\*`, which are text by now.
                    special.type = special.type.removesuffix("_special")
            without_highlights(token.children)
        yield token


def _is_dump(paragraph: str) -> bool:
    return len(paragraph) > _LONGEST_MARKED or paragraph.count("[") > _MOST_BRACKETS
