"""What of a page a reader can see, at once or by pressing a button."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from ingest.web.tree import HEADINGS, Element

_UNSEEN = frozenset(
    "head script style template noscript svg iframe object embed canvas audio video select datalist"
    " input textarea progress meter map rp rt del s strike".split()
)
"""What shows no text of the page, or text that was struck out, or how a word is said."""
_NOT_SHOWN = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE
)
_NOTE = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†])[\])]?")
_TARGETS = ("aria-controls", "data-target", "data-bs-target", "href")
_STATES = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")
_LEVELS = 3
"""Elements between a button and the neighbour of the panel that it opens."""


def is_button(element: Element) -> bool:
    """Whether an element is there to be pressed."""
    return element.tag == "button" or element.get("role") in {"button", "tab"}


def opens_panel(element: Element) -> bool:
    """Whether an element shows and hides other content, which its words then head."""
    if element.tag == "summary":
        return True
    return is_button(element) and (
        any(element.get(state) is not None for state in _STATES)
        or element.getparent().tag in {*HEADINGS, "dt"}
        or _is_hidden(element.getnext())
    )


class Seen:
    """Tells what is hidden for good from the panels that somebody can open."""

    def __init__(self, tree: Element) -> None:
        self._names: set[str] = set()
        self._panels: set[Element] = set()
        for element in tree.iter("button", "a", "summary", "div", "span", "li"):
            if is_button(element) or any(element.get(state) is not None for state in _STATES):
                self._names.update(named_targets(element))
                self._panels.update(_panel_behind(element))

    def hides(self, element: Element) -> bool:
        """Whether an element shows nothing: a script, a draft, what nothing on the page opens."""
        if element.tag in _UNSEEN or _points_to_note(element):
            return True
        return _is_hidden(element) and not (
            element in self._panels
            or element.get("id") in self._names
            or element.get("role") == "tabpanel"
        )


def _is_hidden(element: Element | None) -> bool:
    if element is None or element.tag == "body":  # Which scripts hide until the page is ready.
        return False
    return (
        element.get("hidden", "until-found") != "until-found"
        or (element.get("aria-hidden") == "true" and not _is_behind_dialog(element))
        or _NOT_SHOWN.search(element.get("style", "")) is not None
    )


def _is_behind_dialog(element: Element) -> bool:
    """Whether an element is no decoration, but the page itself while a dialog is open."""
    return next(element.iter("main", "article", "h1"), None) is not None


def _points_to_note(element: Element) -> bool:
    """Whether an element is the raised number of a footnote, which is no word of the sentence."""
    if element.tag != "sup" or len(element) != 1 or element[0].tag != "a":
        return False
    words = element.text_content() if len(element[0]) <= 2 else "?"
    return element[0].get("href", "").startswith("#") and _NOTE.fullmatch(words.strip()) is not None


def named_targets(control: Element) -> Iterator[str]:
    """The names of the elements that a button or the like shows."""
    for attribute in _TARGETS:
        for name in control.get(attribute, "").split():
            yield name.removeprefix("#")


def _panel_behind(control: Element) -> Iterator[Element]:
    """What stands right behind a button, or behind the heading or the like that only holds it."""
    for holder in (control, *islice(control.iterancestors(), _LEVELS)):
        behind = holder.getnext()
        if behind is not None:
            if _is_hidden(behind) and (holder is control or opens_panel(control)):
                yield behind
            return
