"""The named data: pages with what was asked about them, in one form, and how they are split.

Where they stand is told by `Sources`, their licences by `docs/reader.md`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from assistant.evaluation.files import json_lines
from assistant.evaluation.reading import judging_articles
from assistant.models.documents import Document, Passage
from ingest.headings import tidy
from ingest.passages import make_passages
from ingest.plain import plain_blocks
from ingest.sentences import split_sentences

Span = tuple[int, int]
VerdictName = Literal["yes", "no", "unsettled"]
PASSAGE_CHARACTERS = 600
"""As the product cuts by default."""
PAGES = Path(__file__).with_name("pages")
"""Own pages that stand in this repository; `README.md` beside them tells their form."""
_VALIDATION = 10
"""One own page in so many is for validation."""


@dataclass(frozen=True, slots=True)
class PageQuestion:
    """A question about a page."""

    text: str
    answers: tuple[Span, ...]
    """In the text of the page; more than one for a list, none where the page does not answer."""
    history: tuple[tuple[str, str], ...] = ()
    """Earlier turns, what was asked and answered; the question cannot be understood without."""
    verdict: VerdictName | None = None
    """What the page says, for questions known to ask for yes or no."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement, and a quote that carries all of it or does not."""

    text: str
    quote: str
    carried: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what was asked about it, cut as the product cuts."""

    source: str
    """The file that it stands in, without its ending: `a`, `norquad`, `reading` …"""
    language: str
    document: Document
    passages: tuple[Passage, ...]
    asked: tuple[PageQuestion, ...]
    claims: tuple[Claim, ...] = field(default=())

    @property
    def id(self) -> str:
        """The document's."""
        return self.document.id


@dataclass(frozen=True, slots=True)
class Sources:
    """The folders of the named data."""

    own: tuple[Path, ...]
    external: Path
    """NorQuAD and SweQUAD-MC."""
    reading: Path
    """The Swedish reading set."""

    @classmethod
    def of(cls, shared: Path) -> Sources:
        """As they stand in the shared folder, and our own pages in this repository."""
        own = shared / "training"
        return cls((own, PAGES), own / "external", shared / "evaluation")

    def files(self) -> list[Path]:
        """All that is learnt from."""
        return [
            *(
                file
                for folder in (*self.own, self.external)
                for file in sorted(folder.glob("*.jsonl"))
            ),
            *sorted(self.reading.glob("swedish_reading_*.jsonl")),
        ]


@dataclass(frozen=True, slots=True)
class Split:
    """Pages to learn from and pages to judge on; no page is in both."""

    training: tuple[Page, ...]
    validation: tuple[Page, ...]


def own_pages(folders: Sequence[Path]) -> Split:
    """Our own pages, about one in ten for validation by a checksum of its text."""
    pages = [
        _own_page(file.stem, number, line)
        for folder in folders
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(json_lines(file))
    ]
    return _split(pages, [_checksum(page.document.text) % _VALIDATION == 0 for page in pages])


def external_pages(folder: Path) -> tuple[Page, ...]:
    """NorQuAD and SweQUAD-MC; all of their questions have an answer."""
    return tuple(
        _page(file.stem, number, line, _asked(line))
        for file in sorted(folder.glob("*.jsonl"))
        for number, line in enumerate(json_lines(file))
    )


def reading_pages(folder: Path) -> Split:
    """The Swedish reading set, half of its articles for training, drawn by a checksum of their names."""
    questions: dict[str, list[PageQuestion]] = {}
    for line in json_lines(folder / "swedish_reading_questions.jsonl"):
        questions.setdefault(line["passage"], []).append(
            PageQuestion(line["question"], _spans(line["answers"])[:1])
        )
    pages, judged = [], []
    lines = json_lines(folder / "swedish_reading_passages.jsonl")
    held = judging_articles(_article(line["id"]) for line in lines)
    for title, group in groupby(lines, key=lambda line: _article(line["id"])):
        for line in group:
            shown = title.replace("_", " ")
            document = Document(f"reading-{line['id']}", shown, line["text"], "reading")
            text = line["text"]
            passage = Passage(document.id, 0, len(text), text, shown, shown, ())
            asked = tuple(questions.get(line["id"], ()))
            pages.append(Page("reading", "sv", document, (passage,), asked))
            judged.append(title in held)
    return _split(pages, judged)


def _article(passage: str) -> str:
    return passage.partition("#")[0]


def _split(pages: Sequence[Page], held: Sequence[bool]) -> Split:
    pairs = list(zip(pages, held, strict=True))
    return Split(
        tuple(page for page, is_held in pairs if not is_held),
        tuple(page for page, is_held in pairs if is_held),
    )


def _own_page(source: str, number: int, line: dict[str, Any]) -> Page:
    asked = [*_asked(line), *_turns(line), *_verdicts(line)]
    claims = [Claim(c["claim"], c["quote"], c["carried"]) for c in line.get("claims", ())]
    return _page(source, number, line, asked, claims=claims)


def _page(
    source: str,
    number: int,
    line: dict[str, Any],
    asked: Sequence[PageQuestion],
    *,
    claims: Sequence[Claim] = (),
) -> Page:
    text = line["text"]
    title = line.get("title") or text.strip().splitlines()[0][:90]
    document = Document(f"{source}-{number}", title, text, source, language=line["language"])
    blocks = tidy(text, plain_blocks(text, 0))
    passages = make_passages(document, blocks, PASSAGE_CHARACTERS)
    return Page(source, line["language"], document, passages, tuple(asked), tuple(claims))


def _asked(line: dict[str, Any]) -> list[PageQuestion]:
    return [PageQuestion(q["question"], _spans(q["answers"])) for q in line.get("questions", ())]


def _spans(answers: Sequence[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple((a["start"], a["start"] + len(a["text"])) for a in answers)


def _turns(line: dict[str, Any]) -> Iterator[PageQuestion]:
    """Every turn of the conversations behind those before it, and once standing alone."""
    for turns in line.get("conversations") or [line.get("conversation", ())]:
        before: list[tuple[str, str]] = []
        for turn in turns:
            typed, standalone, answer = _turn(turn)
            pieces = [answer] if isinstance(answer, str) else answer
            pieces = [piece for piece in pieces if piece]
            spans = [_find(line["text"], piece) for piece in pieces]
            yield PageQuestion(typed, tuple(spans), tuple(before))
            if before and standalone != typed:
                yield PageQuestion(standalone, tuple(spans))
            before.append((typed, _said(line["text"], pieces, spans, whole=len(before) % 2 == 1)))


def _said(text: str, pieces: Sequence[str], spans: Sequence[Span], *, whole: bool) -> str:
    """An answer as it was given: the bare pieces or the whole sentence that holds the first."""
    if whole and spans:
        start, end = spans[0]
        for a, b in split_sentences(text, 0, len(text)):
            if a <= start and end <= b:
                return text[a:b]
    return ", ".join(pieces)


def _turn(turn: Any) -> tuple[str, str, str | list[str]]:
    if isinstance(turn, dict):
        return turn["typed"], turn["standalone"], turn["answer"]
    typed, standalone, answer = turn
    return typed, standalone, answer


def _find(text: str, piece: str) -> Span:
    start = text.index(piece)
    return start, start + len(piece)


def _verdicts(line: dict[str, Any]) -> Iterator[PageQuestion]:
    for told in line.get("yes_no", ()):
        span = (told["start"], told["start"] + len(told["span"]))
        yield PageQuestion(told["question"], (span,) if told["span"] else (), (), told["label"])


def _checksum(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
