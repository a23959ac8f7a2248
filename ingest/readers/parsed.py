"""What a reader is given beside the bytes of a file, and what it makes of them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import get_args

from assistant.models.answers import Language
from assistant.reasons import Reason
from assistant.settings import IngestSettings
from assistant.text.language import detect_language
from ingest.blocks import Block, Kind
from ingest.decoding import whole
from ingest.headings import tidy
from ingest.metadata import Metadata
from ingest.structure import PAGE, Part, Parts, written
from ingest.word_count import count_words

_FIRST = 5
"""Parts among which the title of a document is."""
_WORD_OR_YEAR = re.compile(r"[^\W\d_]{3}|\d{4}")
SAMPLE = 20_000
"""Characters that are enough to tell a language."""
_FEWEST_WORDS = 10
"""Words from which on a text itself tells its language better than a template that it stands in."""
_LEAST_TEXT = 500_000
_MOST_PER_BYTE = 0.5
_LEAST_LINES, _LEAST_ELEMENTS = 30_000, 60_000
_CHARACTERS_EACH = 16
"""Of running text, which cost about as much as a line or an element of a page, however short it is."""
_LEAST_OF_PART = 8
"""Characters for which a part of a document counts at least."""
_MOST_NAMED = 5
_LONGEST_NAME = 80
ATTACHMENTS = "its attachments are not read: {names}; save them beside it"
EMBEDDED = "its embedded files are not read: {names}; save them beside it"
_LINE = re.compile(r"\S[^\r\n]*")
_ELEMENT = re.compile(r"<[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Options:
    """How to read."""

    settings: IngestSettings = field(default_factory=IngestSettings)
    furniture: Collection[str] = ()
    """What most web pages of the site hold, which is left out of a web page."""
    without: Collection[str] = ()
    """CSS selectors of what is left out of a web page."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file as text with places in it."""

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    media_type: str
    start: int = 0
    """Where the text proper begins, behind front matter."""
    problems: tuple[Reason, ...] = ()
    """What is told about the document and cannot be used."""
    unread: tuple[Reason, ...] = ()
    """What of it was not read, and the remedy, each a clause."""
    left_out: str = ""
    """What is visible of it, but for menus and forms, and not in the text."""
    pages: tuple[int, ...] = ()
    """Where pages begin in the text; empty where the format has none."""

    @property
    def kept(self) -> float:
        """The share of its visible words that the text holds, 0 to 1."""
        words = count_words(self.text)
        return words / max(1, words + count_words(self.left_out))


def most_characters(size: int) -> int:
    """How much is read of a file of so many bytes that is no text itself, whatever it unpacks to.

    The time is so in proportion to what came in.
    """
    return max(_LEAST_TEXT, int(_MOST_PER_BYTE * size))


def named_at_most(names: Sequence[str], most: int) -> Reason:
    """Names or numbers, of which no more than so many are told."""
    told = whole(", ".join(name[:_LONGEST_NAME] for name in names[:most]))
    if len(names) <= most:
        return Reason("{names}", {"names": told})
    return Reason("{names} and {more} more", {"names": told, "more": len(names) - most})


def unopened(told: str, names: Sequence[str]) -> tuple[Reason, ...]:
    """What is told about files inside of a file, which are never opened; nothing where none are."""
    return (Reason(told, {"names": named_at_most(names, _MOST_NAMED)}),) if names else ()


def unseen(pictures: Collection[str]) -> tuple[Reason, ...]:
    """What is told about pictures inside of a file, by their names; nothing where there is none."""
    count = len(set(pictures))
    if count == 1:
        return (Reason("its picture is not read; write what pictures say into the text"),)
    told = "its {count} pictures are not read; write what pictures say into the text"
    return (Reason(told, {"count": count}),) if count else ()


def end_of_lines(text: str, start: int) -> tuple[int, tuple[Reason, ...]]:
    """Where to stop in a text whose lines are so short that it is a dump of them, and what is told."""
    most = max(_LEAST_LINES, len(text) // _CHARACTERS_EACH)
    rest = next(islice(_LINE.finditer(text, start), most, None), None)
    if rest is None:
        return len(text), ()
    told = "what follows its first {lines} lines is not read; split it into several files"
    return rest.start(), (Reason(told, {"lines": most}),)


def begin_of_elements(page: str, size: int) -> tuple[str, tuple[Reason, ...]]:
    """A web page up to where it has more elements than its file explains, and what is told.

    Args:
        page: As HTML, which may be made of another text.
        size: Of the text in the file, in characters.
    """
    most = max(_LEAST_ELEMENTS, size // _CHARACTERS_EACH)
    rest = next(islice(_ELEMENT.finditer(page), most, None), None)
    if rest is None:
        return page, ()
    told = "what follows its first {elements} elements is not read; split it into several files"
    return page[: rest.start()], (Reason(told, {"elements": most}),)


def assembled(
    parts: list[Part],
    told: Metadata,
    media_type: str,
    size: int,
    unread: tuple[Reason, ...] = (),
    left_out: Sequence[str] = (),
    heads: Sequence[str] = (),
) -> Parsed:
    """What a reader put down, as text; what is too long is cut, and told.

    Args:
        parts: In reading order.
        told: What the file says about itself. A title that the text does not bear out, such as a
            template's, and a language that it contradicts are not used.
        media_type: Of the file.
        size: Of the file, in bytes.
        unread: As in `Parsed`.
        left_out: Words that a reader of the file sees and that are not in the text.
        heads: What stands over and under every page, which is read once, below the title
            or what stands first.
    """
    kept, rest = _cut(_with_heads(parts, heads), most_characters(size))
    if rest:
        words = sum(count_words(part.text) for part in rest)
        told_of = "its last {words} words are not read; split it into several files"
        unread += (Reason(told_of, {"words": words}),)
    page = written(kept)
    told = replace(
        told,
        title=told.title if _bears_out(page.text, told.title) else None,
        language=language_told(told.language, page.text),
    )
    return Parsed(
        page.text,
        tuple(tidy(page.text, page.blocks)),
        told,
        media_type,
        unread=unread,
        left_out=" ".join(left_out),
        pages=page.pages,
    )


def is_told(head: str) -> bool:
    """Whether what stands over or under pages says more than their number."""
    return _WORD_OR_YEAR.search(head) is not None


def _with_heads(parts: list[Part], heads: Sequence[str]) -> list[Part]:
    told = Parts()
    for head in dict.fromkeys(filter(is_told, heads)):
        told.put_paragraph(head)
    first = [part.kind for part in parts[:_FIRST]]
    below = first.index(Kind.HEADING) + 1 if Kind.HEADING in first else first[:1] != [Kind.ROW]
    return [*parts[:below], *told.all, *parts[below:]]


def _cut(parts: list[Part], most: int) -> tuple[list[Part], list[Part]]:
    left = most
    for place, part in enumerate(parts):
        length = max(_LEAST_OF_PART, len(part.text) + len(part.mark))
        if length > left:
            kept, rest = parts[:place], parts[place:]
            at = part.text.rfind(" ", 0, left)
            if part.kind is Kind.TEXT and at > 0:  # A paragraph may be all that there is.
                kept = [*kept, replace(part, text=part.text[:at])]
                rest = [replace(part, text=part.text[at:]), *rest[1:]]
            return kept, rest
        left -= length
    return parts, []


def _bears_out(text: str, title: str | None) -> bool:
    """Whether at least half of the words of a title stand in the text too."""
    words = (title or "").casefold().split()
    sample = text.replace(PAGE, "")[:SAMPLE].casefold()
    return 2 * sum(word in sample for word in words) >= len(words) > 0


def language_told(stated: str | None, text: str) -> str | None:
    """The language that a file states, unless its text is clearly in the other one that is told.

    A template states the language of its site, which need not be that of each page.
    """
    if stated not in get_args(Language) or len(text[:SAMPLE].split()) < _FEWEST_WORDS:
        return stated
    found = detect_language(text[:SAMPLE])
    return found if found in get_args(Language) else stated
