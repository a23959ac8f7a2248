"""How far answers from facts are to be believed: the product gives them, and the reader reads them.

Facts are found by the wording of texts and questions. So they are weighed on pages that nobody had in
sight who wrote down how, beside the sets of questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from assistant.answering.finder import Finder, look_up
from assistant.answering.weighing import ahead, to_weigh
from assistant.clock import Clock, today
from assistant.composition.response import Response
from assistant.errors import FordonsdalenError
from assistant.evaluation.questions import judge
from assistant.models.answers import Answer, Explanation, Question
from assistant.models.documents import Place
from assistant.ports import SearchIndex
from assistant.question.understanding import understand
from assistant.reader.onnx import OnnxReader
from assistant.reader.reading import Ahead
from assistant.settings import Settings
from assistant.spans import overlap
from training.looking import Query


@dataclass(frozen=True, slots=True)
class FactAnswer:
    """An answer from facts."""

    features: Mapping[str, float]
    """`calibration.FACT_FEATURES`."""
    ahead: Ahead
    """How far what it quotes is ahead of all else in the passages; see `weighing.ahead`."""
    right: bool


def told_by_facts(
    reader: OnnxReader,
    index: SearchIndex,
    queries: Iterable[Query],
    settings: Settings,
) -> Iterator[FactAnswer]:
    """What facts answer to questions, and whether they should have.

    Args:
        reader: Reads the answers.
        index: What is asked.
        queries: Of a set, or about pages.
        settings: How to answer.
    """
    finder = Finder(lambda: reader, settings, today(), Clock())
    for query in queries:
        try:
            question = understand(query.text, None, query.history, default="sv", maximum=2000)
        except FordonsdalenError:
            continue
        found = look_up(index, question, today())
        if not found.from_facts:
            continue
        findings = replace(found, threshold=settings.answering.threshold)
        response = finder.composed(index, question, findings, first=1)
        features = reader.look_at_facts(question.plain, *to_weigh(response, findings))
        searched = finder.search(index, question, findings)
        choice = finder.choose(index, question, searched)
        right = _is_right(query, question, response, index)
        yield FactAnswer(features, ahead(response, choice), right)


def _is_right(query: Query, question: Question, response: Response, index: SearchIndex) -> bool:
    """By the judge of its set; or whether half of what answers on the page is quoted or told."""
    if query.expected is not None:
        answer = Answer(
            *(question, response.status, response.text, response.citations, 1.0, ""),
            Explanation(question),
        )
        return not judge(dict(query.expected), answer)
    if query.asked is None or not query.asked.answers:
        return False
    page = index.documents[query.page].text
    quoted = [citation.place for citation in response.citations]
    said = " ".join([response.text, *(citation.quote for citation in response.citations)])
    met = 0
    for start, end in query.asked.answers:
        answering = Place(query.page, start, end)
        is_quoted = any(overlap(answering, place) for place in quoted)
        met += is_quoted or page[start:end].casefold() in said.casefold()
    return 2 * met >= len(query.asked.answers)
