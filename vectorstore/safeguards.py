"""What has to hold before documents take the place of those that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import QuoteError, SourceError
from assistant.models.documents import Document, ReadDocument
from assistant.verification import spans_of, wrong_spans
from vectorstore.changes import removed


@dataclass(frozen=True)
class Missing:
    """What may be missing of the documents that answered before."""

    most: bool = True
    """More than half of them."""
    everything: bool = False
    """All of them."""
    unread: frozenset[str] = frozenset()
    """Ids of those whose sources are there and could not be read: they answer no more, and are not
    forgotten."""


MOST_MAY_GO = Missing()


def refuse_unusable(documents: Sequence[ReadDocument], missing: Missing) -> None:
    """Refuse documents that cannot be answered from.

    Raises:
        SourceError: they hold nothing, and that must not be.
        QuoteError: a span does not stand in its document, which must never happen.
    """
    if documents and not any(read.passages for read in documents):
        raise SourceError("None of the documents has any text to answer from.")
    if not documents and not missing.everything:
        raise SourceError(
            "There is no document to answer from. The index is unchanged; add --allow-empty if it "
            "is to hold none."
        )
    # Only offsets are kept, so that a wrong text would be embedded and never be seen again.
    for read in documents:
        spans = spans_of(read.passages, read.facts)
        if told := next(wrong_spans({read.document.id: read.document}, spans), None):
            raise QuoteError(told)


def refuse_shrinking(before: Sequence[Document], after: Sequence[Document]) -> None:
    """A folder that was not mounted, or a typing error, must not make most answers vanish.

    Raises:
        SourceError: there are fewer documents than before, and more than half of those are there no
            more, under whatever name.
    """
    gone = removed(before, after)
    if len(after) < len(before) < 2 * gone:
        raise SourceError(
            f"{gone} of the {len(before)} documents that the index holds are gone, and "
            f"{len(after)} were read. It is unchanged; add --allow-shrink if the others are to go."
        )
