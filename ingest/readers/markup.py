"""Markup in what calls itself plain text, as what a site exports does: HTML tags and marks of Markdown."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html.defs import tags

from ingest.readers.rows import cell
from ingest.structure import written
from ingest.web.reader import Reader
from ingest.web.tree import parse_page

_PAGE = re.compile(r"<(?:!doctype[ \t]{1,9}html|html)\b", re.IGNORECASE)
"""How a whole page begins."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,10})(?=[\s/>])[^<>]{0,500}>")
_MARK = re.compile(
    r"(?<![\w*])\*\*(?=\w)[^*\n]{1,200}(?<![\s(])\*\*(?!\w)"
    r"|\[[^\[\]\n]{1,200}\]\((?:https?://|mailto:|[/#.])[^\s()]{0,500}\)"
)
"""Words in bold, and a link. One by itself may be meant as it stands."""
_FEWEST_MARKS = 2
_BREAK = "br"
"""The only tag without an end that says enough by itself."""


def is_page(text: str) -> bool:
    """Whether a text is a whole page."""
    return _PAGE.match(text.lstrip()) is not None


def has_tags(text: str) -> bool:
    """Whether a text holds HTML: an element that is closed, or a line break. `a < b` and `x<y>z` do not."""
    opened: set[str] = set()
    for match in _TAG.finditer(text):
        name = match[2].lower()
        if name == _BREAK or (match[1] and name in opened):
            return True
        if not match[1] and name in tags:
            opened.add(name)
    return False


def is_marked_up(text: str) -> bool:
    """Whether a text holds HTML, or several marks of Markdown."""
    marks = sum(1 for _ in islice(_MARK.finditer(text), _FEWEST_MARKS))
    return marks == _FEWEST_MARKS or has_tags(text)


def shown_cell(text: str) -> str:
    """What a cell that holds HTML shows, in a line."""
    return cell(written(Reader(parse_page(text), whole=True).parts.all).text.splitlines())
