"""Many quotes that are checked again at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.models.documents import Document, EarlierVersion, Fact
from assistant.spans import ListedSpans, Spans
from assistant.verdicts import QuoteClaim, recheck


class Known:
    """A snapshot that notes which earlier texts were read."""

    facts: Spans[Fact] = ListedSpans(())

    def __init__(self) -> None:
        self.documents: Mapping[str, Document] = {n: Document(n, n, "Nytt.", n) for n in "ab"}
        self.read: list[str] = []

    def earlier(self, document: str) -> Sequence[EarlierVersion]:
        self.read.append(document)
        return [EarlierVersion(document, document, None, "2026-01-01", "2026-02-01", "Förr.")]


def test_the_earlier_texts_of_a_document_are_read_once() -> None:
    known = Known()
    told = [(name, quote) for quote in ("Nytt.", "Förr.", "Fel..") for name in "abc"]
    claims = [QuoteClaim(document=name, quote=quote, start=0, end=5) for name, quote in told]
    verdicts = recheck(known, claims)
    assert known.read == ["a", "b", "c"]
    assert [verdict.document for verdict in verdicts] == [name for name, _ in told]
    assert [verdict.verified for verdict in verdicts] == [True] * 2 + [False] * 7
    before = [verdict.earlier_version is not None for verdict in verdicts]
    assert before == [False] * 3 + [True] * 3 + [False] * 3
