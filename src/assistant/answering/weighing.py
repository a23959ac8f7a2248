"""Whether what facts tell answers what was asked: the reader reads it as it reads a passage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.composition.response import Response
from assistant.evidence.choosing import Choice, FoundSpan
from assistant.evidence.findings import Findings
from assistant.models.answers import Question
from assistant.reader.reading import Ahead, Context, Reader
from assistant.spans import overlap
from assistant.text.words import without_marks

LONGEST = 1000
"""Characters that are read of a text: one window, and of a long list enough to see what it lists."""


def weigh(reader: Reader, question: Question, findings: Findings, response: Response) -> Findings:
    """An answer from facts, with the chance that it answers.

    That is 1 where no text can tell: of what staff say is so, and what today's date settles.
    """
    if findings.settled or response.corrected:
        return findings
    chance = reader.weigh(question.plain, *to_weigh(response, findings))
    return replace(findings, chance=chance)


def ahead(response: Response, choice: Choice) -> Ahead:
    """How much likelier what an answer quotes is to answer than all else that was read.

    Of words as well as sentences: beside somebody in a list of people stands whoever else would answer,
    and facts tell such a list apart better than the reader does.
    """
    sentences = (
        FoundSpan(each.span.document, each.span.start, each.span.end, each.score)
        for each in choice.evidence
    )
    return Ahead(_ahead(response, choice.spans), _ahead(response, sentences))


def _ahead(response: Response, spans: Iterable[FoundSpan]) -> float:
    best = {True: 0.0, False: 0.0}
    quoted = [citation.place for citation in response.citations]
    for span in spans:
        is_quoted = any(overlap(span, place) for place in quoted)
        best[is_quoted] = max(best[is_quoted], span.chance)
    return best[True] - best[False]


def to_weigh(response: Response, findings: Findings) -> tuple[Context, Context, float]:
    """An answer from facts and its quotes, as the reader sees them, with how many fields its facts have.

    One without quotes stands on its own words.

    Args:
        response: The answer.
        findings: What it was put together from, facts among it.
    """
    cited, facts = response.citations, findings.facts
    title = cited[0].document.title if cited else ""
    told = without_marks(response.text[:LONGEST])
    quoted = "\n".join(dict.fromkeys(citation.quote for citation in cited))[:LONGEST] or told
    fields = sum(len(fact.fields) for fact in facts) / max(1, len(facts))
    named = (fact.fields.get("subject") or fact.fields.get("group") for fact in facts)
    above = ", ".join(dict.fromkeys(name for name in named if name))
    return Context(title, above, told), Context(title, above, quoted), fields
