"""Where a section ends whose heading heads one element: a panel, an answer."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from ingest.web.seen import Visibility, is_pressed, named_targets
from ingest.web.tree import Element

_HOLDS = frozenset({"div", "section", "dd"})
"""What holds all that a button shows, where nothing tells more of it."""
_LEVELS = 3
_FEW = 50
"""Elements around or inside of one that are looked at."""


def headed(heading: Element, seen: Visibility) -> Iterator[Element | str]:
    """The elements, or their names, with whose end that of a heading comes; none for most headings."""
    holders = (heading, *islice(heading.iterancestors(), _LEVELS))
    summary = next((each for each in holders if each.tag == "summary"), None)
    if summary is not None:
        yield summary.getparent()
        return
    if (question := question_of(heading)) is not None:
        yield question
    inside = islice(heading.iter("*"), _FEW)
    control = next((each for each in inside if seen.opens(each) or is_pressed(each)), None)
    names = [] if control is None else list(filter(seen.has, named_targets(control)))
    yield from names
    behind = next(_behind(heading), None)
    if behind is not None and (
        seen.is_panel(behind)
        or (not names and behind.tag in _HOLDS and _heads_it(heading, control))
    ):
        yield behind


def question_of(element: Element) -> Element | None:
    """The question of a page with its answer, of which an element is marked as the words."""
    if element.get("itemprop") != "name":
        return None
    around = islice(element.iterancestors(), _FEW)
    about = next((each for each in around if each.get("itemtype")), None)
    is_one = about is not None and about.get("itemtype").rstrip("/").endswith("/Question")
    return about if is_one else None


def _heads_it(heading: Element, control: Element | None) -> bool:
    """Whether a button opens what a heading heads, and is no other one that stands in it, such as a help."""
    if control is None:
        return False
    is_whole = "".join(control.itertext()).split() == "".join(heading.itertext()).split()
    return is_whole or control.get("aria-expanded") is not None


def _behind(heading: Element) -> Iterator[Element]:
    """What stands right behind a heading, or behind what only holds it."""
    for holder in (heading, *islice(heading.iterancestors(), _LEVELS)):
        if holder.getnext() is not None:
            yield holder.getnext()
            return
