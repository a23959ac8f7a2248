"""Forms of a page: some are filled in, others hold the page itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.web.dialogs import ENTRIES
from ingest.web.tree import HEADINGS, Element, walk

_FIELDS = (*ENTRIES, "button")
_NO_FIELDS = frozenset("hidden submit button reset image".split())
_UNREAD = frozenset("a script style noscript template select label legend button".split())
"""What tells no words, or those of a link or that a field is for."""
_MOST_OF = 0.9
"""Share of the words of a page in the form that it stands in as a whole."""
_WORDS_A_FIELD = 5
"""Fewer words for each field are the instructions to a form, or a search."""


def is_filled_in(form: Element) -> bool:
    """Whether a form has fields and is not the whole page, which some systems put into a form."""
    is_closed = form.get("method", "").lower() == "dialog"  # By any button in it.
    tags = ENTRIES if is_closed else _FIELDS
    has_fields = any(field.get("type") != "hidden" for field in form.iter(*tags))
    return has_fields and next(form.iter("h1", "main", "article"), None) is None


def pages_in_forms(tree: Element) -> Iterator[Element]:
    """The form that holds nearly all words of a page, as some systems write each page.

    It holds a heading or, where nothing on the page tells of its parts, far more words than fields.
    """
    body = tree.find("body")
    if body is None or next(body.iter("form"), None) is None:
        return
    words: Counter[Element] = Counter()
    form: Element = None
    """The outermost one at hand."""
    for event, element, walker in walk(body):
        if event == "start" and element.tag in _UNREAD:
            walker.skip_subtree()
            continue
        if event == "start":
            form = element if form is None and element.tag == "form" else form
            words[form] += len((element.text or "").split())
            continue
        form = None if element is form else form
        if element is not body:
            words[form] += len((element.tail or "").split())
    least = _MOST_OF * words.total()
    for each, count in words.items():
        is_whole = each is not None and count >= least
        if is_whole and (_tells_parts(each) or not (_tells_parts(body) or _asks(each, count))):
            yield each


def _tells_parts(element: Element) -> bool:
    """Whether an element holds a heading or what marks the content of a page."""
    return next(element.iter(*HEADINGS, "main", "article"), None) is not None


def _asks(form: Element, words: int) -> bool:
    """Whether a form is there to be filled in, by its words outside of links and labels."""
    fields = [field for field in form.iter(*ENTRIES) if field.get("type") not in _NO_FIELDS]
    return words < _WORDS_A_FIELD * len(fields)
