"""How far answers from facts are to be believed: the product gives them, and the reader reads them.

Facts are found by the wording of texts and questions. So they are weighed on pages that nobody had in
sight who wrote down how, beside the sets of questions.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.bootstrap import ingest
from assistant.clock import Clock, today
from assistant.errors import FordonsdalenError
from assistant.evaluation.questions import judge
from assistant.finding import Finder, look_up
from assistant.findings import Findings
from assistant.models import Answer, Explanation, Question
from assistant.ports import SearchIndex
from assistant.question import understand
from assistant.reader.onnx import OnnxReader
from assistant.reader.reading import Ahead
from assistant.response import Response
from assistant.settings import Settings
from assistant.weighing import ahead, to_weigh
from training.data import Page, Span
from training.looking import SITE, Query, page_queries
from vectorstore.reader import IndexReader


@dataclass(frozen=True, slots=True)
class Told:
    """An answer from facts."""

    features: Mapping[str, float]
    """`calibration.FACT_FEATURES`."""
    ahead: Ahead
    """How far what it quotes is ahead of all else in the passages; see `weighing.ahead`."""
    right: bool


def told_of_pages(
    reader: OnnxReader, pages: Sequence[Page], data_dir: Path, settings: Settings
) -> Iterator[Told]:
    """What facts answer to the questions about pages, each asked of a site of `SITE` pages.

    Args:
        reader: Reads the answers.
        pages: Those that nothing was learnt from.
        data_dir: Where their indexes are, or will be.
        settings: How to read and to answer.
    """
    shuffled = random.Random(SITE).sample(list(pages), len(pages))
    for number, begin in enumerate(range(0, len(shuffled), SITE)):
        site = shuffled[begin : begin + SITE]
        index = _open_site(site, data_dir / str(number), settings)
        by_title = {document.title: id_ for id_, document in index.documents.items()}
        queries = [
            replace(query, page=by_title[page.document.title])
            for page in site
            if page.document.title in by_title
            for query in page_queries([page])
        ]
        texts = {by_title.get(page.document.title, ""): page.document.text for page in site}
        yield from told_by_facts(reader, index, queries, settings, texts)


def told_by_facts(
    reader: OnnxReader,
    index: SearchIndex,
    queries: Iterable[Query],
    settings: Settings,
    texts: Mapping[str, str] | None = None,
) -> Iterator[Told]:
    """What facts answer to questions, and whether they should have.

    Args:
        reader: Reads the answers.
        index: What is asked.
        queries: Of a set, or about pages.
        settings: How to answer.
        texts: The pages as they were asked about, by the id of their document.
    """
    finder = Finder(lambda: reader, settings, today(), Clock())
    for query in queries:
        try:
            question = understand(query.text, None, query.history, default="sv", maximum=2000)
        except FordonsdalenError:
            continue
        if not (found := look_up(index, question, today())):
            continue
        findings = Findings(threshold=settings.answering.threshold, **found)
        response = finder.composed(index, question, findings, first=1)
        features = reader.look_at_facts(question.standalone, **to_weigh(response, findings))
        searched = finder.search(index, question, findings)
        choice = finder.choose(index, question, searched)
        right = _is_right(query, question, response, index, texts or {})
        yield Told(features, ahead(response, choice), right)


def _open_site(pages: Sequence[Page], folder: Path, settings: Settings) -> SearchIndex:
    settings = settings.model_copy(update={"data_dir": folder / "index"})
    if not (settings.data_dir / "current").is_file():
        documents = folder / "documents"
        documents.mkdir(parents=True, exist_ok=True)
        for number, page in enumerate(pages):
            title = json.dumps(page.document.title, ensure_ascii=False)
            text = f"---\ntitle: {title}\n---\n\n{page.document.text}"
            (documents / f"{number}.md").write_text(text, "utf-8")
        ingest([documents], settings)
    return IndexReader(settings.data_dir, settings).current()


def _is_right(
    query: Query,
    question: Question,
    response: Response,
    index: SearchIndex,
    texts: Mapping[str, str],
) -> bool:
    """By the judge of its set; or whether half of what answers on the page is quoted or told."""
    if query.expected is not None:
        answer = Answer(
            *(question, response.status, response.text, response.citations, 1.0, ""),
            Explanation(question),
        )
        return not judge(dict(query.expected), answer)
    if query.asked is None or not query.asked.answers:
        return False
    text, page = texts[query.page], index.documents[query.page].text
    quoted = [(c.start, c.end) for c in response.citations if c.document.id == query.page]
    said = " ".join([response.text, *(citation.quote for citation in response.citations)])
    met = 0
    for start, end in query.asked.answers:
        place = _place(text, page, (start, end))
        is_quoted = place is not None and any(a < place[1] and place[0] < b for a, b in quoted)
        met += is_quoted or text[start:end].casefold() in said.casefold()
    return 2 * met >= len(query.asked.answers)


def _place(text: str, page: str, span: Span) -> Span | None:
    """Where a piece of a page stands in the document that was read of it."""
    start, end = span
    before = text[max(0, start - 25) : start]
    at = page.find(before + text[start:end])
    at = at + len(before) if at >= 0 else page.find(text[start:end])
    return (at, at + end - start) if at >= 0 else None
