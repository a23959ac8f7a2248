"""The marks of footnotes, which are no words of the sentence that they stand in."""

from __future__ import annotations

import re
from itertools import islice

from ingest.web.tree import Element

_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†])[\])]?")
_REFERS, _RETURNS = "noteref", "backlink"
"""What the role of a link or, in a book, its type says of a mark, and of the way back to it."""
_LARGEST = 4
"""Elements in a mark at most."""


class Notes:
    """Tells the marks of the notes of a page."""

    def __init__(self, tree: Element) -> None:
        """Look for links that lead to each other, as those of a note do."""
        ends = ((_name(link), _target(link)) for link in tree.iter("a"))
        self._links = {(name, target) for name, target in ends if name and target not in ("", name)}

    def marks(self, element: Element) -> bool:
        """Whether an element is the mark of a note, or leads from the note back to it."""
        if element.tag == "a":
            return self._is_mark(element)
        if element.tag != "sup" or len(element) != 1 or element[0].tag != "a":
            return False
        return bool(_target(element[0])) and _MARK.fullmatch(_words(element)) is not None

    def _is_mark(self, link: Element) -> bool:
        target, words = _target(link), _words(link)
        said = f"{link.get('role', '')} {link.get('epub:type', '')}".split()
        if any(each.endswith(_RETURNS) for each in said):
            return True
        if target and words and not any(map(str.isalnum, words)):
            return True
        if _MARK.fullmatch(words) is None:
            return False
        if any(each.endswith(_REFERS) for each in said):
            return True
        is_raised = len(link) == 1 and link[0].tag == "sup"
        return bool(target) and (is_raised or (target, _name(link)) in self._links)


def _name(link: Element) -> str:
    return str(link.get("id") or link.get("name") or "")


def _target(link: Element) -> str:
    """The name of the place on the same page that a link leads to; empty where there is none."""
    address = str(link.get("href", ""))
    return address[1:] if address.startswith("#") else ""


def _words(element: Element) -> str:
    """The words of a small element; of a larger one, some that are no mark."""
    if len(list(islice(element.iter(), _LARGEST + 1))) > _LARGEST:
        return "more"
    return "".join(element.itertext()).strip()
