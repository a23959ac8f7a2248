"""What of a page asks its reader: dialogs, of which others tell, and questions with buttons to answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from ingest.web.seen import is_button, opens_panel
from ingest.web.tree import BLOCKS, Element, around, around_several
from ingest.word_count import count_words

ENTRIES = ("input", "select", "textarea")
"""What somebody fills in."""
_MOST_WORDS, _MOST_ELEMENTS = 60, 200
"""Of what holds a question with buttons to answer it."""
_LEVELS = 4
"""Elements between such a button and what holds the question."""
_DIALOGS = frozenset({"dialog", "alertdialog"})


def is_dialog(element: Element) -> bool:
    """Whether an element lies over the page when it is open."""
    return element.tag in _DIALOGS or element.get("role") in _DIALOGS


def asking_dialogs(tree: Element) -> Iterator[Element]:
    """The dialogs that ask for something: to fill in a field, or to choose among several buttons."""
    dialogs = [each for each in tree.iter("*") if is_dialog(each)]
    if not dialogs:
        return
    asking = around(tree.iter(*ENTRIES)) | around_several(filter(is_button, tree.iter("*")))
    yield from (each for each in dialogs if each in asking)


def asked_questions(tree: Element) -> Iterator[Element]:
    """Elements that put a question to the reader and have buttons to answer it."""
    buttons: Counter[Element] = Counter()
    for each in tree.iter():
        if each.tag == "input" or (is_button(each) and not opens_panel(each)):
            buttons.update(islice(each.iterancestors(), _LEVELS))
    for element, count in buttons.items():
        if count > 1 and element.tag in BLOCKS and _unpressed(element).endswith("?"):
            yield element


def _unpressed(element: Element) -> str:
    """The words of an element outside of its buttons; empty where they are more than a question."""
    nodes = list(islice(element.iter(), _MOST_ELEMENTS + 1))
    if len(nodes) > _MOST_ELEMENTS:
        return ""
    texts: list[str] = []
    for node in nodes:
        if not any(map(is_button, (node, *islice(node.iterancestors(), 2)))):
            texts.append(node.text or "")
        if node is not element:
            texts.append(node.tail or "")
    words = " ".join(" ".join(texts).split())
    return words if count_words(words) <= _MOST_WORDS and "." not in words else ""
