"""Tabs of a page, by the panels that they show."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.web.seen import named_targets
from ingest.web.tree import Element


def by_panel(tabs: Iterable[Element]) -> dict[str, Element]:
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
