"""What an assistant on somebody's desk can do here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from assistant.contract import Reply, citation_body, document_summary, fact_bodies, reply
from assistant.errors import InvalidInputError
from assistant.facts.selection import candidates, select
from assistant.lookup import document_named
from assistant.mcp.arguments import (
    LONGEST_QUOTE,
    Ask,
    ListDocuments,
    ListFacts,
    OpenDocument,
    Search,
    VerifyQuote,
    with_lists,
)
from assistant.mcp.results import Documents, Facts, OpenedDocument, Passages, Verdict
from assistant.messages.tools import NO_DOCUMENT, OUTSIDE, TOO_MUCH
from assistant.models.answers import Citation, Language
from assistant.models.documents import Document
from assistant.ports import AnsweringService, SearchingService
from assistant.settings import Settings
from assistant.verdicts import QuoteClaim, recheck
from assistant.verification import ABSENT


class Desk:
    """The assistant as its tools see it; a method each."""

    def __init__(
        self, service: AnsweringService, finder: SearchingService, language: Language
    ) -> None:
        """Take who answers, who finds passages, and the language of what is refused here."""
        self._service = service
        self._finder = finder
        self._language = language

    def ask(self, given: Ask) -> Reply:
        """Answer from the documents, or say that they do not tell."""
        return reply(self._service.ask(given.question, given.language, given.turns()))

    def search(self, given: Search) -> Passages:
        """Find passages without answering."""
        found = self._finder.search(given.text, given.most)
        return Passages(passages=[citation_body(citation) for citation in found])

    def list_facts(self, given: ListFacts) -> Facts:
        """List what was read as typed statements."""
        known = self._service.snapshot()
        found = select(candidates(known.facts, known.documents, given), given)
        part = found[given.skip : given.skip + given.most]
        return Facts(total=len(found), facts=fact_bodies(part, known.documents))

    def list_documents(self, given: ListDocuments) -> Documents:
        """List what is answered from."""
        known = list(self._service.snapshot().documents.values())
        part = known[given.skip : given.skip + given.most]
        return Documents(total=len(known), documents=[document_summary(one) for one in part])

    def open_document(self, given: OpenDocument) -> OpenedDocument:
        """Show a quote where it stands."""
        document = self._document(given.document)
        length = len(document.text)
        end = min(given.start if given.end is None else given.end, length)
        if not given.start <= end:
            raise InvalidInputError(OUTSIDE[self._language].format(length=length))
        if end - given.start > LONGEST_QUOTE:
            raise InvalidInputError(TOO_MUCH[self._language].format(most=LONGEST_QUOTE))
        text_start = max(0, given.start - given.around)
        text_end = min(length, end + given.around)
        return OpenedDocument(
            **document_summary(document).model_dump(),
            text=document.text[text_start:text_end],
            text_start=text_start,
            text_end=text_end,
            start=given.start,
            end=end,
            quote=document.text[given.start : end],
            page=document.page(given.start),
        )

    def verify_quote(self, given: VerifyQuote) -> Verdict:
        """Compare a quote, byte for byte, with its document."""
        known, quote = self._service.snapshot(), given.quote
        document = document_named(known.documents, given.document)
        start, end = given.start, given.end
        if start is None or end is None:
            start = document.text.find(quote) if document else 0
            end = start + len(quote)
        if start < 0:
            told = {"number": given.number, "document": given.document}
            return Verdict(**told, verified=False, reason=ABSENT)
        claim = QuoteClaim(**{**given.model_dump(), "start": start, "end": end})
        (verdict,) = recheck(known, [claim])
        proof = None
        if verdict.verified and document:
            proof = citation_body(Citation(claim.number or 1, document, start, end, quote))
        return Verdict(**verdict.model_dump(), citation=proof)

    def _document(self, name: str) -> Document:
        document = document_named(self._service.snapshot().documents, name)
        if document is None:
            raise InvalidInputError(NO_DOCUMENT[self._language].format(name=name))
        return document


@dataclass(frozen=True)
class Tool:
    """One tool: what it takes, what it gives, and what it does."""

    takes: type[BaseModel]
    gives: type[BaseModel]
    do: Callable[[Any], BaseModel]
    longest: Mapping[str, int] = field(default_factory=dict)
    """Characters of the arguments whose length is a setting."""

    @cached_property
    def input_schema(self) -> dict[str, Any]:
        """Of the arguments, as JSON Schema."""
        schema = self.takes.model_json_schema()
        for name, most in self.longest.items():
            schema["properties"][name]["maxLength"] = most
        return schema

    @cached_property
    def output_schema(self) -> dict[str, Any]:
        """Of the result, as JSON Schema."""
        return self.gives.model_json_schema(mode="serialization")

    def __call__(self, arguments: Mapping[str, Any]) -> BaseModel:
        """Do it.

        Raises:
            ValidationError: the arguments are not what it takes.
            FordonsdalenError: it cannot be done.
        """
        return self.do(self.takes.model_validate(with_lists(arguments, self.input_schema)))


def tools_of(
    service: AnsweringService, finder: SearchingService, settings: Settings
) -> dict[str, Tool]:
    """All tools by name.

    Args:
        service: Answers, or says that it may not.
        finder: Finds passages.
        settings: The language of errors and the longest question.
    """
    desk = Desk(service, finder, settings.language)
    longest = settings.answering.maximum_question_characters
    return {
        "ask": Tool(Ask, Reply, desk.ask, {"question": longest}),
        "search": Tool(Search, Passages, desk.search, {"text": longest}),
        "list_facts": Tool(ListFacts, Facts, desk.list_facts),
        "list_documents": Tool(ListDocuments, Documents, desk.list_documents),
        "open_document": Tool(OpenDocument, OpenedDocument, desk.open_document),
        "verify_quote": Tool(VerifyQuote, Verdict, desk.verify_quote),
    }
