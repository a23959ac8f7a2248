"""Web pages: their whole content as text with its blocks, and what a page says about itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from urllib.parse import urlsplit

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.blocks import Kind
from ingest.decoding import as_meant, declared_charset, decode
from ingest.headings import tidy
from ingest.readers.parsed import Options, Parsed, begin_of_elements, language_told
from ingest.structure import Part, written
from ingest.web.about import about, holds_code, questions
from ingest.web.reader import Reader
from ingest.web.tree import Element, parse_page
from ingest.web.without import leave_out
from ingest.word_count import count_words

_LEAST_OWN = 0.5
"""Share of a page that is its own; else it is a version of another page, and all of it stays."""
_FEWEST = 10
"""Words of a page; of one with fewer and scripts, these rather show what it says."""
_FEW_WORDS = (
    "it says fewer than {count} words, and its scripts may show more; save what it shows as text"
)


@dataclass(frozen=True, slots=True)
class Outline:
    """The parts of a page, before those that it shares with its site are taken away."""

    host: str
    """Of the address that the page tells; empty where it tells none."""
    wholes: frozenset[str]
    """Its paragraphs, lists and tables, each as one text."""


def outline(source: str) -> Outline:
    """What tells the parts of a page from those of other pages of the site.

    Raises:
        SourceError: it cannot be read.
    """
    tree = parse_page(begin_of_elements(source, len(source))[0])
    host = urlsplit(about(tree)[0].url or "").netloc
    return Outline(host, frozenset(text for text, _ in _wholes(Reader(tree).parts.all)))


def read(data: bytes, options: Options) -> Parsed:
    """A web page as text.

    Raises:
        SourceError: it is no web page, or there is no content.
    """
    source, notes = as_meant(decode(data, declared_charset(data)))
    if not source.strip():
        raise SourceError("it holds no text")
    begin, unread = begin_of_elements(source, len(source))
    page = read_page(begin, options.furniture, options.without)
    return replace(page, unread=(*notes, *unread, *page.unread))


def read_page(
    source: str, furniture: Collection[str] = (), without: Collection[str] = ()
) -> Parsed:
    """The content of a page, without menus, forms and what hides.

    Args:
        source: The page, or a part of one.
        furniture: Paragraphs, lists and tables, each as one text, that stand on most pages of the
            site and are left out.
        without: CSS selectors of what is left out.

    Raises:
        SourceError: there is no content, for example as a script would have to load it first.
    """
    tree = parse_page(source)
    leave_out(tree, without)
    reader = Reader(tree)
    parts, shared = _own(reader.parts.all, furniture)
    parts += list(_unseen_answers(tree, parts))
    page = written(parts)
    words = count_words(page.text)
    if not words:
        raise SourceError("no main text was found in the page; save what it shows as text")
    told, problems = about(tree)
    return Parsed(
        page.text,
        tuple(tidy(page.text, page.blocks)),
        replace(told, language=language_told(told.language, page.text)),
        "text/html",
        problems=problems,
        unread=_unread(tree, words),
        left_out=" ".join([*reader.left_out, *shared]),
    )


def _unread(tree: Element, words: int) -> tuple[Reason, ...]:
    """Whether a page says so little that its scripts have to show the rest, as `Loading …` does."""
    if words >= _FEWEST or not any(holds_code(each) for each in tree.iter("script")):
        return ()
    return (Reason(_FEW_WORDS, {"count": _FEWEST}),)


def _wholes(parts: Iterable[Part]) -> Iterator[tuple[str, list[Part]]]:
    for _, group in groupby(parts, key=lambda part: part.whole):
        members = list(group)
        yield "\n".join(f"{part.mark}{part.text}" for part in members), members


def _own(parts: Sequence[Part], furniture: Collection[str]) -> tuple[list[Part], list[str]]:
    """The parts of the page itself, and the texts of those that most pages of the site have.

    A heading that they all have goes where nothing of its own stands below it.
    """
    own: list[Part] = []
    heading: list[Part] = []
    for text, members in _wholes(parts):
        is_heading = members[0].kind is Kind.HEADING
        if text not in furniture:
            own += members if is_heading else [*heading, *members]
            heading = []
        elif is_heading:
            heading = members
    kept = set(map(id, own))
    shared = [part.text for part in parts if id(part) not in kept]
    words = sum(count_words(part.text) for part in parts)
    if sum(map(count_words, shared)) > (1 - _LEAST_OWN) * words:
        return list(parts), []
    return own, shared


def _unseen_answers(tree: Element, parts: Sequence[Part]) -> Iterator[Part]:
    """Questions and answers that the page holds as data, where a script would have to show them."""
    shown = {_folded(part.text) for part in parts}
    for question, answer in questions(tree):
        if _folded(question) in shown or not count_words(answer):
            continue
        yield Part(Kind.HEADING, "## ", " ".join(question.split()), 0, 2)
        yield from Reader(parse_page(answer)).parts.all


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
