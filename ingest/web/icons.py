"""Names by which a font draws an icon, such as `arrow_forward`, and which nobody reads as words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.web.tree import HEADINGS, Element

_NAME = re.compile(r"\s{0,99}[a-z0-9]{1,30}(?:_[a-z0-9]{1,30}){1,6}\s{0,99}")
_ELEMENTS = ("i", "span")
_PRESSED = frozenset({"button", "summary", *HEADINGS})
_ENDS = "?!.)"


def icons(tree: Element) -> Iterator[Element]:
    """The elements that hold such a name alone and have a class, which brings the font.

    A name may as well be that of a file or an account. It is an icon's where it stands in an `i`, or
    without a space at a word or the end of a sentence.
    """
    for element in tree.iter(*_ELEMENTS):
        is_name = len(element) == 0 and _NAME.fullmatch(element.text or "") is not None
        if is_name and element.get("class") and (element.tag == "i" or _is_glued(element)):
            yield element


def _is_glued(element: Element) -> bool:
    """Whether a word touches an element, or stands beside it in what is pressed or a heading."""
    before, above = element.getprevious(), element.getparent()
    words = (above.text if before is None else before.tail) or ""
    if words[-1:].isalnum() or words[-1:] in tuple(_ENDS) or (element.tail or "")[:1].isalnum():
        return True
    return above.tag in _PRESSED and (bool(words.strip()) or before is not None)
