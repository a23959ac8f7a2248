"""What each tool takes. Lengths are bounded here, before anything is done with them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from assistant.contract import AskRequest, Encodable, Text
from assistant.facts.selection import FactFilter
from assistant.models.answers import Language

MOST_LISTED = 200
"""Facts or documents in one result; whoever reads it has to hold it all in mind."""
MOST_PASSAGES = 20
LONGEST_QUOTE = 20_000
"""Characters that can be checked, or opened, at once."""
_LONGEST_ID = 500
_FARTHEST = 100_000_000

_STRICT = ConfigDict(extra="forbid", use_attribute_docstrings=True)

Id = Annotated[str, Field(min_length=1, max_length=_LONGEST_ID), Encodable]
Offset = Annotated[int, Field(ge=0, le=_FARTHEST)]


class Ask(AskRequest):
    """The arguments of `ask`: what `POST /api/ask` takes."""

    model_config = _STRICT

    # Without the pattern of the API's schema, which not every assistant's language can compile.
    question: Text
    """What is asked, as the person put it."""
    language: Language | None = None
    """The language to answer in; that of the question when null."""


class Search(BaseModel):
    """The arguments of `search`."""

    model_config = _STRICT

    text: Text
    """A question, or words that the passages are about."""
    most: int = Field(5, ge=1, le=MOST_PASSAGES)
    """How many passages at most."""


class ListFacts(FactFilter):
    """The arguments of `list_facts`: the filter of `GET /api/facts`, and which part of the list."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    skip: Offset = 0
    """How many to leave out from the beginning."""
    most: int = Field(50, ge=1, le=MOST_LISTED)
    """How many to list at most."""


class ListDocuments(BaseModel):
    """The arguments of `list_documents`."""

    model_config = _STRICT

    skip: Offset = 0
    """How many to leave out from the beginning."""
    most: int = Field(50, ge=1, le=MOST_LISTED)
    """How many to list at most."""


class OpenDocument(BaseModel):
    """The arguments of `open_document`."""

    model_config = _STRICT

    document: Id
    """Its id, as citations name it."""
    start: Offset = 0
    """Where the quote begins, in characters from the beginning of the text."""
    end: Offset | None = None
    """Where the quote ends; left out, nothing is quoted."""
    around: int = Field(1000, ge=0, le=LONGEST_QUOTE)
    """How many characters before and after the quote are given with it."""


class VerifyQuote(BaseModel):
    """The arguments of `verify_quote`: a citation fits as it is, and so does a quote without offsets."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    document: Id
    """Id of the document in which it is said to stand."""
    quote: Annotated[str, Field(min_length=1, max_length=LONGEST_QUOTE), Encodable]
    """The words, exactly as they are said to stand there."""
    start: Offset | None = None
    """Where it begins; without it, the whole document is looked through."""
    end: Offset | None = None
    """Where it ends."""
    sha256: Annotated[str, Field(max_length=64), Encodable] | None = None
    """Of the text that it was taken from, as the citation has it."""
    number: Offset | None = None
    """By which the citation goes."""


def with_lists(arguments: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Arguments whose lists are lists.

    Some assistants send a list as the text of its JSON, or one value in the place of a list of one.
    """
    properties = schema["properties"]
    return {
        name: _list(value)
        if isinstance(value, str) and properties.get(name, {}).get("type") == "array"
        else value
        for name, value in arguments.items()
    }


def _list(value: str) -> object:
    if value.lstrip().startswith("["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            pass
    return [value]
