"""PDF: pages of words with places, put together to headings, paragraphs, lists and tables."""

from __future__ import annotations

from collections.abc import Sequence
from time import process_time
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.errors import SourceError
from assistant.reasons import Reason
from ingest.readers.parsed import (
    ATTACHMENTS,
    Options,
    Parsed,
    assembled,
    most_characters,
    named_at_most,
    unopened,
)
from ingest.readers.pdf.annotations import file_name
from ingest.readers.pdf.margins import without_margins
from ingest.readers.pdf.ocr import read_pictures
from ingest.readers.pdf.page import Page, read_page
from ingest.readers.pdf.reader import PartsOfPdf, pieces_of
from ingest.readers.properties import properties

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 2_000
_LONGEST = 60.0
"""Seconds after which no further page is read; an ordinary one takes a hundredth of one."""
_DATES = ("CreationDate", "ModDate")
_MOST_LISTED = 10
_MOST_FILES = 1_000
_MOST_UNKNOWN = 0.2
"""Share of the letters for which a file may not tell what they are."""
_EMPTY = "it holds no text"
_REMEDY = "make their text searchable (for example `ocrmypdf -l swe+eng IN.pdf OUT.pdf`), or set ingest.ocr"
_PICTURES = f"pages {{pages}} are pictures and not read; {_REMEDY}"


def read(data: bytes, options: Options) -> Parsed:
    """A document as text with its pages.

    Raises:
        SourceError: it is damaged, locked or holds no text.
    """
    document = _opened(data)
    try:
        pages, unread = _pages(document, most_characters(len(data)))
        unread += _upon(document, pages)
        told = {name: _stated(document, name) for name in ("Title", *_DATES)}
        _check_letters(pages)
        pictures = [page for page in pages if page.is_wordless and page.has_picture]
        if options.settings.ocr and pictures:
            read_pictures(document, pictures, options.settings.ocr_languages)
        elif pictures:
            unread += (Reason(_PICTURES, {"pages": _listed(pictures)}),)
    finally:
        document.close()
    if all(page.is_wordless for page in pages):
        raise SourceError(f"its pages are pictures of text; {_REMEDY}" if pictures else _EMPTY)
    heads, others = without_margins(pages)
    parts = PartsOfPdf([pieces_of(page) for page in pages]).parts.all
    about = properties(told["Title"] or None, {name: told[name] for name in _DATES}, None)
    remarks = [each for page in pages for each in page.annotations.remarks]
    return assembled(parts, about, MEDIA_TYPE, len(data), unread, [*remarks, *others], heads)


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise SourceError("it is locked with a password; save it without one") from error
        raise SourceError("it is damaged, or no PDF; save or export it anew") from error


def _stated(document: Any, name: str) -> str:
    """What a document states of itself; nothing where that is no text."""
    try:
        return str(document.get_metadata_value(name))
    except UnicodeDecodeError:
        return ""


def _pages(document: Any, most: int) -> tuple[list[Page], tuple[Reason, ...]]:
    """The pages as far as they are read, and what is not."""
    pages: list[Page] = []
    latest = process_time() + _LONGEST
    count = len(document)
    for number in range(1, min(count, _MOST_PAGES) + 1):
        try:
            page = read_page(document, number, most)
        except pypdfium2.PdfiumError:
            page = Page(number, 0, 0)
        pages.append(page)
        most -= page.effort
        if not page.is_whole or most <= 0 or process_time() > latest:
            break
    if len(pages) < count:
        told = "its pages behind number {number} are not read; split it"
        return pages, (Reason(told, {"number": len(pages)}),)
    return pages, ()


def _upon(document: Any, pages: Sequence[Page]) -> tuple[Reason, ...]:
    """What is told about files inside of the document, and about pages on which too much lies."""
    within = range(min(document.count_attachments(), _MOST_FILES))
    names = [file_name(document.raw, place) for place in within]
    names += [name for page in pages for name in page.annotations.files]
    told = unopened(ATTACHMENTS, names)
    if full := [page for page in pages if page.annotations.are_too_many]:
        told_of = "what was typed onto pages {pages} is not read, as too much is"
        told += (Reason(told_of, {"pages": _listed(full)}),)
    return told


def _check_letters(pages: Sequence[Page]) -> None:
    letters = sum(len(word.text) for page in pages for word in page.all_words)
    if sum(page.unknown for page in pages) > _MOST_UNKNOWN * letters > 0:
        raise SourceError(
            "it does not tell which letters its pages show; export it anew from the program that"
            f" made it, or {_REMEDY}"
        )


def _listed(pages: Sequence[Page]) -> Reason:
    """Page numbers in words."""
    return named_at_most([str(page.number) for page in pages], _MOST_LISTED)
