"""The JSON of checking quotes again: what is claimed, and what came of it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from assistant.contract import Text
from assistant.verification import Recheck


class QuoteClaim(BaseModel):
    """A quote to check again; a citation of a reply fits as it is."""

    model_config = ConfigDict(extra="ignore")

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


def verdict_body(claim: QuoteClaim, checked: Recheck) -> QuoteVerdict:
    """What came of checking a quote."""
    version = checked.version
    return QuoteVerdict(
        number=claim.number,
        document=claim.document,
        verified=checked.reason is None,
        reason=checked.reason,
        earlier_version=version
        and VersionBody(
            title=version.title,
            published=version.published,
            since=version.since,
            until=version.until,
            sha256=version.sha256,
        ),
    )
