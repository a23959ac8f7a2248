"""Quotes of documents, as the sets of claims name them."""

from __future__ import annotations

from pathlib import Path

from assistant.errors import SourceError
from assistant.models.answers import Citation
from assistant.models.documents import Document


def cited(document: Document, quote: str, number: int, file: Path) -> Citation:
    """The quote with its place in the document, under a number.

    Args:
        document: What it is to stand in.
        quote: The words.
        number: By which claims cite it.
        file: Where it is named, to be told.

    Raises:
        SourceError: it does not stand in the document.
    """
    start = document.text.find(quote)
    if start < 0:
        raise SourceError(f"{file}: the document does not hold {quote!r}.")
    return Citation(number, document, start, start + len(quote), quote)
