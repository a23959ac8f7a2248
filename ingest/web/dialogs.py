"""Dialogs of a page: some tell, others ask for something."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.web.seen import is_button
from ingest.web.tree import Element, around, around_several

ENTRIES = ("input", "select", "textarea")
"""What somebody fills in."""
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
