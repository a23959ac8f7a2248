"""Leaves out of a page what an operator names by CSS selectors."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from cssselect import SelectorError
from cssselect.parser import Attrib
from cssselect.parser import Element as Name
from cssselect.xpath import ExpressionError
from lxml.cssselect import CSSSelector, LxmlHTMLTranslator

from ingest.web.tree import Element

_ANY = (None, "", "*")
"""Of the namespaces, those that need no prefix."""


class _Translator(LxmlHTMLTranslator):  # type: ignore[misc]
    """Refuses prefixes, which nothing declares: they would only fail on a page that they may match."""

    def xpath_element(self, selector: Name) -> Any:
        _check_prefix(selector.namespace)
        return super().xpath_element(selector)

    def xpath_attrib(self, selector: Attrib) -> Any:
        _check_prefix(selector.namespace)
        return super().xpath_attrib(selector)


def _check_prefix(prefix: str | None) -> None:
    if prefix not in _ANY:
        raise ExpressionError(f"pages have no namespace {prefix!r}")


@lru_cache(maxsize=256)
def selector(text: str) -> Any:
    """What finds the elements that a CSS selector names.

    Raises:
        ValueError: it is none.
    """
    try:
        return CSSSelector(text, translator=_Translator())
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
