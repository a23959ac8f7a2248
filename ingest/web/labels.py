"""Lists of links whose words label what they lead to on the same page, as tabs without a role do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, pairwise

from ingest.web.tree import HEADINGS, Element, has_words

_LISTS = ("ul", "ol", "menu", "nav", "div")
_PANELS = frozenset({"div", "section", "article", "li"})
_LEVELS = 3
"""Elements between a list and its links."""
_FEW = 50
"""Elements and words at the beginning of a panel that are looked at."""
_LONGEST = 200
"""Characters of a label, or of an element of a panel, that are looked at."""


def labels_of(tree: Element) -> dict[Element, Element]:
    """The links of such lists, by the elements that they lead to.

    These stand one behind the other and behind the list, and do not say themselves what they are: a table
    of contents leads to headings, or to the words that it repeats.
    """
    found: dict[Element, Element] = {}
    links = {link.get("href", "")[1:] for link in tree.iter("a") if _is_within(link)}
    if not links:
        return found
    named: dict[str, Element] = {}
    places: dict[Element, int] = {}
    for place, element in enumerate(tree.iter("*")):
        places[element] = place
        if element.get("id") in links:
            named.setdefault(element.get("id"), element)
    for each in tree.iter(*_LISTS):
        labels = list(_links(each))
        panels = _panels(labels, named)
        if not panels or places[each] > places[panels[0]]:
            continue
        if not any(map(_tells_itself, panels, labels)):
            found |= dict(zip(panels, labels, strict=True))
    return found


def _is_within(link: Element) -> bool:
    return len(link.get("href", "")) > 1 and link.get("href").startswith("#")


def _links(holder: Element) -> Iterator[Element]:
    """The links to places on the page of which a list is made; none where it holds anything else."""
    if len(holder) < 2 or has_words(holder.text):
        return
    links = [_only_link(each) for each in holder]
    if all(link is not None and _is_within(link) for link in links):
        yield from links


def _only_link(element: Element) -> Element | None:
    """The link that is all of an element."""
    for _ in range(_LEVELS):
        if has_words(element.tail):
            return None
        if element.tag == "a":
            return element
        if len(element) != 1 or has_words(element.text):
            return None
        element = element[0]
    return None


def _panels(links: Sequence[Element], named: Mapping[str, Element]) -> list[Element]:
    """What links lead to, where it stands one behind the other."""
    panels = [named[name] for link in links if (name := link.get("href")[1:]) in named]
    if len(panels) < len(links) or not all(each.tag in _PANELS for each in panels):
        return []
    in_order = all(other.getprevious() is one for one, other in pairwise(panels))
    return panels if in_order else []


def _tells_itself(panel: Element, label: Element) -> bool:
    """Whether a panel begins with a heading, or with the words of its label."""
    wanted = " ".join("".join(label.itertext())[:_LONGEST].split())
    words: list[str] = []
    for each in islice(panel.iter("*"), _FEW):
        if each.tag in HEADINGS and not words:
            return True
        words += (each.text or "")[:_LONGEST].split()
        if len(words) >= _FEW:
            break
    return not wanted or " ".join(words).startswith(wanted)
