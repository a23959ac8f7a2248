"""What the reader sees of a question: the passages that the product's retrieval keeps, each read once.

Looks are kept on disk, so that calibration and figures can be made anew without reading again.
"""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.errors import FordonsdalenError
from assistant.evaluation.files import json_lines
from assistant.evaluation.questions import QuestionSet
from assistant.evidence.choosing import contexts_of, holding
from assistant.evidence.retrieval import query_text, retrieve
from assistant.ingesting import ingest
from assistant.models.answers import Hit, Question, Turn
from assistant.models.documents import Document, Passage, ReadDocument
from assistant.ports import SearchIndex, Vector
from assistant.question.understanding import understand
from assistant.reader.calibration import Calibration
from assistant.reader.decoding import Candidate
from assistant.reader.onnx import OnnxReader, ask_with, judge
from assistant.reader.reading import NO_VERDICT, AnswerSpan, Context, Reading, Verdict
from assistant.settings import RetrievalSettings, Settings
from training.data import Page, PageQuestion
from training.swapping import Names
from vectorstore.embeddings import open_embeddings
from vectorstore.reader import IndexReader
from vectorstore.writer import write_generation

SITE = 10
"""Pages that questions about validation pages are asked of together."""

UNANSWERED = {"status": "unanswered", "category": "swapped name"}
"""What is expected of a question that nothing answers."""


@dataclass(frozen=True, slots=True)
class Look:
    """One question with what was found in each passage, in the order of retrieval."""

    id: str
    question: Question
    passages: tuple[Passage, ...]
    documents: Mapping[str, Document]
    """Those that the passages are of, by id."""
    found: tuple[Candidate | None, ...]
    verdicts: tuple[Verdict, ...]
    asked: PageQuestion | None = None
    """What is known of a question about one of our pages."""
    page: str = ""
    expected: Mapping[str, Any] | None = None
    """The line of a set of questions, for its judge."""

    @property
    def is_answerable(self) -> bool:
        """Whether what is searched holds an answer."""
        if self.expected is not None:
            return bool(self.expected["status"] != "unanswered")
        return bool(self.asked and self.asked.answers)

    def reading(self, calibration: Calibration) -> Reading:
        """What the reader makes of it."""
        return judge(calibration, self.found, self.verdicts)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked of an index."""

    id: str
    text: str
    history: tuple[Turn, ...]
    asked: PageQuestion | None = None
    page: str = ""
    site: frozenset[str] = frozenset()
    """The pages that are searched; all of the index when empty."""
    expected: Mapping[str, Any] | None = None


def open_pages(pages: Sequence[Page], data_dir: Path, settings: Settings) -> SearchIndex:
    """One index of pages, written unless it is there."""
    if not (data_dir / "current").is_file():
        documents = [ReadDocument(page.document, page.passages) for page in pages]
        write_generation(data_dir, documents, [], open_embeddings(settings.embeddings), settings)
    return IndexReader(data_dir, settings).current()


def open_set(documents: Path, data_dir: Path, settings: Settings) -> SearchIndex:
    """The index of a set of questions, written by the product unless it is there."""
    settings = settings.model_copy(update={"data_dir": data_dir})
    if not (data_dir / "current").is_file():
        ingest([documents], settings)
    return IndexReader(data_dir, settings).current()


def page_queries(pages: Sequence[Page]) -> list[Query]:
    """All questions about pages, each asked of a site of about `SITE` pages.

    They were written with their page in sight, and often name nothing that tells it from others.
    """
    shuffled = random.Random(0).sample(list(pages), len(pages))
    sites = [shuffled[begin : begin + SITE] for begin in range(0, len(pages), SITE)]
    site_of = {page.id: frozenset(p.id for p in site) for site in sites for page in site}
    return [
        Query(
            f"{page.id}-{number}",
            asked.text,
            tuple(
                turn
                for typed, told in asked.history
                for turn in (Turn("user", typed), Turn("assistant", told))
            ),
            asked,
            page.id,
            site_of[page.id],
        )
        for page in pages
        for number, asked in enumerate(page.asked)
    ]


def set_queries(chosen: QuestionSet) -> list[Query]:
    """All questions of a set."""
    return [
        Query(
            line["id"],
            line["question"],
            tuple(Turn(turn["role"], turn["content"]) for turn in line["history"]),
            expected=line,
        )
        for line in json_lines(chosen[2])
    ]


def swapped_queries(queries: Iterable[Query], index: SearchIndex, names: Names) -> list[Query]:
    """Questions of a set that are answered, about what no text of its index names.

    Args:
        queries: Of the set; follow-ups, and what names nothing, are passed over.
        index: What they are asked of.
        names: Where other names are taken from.
    """
    told = "\n".join(f"{each.title}\n{each.text}" for each in index.documents.values())
    chance = random.Random(0)
    return [
        replace(query, id=f"{query.id}-swapped", text=text, expected=UNANSWERED)
        for query in queries
        if query.expected and query.expected["status"] == "answered" and not query.history
        if (text := names.swapped(query.text, told, told, chance))
    ]


def look(
    reader: OnnxReader, index: SearchIndex, queries: Iterable[Query], settings: Settings
) -> list[Look]:
    """Retrieve for each question and read what is kept."""
    looks = []
    for query in queries:
        try:
            question = understand(query.text, None, query.history, default="sv", maximum=2000)
        except FordonsdalenError:
            continue
        vector = index.embed_query(query_text(question))
        hits = _retrieve(index, question, vector, settings.retrieval, query.site)
        passages = tuple(hit.passage for hit in hits)
        asked = ask_with(query.history, query.text)
        seen = [reader.look(asked, context) for context in contexts_of(index, hits, question)]
        looks.append(
            Look(
                query.id,
                question,
                passages,
                {p.document: index.documents[p.document] for p in passages},
                tuple(candidate for candidate, _ in seen),
                tuple(verdict for _, verdict in seen),
                query.asked,
                query.page,
                query.expected,
            )
        )
    return looks


def kept(path: Path, make: Callable[[], list[Look]]) -> list[Look]:
    """Looks from a file that we wrote before, or new ones."""
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pickle.dumps(make()))
    looks: list[Look] = pickle.loads(path.read_bytes())
    return looks


def _retrieve(
    index: SearchIndex,
    question: Question,
    vector: Vector,
    settings: RetrievalSettings,
    site: frozenset[str],
) -> list[Hit]:
    """The hits that are kept, of a site alone if one is named."""
    if site:
        settings = settings.model_copy(update={"candidates": len(index.passages)})
    hits = retrieve(index, question, vector, settings)
    here = [hit for hit in hits if not site or hit.passage.document in site]
    return here[: settings.passages]


def look_at_own_passage(
    reader: OnnxReader, pairs: Iterable[tuple[Page, PageQuestion]]
) -> list[Look]:
    """Read each question with the passage that answers it, or the first, without retrieval."""
    looks = []
    for number, (page, asked) in enumerate(pairs):
        answering = (
            p for p in page.passages for a, b in asked.answers if p.start <= a and b <= p.end
        )
        passage = next(answering, page.passages[0])
        shown = Context(page.document.title, passage.above, passage.text)
        candidate, verdict = reader.look(ask_with((), asked.text), shown)
        question = Question(asked.text, asked.text, "sv", "sv", "")
        looks.append(
            Look(
                str(number),
                question,
                (passage,),
                {page.id: page.document},
                (candidate,),
                (verdict,),
                asked,
                page.id,
            )
        )
    return looks


def settled(reader: OnnxReader, look: Look) -> Verdict:
    """What the sentences that would be quoted from the first passage say to yes or no."""
    passage, found = look.passages[0], look.found[0]
    if found is None:
        return NO_VERDICT
    quoted = holding(passage, AnswerSpan(0, found.start, found.end, 1.0))
    text = "\n".join(sentence.text for sentence in quoted)
    title = look.documents[passage.document].title
    return reader.settle(look.question.text, Context(title, passage.above, text))
