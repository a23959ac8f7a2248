"""The gate that every quote passes: it must stand in its document, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from assistant.errors import QuoteError
from assistant.models.answers import Citation
from assistant.models.documents import Document, Fact, Passage, Sentence

ABSENT = "The document does not hold these words."


def check_quote(
    document: Document | None, start: int, end: int, quote: str, sha256: str | None = None
) -> str | None:
    """Compare a quote with its source.

    Args:
        document: The source; None when it is not among the documents.
        start: Offset of the first character in `document.text`, in code points.
        end: Offset behind the last character.
        quote: What is claimed to stand there.
        sha256: Checksum of the text that the quote was taken from, if known.

    Returns:
        What is wrong, in a sentence, or None when the quote is verified.
    """
    if document is None:
        return "The document is not in the index."
    if sha256 is not None and sha256 != document.sha256:
        return "The document has changed since it was quoted."
    if not 0 <= start < end <= len(document.text):
        return "The offsets lie outside of the document."
    if document.text[start:end] != quote:
        return "The document has another text in that place."
    return None


Span: TypeAlias = Passage | Sentence | Fact


def spans_of(passages: Iterable[Passage], facts: Iterable[Fact]) -> list[Span]:
    """All that has to stand in its document: passages, their sentences, and facts."""
    whole = list(passages)
    return [*whole, *(sentence for passage in whole for sentence in passage.sentences), *facts]


def wrong_spans(documents: Mapping[str, Document], spans: Iterable[Span]) -> Iterator[str]:
    """What is wrong, a line for each span whose text does not stand in its document."""
    for span in spans:
        document = documents.get(span.document)
        if reason := check_quote(document, span.start, span.end, span.text):
            yield f"{span.document} {span.start}–{span.end}: {reason}"


def verify(citations: Iterable[Citation]) -> None:
    """Let an answer pass only with quotes that stand in their documents.

    Raises:
        QuoteError: one does not.
    """
    for citation in citations:
        reason = check_quote(citation.document, citation.start, citation.end, citation.quote)
        if reason:
            raise QuoteError(f"Quote {citation.number} of {citation.document.id}: {reason}")
