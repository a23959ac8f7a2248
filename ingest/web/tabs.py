"""Tabs of a page, by the panels that they show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from ingest.web.seen import Visibility, named_targets
from ingest.web.tree import Element

_LEVELS = 3
"""Elements between a tab and the list of tabs."""


def tabs_of(tree: Element, seen: Visibility) -> dict[Element, Element]:
    """What labels each panel: the tab that it names, that names it, or that stands in its place."""
    tabs = [tab for tab in tree.iter("*") if tab.get("role") == "tab"]
    found = dict(seen.labels)
    if not tabs:
        return found
    found |= dict(_in_order(tree))
    own = {tab.get("id"): tab for tab in tabs if tab.get("id")}
    shown = _by_panel(tabs)
    for panel in tree.iter("*"):
        if _is_panel(panel) or panel.get("id") in shown:
            shows = shown.pop(panel.get("id"), None)
            tab = own.pop(panel.get("aria-labelledby"), shows)
            found |= {} if tab is None else {panel: tab}
    return found


def _is_panel(element: Element) -> bool:
    return bool(element.get("role") == "tabpanel")


def _in_order(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Panels with tabs that name none, where as many of both stand behind each other."""
    lists: dict[Element, list[Element]] = {}
    panels: dict[Element, list[Element]] = {}
    list_of: dict[Element, Element] = {}
    """The list of tabs in front of panels, by what these stand in."""
    last: Element = None
    for each in tree.iter("*"):
        if each.get("role") == "tab":
            last = _list(each)
            lists.setdefault(last, []).append(each)
        elif _is_panel(each) and last is not None:
            list_of.setdefault(each.getparent(), last)
            panels.setdefault(each.getparent(), []).append(each)
    uses = Counter(list_of.values())
    for above, several in panels.items():
        tabs = lists[list_of[above]]
        are_pairs = len(tabs) == len(several) and uses[list_of[above]] == 1
        if are_pairs and not any(map(_names_panel, tabs)):
            yield from zip(several, tabs, strict=True)


def _list(tab: Element) -> Element:
    around = islice(tab.iterancestors(), _LEVELS)
    return next((each for each in around if each.get("role") == "tablist"), tab.getparent())


def _names_panel(tab: Element) -> bool:
    return any(map(bool, named_targets(tab)))


def _by_panel(tabs: Iterable[Element]) -> dict[str, Element]:
    """Tabs by the names of their panels, which need not name them in turn.

    A panel of several is told of by the one that is selected, or by none: a script puts there
    what another one shows.
    """
    named: dict[str, list[Element]] = {}
    for tab in tabs:
        for name in filter(None, set(named_targets(tab))):
            named.setdefault(name, []).append(tab)
    for name, several in named.items():
        if len(several) > 1:
            named[name] = [tab for tab in several if tab.get("aria-selected") == "true"]
    return {name: those[0] for name, those in named.items() if those}
