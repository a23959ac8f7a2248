"""The Swedish reading set: passages of encyclopedic articles, with questions they do or do not answer.

The files hold machine-translated SQuAD 2.0 (CC BY-SA 4.0), one JSON object a line: passages with
`id`, `title`, `text`; questions with `id`, `question`, `passage`, `answers` (`text`, `start` in the
passage) and `answerable`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from assistant.evaluation.files import json_lines
from assistant.evidence.choosing import choose
from assistant.evidence.retrieval import retrieve
from assistant.models.answers import Question
from assistant.models.documents import Document, Passage, ReadDocument, Sentence
from assistant.ports import Matrix, SearchIndex
from assistant.reader.reading import Reader
from assistant.settings import Settings
from assistant.text.kinds import kind_of

PASSAGES = "swedish_reading_passages.jsonl"
QUESTIONS = "swedish_reading_questions.jsonl"


@dataclass(frozen=True)
class ReadingQuestion:
    """A question with the spans that answer it, in offsets of its article."""

    id: str
    text: str
    article: str
    passage: tuple[int, int]
    answers: tuple[tuple[int, int], ...]
    answerable: bool
    language: str = "sv"


@dataclass(frozen=True)
class Judged:
    """What was found for a question, beside what is gold."""

    question: ReadingQuestion
    rank: int | None
    """Of the gold passage among the hits, 0 for the first; None when it is not there."""
    gold: tuple[bool, ...]
    """For each chosen sentence, likeliest first, whether it holds a whole gold span."""
    confidence: float


def load_reading(
    folder: Path, split: Callable[[str, int, int], Sequence[tuple[int, int]]]
) -> tuple[list[ReadDocument], list[ReadingQuestion]]:
    """Read the set; each article becomes a document whose passages are those of the set."""
    lines = json_lines(folder / PASSAGES)
    documents: list[ReadDocument] = []
    spans: dict[str, tuple[str, int, int]] = {}
    for title, group in groupby(lines, key=lambda line: str(line["title"])):
        texts = [(str(line["id"]), str(line["text"])) for line in group]
        whole = "\n\n".join(text for _, text in texts)
        document = Document(title, title.replace("_", " "), whole, f"{PASSAGES}#{title}")
        start, passages = 0, []
        for identifier, text in texts:
            end = start + len(text)
            spans[identifier] = (title, start, end)
            sentences = tuple(
                Sentence(title, a, b, whole[a:b]) for a, b in split(whole, start, end)
            )
            passages.append(Passage(title, start, end, text, title, title, sentences))
            start = end + 2
        documents.append(ReadDocument(document, tuple(passages)))
    return documents, [_question(line, spans) for line in json_lines(folder / QUESTIONS)]


def load_translated(path: Path, questions: Sequence[ReadingQuestion]) -> list[ReadingQuestion]:
    """Some of the questions in English: lines of an id, a tab and the question."""
    known = {question.id: question for question in questions}
    lines = [line.split("\t") for line in path.read_text("utf-8").splitlines() if line]
    return [replace(known[name], text=text, language="en") for name, text in lines]


def _question(
    line: dict[str, object], spans: Mapping[str, tuple[str, int, int]]
) -> ReadingQuestion:
    article, start, end = spans[str(line["passage"])]
    answers = line["answers"]
    assert isinstance(answers, list)
    return ReadingQuestion(
        str(line["id"]),
        str(line["question"]),
        article,
        (start, end),
        tuple((start + a["start"], start + a["start"] + len(a["text"])) for a in answers),
        bool(line["answerable"]),
    )


def judging_articles(titles: Iterable[str]) -> frozenset[str]:
    """The half of the articles that is kept for judging; the reader may learn from the others."""
    ordered = sorted(set(titles), key=lambda title: hashlib.sha256(title.encode()).hexdigest()[:8])
    return frozenset(ordered[: len(ordered) // 2])


def judge(
    index: SearchIndex,
    question: ReadingQuestion,
    vector: Matrix,
    reader: Reader,
    settings: Settings,
) -> Judged:
    """Retrieve and read, as for an answer, and mark what is gold."""
    text = question.text
    asked = Question(text, text, "sv", question.language, kind_of(text))
    hits = retrieve(index, asked, vector, settings.retrieval)
    rank = next((i for i, hit in enumerate(hits) if _is_gold_passage(question, hit.passage)), None)
    choice = choose(index, asked, hits, reader, settings.answering.threshold)
    gold = tuple(_is_gold(question, evidence.span) for evidence in choice.chosen)
    return Judged(question, rank, gold, choice.confidence)


def _is_gold_passage(question: ReadingQuestion, passage: Passage) -> bool:
    return passage.document == question.article and passage.start == question.passage[0]


def _is_gold(question: ReadingQuestion, sentence: Sentence) -> bool:
    return sentence.document == question.article and any(
        sentence.start <= start and end <= sentence.end for start, end in question.answers
    )
