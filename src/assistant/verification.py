"""The gate that every quote passes: it must stand in its document, byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import QuoteError
from assistant.lookup import document_named
from assistant.models.answers import Citation
from assistant.models.documents import Document, EarlierVersion

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


@dataclass(frozen=True, slots=True)
class Recheck:
    """What came of checking a quote again."""

    reason: str | None
    """What is wrong, in a sentence; None when it stands in its document as that is now."""
    version: EarlierVersion | None = None
    """The version that it stood in, where the document has changed since."""


def recheck(
    documents: Mapping[str, Document],
    earlier: Callable[[str], Sequence[EarlierVersion]],
    name: str,
    span: tuple[int, int],
    quote: str,
    sha256: str | None = None,
) -> Recheck:
    """Compare a quote with its source, and with what that said before it changed.

    Args:
        documents: All documents by id.
        earlier: Gives the earlier versions of a document, the newest first.
        name: Id of the source.
        span: Offsets of the quote in the text, in code points.
        quote: What is claimed to stand there.
        sha256: Checksum of the text that the quote was taken from, if known.
    """
    document = document_named(documents, name)
    reason = check_quote(document, *span, quote, sha256)
    if reason is None:
        return Recheck(None)
    for version in earlier(name):
        was = Document(version.document, version.title, version.text, "")
        if check_quote(was, *span, quote, sha256) is None:
            return Recheck(_changed(version, quote, document), version)
    return Recheck(reason)


def _changed(version: EarlierVersion, quote: str, now: Document | None) -> str:
    from assistant.messages.dates import human_date  # noqa: PLC0415 - babel, for this alone

    true_of = f"True of the version of {human_date(version.dated, 'en')}"
    if now is None:
        return f"{true_of}; the document was removed on {human_date(version.until, 'en')}."
    still = "still stand in it" if quote in now.text else "no longer stand in it"
    return f"{true_of}; the document has changed since, and these words {still}."


def verify(citations: Iterable[Citation]) -> None:
    """Let an answer pass only with quotes that stand in their documents.

    Raises:
        QuoteError: one does not.
    """
    for citation in citations:
        reason = check_quote(citation.document, citation.start, citation.end, citation.quote)
        if reason:
            raise QuoteError(f"Quote {citation.number} of {citation.document.id}: {reason}")
