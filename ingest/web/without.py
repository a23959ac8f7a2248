"""Leaves out of a page what an operator names by CSS selectors."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from ingest.web.tree import Element


@lru_cache(maxsize=256)
def selector(text: str) -> Any:
    """What finds the elements that a CSS selector names.

    Raises:
        ValueError: it is none.
    """
    try:
        return CSSSelector(text, translator="html")
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from error


def leave_out(tree: Element, selectors: Iterable[str]) -> None:
    """Take elements out of a page; the text behind them stays."""
    for each in selectors:
        for element in selector(each)(tree):
            if element.getparent() is not None:
                _drop(element)


def _drop(element: Element) -> None:
    above, before = element.getparent(), element.getprevious()
    if before is None:
        above.text = f"{above.text or ''}{element.tail or ''}"
    else:
        before.tail = f"{before.tail or ''}{element.tail or ''}"
    above.remove(element)
