"""Cuts running text into sentences, Swedish first and English too.

Own code, since the libraries cut Swedish abbreviations, ordinals and times apart; see
docs/adr/0003-own-sentence-splitter.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.abbreviations import CLOSING, FIRST_WORDS, JOINING, LEANING, MONTHS, NUMBERED

Span = tuple[int, int]
"""Start and end in code points of the text, the end exclusive."""

LONGEST = 5_000
"""What is longer is no sentence but a dump of words, and is cut between two of them."""

_STOP = re.compile(
    r"(?P<stop>[.!?…]+)(?P<closers>(?:\[\d{1,3}\]|[\"'”’»)\]*_])*)(?=\s)|\n[ \t]*(?=\n)"
)
"""Where a sentence may end: stops with what closes around them and a footnote's number behind,
or a blank line."""
_MARKS = re.compile(
    r"(?:\s|[•·▪●‣◦]|[-–—](?=[\s\"'”“»«]|[^\W\d_a-zåäö])|[*+>](?=\s)|#{1,6}(?=\s))+"
)
"""What stands before a sentence without being of it: bullets, dialogue dashes, marks of quotes and
headings. A minus before a number stays."""
_NEXT = re.compile(r"\s+(?:[\"'”“‘«»(\[*_•·>–—-]\s*)*(?P<word>\w+)")
_BEFORE = re.compile(r"(?:[^\W\d_]{1,4}\.[ \t]?)*°?\w+$")
"""The word before a stop with the abbreviated words that it continues: `fr.o.m`, `bl. a`, `J`."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ACRONYM = re.compile(r"[^\W\d_a-zåäö]{2,}")
_WORD = re.compile(r"\w")
_LOOK_BACK = 24
_LOOK_AHEAD = 48


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of `text[start:end]`, which should be one block such as a paragraph.

    Spans are in order, do not overlap, begin and end without white space, bullets or dialogue
    dashes, and together cover every letter and digit of the block. A line break does not end a
    sentence, a blank line does.
    """
    spans: list[Span] = []
    begin = start
    for cut in _cuts(text, start, end):
        if _WORD.search(text, begin, cut):
            spans += _trimmed(text, begin, cut)
            begin = cut
    if begin < end and _WORD.search(text, begin, end):
        spans += _trimmed(text, begin, end)
    return spans


def skip_marks(text: str, start: int, end: int) -> int:
    """Where the words begin behind white space, bullets and dialogue dashes."""
    marks = _MARKS.match(text, start, end)
    return marks.end() if marks else start


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    begin = start
    for match in _STOP.finditer(text, start, end):
        if match["stop"] is None or _ends_sentence(text, begin, match, end):
            begin = match.end()
            yield begin


def _ends_sentence(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    following = _NEXT.match(text, match.end(), min(end, match.end() + _LOOK_AHEAD))
    if following is None:
        return not _WORD.search(text, match.end(), end)
    word = following["word"]
    if word[0].islower():
        return False
    if match["stop"] != "." or match["closers"].strip("*_"):
        return True
    before = _BEFORE.search(text, max(begin, match.start() - _LOOK_BACK), match.start())
    return before is None or _stop_ends(before.group(), word, _is_first(text, begin, before))


def _is_first(text: str, begin: int, before: re.Match[str]) -> bool:
    return not _WORD.search(text, begin, before.start())


def _stop_ends(before: str, following: str, first: bool) -> bool:
    """Whether the stop behind the word `before` ends a sentence, when no small letter follows."""
    joined = re.sub(r"\.\s", ".", before)
    last = joined.rpartition(".")[2]
    keys = {joined.lower(), last.lower()} if not _ACRONYM.fullmatch(last) else set()
    if last.isdigit() and len(last) <= 2:
        return not first and following.lower() not in MONTHS
    if joined.lower() in CLOSING:
        return True
    if keys & JOINING or last == "St":
        return False
    if following[0].isdigit() and keys & NUMBERED:
        return False
    initial = len(last) == 1 and last.isupper()
    if initial or keys & LEANING or _DOTTED.fullmatch(joined):
        return following.lower() in FIRST_WORDS and len(following) > 1
    return True


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    start = skip_marks(text, start, end)
    spans: list[Span] = []
    while end - start > LONGEST:
        cut = max(text.rfind(space, start + 1, start + LONGEST) for space in "\n ")
        cut = cut if cut > start else start + LONGEST
        if _WORD.search(text, start, cut):
            spans.append((start, _end(text, start, cut)))
        start = skip_marks(text, cut, end)
    if _WORD.search(text, start, end):
        spans.append((start, _end(text, start, end)))
    return spans


def _end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
