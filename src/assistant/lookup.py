"""Finds a document by any of its names."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.models.documents import Document


class Documents(Mapping[str, Document]):
    """Documents by id that need not be read to know what they were called."""

    former: Mapping[str, str]
    """By the id that a document would have if it stood alone, that of the one that it is part of."""


def former_ids(documents: Mapping[str, Document]) -> Mapping[str, str]:
    """As `Documents.former`."""
    if isinstance(documents, Documents):
        return documents.former
    return {name: document.id for document in documents.values() for name in document.ids}


def document_named(documents: Mapping[str, Document], name: str) -> Document | None:
    """The document with an id, or the one that the document with that id became part of."""
    return documents.get(name) or documents.get(former_ids(documents).get(name, name))
