"""Cuts running text into sentences, Swedish first and English too.

Own code, since the libraries cut Swedish abbreviations, ordinals and times apart; see
docs/adr/0003-own-sentence-splitter.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.abbreviations import CLOSING, JOINING, LEANING, MONTHS, NUMBERED
from ingest.openings import begins_sentence

Span = tuple[int, int]
"""Start and end in code points of the text, the end exclusive."""

LONGEST = 5_000
"""What is longer is no sentence but a dump of words, and is cut between two of them."""

_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<closers>(?:\[\d{1,3}\]|[\"'”’»)\]*_])*+)(?=\s)|\n[ \t]*+(?=\n)"
)
"""Where a sentence may end: stops with what closes around them and a footnote's number behind,
or a blank line."""
_MARKS = re.compile(
    r"(?:\s|[•·▪●‣◦\ue000-\uf8ff]|[-–—](?=[\s\"'”“»«]|[^\W\d_a-zåäö])|[*+>](?=\s)|#{1,6}(?=\s))+"
)
"""What stands before a sentence without being of it: bullets, signs of a font of signs, dialogue dashes,
marks of quotes and headings. A minus before a number stays."""
_NEXT = re.compile(r"\s{1,48}+(?:[\"'”“‘«»(\[*_•·>–—-]\s{0,48}+){0,48}(?P<word>\w+)")
_BEFORE = re.compile(r"(?:[^\W\d_]{1,4}\.[ \t]?){0,12}°?\w{1,24}$")
"""The word before a stop with the abbreviated words that it continues: `fr.o.m`, `bl. a`, `J`."""
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ACRONYM = re.compile(r"[^\W\d_a-zåäö]{2,}")
_SHORT = re.compile(r"[^\W\d_]{1,3}")
_WORD = re.compile(r"\w")
_BEHIND_WORDS = re.compile(r"(?<!\W)\W++$")
_SPACED = re.compile(r"\.\s")
_LOOK_BACK = 24
_LOOK_AHEAD = 48


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of `text[start:end]`, which should be one block such as a paragraph.

    Spans are in order, do not overlap, begin and end without white space, bullets or dialogue
    dashes, and together cover every letter and digit of the block. A line break does not end a
    sentence, a blank line does.
    """
    spans: list[Span] = []
    begin, word = start, _next_word(text, start, end)
    for cut in _cuts(text, start, end):
        if word < cut:
            spans += _trimmed(text, begin, cut)
            begin, word = cut, _next_word(text, cut, end)
    if word < end:
        spans += _trimmed(text, begin, end)
    return spans


def _next_word(text: str, start: int, end: int) -> int:
    """Where the next word begins or goes on, or the end."""
    word = _WORD.search(text, start, end)
    return word.start() if word else end


def skip_marks(text: str, start: int, end: int) -> int:
    """Where the words begin behind white space, bullets and dialogue dashes."""
    marks = _MARKS.match(text, start, end)
    return marks.end() if marks else start


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    begin, word = start, _next_word(text, start, end)
    last = start + len(_BEHIND_WORDS.sub("", text[start:end]))
    for match in _STOP.finditer(text, start, end):
        if match["stop"] is None or _ends_sentence(text, (begin, word), match, last):
            begin = match.end()
            if word < begin:  # Else it is that word still: no text is looked through twice.
                word = _next_word(text, begin, end)
            yield begin


def _ends_sentence(text: str, opening: Span, match: re.Match[str], last: int) -> bool:
    """Whether a stop ends the sentence that begins, and has its first word, at `opening`.

    `last` is where the last word of the block ends.
    """
    begin, word_at = opening
    following = _NEXT.match(text, match.end(), match.end() + _LOOK_AHEAD)
    if following is None or following.start("word") >= last:
        return match.end() >= last
    word = following["word"]
    if word[0].islower():
        return False
    if match["stop"] != "." or match["closers"].strip("*_"):
        return True
    before = _BEFORE.search(text, max(begin, match.start() - _LOOK_BACK), match.start())
    return before is None or _stop_ends(before.group(), word, first=word_at >= before.start())


def _stop_ends(before: str, following: str, *, first: bool) -> bool:
    """Whether the stop behind the word `before` ends a sentence, when no small letter follows."""
    joined = _SPACED.sub(".", before)
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
    chained = joined.partition(".")[0].lower() in JOINING and _SHORT.fullmatch(last)  # `prof. em.`
    if initial or chained or keys & LEANING or _DOTTED.fullmatch(joined):
        return begins_sentence(following)
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
