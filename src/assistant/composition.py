"""Puts an answer together from verbatim sentences, each followed by the number of its citation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.messages import quote_frame
from assistant.models import Citation, Document, Evidence, Language

ANAPHOR = re.compile(
    r"^\W*(han|hon|den|det|de|dessa|detta|denna|där|då|därför|dock|också|samma|året därpå|he|she|it|they"
    r"|this|these|that|those|there|then|therefore|however|also)\b",
    re.IGNORECASE,
)
"""A sentence that begins so leans on the one before it."""


def cite(evidence: Sequence[Evidence], documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    """Numbered citations of the chosen evidence in the order in which they are to be read."""
    return tuple(
        Citation(number, documents[e.span.document], e.span.start, e.span.end, e.span.text)
        for number, e in enumerate(reading_order(evidence), start=1)
    )


def reading_order(evidence: Sequence[Evidence]) -> list[Evidence]:
    """The likeliest first, but a sentence that leans on a chosen one stands right behind it."""
    ordered = sorted(evidence, key=lambda e: -e.score)
    for leaning in list(ordered):
        support = _support(leaning, ordered)
        if support and ordered.index(support) > ordered.index(leaning):
            ordered.remove(support)
            ordered.insert(ordered.index(leaning), support)
    return ordered


def _support(leaning: Evidence, others: Sequence[Evidence]) -> Evidence | None:
    if not ANAPHOR.match(leaning.span.text):
        return None
    before = [
        sentence for sentence in leaning.hit.passage.sentences if sentence.end <= leaning.span.start
    ]
    return next((e for e in others if before and e.span.start == before[-1].start), None)


def compose(citations: Sequence[Citation], language: Language) -> str:
    """The quotes as they stand; framed and in quotation marks where they are in another language."""
    lines: list[str] = []
    framed = ""
    for citation in citations:
        quoted_in = citation.document.language
        if quoted_in == language:
            lines.append(f"{flat(citation.quote)} [{citation.number}]")
            continue
        if quoted_in != framed:
            lines.append(quote_frame(language, quoted_in))
            framed = quoted_in
        lines.append(f"“{flat(citation.quote)}” [{citation.number}]")
    return " ".join(lines)


def flat(quote: str) -> str:
    """A quote for running text: line breaks and indents of its source become spaces."""
    return re.sub(r"\s*\n\s*", " ", quote)
