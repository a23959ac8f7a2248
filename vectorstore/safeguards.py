"""What has to hold before documents take the place of those that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.errors import QuoteError, SourceError
from assistant.models import Document, Fact, Passage, ReadDocument, Sentence
from assistant.verification import check_quote
from vectorstore.changes import removed


@dataclass(frozen=True)
class Permission:
    """What may become of a generation, beyond what is safe without being asked for."""

    to_shrink: bool = True
    """More than half of its documents may go."""
    to_be_empty: bool = False
    """All of them may."""


TO_SHRINK = Permission()


def check_contents(documents: Sequence[ReadDocument], permission: Permission) -> None:
    """Refuse documents that cannot be answered from.

    Raises:
        SourceError: they hold nothing, and that is not permitted.
        QuoteError: a span does not stand in its document, which must never happen.
    """
    if documents and not any(read.passages for read in documents):
        raise SourceError("None of the documents has any text to answer from.")
    if not documents and not permission.to_be_empty:
        raise SourceError(
            "There is no document to answer from. The index is unchanged; add --allow-empty if it "
            "is to hold none."
        )
    _check_spans(documents)


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


def _check_spans(documents: Sequence[ReadDocument]) -> None:
    """Only offsets are kept, so that a wrong text would be embedded and never be seen again."""
    for read in documents:
        sentences = [sentence for passage in read.passages for sentence in passage.sentences]
        spans: list[Passage | Sentence | Fact] = [*read.passages, *sentences, *read.facts]
        for span in spans:
            if reason := check_quote(read.document, span.start, span.end, span.text):
                raise QuoteError(f"{span.document} {span.start}–{span.end}: {reason}")
