"""The running words of what a page holds and its reader passes over."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.web.content import Content
from ingest.web.lines import lines_of
from ingest.web.tree import Element, walk

_PRESSED = frozenset({"a", "button", "label", "legend"})
"""What steers, or tells what a field is for."""
_CHOICES = frozenset({"select", "textarea"})
"""What shows words that may be chosen or written anew."""
_DRAWN = ("text", "tspan", "textpath")
"""What shows the words of a drawing."""


def words_passed(
    passed: Element, content: Content, *, is_amid: bool, is_beside: bool
) -> Iterator[str | None]:
    """The words of an element that are told as left out.

    They are those of what is hidden amid the content, or stands in a form or comment; and of links beside
    or behind the content, since they may list what the page is about.

    Args:
        passed: The element.
        content: Of the page.
        is_amid: Whether it stands in the content.
        is_beside: Whether it stands neither there nor in a menu, header or footer.
    """
    seen = content.seen
    if passed.tag == "a" and is_beside and not seen.hides(passed):
        yield " ".join(lines_of(passed, seen))
        return
    is_told = content.is_told_anywhere(passed)
    if is_amid:
        is_shown = not seen.puts_away(passed)
        if passed.tag == "svg" and is_shown:
            yield from _drawn(passed)
        is_told |= (passed.tag in _CHOICES and is_shown) or content.is_told(passed)
    if is_told:
        yield from _running(passed, content)


def _drawn(drawing: Element) -> Iterator[str | None]:
    for each in drawing.iter(*_DRAWN):
        yield each.text
        yield None if each.tag == "text" else each.tail


def _running(passed: Element, content: Content) -> Iterator[str | None]:
    for event, element, walker in walk(passed):
        is_silent = element.tag not in _CHOICES and content.seen.shows_nothing(element)
        if event == "start" and (element.tag in _PRESSED or is_silent):
            walker.skip_subtree()
        elif event == "start":
            yield element.text
        if event == "end" and element is not passed:
            yield element.tail
