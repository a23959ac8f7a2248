"""Which facts are wanted: one filter for the API, the command line and the page of facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError

from assistant.errors import InvalidInputError, first_of
from assistant.messages.facts_page import CAPACITIES, KINDS
from assistant.models.documents import Fact
from assistant.spans import Spans
from assistant.text.spelling import Vocabulary, corrected
from assistant.text.words import unaccented

IDENTIFIERS = ("kind", "document", "capacity")
PARTS = ("name", "organisation", "group", "role", "subject")

Values = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=50)]
"""Each is compared with each fact, so that their number and length are bounded."""

Kind = Annotated[str, Field(max_length=200, json_schema_extra={"enum": list(KINDS)})]
Kinds = Annotated[list[Kind], Field(max_length=50)]


class FactFilter(BaseModel):
    """What a fact has to hold. Several values of one name mean any of them, several names all.

    Nothing depends on capitals or accents, and what is asked for may be a part of what is told:
    `forbundsdirektor` finds `Förbundsdirektör`. Only kind, document and capacity, which are
    identifiers, have to be whole.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kinds = Field([], description="What one fact is.")
    document: Values = Field([], description="Id of the document that tells it.")
    capacity: Values = Field([], description="leader, member, substitute, quoted, …")
    name: Values = Field([], description="Part of the name of a person.")
    organisation: Values = Field([], description="Part of the name of an organisation.")
    group: Values = Field([], description="Part of the name of a group.")
    role: Values = Field([], description="Part of a role or title.")
    subject: Values = Field([], description="Part of what the fact is about.")
    text: str = Field(
        "",
        description="Words or parts of words that all stand in the fields or the quote.",
        max_length=500,
    )

    @field_validator("kind")
    @classmethod
    def _is_known(cls, kinds: list[str]) -> list[str]:
        for kind in kinds:
            if kind.strip() and unaccented(kind.strip()) not in KINDS:
                told = {"kind": repr(kind), "kinds": ", ".join(KINDS)}
                raise PydanticCustomError(
                    "unknown_kind", "{kind} is no kind of fact; the kinds are {kinds}", told
                )
        return kinds


def field_filter(pairs: Iterable[str], **others: Any) -> FactFilter:
    """A filter from pairs such as `organisation=Scania`, as the command line takes them.

    Raises:
        InvalidInputError: a pair has no `=`, names no field that can be asked for, or is too long.
    """
    fields: dict[str, list[str]] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or name not in (*PARTS, "capacity"):
            known = ", ".join((*PARTS, "capacity"))
            raise InvalidInputError(f"{pair!r} is no NAME=PART; the names are {known}.")
        fields.setdefault(name, []).append(value)
    try:
        return FactFilter(**others, **fields)
    except ValidationError as error:
        _, told = first_of(error)
        raise InvalidInputError(f"{told}.") from error


def candidates(facts: Spans[Fact], documents: Iterable[str], wanted: FactFilter) -> Iterable[Fact]:
    """The facts to look through for a filter: those of the documents that it names, all where it names none.

    Args:
        facts: Those of all documents.
        documents: The ids of these, in their order.
        wanted: The filter.
    """
    named = _given(wanted, IDENTIFIERS).get("document")
    if named is None:
        return facts
    return [fact for id_ in documents if unaccented(id_) in named for fact in facts.of(id_)]


def select(facts: Iterable[Fact], wanted: FactFilter) -> list[Fact]:
    """The facts that meet a filter, in the order given."""
    words = unaccented(wanted.text).split()
    whole = _given(wanted, IDENTIFIERS)
    parts = _given(wanted, PARTS)

    def meets(fact: Fact) -> bool:
        told = {**fact.fields, "kind": fact.kind, "document": fact.document}
        if not all(unaccented(told.get(name, "")) in values for name, values in whole.items()):
            return False
        for name, values in parts.items():
            value = unaccented(told.get(name, ""))
            if not any(part in value for part in values):
                return False
        text = searchable(fact) if words else ""
        return all(word in text for word in words)

    return [fact for fact in facts if meets(fact)]


def forgiven(facts: Iterable[Fact], wanted: FactFilter) -> str:
    """The words of a search as the facts spell them, where a slip or two kept them apart.

    Empty where no word is near, or nothing is found by those that are.
    """
    among = list(facts)
    vocabulary = Vocabulary.of(map(_said, among))
    text = corrected(wanted.text, vocabulary)
    if text == wanted.text:
        return ""
    return text if select(among, wanted.model_copy(update={"text": text})) else ""


def searchable(fact: Fact) -> str:
    """All that a text is looked for in, folded."""
    return unaccented(_said(fact))


def _said(fact: Fact) -> str:
    """The quote, the fields, and the words for a capacity.

    Of a fact that staff corrected also the words of the document, and who stands behind it.
    """
    capacity = CAPACITIES.get(fact.fields.get("capacity", ""), {})
    told = [fact.text, *fact.fields.values(), *capacity.values()]
    if fact.correction:
        told += [fact.correction.quote, fact.correction.curator.owner]
    return " ".join(told)


def _given(wanted: FactFilter, names: Iterable[str]) -> dict[str, list[str]]:
    """The folded values of the filters that are set; blank ones, as a form sends them, are not."""
    values = {
        name: [unaccented(value.strip()) for value in getattr(wanted, name) if value.strip()]
        for name in names
    }
    return {name: given for name, given in values.items() if given}
