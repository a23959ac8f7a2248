"""The gate that every quote passes: it must stand in its document, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.errors import QuoteError
from assistant.models import Citation, Document


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


def verify(citations: Iterable[Citation]) -> None:
    """Let an answer pass only with quotes that stand in their documents.

    Raises:
        QuoteError: one does not.
    """
    for citation in citations:
        reason = check_quote(citation.document, citation.start, citation.end, citation.quote)
        if reason:
            raise QuoteError(f"Quote {citation.number} of {citation.document.id}: {reason}")
