"""Definition lists and captions of Markdown, which its standard does not know and many programs write.

A line that begins with a colon defines the line above it, or says what the table above or below it
is of.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARK = ":"
_PARAGRAPH = 3
"""Tokens of a paragraph: its start, its words, its end."""


def with_definitions(
    tokens: Sequence[Token], parser: MarkdownIt, env: dict[str, object]
) -> Iterator[Token]:
    """The blocks of a text, with terms and their definitions as such, and captions in their tables.

    Args:
        tokens: The blocks, whose inline marks are not read yet.
        parser: What they were made by; it reads what is indented below a definition.
        env: What the parser knows of the text.
    """
    at, open_list = 0, False
    while at < len(tokens):
        term, definitions, behind = _entry(tokens, at)
        if definitions:
            if not open_list:
                yield Token("dl_open", "dl", 1, block=True)
            open_list = True
            yield from _block("dt", [_words(term)])
            for definition in definitions[:-1]:
                yield from _block("dd", [_words(definition)])
            below: list[Token] = []
            while behind < len(tokens) and tokens[behind].type == "code_block":
                below += parser.parse(tokens[behind].content, env)
                behind += 1
            last = _block("p", [_words(definitions[-1])]) if below else [_words(definitions[-1])]
            yield from _block("dd", [*last, *below])
            at = behind
            continue
        if open_list:
            yield Token("dl_close", "dl", -1, block=True)
            open_list = False
        at = yield from _other(tokens, at)
    if open_list:
        yield Token("dl_close", "dl", -1, block=True)


def _entry(tokens: Sequence[Token], at: int) -> tuple[str, list[str], int]:
    """A term, its definitions, and where the next block begins; no definitions where there is none."""
    term, *lines = _lines(tokens, at) or [""]
    behind = at + _PARAGRAPH
    if not term or _is_marked(term) or (lines and not _is_marked(lines[0])):
        return "", [], at
    while (more := _marked(tokens, behind)) and not _is_table(tokens, behind + _PARAGRAPH):
        lines += more
        behind += _PARAGRAPH
    definitions: list[str] = []
    for line in lines:
        if _is_marked(line):
            definitions.append(line[len(_MARK) :].strip())
        else:
            definitions[-1] += f"\n{line}"
    return term, definitions, behind


def _lines(tokens: Sequence[Token], at: int) -> list[str]:
    """The lines of the paragraph that begins here, outside of lists and quotes; else none."""
    if at + 1 >= len(tokens) or tokens[at].type != "paragraph_open" or tokens[at].level:
        return []
    return [line.strip() for line in tokens[at + 1].content.split("\n")]


def _marked(tokens: Sequence[Token], at: int) -> list[str]:
    """The lines of the paragraph that begins here with a colon; else none."""
    lines = _lines(tokens, at)
    return lines if lines and _is_marked(lines[0]) else []


def _is_table(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].type == "table_open"


def _is_marked(line: str) -> bool:
    return line.startswith(_MARK) and line[len(_MARK) :][:1].isspace()


def _words(text: str) -> Token:
    return Token("inline", "", 0, content=text)


def _block(tag: str, inner: Sequence[Token]) -> Iterator[Token]:
    yield Token(f"{tag}_open", tag, 1, block=True)
    yield from inner
    yield Token(f"{tag}_close", tag, -1, block=True)


def _other(tokens: Sequence[Token], at: int) -> Generator[Token, None, int]:
    """Yields a block that is no entry, or a part of one, and returns where the next begins."""
    caption = _marked(tokens, at)
    table = at + _PARAGRAPH if caption else at
    if not _is_table(tokens, table):
        yield tokens[at]
        return at + 1
    behind = 1 + next(n for n in range(table, len(tokens)) if tokens[n].type == "table_close")
    inner = tokens[table + 1 : behind]
    if not caption and (caption := _marked(tokens, behind)):
        behind += _PARAGRAPH
    yield tokens[table]
    if caption:
        told = " ".join([caption[0][len(_MARK) :], *caption[1:]])
        yield from _block("caption", [_words(told.strip())])
    yield from inner
    return behind
