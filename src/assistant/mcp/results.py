"""What the tools give beyond the replies of the API, made of its parts."""

from __future__ import annotations

from pydantic import BaseModel

from assistant.contract import CitationBody, DocumentSummary, FactBody
from assistant.verdicts import QuoteVerdict


class Passages(BaseModel):
    """The passages that are about a text, best first; none where nothing is."""

    passages: list[CitationBody]


class Facts(BaseModel):
    """A part of the facts that meet a filter; `total` is how many do."""

    total: int
    facts: list[FactBody]


class Documents(BaseModel):
    """A part of the documents; `total` is how many there are."""

    total: int
    documents: list[DocumentSummary]


class OpenedDocument(DocumentSummary):
    """A document with a part of its text; all offsets count characters of the whole."""

    text: str
    """The part: the quote with what stands around it."""
    text_start: int
    text_end: int
    start: int
    """Of the quote."""
    end: int
    quote: str
    page: int | None


class Verdict(QuoteVerdict):
    """What came of checking a quote, with the citation that proves it where it is verified."""

    citation: CitationBody | None = None
