"""Forms of a page: some are filled in, others hold the page itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.web.dialogs import ENTRIES
from ingest.web.tree import HEADINGS, Element, walk

_FIELDS = (*ENTRIES, "button")
_UNREAD = frozenset("a script style noscript template select label legend button".split())
"""What tells no words, or those of a link or that a field is for."""
_MOST_OF = 0.9
"""Share of the words of a page in the form that it stands in as a whole."""


def is_filled_in(form: Element) -> bool:
    """Whether a form has fields and is not the whole page, which some systems put into a form."""
    is_closed = form.get("method", "").lower() == "dialog"  # By any button in it.
    tags = ENTRIES if is_closed else _FIELDS
    has_fields = any(field.get("type") != "hidden" for field in form.iter(*tags))
    return has_fields and next(form.iter("h1", "main", "article"), None) is None


def pages_in_forms(tree: Element) -> Iterator[Element]:
    """The form that holds nearly all words of a page and a heading, as some systems write each page."""
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
    for each, count in words.items():
        is_whole = each is not None and count >= _MOST_OF * words.total()
        if is_whole and next(each.iter(*HEADINGS), None) is not None:
            yield each
