"""Who stands behind what staff say in the place of documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Curator:
    """Who answers for what staff wrote, and how long it is surely right."""

    owner: str
    review_by: str
    """The last day, ISO 8601."""
    is_overdue: bool
    url: str | None = None
    """Where it can be read as well."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What staff say of a fact that was read from a document."""

    curator: Curator
    reason: str
    read: Mapping[str, str]
    """Its fields as they were read."""
    quote: str
    """The words that they were read from, which say what the document says, and not what staff do."""
