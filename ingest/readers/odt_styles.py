"""What the styles of an OpenDocument text say of its words: which are hidden, which raised."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingest.plain import is_raised, raised
from ingest.readers.archive import Element, attribute

_LEAST_RAISED = 10
"""Per cent of the height of letters."""


def hide(content: Element, styles: Element) -> list[str]:
    """Empties what is not shown; returns its words."""
    hidden: list[str] = []
    unseen = _styles_that(_hides, content, styles)
    for each in list(content.iter("{*}section", "{*}h", "{*}p", "{*}span")):
        if attribute(each, "display") == "none" or attribute(each, "style-name") in unseen:
            hidden.append(" ".join("".join(each.itertext()).split()))
            each.clear(keep_tail=True)
    return hidden


def uncover(content: Element) -> Iterator[str]:
    """Empties the cells that lie below merged ones, whose words nobody sees; yields these."""
    for each in content.iter("{*}covered-table-cell"):
        if words := " ".join("".join(each.itertext()).split()):
            yield words
        del each[:]


def raise_numbers(content: Element, styles: Element) -> None:
    """Writes numbers that stand above the line so that they go on none before."""
    above = _styles_that(_raises, content, styles)
    for each in content.iter("{*}span"):
        if attribute(each, "style-name") in above:
            each.text = raised(each.text or "")


def _styles_that(holds: Callable[[Element | None], bool], *roots: Element) -> set[str]:
    """The names of the styles of whose properties of text something holds."""
    return {
        attribute(style, "name")
        for root in roots
        for style in root.iter("{*}style")
        if holds(style.find("{*}text-properties"))
    }


def _hides(properties: Element | None) -> bool:
    return attribute(properties, "display") == "none"


def _raises(properties: Element | None) -> bool:
    """Whether words stand above the line: `super 58%` or, by how much of their height, `33% 58%`."""
    place = attribute(properties, "text-position").partition(" ")[0]
    height = place.removesuffix("%")
    return place == "super" or (height != place and is_raised(height, _LEAST_RAISED))
