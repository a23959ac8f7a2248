"""The JSON that other programs rely on: the same for `POST /api/ask` and `fordonsdalen ask --json`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

from assistant.models.answers import (
    MOST_TURNS,
    Answer,
    Citation,
    ComposedBy,
    Language,
    Status,
    Turn,
)
from assistant.models.documents import Document, Fact
from assistant.text.words import half_of_pair


def _is_encodable(text: str) -> str:
    """Refuse half of a surrogate pair, which JSON can tell and no encoding of text can hold.

    Raises:
        ValueError: there is one.
    """
    if (at := half_of_pair(text)) is not None:
        raise ValueError(f"character {at} is half of a surrogate pair")
    return text


Encodable = AfterValidator(_is_encodable)
"""What text from outside has to be, behind its length."""
Text = Annotated[str, Encodable]
"""Text from outside."""


def _latest(history: object) -> object:
    """Drop what is too old to be looked at, before anything is done with it."""
    return history[-MOST_TURNS:] if isinstance(history, list) else history


class TurnBody(BaseModel):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: Text


class AskRequest(BaseModel):
    """A question, with the conversation that it belongs to."""

    question: Annotated[Text, Field(json_schema_extra={"pattern": r"[\p{L}\p{N}]"})]
    """At least a letter or a digit; how long it may be is a setting."""
    language: Language | None = None
    """The language to answer in; that of the question when null."""
    history: Annotated[list[TurnBody], BeforeValidator(_latest)] = Field(default_factory=list)

    def turns(self) -> tuple[Turn, ...]:
        """The history as the domain knows it."""
        return tuple(Turn(turn.role, turn.content) for turn in self.history)


class BatchRequest(AskRequest):
    """One line of `ask --batch`."""

    id: Text | int


class AddressBody(BaseModel):
    """Another address at which the text of a document stands."""

    document: str
    """Its id there, by which the document is found as well."""
    title: str
    url: str | None


class CitationBody(BaseModel):
    """A quote that anyone can check: `quote == text[start:end]` of the document with that sha256."""

    number: int
    document: str
    title: str
    url: str | None
    published: str | None
    sha256: str
    quote: str
    start: int
    end: int
    page: int | None = None
    """The page of the source that the quote begins on, from 1; null where it has no pages."""
    also: list[AddressBody] = []
    """The other addresses of the document."""
    replaced_by: str | None = None
    """Id of the newer version of the document, if there is one."""


class CuratorBody(BaseModel):
    """Who answers for what staff wrote, and until when it is surely right."""

    owner: str
    review_by: str
    is_overdue: bool
    url: str | None


class Reply(BaseModel):
    """What a question gets."""

    question: str
    standalone_question: str
    language: Language
    status: str
    answer: str
    citations: list[CitationBody]
    confidence: float
    generation: str
    timings_ms: dict[str, float]
    related: list[CitationBody] = []
    """Passages near the question that are no part of the answer, numbered apart."""
    composed_by: ComposedBy = "quotes"
    """`quotes`, `curated` where staff wrote the answer or a part of it, `model` where a language model
    worded it or a part of it, each sentence checked against its quotes, or `fixed` for the wording
    of a status without an answer."""
    curator: CuratorBody | None = None
    """Of what staff wrote."""
    rephrased: str | None = None
    """What was looked for in place of a follow-up that a language model made to stand alone."""
    worded_in: str | None = None
    """The BCP 47 tag of the language of the answer's first line, where a language model worded it in
    that of the question and this is neither Swedish nor English."""
    outdated: str | None = None
    """The day, ISO 8601, on which what answers was ingested, where a later ingest failed: the documents
    may have changed since. Null otherwise, and where no document was looked at."""


class BatchReply(Reply):
    """One line out of `ask --batch`: the reply with the id of its question."""

    id: str | int


LONGEST_OPINION = 500
"""Characters of the words that go with an opinion."""
MOST_DOCUMENTS = 100
"""That an opinion is about."""


class OpinionRequest(BaseModel):
    """Whether an answer was of use, and to what it was one."""

    useful: bool
    words: Text = Field("", max_length=LONGEST_OPINION)
    status: Status | None = None
    """Of the answer."""
    documents: list[Text] = Field([], max_length=MOST_DOCUMENTS)
    """Ids of those that it was taken from."""


class DocumentSummary(BaseModel):
    """A document as `GET /api/documents` lists it; `characters` is the length of its text."""

    id: str
    title: str
    url: str | None
    published: str | None
    language: str
    sha256: str
    characters: int
    also: list[AddressBody] = []
    """Other addresses at which the same text stands."""
    replaced_by: str | None = None
    """Id of its newer version, if there is one."""
    tags: list[str] = []
    """What its operator sorts it under."""


class DocumentBody(DocumentSummary):
    """A document with the text that offsets refer to."""

    text: str


class CorrectionBody(CuratorBody):
    """What staff say of a fact in the place of a document, and who stands behind that."""

    reason: str
    read: dict[str, str]
    """The fields as they were read."""
    citation: CitationBody
    """Where these were read: the quote does not carry the fact."""


class FactBody(BaseModel):
    """A typed statement with the quote that carries it; `fields` depend on the kind."""

    kind: str
    fields: dict[str, str]
    citation: CitationBody | None
    """Null where staff corrected the fact, which then stands on their word."""
    correction: CorrectionBody | None = None


def address_bodies(document: Document) -> list[AddressBody]:
    """The other addresses of a document."""
    return [AddressBody(document=a.id, title=a.title, url=a.url) for a in document.also]


def citation_body(citation: Citation) -> CitationBody:
    """A citation as it is sent."""
    document = citation.document
    return CitationBody(
        number=citation.number,
        document=document.id,
        title=document.title,
        url=document.url,
        published=document.published,
        sha256=document.sha256,
        quote=citation.quote,
        start=citation.start,
        end=citation.end,
        page=citation.page,
        also=address_bodies(document),
        replaced_by=document.replaced_by,
    )


def reply(answer: Answer) -> Reply:
    """An answer as it is sent; confidence to two decimals, timings in milliseconds."""
    return Reply(
        question=answer.question.text,
        standalone_question=answer.question.standalone,
        language=answer.question.language,
        status=answer.status.value,
        answer=answer.text,
        citations=[citation_body(citation) for citation in answer.citations],
        confidence=round(answer.confidence, 2),
        generation=answer.generation,
        timings_ms={name: round(value, 1) for name, value in answer.timings_ms.items()},
        related=[citation_body(citation) for citation in answer.related],
        composed_by=answer.composed_by,
        curator=CuratorBody(**asdict(answer.curator)) if answer.curator else None,
        rephrased=answer.rephrased,
        worded_in=answer.worded_in,
        outdated=answer.outdated,
    )


def document_summary(document: Document) -> DocumentSummary:
    """A document without its text."""
    return DocumentSummary(
        id=document.id,
        title=document.title,
        url=document.url,
        published=document.published,
        language=document.language,
        sha256=document.sha256,
        characters=len(document.text),
        also=address_bodies(document),
        replaced_by=document.replaced_by,
        tags=list(document.tags),
    )


def document_body(document: Document) -> DocumentBody:
    """A document with its text."""
    return DocumentBody(**document_summary(document).model_dump(), text=document.text)


def fact_body(number: int, fact: Fact, document: Document) -> FactBody:
    """A fact as it is sent, its citation numbered."""
    correction = fact.correction
    quote = correction.quote if correction else fact.text
    citation = citation_body(Citation(number, document, fact.start, fact.end, quote))
    body = FactBody(
        kind=fact.kind, fields=dict(fact.fields), citation=None if correction else citation
    )
    if correction is None:
        return body
    sent = CorrectionBody(
        **asdict(correction.curator),
        reason=correction.reason,
        read=dict(correction.read),
        citation=citation,
    )
    return body.model_copy(update={"correction": sent})


def fact_bodies(facts: Iterable[Fact], documents: Mapping[str, Document]) -> list[FactBody]:
    """Facts as they are sent, numbered from 1 in the order given."""
    return [
        fact_body(number, fact, documents[fact.document]) for number, fact in enumerate(facts, 1)
    ]
