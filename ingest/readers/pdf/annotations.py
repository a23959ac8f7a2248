"""What lies upon a page: what was typed onto it and into its fields is read, remarks are told."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

MOST = 500
"""Annotations of a page; one with more is read without them."""
_LONGEST = 5_000
"""Letters of a remark that is told; of a longer one it is told that it is there."""
_NAMELESS = "a file without a name"
_OF_OTHERS = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_DRAWN = frozenset({pdfium.FPDF_ANNOT_FREETEXT, pdfium.FPDF_ANNOT_STAMP, pdfium.FPDF_ANNOT_WIDGET})
"""Kinds that show their words on the page, where they hold what they look like."""
_UNSEEN = 0x02 | 0x20
"""Flags of what is hidden, or not shown on a screen."""


@dataclass(frozen=True, slots=True)
class Annotations:
    """What lies upon a page and is not read with it."""

    remarks: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """The names of those that are pinned to it."""
    are_too_many: bool = False
    """Whether there is so much of it that nothing of it is read."""


def opened(document: Any, number: int) -> tuple[Any, Annotations]:
    """The page with a number, from 1, with all that it shows, and the rest."""
    page = document[number - 1]
    count = pdfium.FPDFPage_GetAnnotCount(page)
    if count > MOST:
        return page, Annotations(are_too_many=True)
    rest = Annotations()
    for place in range(count):
        _look_at(page, place, rest)
    # As stored, a page does not hold what is drawn upon it.
    if count <= 0 or (
        pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) != pdfium.FLATTEN_SUCCESS
    ):
        return page, rest
    page.close()
    return document[number - 1], rest


def _look_at(page: Any, place: int, rest: Annotations) -> None:
    each = pdfium.FPDFPage_GetAnnot(page, place)
    if not each:
        return
    kind = pdfium.FPDFAnnot_GetSubtype(each)
    hidden = pdfium.FPDFAnnot_GetFlags(each) & _UNSEEN
    if kind == pdfium.FPDF_ANNOT_FILEATTACHMENT:
        file = pdfium.FPDFAnnot_GetFileAttachment(each)
        rest.files.append(_string(pdfium.FPDFAttachment_GetName, file) or _NAMELESS)
    elif kind not in _DRAWN or hidden or not pdfium.FPDFAnnot_HasKey(each, b"AP"):
        key = b"V" if kind == pdfium.FPDF_ANNOT_WIDGET else b"Contents"
        words = _string(pdfium.FPDFAnnot_GetStringValue, each, key)
        if words and kind not in _OF_OTHERS:
            rest.remarks.append(words)
    pdfium.FPDFPage_CloseAnnot(each)


def file_name(document: Any, place: int) -> str:
    """What a file is called that is attached to a document."""
    file = pdfium.FPDFDoc_GetAttachment(document, place)
    return _string(pdfium.FPDFAttachment_GetName, file) or _NAMELESS


def _string(ask: Callable[..., int], *of: Any) -> str:
    """What pdfium tells in UTF-16, with a zero behind it, on one line."""
    size = min(ask(*of, None, 0), 2 * _LONGEST)
    letters = ctypes.create_string_buffer(size)
    # A buffer that is too small is left as it is.
    if size < 4 or ask(*of, ctypes.cast(letters, ctypes.POINTER(ctypes.c_ushort)), size) > size:
        return "…" if size >= 4 else ""
    return " ".join(letters.raw.decode("utf-16-le", "replace").rstrip("\0").split())
