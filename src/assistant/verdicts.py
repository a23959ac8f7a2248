"""The JSON of checking quotes again: what is claimed, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from pydantic import BaseModel

from assistant.contract import Text
from assistant.lookup import document_named
from assistant.models.documents import Document, EarlierVersion
from assistant.ports import Snapshot
from assistant.verification import check_quote


class QuoteClaim(BaseModel):
    """A quote to check again; a citation of a reply fits as it is."""

    document: Text
    quote: Text
    start: int
    end: int
    sha256: Text | None = None
    number: int | None = None


class VersionBody(BaseModel):
    """An earlier version of a document; `since` and `until` are the days between which it answered."""

    title: str
    published: str | None
    since: str
    until: str
    sha256: str


class QuoteVerdict(BaseModel):
    """What came of checking one quote; `reason` says what is wrong, in a sentence."""

    number: int | None
    document: str
    verified: bool
    reason: str | None
    earlier_version: VersionBody | None = None
    """What the quote stood in before the document changed; then `verified` is false, and `reason`
    says so."""


def recheck(known: Snapshot, claims: Sequence[QuoteClaim]) -> list[QuoteVerdict]:
    """Compare each quote with its source, and with what that said before it changed.

    Document by document, so that the earlier texts of each are read once, and those of one are held.
    """
    earlier = lru_cache(maxsize=1)(known.earlier)
    order = sorted(range(len(claims)), key=lambda number: claims[number].document)
    verdicts = {number: _verdict(known, earlier, claims[number]) for number in order}
    return [verdicts[number] for number in range(len(claims))]


def _verdict(
    known: Snapshot, earlier_of: Callable[[str], Sequence[EarlierVersion]], claim: QuoteClaim
) -> QuoteVerdict:
    now = document_named(known.documents, claim.document)
    reason = _wrong(claim, now)
    earlier = earlier_of(claim.document) if reason else ()
    version = next((one for one in earlier if _wrong(claim, _document(one)) is None), None)
    return QuoteVerdict(
        number=claim.number,
        document=claim.document,
        verified=reason is None,
        reason=_changed(version, claim.quote, now) if version else reason,
        earlier_version=version and VersionBody.model_validate(version, from_attributes=True),
    )


def _wrong(claim: QuoteClaim, document: Document | None) -> str | None:
    return check_quote(document, claim.start, claim.end, claim.quote, claim.sha256)


def _document(version: EarlierVersion) -> Document:
    return Document(version.document, version.title, version.text, "")


def _changed(version: EarlierVersion, quote: str, now: Document | None) -> str:
    from assistant.messages.dates import human_date  # noqa: PLC0415 - babel, for this alone

    true_of = f"True of the version of {human_date(version.dated, 'en')}"
    if now is None:
        return f"{true_of}; the document was removed on {human_date(version.until, 'en')}."
    still = "still stand in it" if quote in now.text else "no longer stand in it"
    return f"{true_of}; the document has changed since, and these words {still}."
