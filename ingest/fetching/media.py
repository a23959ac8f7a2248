"""What a reply is: the reader that its media type asks for, and its text in one encoding."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from contextlib import suppress
from email.message import Message
from itertools import islice
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.decoding import declared_charset, decode
from ingest.fetching.addresses import address, site_of
from ingest.fetching.errors import FetchError
from ingest.fetching.exchange import Headers
from ingest.sources import PAGES, READERS

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        "text/html": ".html",
        "application/xhtml+xml": ".html",
        "text/plain": ".txt",
        "text/markdown": ".md",
        "application/pdf": ".pdf",
        f"{_OFFICE}.wordprocessingml.document": ".docx",
        f"{_OFFICE}.presentationml.presentation": ".pptx",
        f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
        "application/vnd.oasis.opendocument.text": ".odt",
        "application/rtf": ".rtf",
        "text/rtf": ".rtf",
        "text/csv": ".csv",
        "text/tab-separated-values": ".tsv",
        "message/rfc822": ".eml",
        "application/epub+zip": ".epub",
    }
)
_UNTOLD = frozenset({"", "application", "binary"})
"""Kinds of types that say nothing where no reader knows them, such as `application/force-download`;
then the ending of the address does."""
_KINDS_OF_TEXT = frozenset({".md", ".markdown", ".csv", ".tsv"})
"""Endings that tell more than `text/plain`."""
_MOST_LINKS = 200


def ending(headers: Headers, url: str) -> str:
    """The ending of a file that the reader of a reply takes, such as `.pdf`.

    Raises:
        FetchError: no reader takes it.
    """
    told = headers.get("content-type", "").partition(";")[0].strip().lower()
    of_url = PurePosixPath(unquote(urlsplit(url).path)).suffix.lower()
    kind = told.partition("/")[0]
    if told not in _ENDINGS and kind in _UNTOLD and of_url in READERS:
        return of_url
    if told == "text/plain" and of_url in _KINDS_OF_TEXT:
        return of_url
    if told not in _ENDINGS:
        told_of = "the site says that it is of the type {type}, which is not read; save it as a file that is"
        raise FetchError(Reason(told_of, {"type": told[:60] or "?"}))
    return _ENDINGS[told]


def recoded(body: bytes, headers: Headers) -> bytes:
    """A text as UTF-8 with a mark, if the site names its encoding: it overrules the page, as in browsers."""
    message = Message()
    message["content-type"] = headers.get("content-type", "")
    charset = message.get_content_charset()
    if not charset or message.get_content_maintype() != "text":
        return body
    with suppress(SourceError):
        return codecs.BOM_UTF8 + decode(body, charset).encode()
    return body


def canonical(body: bytes, url: str, suffix: str) -> str | None:
    """The address that a page prefers for itself, if that lies on the same site."""
    if suffix not in PAGES:
        return None
    from ingest.web.tree import parse_page  # noqa: PLC0415 - lxml's pages take a while to load

    with suppress(SourceError, FetchError):
        tree = parse_page(decode(body, declared_charset(body)))
        for link in islice(tree.iter("link"), _MOST_LINKS):
            if "canonical" in (link.get("rel") or "").lower().split():
                found = address(link.get("href") or "", url)
                return found if site_of(found) == site_of(url) else None
    return None
