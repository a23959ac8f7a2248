"""Finds a document by any of its names."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.models import Document


def document_named(documents: Mapping[str, Document], name: str) -> Document | None:
    """The document with an id, or the one that the document with that id became part of."""
    if found := documents.get(name):
        return found
    return next((document for document in documents.values() if name in document.ids), None)
